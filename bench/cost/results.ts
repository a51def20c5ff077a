import { writeFileSync } from 'node:fs';
import type { MonthlyBill } from './loads.ts';
import type { Use } from './measure.ts';
import type { Prices } from './prices.ts';
import type { Measured } from './report.ts';

/** Everything that a run of the program found out. */
export interface Results {
  readonly date: string;
  readonly times: number;
  readonly prices: Pick<Prices, 'region' | 'date'>;
  readonly operations: readonly Measured[];
  /** The use of one run of what is scheduled each minute. */
  readonly standing: Use;
  readonly months: readonly MonthlyBill[];
}

/** Writes the results so that two files can be compared line by line. */
export function writeResults(file: string, { operations, standing, ...rest }: Results): void {
  const named = operations.map(({ name, use, bill, ...one }) => [
    name,
    { ...one, bill: Object.fromEntries(bill.map(({ what, usd }) => [what, usd])), use: counters(use) },
  ]);
  const written = { ...rest, standing: counters(standing), operations: Object.fromEntries(named) };
  writeFileSync(file, `${JSON.stringify(written, rounded, 2)}\n`);
}

/** Measure, labels, amount. */
function counters(use: Use): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const measures: Record<string, Record<string, number>> = {};
  for (const { measure, labels, amount } of use.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1)))
    measures[measure] = { ...measures[measure], [labels.join(', ')]: amount };
  return measures;
}

const sortKey = ({ measure, labels }: Use[number]): string => [measure, ...labels].join('\n');

/** Six digits that say something: more would differ from run to run for nothing. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(6)) : value;
}
