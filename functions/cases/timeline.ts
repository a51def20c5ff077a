import * as z from 'zod';
import type { TimelineEntry } from '../../shared/cases/answers.ts';
import { type Case, idsOfCase } from '../../shared/cases/model.ts';
import type { timelineShown } from '../../shared/cases/timeline.ts';
import type { CardPage, Journal } from '../../shared/journal/journal.ts';
import { behind, factsOfAlert, factsOfCase } from '../../shared/journal/keys.ts';
import { idOfStream } from '../../shared/journal/stream.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { auditedKinds } from '../lookups/kinds.ts';
import { inParallel } from '../platform/in-parallel.ts';

/** How many files are read at the same time. */
const LANES = 20;

/** The kinds of streams whose facts stand in the timeline of a case, each with who sees them there. */
export const timelineKinds = new Map(
  auditedKinds.flatMap(({ stream, timeline }) => (timeline === undefined ? [] : [[stream, timeline] as const])),
);

/**
 * How many facts of a history are read at once when the first ones are used up, which only happens if some of them are hidden. Its entries
 * in the index have a few hundred bytes each.
 */
export const READ_ON = 400;

/** What the index holds of a fact. */
const FactCard = z.object({ seq: z.int().positive(), type: z.string(), at: UtcInstant, agency: z.string() });

type Card = CardPage['cards'][number];

interface TimelinePage {
  readonly items: readonly TimelineEntry[];
  /** Where the page ended: at the last entry shown, never at a hidden one. Absent if no visible entry comes after it. */
  readonly last?: string;
}

/** The request for a part of a timeline. */
interface TimelineQuery {
  readonly limit: number;
  /** Where the page before ended. */
  readonly last?: string | undefined;
  /** Which entries the caller may see. */
  readonly shown: ReturnType<typeof timelineShown>;
  /** Whether the caller sees all of it, so that the numbers of the facts tell nothing more. */
  readonly numbered: boolean;
}

/**
 * A page of events, in the order of time: in the case, in those merged into it, and in the alarms, freeze requests and orders that belong
 * to it. Each alarm's facts stand in one partition, after any fate of its orders, so a page costs one query for each case and each alarm,
 * for any length of the story and at any place in it. It passes over entries that the caller may not see: that costs one more for each of
 * these in which something is hidden, and one more for every 200 hidden facts on the way. It looks for one visible entry more than the page
 * has, so that neither a gap nor an empty page shows that something is hidden.
 */
export async function timelinePage(
  journal: Journal,
  fraudCase: Case,
  { limit, last, shown, numbered }: TimelineQuery,
): Promise<TimelinePage> {
  const kept: Card[] = [];
  const entries = () => kept.map((card) => entryOf(card, numbered));
  for await (const card of storyOf(journal, fraudCase, limit + 1, last)) {
    if (!shown(card)) continue;
    const end = kept.at(-1);
    if (kept.length === limit && end !== undefined) return { items: entries(), last: end.sk };
    kept.push(card);
  }
  return { items: entries() };
}

/** How far one history has been read. */
interface Reading {
  readonly pk: string;
  /** Read and not passed yet. */
  ahead: Card[];
  /** Where it goes on; absent at the end. */
  next?: { readonly from?: string };
}

/** All next entries, visible or not, read only as far as needed. @param first how many of each history is read at first */
async function* storyOf(journal: Journal, fraudCase: Case, first: number, last: string | undefined): AsyncGenerator<Card> {
  const next = last === undefined ? {} : { from: behind(last) };
  const readings: readonly Reading[] = filesOf(fraudCase).map((pk) => ({ pk, ahead: [], next }));
  for (let limit = first; ; limit = READ_ON) {
    const usedUp = readings.filter(({ ahead }) => ahead.length === 0);
    await inParallel(usedUp, LANES, (reading) => readOn(journal, reading, limit));
    yield* untilOneIsUsedUp(readings);
    if (readings.every(({ ahead, next: more }) => ahead.length === 0 && more === undefined)) return;
  }
}

/** The case, those merged into it, and its alarms: the partitions in which their facts stand. */
function filesOf(fraudCase: Case): readonly string[] {
  return [...idsOfCase(fraudCase).map(factsOfCase), ...fraudCase.alerts.map(({ alertId }) => factsOfAlert(alertId))];
}

async function readOn(journal: Journal, reading: Reading, limit: number): Promise<void> {
  if (reading.next === undefined) return;
  const { cards, next } = await journal.find({ index: 'file', pk: reading.pk, limit, ...reading.next });
  const end = cards.at(-1);
  reading.ahead = [...cards];
  if (next === undefined || end === undefined) delete reading.next;
  else reading.next = { from: behind(end.sk) };
}

/** The entries read from all files, in the order of time, as long as no file that goes on could have an earlier one. */
function* untilOneIsUsedUp(readings: readonly Reading[]): Generator<Card> {
  while (readings.every(({ ahead, next }) => ahead.length > 0 || next === undefined)) {
    const [head, ...others] = readings.filter(({ ahead }) => ahead.length > 0);
    if (head === undefined) return;
    const earliest = others.reduce((best, one) => (skOf(one) < skOf(best) ? one : best), head);
    yield* earliest.ahead.splice(0, 1);
  }
}

function skOf({ ahead: [card] }: Reading): string {
  return card?.sk ?? '';
}

function entryOf({ stream, card }: Card, numbered: boolean): TimelineEntry {
  const { seq, type, at, agency } = parseTolerantly(FactCard, card);
  return { at, of: idOfStream(stream), type, ...(numbered ? { seq } : {}), by: agency };
}
