import type { Measure, UsageLine } from '../../local/usage/usage.ts';
import type { Use } from './measure.ts';
import { type BillLine, bill, type Prices, totalOf } from './prices.ts';

/** What one run of an operation counts for, and what a thousand cost. */
export interface Summary {
  readonly transitions: number;
  /** Invocations by the API, workflows, queues and schedules. */
  readonly invocations: number;
  /** Invocations by the table's stream: the relays. */
  readonly relayInvocations: number;
  /** Transactions that were carried out. */
  readonly appends: number;
  readonly largestAppend: number;
  readonly cancelled: number;
  readonly tableWrites: number;
  readonly indexWrites: number;
  readonly reads: number;
  /** Changes of items: what each trigger of the stream reads. */
  readonly streamRecords: number;
  /** Records that the filters let through to a function. */
  readonly passedRecords: number;
  readonly gigabyteSeconds: number;
  readonly cpuMilliseconds: number;
  readonly logBytes: number;
  readonly usdPerThousand: number;
  /** The part of it that hangs on how fast this machine is, and how busy. */
  readonly usdOfDuration: number;
  /** The three that cost most of a thousand. */
  readonly drivers: readonly Pick<BillLine, 'what' | 'usd'>[];
}

export function summarize(use: Use, prices: Prices): Summary {
  const sum = (measure: Measure, is: (line: UsageLine) => boolean = () => true): number =>
    use.filter((line) => line.measure === measure && is(line)).reduce((total, { amount }) => total + amount, 0);
  const largest = use.filter(({ measure }) => measure === 'dynamodb.transactions').map(({ labels }) => Number(labels[1]));
  const byTrigger = new Map<string, number>();
  for (const {
    measure,
    labels: [name = ''],
    amount,
  } of use)
    if (measure === 'stream.records') byTrigger.set(name, amount);
  const lines = bill(use, prices);
  return {
    transitions: sum('states.transitions'),
    invocations: sum('lambda.requests', ({ labels }) => labels[1] !== 'stream'),
    relayInvocations: sum('lambda.requests', ({ labels }) => labels[1] === 'stream'),
    appends: sum('dynamodb.transactions'),
    largestAppend: Math.max(0, ...largest),
    cancelled: sum('dynamodb.cancelled-transactions'),
    tableWrites: sum('dynamodb.write-units', ({ labels }) => labels[1] === 'table'),
    indexWrites: sum('dynamodb.write-units', ({ labels }) => labels[1] !== 'table'),
    reads: sum('dynamodb.read-units'),
    streamRecords: Math.max(0, ...byTrigger.values()),
    passedRecords: sum('stream.records-passed'),
    gigabyteSeconds: sum('lambda.gigabyte-milliseconds') / 1000,
    cpuMilliseconds: sum('lambda.cpu-milliseconds', ({ labels }) => labels[1] === 'running'),
    logBytes: sum('logs.bytes'),
    usdPerThousand: totalOf(lines) * 1000,
    usdOfDuration: totalOf(lines.filter(({ price }) => price === 'gigabyteSeconds')) * 1000,
    drivers: lines.slice(0, 3).map(({ what, usd }) => ({ what, usd: usd * 1000 })),
  };
}
