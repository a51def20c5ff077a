import type { CaseAccount, ClaimedLine, OwnershipClaim } from '../../ownership/model.ts';
import { gotBack, type ReturnClaim } from '../claim/claim-model.ts';
import { transferKey } from '../claim/claimed-transfer.ts';
import type { ReturnPayment } from '../payment/payment-model.ts';
import type { RoundAccount } from '../round/round-model.ts';

/** What is known of the transfers that are claimed, by `transferKey`. */
export interface KnownTransfers {
  /** When each was made, ISO 8601. */
  readonly at: ReadonlyMap<string, string>;
  /** The line of a statement that it is, if one shows it. */
  readonly lines: ReadonlyMap<string, Omit<ClaimedLine, 'amountFen'>>;
}

/** The claims that stand, as ownership takes them. */
export function ownershipClaims(claims: readonly ReturnClaim[], { at, lines }: KnownTransfers): readonly OwnershipClaim[] {
  return claims
    .filter(({ status }) => status === 'standing')
    .map((claim) => {
      const keyed = claim.transfers.map((one) => ({ key: transferKey(one), amountFen: one.amountFen }));
      const [firstAt] = keyed.flatMap(({ key }) => at.get(key) ?? []).toSorted();
      return {
        claimId: claim.claimId,
        lossFen: claim.lossFen,
        gotBackFen: gotBack(claim),
        transfers: keyed.flatMap(({ key, amountFen }) => {
          const line = lines.get(key);
          return line === undefined ? [] : [{ ...line, amountFen }];
        }),
        ...(firstAt === undefined ? {} : { firstAt }),
      };
    });
}

/** An account of the round with its lines, as ownership takes it: what earlier rounds paid is told by claim. */
export function ownershipAccount(
  { orderId, frozenFen, earlier }: RoundAccount,
  statement: Pick<CaseAccount, 'openingFen' | 'lines'>,
  payments: readonly ReturnPayment[],
): CaseAccount {
  const paid = payments.filter(({ status }) => status === 'done').map(({ claimId, fen }) => ({ claimId, fen }));
  return { accountId: orderId, frozenFen, ...statement, earlier: { paid, setAsideFen: earlier.setAsideFen } };
}
