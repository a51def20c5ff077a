import type { CardPage, FactPage, IndexPosition, IndexQuery, Journal } from './journal.ts';

/** Facts in one read. */
const FACTS = 500;

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

/**
 * The facts of a stream behind one number, page by page, in order.
 *
 * @param upTo the number of the last; without it, to the end of the stream
 */
export async function* factPagesOf(
  journal: Pick<Journal, 'facts'>,
  stream: string,
  { after, upTo = Number.POSITIVE_INFINITY }: { readonly after: number; readonly upTo?: number },
): AsyncGenerator<FactPage['facts']> {
  for (let read: number | undefined = after; read !== undefined && read < upTo; ) {
    const page: FactPage = await journal.facts(stream, { after: read, limit: Math.min(FACTS, upTo - read) });
    yield page.facts;
    read = page.next;
  }
}
