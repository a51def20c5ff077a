import type { Context } from '../kernel/context.ts';
import type { ListedCase, Progress } from './model.ts';

/** How many of the two chains are broken. */
export function chainsBroken({ informationChain, moneyChain }: Progress): number {
  return [informationChain, moneyChain].filter(Boolean).length;
}

/** All that came back to victims: what banks paid on rounds of return, and what units reported beside it. */
export function returnedFen({ progress, paidBackFen = 0 }: Pick<ListedCase, 'progress' | 'paidBackFen'>): number {
  return progress.returnedFen + paidBackFen;
}

/** Whether more came back, by payments and by report, than the known loss of the case: then a report counts a payment again, or is wrong. */
export function isOverReported(listed: Pick<ListedCase, 'progress' | 'paidBackFen'>, lossFen: number): boolean {
  return returnedFen(listed) > lossFen;
}

/** Whether the aim of a listed case is reached: two chains broken, ten or more arrested (A). Money returned is shown beside it. */
export function aimReached(progress: Progress, { now, policy }: Pick<Context, 'now' | 'policy'>): boolean {
  return (
    chainsBroken(progress) >= policy.amount('listing.aim-chains', now) &&
    progress.arrested >= policy.amount('listing.aim-arrests', now)
  );
}
