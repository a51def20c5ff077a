import { evolver } from '../../kernel/evolver.ts';
import type { ReturnClaimFact } from './claim-facts.ts';
import { claimLifecycle } from './claim-lifecycle.ts';
import type { ClaimStatus, ReturnClaim } from './claim-model.ts';

/** The claim after a fact. */
export const evolveClaim = evolver<ClaimStatus, ReturnClaim, ReturnClaimFact, 'return-claim.made'>(claimLifecycle, {
  births: { 'return-claim.made': ({ at, claim }) => ({ ...claim, madeAt: at, paid: [] }) },
  steps: {
    'return-claim.payee-corrected': ({ agent: _, ...claim }, { payTo, agent }) => ({
      ...claim,
      payTo,
      ...(agent === undefined ? {} : { agent }),
    }),
    'return-claim.held': (claim, { at, ground, reason }) => ({ ...claim, hold: { ground, reason, at } }),
    'return-claim.freed': ({ hold: _, ...claim }) => claim,
    'return-claim.paid': (claim, paid) => ({ ...claim, paid: [...claim.paid, paid] }),
    'return-claim.payment-undone': (claim, { returnId, orderId }) => ({
      ...claim,
      // a round pays a claim once out of an account
      paid: claim.paid.filter((one) => one.returnId !== returnId || one.orderId !== orderId),
    }),
    'return-claim.payment-disputed': (claim, { paymentId }) => ({
      ...claim,
      disputed: [...(claim.disputed ?? []), paymentId],
    }),
    'return-claim.dispute-settled': (claim, { paymentId }) => ({
      ...claim,
      disputed: (claim.disputed ?? []).filter((one) => one !== paymentId),
    }),
    'return-claim.withdrawn': (claim, { at, reason }) => ({ ...claim, withdrawn: { at, reason } }),
  },
});
