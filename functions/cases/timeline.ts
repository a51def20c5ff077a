import * as z from 'zod';
import type { TimelineEntry } from '../../shared/cases/answers.ts';
import type { Case } from '../../shared/cases/model.ts';
import type { timelineShown } from '../../shared/cases/timeline.ts';
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

/** What of a timeline is asked for. */
interface TimelineQuery {
  readonly limit: number;
  /** Where the page before ended. */
  readonly last?: string | undefined;
  /** Which entries the caller may see. */
  readonly shown: ReturnType<typeof timelineShown>;
}

/**
 * A page of what happened, in the order of time: in the case, in those merged into it, and in the alarms, freeze requests and orders
 * that belong to it. Each alarm's facts stand in one partition whatever happened to its orders, so a page costs one query for the
 * case and one for each alarm, however long the story is and wherever in it the page begins. It is read on for as long as what the
 * caller may not see leaves room in the page, so that a gap tells nobody that something was there.
 */
export async function timelinePage(journal: Journal, file: Case, { limit, last, shown }: TimelineQuery): Promise<TimelinePage> {
  const items: TimelineEntry[] = [];
  let position = last;
  do {
    const stretch = await stretchOf(journal, file, limit - items.length, position);
    items.push(...stretch.entries.filter(shown).map(entryOf));
    position = stretch.last;
  } while (position !== undefined && items.length < limit);
  return { items, ...(position === undefined ? {} : { last: position }) };
}

interface Fact extends z.infer<typeof FactCard> {
  readonly stream: string;
}

/** What comes next in the file, whoever may see it. */
async function stretchOf(
  journal: Journal,
  file: Case,
  limit: number,
  last: string | undefined,
): Promise<{ readonly entries: readonly Fact[]; readonly last?: string }> {
  const files = [
    ...[file.caseId, ...file.absorbed.map(({ caseId }) => caseId)].map(factsOfCase),
    ...file.alerts.map(({ alertId }) => factsOfAlert(alertId)),
  ];
  const pages: CardPage[] = [];
  await inParallel(files, LANES, async (pk) => {
    pages.push(await journal.find({ index: 'file', pk, limit, ...(last === undefined ? {} : { from: behind(last) }) }));
  });
  const cards = pages.flatMap((page) => page.cards).toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
  const taken = cards.slice(0, limit);
  const end = taken.at(-1)?.sk;
  const more = cards.length > limit || pages.some(({ next }) => next !== undefined);
  const entries = taken.map(({ stream, card }) => ({ stream, ...FactCard.parse(card) }));
  return { entries, ...(more && end !== undefined ? { last: end } : {}) };
}

function entryOf({ stream, seq, type, at, agency }: Fact): TimelineEntry {
  return { at, of: stream.slice(stream.indexOf('#') + 1), type, seq, by: agency };
}
