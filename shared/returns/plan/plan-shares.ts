import { hashOf } from '../../kernel/canonical.ts';
import type { SharedOut } from '../../ownership/model.ts';
import type { RoundPlan } from '../round/round-model.ts';

/** The hash of what a plan comes to, without what explains it: every payment, what is set aside, what stays frozen. */
export function sharesSha256({ accounts, payments }: Pick<SharedOut, 'accounts' | 'payments'>): string {
  return hashOf({ accounts, payments });
}

type Hashes = Pick<RoundPlan, 'sha256' | 'sharesSha256'>;

/** Whether two plans come to the same. Of one from before shares had a hash of their own: whether they say the same. */
export function sharesAlike(one: Hashes, other: Hashes): boolean {
  return one.sharesSha256 === undefined || other.sharesSha256 === undefined
    ? one.sha256 === other.sha256
    : one.sharesSha256 === other.sharesSha256;
}
