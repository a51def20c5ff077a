import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { AgencyId, ReturnPaymentId } from '../../kernel/ids.ts';
import { CorrectPayee, FreeClaim, HoldClaim, PaidInRound, ReturnClaim, WithdrawClaim } from './claim-model.ts';

const by = { by: AgencyId };

/** Everything that can happen to a claim. `at` is when it was recorded, `by` the agency that acted. */
export const ReturnClaimFact = z.discriminatedUnion('type', [
  fact('return-claim.made', {
    claim: ReturnClaim.omit({ status: true, madeAt: true, hold: true, disputed: true, paid: true, withdrawn: true }),
  }),
  fact('return-claim.payee-corrected', { ...by, ...CorrectPayee.shape }),
  fact('return-claim.held', { ...by, ...HoldClaim.shape }),
  fact('return-claim.freed', { ...by, ...FreeClaim.shape }),
  fact('return-claim.paid', PaidInRound.omit({ at: true }).shape),
  /** Police found that the bank did not pay what it had said it paid. */
  fact('return-claim.payment-undone', PaidInRound.omit({ at: true }).shape),
  /** The bank of a payment contradicts its word on it; and police settled that. */
  fact('return-claim.payment-disputed', { paymentId: ReturnPaymentId }),
  fact('return-claim.dispute-settled', { paymentId: ReturnPaymentId }),
  fact('return-claim.withdrawn', { ...by, ...WithdrawClaim.shape }),
]);
export type ReturnClaimFact = z.infer<typeof ReturnClaimFact>;
export type ReturnClaimFactType = ReturnClaimFact['type'];
