import type {
  AccountOwnership,
  CaseAccount,
  OwnershipClaim,
  OwnershipSettings,
  SharedOut,
} from '../../shared/ownership/model.ts';
import { ownershipOf } from '../../shared/ownership/ownership-of.ts';
import { shareOut } from '../../shared/ownership/share-out.ts';

/** The plan of a round: whose money is in each account, and who gets what. */
export interface ReturnPlan {
  readonly ownership: readonly AccountOwnership[];
  readonly sharedOut: SharedOut;
}

/**
 * The plan over a whole case at once. Its pages compute the same: `ownershipOf` for some accounts with the lines that they need, then
 * `shareOut` over the results.
 */
export function planReturn(
  accounts: readonly CaseAccount[],
  claims: readonly OwnershipClaim[],
  settings: OwnershipSettings,
): ReturnPlan {
  const frozen = accounts.filter(({ frozenFen }) => frozenFen > 0).map(({ accountId }) => accountId);
  const ownership = ownershipOf(frozen, accounts, claims, settings);
  return { ownership, sharedOut: shareOut(ownership, claims, settings) };
}
