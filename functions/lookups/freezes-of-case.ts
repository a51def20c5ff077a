import { type FreezeCount, type FreezeCountFact, FreezeCounts, freezesOfCase } from '../../shared/freezes/order/freeze-counts.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';

/** How many freezes were ordered in a case, and the stream that counts the next. */
export interface CountedFreezes {
  readonly freezes: ReturnType<typeof freezesOfCase>;
  readonly streams: readonly Loaded<FreezeCount, FreezeCountFact>[];
  /** Counts of merged cases, which must stay as they were read. */
  readonly rests: readonly Loaded<FreezeCount, FreezeCountFact>[];
}

/**
 * The freezes of the case of an order, counted together with those of cases that were merged into it.
 *
 * @param ids of the case and of those; of an alarm without a case its own
 */
export async function countedFreezes(
  journal: Journal,
  ids: readonly [string, ...string[]],
  context: Pick<Context, 'now' | 'policy'>,
): Promise<CountedFreezes> {
  const loaded = await journal.loadMany(FreezeCounts, ids);
  return {
    freezes: freezesOfCase(
      loaded.map(({ state }) => state),
      context,
    ),
    streams: loaded.slice(0, 1),
    rests: loaded.slice(1),
  };
}
