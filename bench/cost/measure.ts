import type { UsageLine } from '../../local/usage/usage.ts';
import type { MeteredCity } from './metered-city.ts';
import type { Operation } from './operations.ts';

/** What one run of something uses, on average; a line each measure and its labels. */
export type Use = readonly UsageLine[];

/** What runs of an operation used. */
export interface Runs {
  /** One run: the mean of what can be counted, and the durations of the run with the shortest, since a busy machine only adds to them. */
  readonly use: Use;
  /** Whether the runs differ in what should not differ: in transitions, in transactions. Then something else went on beside one of them. */
  readonly differ: boolean;
}

/** Runs of the scheduled functions over which their own use is averaged. */
const STANDING_RUNS = 4;

/** What one run of everything that is scheduled each minute uses when nothing is due. */
export async function measureStanding(city: MeteredCity): Promise<Use> {
  const before = await city.readAtRest();
  const runs = async (): Promise<Use> => {
    const used = difference(before, await city.readAtRest());
    return ran(used) < STANDING_RUNS ? runs() : used;
  };
  const used = await runs();
  const names = city.scheduled();
  return divided(
    used.filter(({ labels: [name = ''] }) => names.has(name)),
    ran(used),
  );
}

/**
 * Runs the operation so many times, each by itself, and gives what one used. What the scheduled functions use without it is taken off, and
 * so are the receives that find a queue empty: these belong to no operation.
 * @param first the number of the first run; each run has one of its own
 */
export async function measure(
  city: MeteredCity,
  operation: Operation,
  times: number,
  first: number,
  standing: Use,
): Promise<Runs> {
  let total: Use = [];
  let quickest: Use = [];
  const seen = new Set<number>();
  for (let n = first; n < first + times; n += 1) {
    const work = await operation.prepare(city, n);
    const before = await city.readAtRest();
    await work();
    const used = difference(before, await city.readAtRest());
    const own = without(used, standing, ran(used));
    total = added(total, own);
    if (n === first || duration(own) < duration(quickest)) quickest = own;
    seen.add(steps(own));
  }
  const counts = divided(total, times).filter((line) => !isDuration(line));
  return { use: [...counts, ...quickest.filter(isDuration)], differ: seen.size > 1 };
}

const isDuration = ({ measure: what }: UsageLine): boolean =>
  what === 'lambda.milliseconds' || what === 'lambda.gigabyte-milliseconds';

function duration(use: Use): number {
  return use.filter(isDuration).reduce((sum, { amount }) => sum + amount, 0);
}

function steps(use: Use): number {
  const counted = use.filter(({ measure: what }) => what === 'states.transitions' || what === 'dynamodb.transactions');
  return counted.reduce((sum, { amount }) => sum + amount, 0);
}

/** How many times scheduled functions ran. */
function ran(use: Use): number {
  const runs = use.filter(({ measure: what, labels }) => what === 'lambda.requests' && labels[1] === 'schedule');
  return runs.reduce((sum, { amount }) => sum + amount, 0);
}

/** The use without what so many runs of the scheduled functions use anyway, and without what pollers do. */
export function without(use: Use, standing: Use, runs: number): Use {
  const off = new Map(standing.map((line) => [keyOf(line), line.amount * runs]));
  return use
    .filter(({ measure: what, labels }) => what !== 'schedule.runs' && !labels.includes('empty-receive'))
    .map((line) => ({ ...line, amount: line.amount - (off.get(keyOf(line)) ?? 0) }))
    .filter(({ amount }) => amount > 0);
}

export function difference(before: Use, after: Use): Use {
  const known = new Map(before.map((line) => [keyOf(line), line.amount]));
  return after
    .map((line) => ({ ...line, amount: line.amount - (known.get(keyOf(line)) ?? 0) }))
    .filter(({ amount }) => amount !== 0);
}

function added(one: Use, other: Use): Use {
  const lines = new Map(one.map((line) => [keyOf(line), line]));
  for (const line of other) lines.set(keyOf(line), { ...line, amount: line.amount + (lines.get(keyOf(line))?.amount ?? 0) });
  return [...lines.values()];
}

function divided(use: Use, by: number): Use {
  return use.map((line) => ({ ...line, amount: line.amount / Math.max(1, by) }));
}

const keyOf = ({ measure: what, labels }: UsageLine): string => [what, ...labels].join('\n');
