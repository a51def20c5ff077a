import type { Context } from '../kernel/context.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { isOverReported } from './aim.ts';
import type { ListedCaseFact } from './listing-facts.ts';
import { listingLifecycle } from './listing-lifecycle.ts';
import type { ListedCase } from './model.ts';

/**
 * Takes notice of what banks have paid back to victims of the case so far. A payment that is found not made takes its sum out again.
 *
 * @param paidBackFen of all rounds of return of the case, fen
 * @returns `listed-case.returns-noted`, which says whether more came back than was lost; no fact if the listing knows it, or ended
 */
export function noteReturns(listed: ListedCase, paidBackFen: number, { now }: Pick<Context, 'now'>): Decision<ListedCaseFact> {
  if ((listed.paidBackFen ?? 0) === paidBackFen || !listingLifecycle.allows(listed.status, 'noteReturns')) return accept();
  const overReported = isOverReported({ ...listed, paidBackFen }, listed.lossFen);
  return accept({ type: 'listed-case.returns-noted', data: { at: now, paidBackFen, overReported } });
}
