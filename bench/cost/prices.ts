import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { UsageLine } from '../../local/usage/usage.ts';
import type { Use } from './measure.ts';

const Price = z.strictObject({
  /** US dollars for `per` units. */
  usd: z.number().positive(),
  per: z.number().positive(),
  unit: z.string(),
  source: z.url(),
  /** When the figure was last compared with the source, or why it could not be. */
  checked: z.string(),
});
export const Prices = z.strictObject({
  $comment: z.string(),
  region: z.string(),
  date: z.iso.date(),
  prices: z.strictObject({
    writeUnits: Price,
    readUnits: Price,
    invocations: Price,
    gigabyteSeconds: Price,
    transitions: Price,
    queueRequests: Price,
    groupedSends: Price,
    apiRequests: Price,
    logBytes: Price,
    secretRequests: Price,
  }),
  assumptions: z.strictObject({
    accessLogBytes: z.strictObject({ value: z.number().positive(), note: z.string() }),
    emptyReceivesPerQueueAndMonth: z.strictObject({ value: z.number().positive(), note: z.string() }),
  }),
  leftOut: z.array(z.string()).min(1),
});
export type Prices = z.infer<typeof Prices>;
type PriceName = keyof Prices['prices'];

/** One part of a bill: which thing costs how much. */
export interface BillLine {
  readonly what: string;
  readonly price: PriceName;
  readonly amount: number;
  readonly unit: string;
  readonly usd: number;
}

export function readPrices(): Prices {
  return Prices.parse(JSON.parse(readFileSync(join(import.meta.dirname, '..', 'prices.json'), 'utf8')));
}

/** What the use costs, a line each thing that costs, the dearest first. */
export function bill(use: Use, prices: Prices): readonly BillLine[] {
  const lines = new Map<string, BillLine>();
  for (const line of use) {
    for (const { what, price, amount } of charged(line, prices)) {
      const { usd, per, unit } = prices.prices[price];
      const before = lines.get(what);
      lines.set(what, {
        ...{ what, price, unit },
        amount: amount + (before?.amount ?? 0),
        usd: (amount / per) * usd + (before?.usd ?? 0),
      });
    }
  }
  return [...lines.values()].toSorted((a, b) => b.usd - a.usd);
}

/** The engine does not say what a cancelled transaction consumes, and the cloud bills it: at the least this for each item. */
const LEAST_CANCELLED_UNITS = 2;

interface Charge {
  readonly what: string;
  readonly price: PriceName;
  readonly amount: number;
}

function charged({ measure, labels: [first = '', second = ''], amount }: UsageLine, { assumptions }: Prices): readonly Charge[] {
  switch (measure) {
    case 'dynamodb.write-units':
      return [
        { what: second === 'table' ? 'writes to the table' : `writes to the index ${second}`, price: 'writeUnits', amount },
      ];
    case 'dynamodb.read-units':
      return [{ what: second === 'table' ? 'reads of the table' : `reads of the index ${second}`, price: 'readUnits', amount }];
    case 'lambda.requests':
      return [{ what: 'invocations', price: 'invocations', amount }];
    case 'lambda.gigabyte-milliseconds':
      return [{ what: `duration of ${first}`, price: 'gigabyteSeconds', amount: amount / 1000 }];
    case 'states.transitions':
      return [{ what: 'state transitions', price: 'transitions', amount }];
    case 'sqs.requests':
      return [{ what: 'requests to queues', price: 'queueRequests', amount }];
    case 'sqs.grouped-sends':
      return [{ what: 'sends with a message group', price: 'groupedSends', amount }];
    case 'api.requests':
      return [
        { what: 'API requests', price: 'apiRequests', amount },
        { what: 'access log', price: 'logBytes', amount: amount * assumptions.accessLogBytes.value },
      ];
    case 'logs.bytes':
      return [{ what: 'logs of functions', price: 'logBytes', amount }];
    case 'secrets.requests':
      return [{ what: 'reads of secrets', price: 'secretRequests', amount }];
    case 'dynamodb.cancelled-transactions':
      return [
        { what: 'writes that were cancelled', price: 'writeUnits', amount: amount * Number(second) * LEAST_CANCELLED_UNITS },
      ];
    case 'dynamodb.requests':
    case 'dynamodb.transactions':
    case 'stream.records':
    case 'stream.records-passed':
    case 'lambda.milliseconds':
    case 'lambda.cold-starts':
    case 'lambda.cpu-milliseconds':
    case 'states.executions':
    case 'schedule.runs':
      return [];
  }
}

const services: Readonly<Record<PriceName, string>> = {
  writeUnits: 'DynamoDB',
  readUnits: 'DynamoDB',
  invocations: 'Lambda',
  gigabyteSeconds: 'Lambda',
  transitions: 'Step Functions',
  queueRequests: 'SQS',
  groupedSends: 'SQS',
  apiRequests: 'API',
  logBytes: 'logs',
  secretRequests: 'secrets',
};

/** The service whose bill the line is on. */
export function serviceOf({ price }: BillLine): string {
  return services[price];
}

export function totalOf(lines: readonly BillLine[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0);
}
