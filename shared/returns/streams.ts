import { byReference, dueShard, factsOfCase } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { ReturnClaimFact } from './claim/claim-facts.ts';
import { ReturnClaim } from './claim/claim-model.ts';
import { evolveClaim } from './claim/evolve-claim.ts';
import { claimOfCase, noticeUntil, paymentOfRound, paymentOutOf, roundOf } from './keys.ts';
import { evolvePayment } from './payment/evolve-payment.ts';
import { paymentDue } from './payment/pay.ts';
import { ReturnPaymentFact } from './payment/payment-facts.ts';
import { ReturnPayment } from './payment/payment-model.ts';
import { noticeEndAwaited, roundDue } from './round/decide-plan.ts';
import { evolveRound } from './round/evolve-round.ts';
import { ReturnRoundFact } from './round/round-facts.ts';
import { ReturnRound } from './round/round-model.ts';

/** Rounds of return by their id; found by their case, by their reference, among the public notices that run, and by when the notice ends. */
export const ReturnRounds: StreamType<ReturnRound, ReturnRoundFact> = {
  name: 'return-round',
  schemaVersion: 2,
  state: ReturnRound,
  fact: ReturnRoundFact,
  evolve: evolveRound,
  index: (round) => {
    const { returnId, caseId, openedAt } = round;
    const until = noticeEndAwaited(round);
    const due = roundDue(round);
    return {
      entries: {
        file: roundOf(caseId, openedAt, returnId),
        inbox: byReference(round.reference, returnId),
        ...(until === undefined ? {} : { listing: noticeUntil(until, returnId) }),
        ...(due === undefined ? {} : { due: dueShard(returnId, due) }),
      },
      card: { returnId },
    };
  },
  factsFile: ({ caseId }) => factsOfCase(caseId),
};

/** Claims by their id; found by their case. */
export const ReturnClaims: StreamType<ReturnClaim, ReturnClaimFact> = {
  name: 'return-claim',
  schemaVersion: 1,
  state: ReturnClaim,
  fact: ReturnClaimFact,
  evolve: evolveClaim,
  index: ({ claimId, caseId, madeAt }) => ({ entries: { file: claimOfCase(caseId, madeAt, claimId) }, card: { claimId } }),
};

/** Payments by their id; found by their round, by the account that they come out of, and by when the bank has to have paid. */
export const ReturnPayments: StreamType<ReturnPayment, ReturnPaymentFact> = {
  name: 'return-payment',
  schemaVersion: 3,
  state: ReturnPayment,
  fact: ReturnPaymentFact,
  evolve: evolvePayment,
  index: (payment) => {
    const { paymentId, returnId, orderId } = payment;
    const due = paymentDue(payment);
    return {
      entries: {
        file: paymentOfRound(returnId, paymentId),
        listing: paymentOutOf(orderId, paymentId),
        ...(due === undefined ? {} : { due: dueShard(paymentId, due) }),
      },
      card: { paymentId },
    };
  },
  factsFile: ({ caseId }) => factsOfCase(caseId),
};
