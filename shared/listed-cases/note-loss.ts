import type { Context } from '../kernel/context.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { isOverReported } from './aim.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import type { ListedCase } from './model.ts';

/**
 * Takes notice of the present loss of the case: a wrong loss can be taken out again after money was reported as returned.
 *
 * @param lossFen of the case now, fen
 * @returns `listed-case.loss-noted`, which says whether the sum reported as returned is more; no fact if the listing knows it, or ended
 */
export function noteLoss(listed: ListedCase, lossFen: number, { now }: Pick<Context, 'now'>): Decision<ListedCaseFact> {
  if (listed.lossFen === lossFen || !listingLifecycle.allows(listed.status, 'noteLoss')) return accept();
  const overReported = isOverReported(listed, lossFen);
  return accept({ type: 'listed-case.loss-noted', data: { at: now, lossFen, overReported } });
}
