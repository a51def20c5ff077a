import type { Context } from '../kernel/context.ts';
import type { Progress } from './model.ts';

/** How many of the two chains are broken. */
export function chainsBroken({ informationChain, moneyChain }: Progress): number {
  return [informationChain, moneyChain].filter(Boolean).length;
}

/** Whether the sum reported as returned is more than the known loss of the case. */
export function isOverReported({ returnedFen }: Progress, lossFen: number): boolean {
  return returnedFen > lossFen;
}

/** Whether the aim of a listed case is reached: two chains broken, ten or more arrested (A). Money returned is shown beside it. */
export function aimReached(progress: Progress, { now, policy }: Pick<Context, 'now' | 'policy'>): boolean {
  return (
    chainsBroken(progress) >= policy.amount('listing.aim-chains', now) &&
    progress.arrested >= policy.amount('listing.aim-arrests', now)
  );
}
