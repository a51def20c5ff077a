import type { Runs, Use } from './measure.ts';
import type { Operation } from './operations.ts';
import { type BillLine, bill, type Prices } from './prices.ts';
import { type Summary, summarize } from './summary.ts';

/** What was found out about one operation. */
export interface Measured {
  readonly name: string;
  readonly what: string;
  readonly orders?: number;
  readonly summary: Summary;
  /** Of one run; US dollars. */
  readonly bill: readonly BillLine[];
  readonly use: Use;
  readonly differ: boolean;
}

export function measured({ name, what, orders }: Operation, { use, differ }: Runs, prices: Prices): Measured {
  return {
    name,
    what,
    ...(orders !== undefined && { orders }),
    summary: summarize(use, prices),
    bill: bill(use, prices),
    use,
    differ,
  };
}

/** Counts of one run, and the money of a thousand. */
export function rowOf({ summary }: Measured): Record<string, string> {
  return {
    transitions: figure(summary.transitions),
    'invocations, relays': `${figure(summary.invocations)}, ${figure(summary.relayInvocations)}`,
    appends: figure(summary.appends),
    'most items': figure(summary.largestAppend),
    'writes, indexes': `${figure(summary.tableWrites)}, ${figure(summary.indexWrites)}`,
    reads: figure(summary.reads),
    'stream, passed': `${figure(summary.streamRecords)}, ${figure(summary.passedRecords)}`,
    'GB-s': summary.gigabyteSeconds.toFixed(2),
    'CPU ms': figure(summary.cpuMilliseconds),
    'log bytes': figure(summary.logBytes),
    '$ a 1,000': summary.usdPerThousand.toFixed(3),
    'of it duration': summary.usdOfDuration.toFixed(3),
  };
}

export function driversOf({ name, summary }: Measured): string {
  return `${name}: ${summary.drivers.map(({ what, usd }) => `${what} ${usd.toFixed(3)}`).join(', ')}`;
}

/** Rows as lines of text under a head; the first column to the left, the others to the right. */
export function tableOf(rows: readonly (readonly [name: string, cells: Readonly<Record<string, string>>])[]): string {
  const head = ['', ...Object.keys(rows[0]?.[1] ?? {})];
  const lines = [head, ...rows.map(([name, row]) => [name, ...Object.values(row)])];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const aligned = lines.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  );
  return aligned.join('\n');
}

/** At most three digits that say something. */
function figure(value: number): string {
  if (Number.isInteger(value)) return String(value);
  if (value >= 100) return value.toFixed(0);
  return value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}
