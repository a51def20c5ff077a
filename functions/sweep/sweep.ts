import { StopOrders } from '../../shared/freezes/streams.ts';
import type { IndexPosition } from '../../shared/journal/journal.ts';
import { dueKeys } from '../../shared/journal/keys.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import { plus } from '../../shared/kernel/time.ts';
import { advanceOrder } from '../lib/advance-order.ts';
import { inParallel } from '../lib/in-parallel.ts';
import type { Platform } from '../lib/platform.ts';

/** How many shards are gone through at the same time, and how many orders of one. */
const SHARD_LANES = 4;
const ORDER_LANES = 5;
const PAGE = 50;
/** The most orders of one shard in one run, so that one run cannot starve the next; the oldest come first. */
const MAX_PER_SHARD = 500;

/** What a run found. */
export interface Swept {
  /** Orders whose next moment had passed. */
  readonly looked: number;
  /** Facts that nobody had noted. */
  readonly noted: number;
  readonly failed: number;
  /** Whether there may be more that this run had no time for. */
  readonly cut: boolean;
}

/**
 * Looks after orders whose next moment passed some time ago without being noted, because their workflow was lost or because, as with
 * a freeze of months, they have none. It notes what the workflow would have noted; doing so twice changes nothing.
 *
 * @param hasTime false once no further order should be begun
 */
export async function sweep(platform: Platform, hasTime: () => boolean): Promise<Swept> {
  const now = platform.now();
  const until = plus(now, -platform.policy.amount('sweep.grace', now));
  const tally = { looked: 0, noted: 0, failed: 0, cut: false };
  await inParallel(dueKeys, SHARD_LANES, async (shard) => {
    let after: IndexPosition | undefined;
    let seen = 0;
    do {
      if (!hasTime() || seen >= MAX_PER_SHARD) {
        tally.cut = true;
        return;
      }
      const page = await platform.journal.find({
        index: 'due',
        pk: shard,
        to: until,
        limit: PAGE,
        ...(after !== undefined && { after }),
      });
      seen += page.cards.length;
      await inParallel(page.cards, ORDER_LANES, async ({ stream }) => {
        if (!hasTime()) tally.cut = true;
        else await look(platform, stream, tally);
      });
      after = page.next;
    } while (after !== undefined);
  });
  if (tally.noted > 0) platform.log.warn('the sweep noted what no workflow had', { count: tally.noted });
  return tally;
}

async function look(platform: Platform, stream: string, tally: { looked: number; noted: number; failed: number }): Promise<void> {
  const prefix = `${StopOrders.name}#`;
  if (!stream.startsWith(prefix)) return;
  tally.looked += 1;
  try {
    const advanced = await advanceOrder(platform, stream.slice(prefix.length));
    tally.noted += advanced?.noted ?? 0;
  } catch (error) {
    // the others must not wait for this one; the next run finds it again
    tally.failed += 1;
    platform.log.error('the sweep could not look after an order', { stream, ...errorFields(error) });
  }
}
