/** A day as `2026-11-27`. */
type Day = string;

const DAY_MS = 86_400_000;
const WEEK = 7;
const dayFrom = (time: number): Day => new Date(time).toISOString().slice(0, 10);
const timeOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** Entries by the day on which they end, the days in their order. @param dayOf gives the day of an entry in Beijing */
export function byDay<Entry>(entries: readonly Entry[], dayOf: (entry: Entry) => Day): ReadonlyMap<Day, readonly Entry[]> {
  const days = new Map<Day, Entry[]>();
  for (const entry of entries) days.set(dayOf(entry), [...(days.get(dayOf(entry)) ?? []), entry]);
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

/** The first moment after a month in Beijing, ISO 8601. @param month `2026-11` */
export function endOf(month: string): string {
  return `${monthAfter(month, 1)}-01T00:00:00+08:00`;
}
