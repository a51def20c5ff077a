import type { CaseAccount, ClaimedLine, OwnershipClaim } from '../../ownership/model.ts';
import { gotBack, type ReturnClaim } from '../claim/claim-model.ts';
import { transferKey } from '../claim/claimed-transfer.ts';
import type { ReturnPayment } from '../payment/payment-model.ts';
import type { RoundAccount } from '../round/round-model.ts';

/** The claims that stand, as ownership takes them. @param lines of each transfer, by `transferKey`, the line that it is */
export function ownershipClaims(
  claims: readonly ReturnClaim[],
  lines: ReadonlyMap<string, Omit<ClaimedLine, 'amountFen'>>,
): readonly OwnershipClaim[] {
  return claims
    .filter(({ status }) => status === 'standing')
    .map((claim) => ({
      claimId: claim.claimId,
      lossFen: claim.lossFen,
      gotBackFen: gotBack(claim),
      transfers: claim.transfers.flatMap((one) => {
        const line = lines.get(transferKey(one));
        return line === undefined ? [] : [{ ...line, amountFen: one.amountFen }];
      }),
    }));
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
