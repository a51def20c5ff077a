import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { AgencyId } from '../../kernel/ids.ts';
import { CorrectPayee, FreeClaim, HoldClaim, PaidInRound, ReturnClaim, WithdrawClaim } from './claim-model.ts';

const by = { by: AgencyId };

/** Everything that can happen to a claim. `at` is when it was recorded, `by` the agency that acted. */
export const ReturnClaimFact = z.discriminatedUnion('type', [
  fact('return-claim.made', { claim: ReturnClaim.omit({ status: true, madeAt: true, hold: true, paid: true, withdrawn: true }) }),
  fact('return-claim.payee-corrected', { ...by, ...CorrectPayee.shape }),
  fact('return-claim.held', { ...by, ...HoldClaim.shape }),
  fact('return-claim.freed', { ...by, ...FreeClaim.shape }),
  fact('return-claim.paid', PaidInRound.omit({ at: true }).shape),
  fact('return-claim.withdrawn', { ...by, ...WithdrawClaim.shape }),
]);
export type ReturnClaimFact = z.infer<typeof ReturnClaimFact>;
export type ReturnClaimFactType = ReturnClaimFact['type'];
