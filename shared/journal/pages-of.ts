import type { CardPage, IndexPosition, IndexQuery, Journal } from './journal.ts';

/**
 * A part of an index to its end, page by page; a caller that has enough stops asking.
 *
 * @param part `limit`: how many entries one read takes
 */
export async function* pagesOf(journal: Journal, part: Omit<IndexQuery, 'after'>): AsyncGenerator<CardPage['cards']> {
  let after: IndexPosition | undefined;
  do {
    const page = await journal.find({ ...part, ...(after === undefined ? {} : { after }) });
    yield page.cards;
    after = page.next;
  } while (after !== undefined);
}
