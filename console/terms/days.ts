import type { Schemas } from '../api/client.ts';
import { behindMidnight, dayOf } from '../words/format.ts';

/** A day as `2026-11-27`. */
type Day = string;

const DAY_MS = 86_400_000;
const WEEK = 7;
const dayFrom = (time: number): Day => new Date(time).toISOString().slice(0, 10);
const timeOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** Entries by the day on which they end, the days in their order. @param dayIn gives the day of an entry in Beijing */
export function byDay<Entry>(entries: readonly Entry[], dayIn: (entry: Entry) => Day): ReadonlyMap<Day, readonly Entry[]> {
  const days = new Map<Day, Entry[]>();
  for (const entry of entries) days.set(dayIn(entry), [...(days.get(dayIn(entry)) ?? []), entry]);
  return new Map([...days].toSorted(([a], [b]) => a.localeCompare(b)));
}

/** The weeks that show a month, each from Monday to Sunday. @param month `2026-11` */
export function weeksOf(month: string): readonly (readonly Day[])[] {
  const first = timeOf(`${month}-01`);
  const start = first - ((new Date(first).getUTCDay() + WEEK - 1) % WEEK) * DAY_MS;
  const end = timeOf(`${monthAfter(month, 1)}-01`);
  const weeks: Day[][] = [];
  for (let monday = start; monday < end; monday += WEEK * DAY_MS)
    weeks.push(Array.from({ length: WEEK }, (_, n) => dayFrom(monday + n * DAY_MS)));
  return weeks;
}

/** The month so many months later, or earlier below zero. @param month `2026-11` */
export function monthAfter(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** The day on which a term stands: its last day if it ends with a day. @param term as the API gives it */
export function dayOfTerm({ endsAt, lastDay }: Pick<Schemas['Term'], 'endsAt' | 'lastDay'>): Day {
  return lastDay ?? dayOf(endsAt);
}

/** The `dueBefore` of the terms that the weeks of a month show, up to those that end with the last day. @param month `2026-11` */
export function shownBefore(month: string): string {
  const last = weeksOf(month).flat().at(-1) ?? `${month}-01`;
  return behindMidnight(dayFrom(timeOf(last) + DAY_MS));
}
