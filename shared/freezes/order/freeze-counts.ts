import * as z from 'zod';
import type { StreamType } from '../../journal/stream.ts';
import type { Context } from '../../kernel/context.ts';
import { fact } from '../../kernel/fact.ts';
import { OrderId } from '../../kernel/ids.ts';
import { HOUR, plus } from '../../kernel/time.ts';

const Counted = z.strictObject({ accounts: z.int().nonnegative(), whole: z.int().nonnegative() });

/** How many freezes were ordered in a case: in all, and in each of the last hours that had some (`yyyy-mm-ddThh`, UTC). */
export const FreezeCount = z.strictObject({ ...Counted.shape, hours: z.record(z.string(), Counted) });
export type FreezeCount = z.infer<typeof FreezeCount>;

/** A freeze was ordered; `whole`: of the whole account. */
export const FreezeCountFact = z.discriminatedUnion('type', [
  fact('freeze-count.counted', { orderId: OrderId, whole: z.boolean() }),
]);
export type FreezeCountFact = z.infer<typeof FreezeCountFact>;

/** Hours longer ago than this are not kept; the policy counts within fewer (`freeze.at-once`). */
const HOURS_KEPT = 72;
const hourOf = (at: string): string => at.slice(0, 'yyyy-mm-ddThh'.length);

/**
 * The counts behind the height of an approval (审批权限): one a case, under whose id they are; of an alarm without a case, whose freezes rest on
 * a filing outside Cordon, under the id of the alarm. A freeze changes its count in its own append, so two at once cannot both be the last
 * below a limit. They are only loaded by their ids, so no index has them.
 */
export const FreezeCounts: StreamType<FreezeCount, FreezeCountFact> = {
  name: 'freeze-count',
  schemaVersion: 1,
  state: FreezeCount,
  fact: FreezeCountFact,
  evolve: (before = { accounts: 0, whole: 0, hours: {} }, { data: { at, whole } }) => {
    const hour = hourOf(at);
    const first = hourOf(plus(at, -HOURS_KEPT * HOUR));
    const kept = Object.entries(before.hours).filter(([one]) => one >= first);
    return {
      ...plusOne(before, whole),
      hours: { ...Object.fromEntries(kept), [hour]: plusOne(before.hours[hour] ?? { accounts: 0, whole: 0 }, whole) },
    };
  },
  index: () => ({ entries: {}, card: {} }),
};

function plusOne({ accounts, whole }: z.infer<typeof Counted>, isWhole: boolean): z.infer<typeof Counted> {
  return { accounts: accounts + 1, whole: whole + (isWhole ? 1 : 0) };
}

/** How many freezes were ordered in a case so far, in all and at once, and how many of them of a whole account. */
export interface FreezesOfCase {
  readonly inCase: z.infer<typeof Counted>;
  /** Within the last hours (policy `freeze.at-once`). */
  readonly atOnce: z.infer<typeof Counted>;
}

/** @param counts of the case and of those that were merged into it */
export function freezesOfCase(
  counts: readonly (FreezeCount | undefined)[],
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): FreezesOfCase {
  const since = hourOf(plus(now, -policy.amount('freeze.at-once', now)));
  const there = counts.filter((count) => count !== undefined);
  const recent = there.flatMap(({ hours }) => Object.entries(hours).flatMap(([hour, some]) => (hour > since ? [some] : [])));
  return { inCase: sumOf(there), atOnce: sumOf(recent) };
}

function sumOf(counts: readonly z.infer<typeof Counted>[]): z.infer<typeof Counted> {
  return {
    accounts: counts.reduce((sum, { accounts }) => sum + accounts, 0),
    whole: counts.reduce((sum, { whole }) => sum + whole, 0),
  };
}
