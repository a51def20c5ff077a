import type { Context } from '../kernel/context.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { isOverReported } from './aim.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import type { ListedCase } from './model.ts';

/**
 * Takes notice of what the case has lost, as it is known now: a loss that was entered wrongly can be taken out again after money was
 * reported as returned.
 *
 * @param lossFen of the case now, fen
 * @returns `listed-case.loss-noted`, which says whether more was reported returned than that; nothing where the listing knows it, or ended
 */
export function noteLoss(listed: ListedCase, lossFen: number, { now }: Pick<Context, 'now'>): Decision<ListedCaseFact> {
  if (listed.lossFen === lossFen || !listingLifecycle.allows(listed.status, 'noteLoss')) return accept();
  const overReported = isOverReported(listed.progress, lossFen);
  return accept({ type: 'listed-case.loss-noted', data: { at: now, lossFen, overReported } });
}
