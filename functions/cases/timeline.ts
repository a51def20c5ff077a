import * as z from 'zod';
import type { TimelineEntry } from '../../shared/cases/answers.ts';
import type { Case } from '../../shared/cases/model.ts';
import type { CardPage, Journal } from '../../shared/journal/journal.ts';
import { behind, factsOfAlert, factsOfCase } from '../../shared/journal/keys.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { inParallel } from '../lib/in-parallel.ts';

/** How many files are read at the same time. */
const LANES = 20;

/** What the index holds of a fact. */
const FactCard = z.object({ seq: z.int().positive(), type: z.string(), at: UtcInstant, agency: z.string() });

interface TimelinePage {
  readonly items: readonly TimelineEntry[];
  /** Where the page ended; absent on the last. */
  readonly last?: string;
}

/**
 * A page of what happened, in the order of time: in the case, in those merged into it, and in the alarms, freeze requests and orders
 * that belong to it. Each alarm's facts stand in one partition whatever happened to its orders, so a page costs one query for the
 * case and one for each alarm, however long the story is and wherever in it the page begins.
 *
 * @param last where the page before ended
 */
export async function timelinePage(journal: Journal, file: Case, limit: number, last: string | undefined): Promise<TimelinePage> {
  const files = [
    ...[file.caseId, ...file.absorbed.map(({ caseId }) => caseId)].map(factsOfCase),
    ...file.alerts.map(({ alertId }) => factsOfAlert(alertId)),
  ];
  const pages: CardPage[] = [];
  await inParallel(files, LANES, async (pk) => {
    pages.push(await journal.find({ index: 'file', pk, limit, ...(last === undefined ? {} : { from: behind(last) }) }));
  });
  const cards = pages.flatMap((page) => page.cards).toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
  const shown = cards.slice(0, limit);
  const end = shown.at(-1)?.sk;
  const more = cards.length > limit || pages.some(({ next }) => next !== undefined);
  return { items: shown.map(entryOf), ...(more && end !== undefined ? { last: end } : {}) };
}

function entryOf({ stream, card }: CardPage['cards'][number]): TimelineEntry {
  const { seq, type, at, agency } = FactCard.parse(card);
  return { at, of: stream.slice(stream.indexOf('#') + 1), type, seq, by: agency };
}
