import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { AgencyId, OrderId, PlanRunId, ReturnClaimId, ReturnObjectionId, ReturnPaymentId } from '../../kernel/ids.ts';
import { PlanFailure } from '../plan/plan-failure.ts';
import {
  EndRound,
  LeaveAccount,
  PaymentEnd,
  ReturnRound,
  RoundAccount,
  RoundNotice,
  RoundObjection,
  RoundPlan,
  WithdrawNotice,
} from './round-model.ts';

const by = { by: AgencyId };
const { decided } = RoundObjection.shape;
const { approved } = ReturnRound.shape;

/** Everything that can happen to a round of return. `at` is when it was recorded, `by` the agency that acted. */
export const ReturnRoundFact = z.discriminatedUnion('type', [
  fact('return-round.opened', {
    ...ReturnRound.pick({ returnId: true, reference: true, caseId: true, caseReference: true, district: true }).shape,
    ...ReturnRound.pick({ agency: true, number: true, reason: true, openedBy: true, claims: true }).shape,
  }),
  fact('return-round.account-entered', { ...by, account: RoundAccount.omit({ enteredAt: true }) }),
  fact('return-round.account-left', { ...by, orderId: OrderId, ...LeaveAccount.shape }),
  fact('return-round.claims-changed', {
    ...by,
    claimId: ReturnClaimId,
    change: z.enum(['made', 'withdrawn']),
    /** By how much the number of claims and the sum of their losses changed. */
    count: z.int(),
    lossFen: z.int(),
  }),
  fact('return-round.plan-asked', { ...by, planRunId: PlanRunId }),
  fact('return-round.planned', { plan: RoundPlan.omit({ computedAt: true }) }),
  fact('return-round.plan-failed', { planRunId: PlanRunId, failure: PlanFailure }),
  fact('return-round.notice-published', { ...by, notice: RoundNotice.omit({ publishedAt: true, ended: true }) }),
  /** The plan was computed again and has other shares: the days of its notice begin anew. */
  fact('return-round.notice-renewed', { ...by, notice: RoundNotice.omit({ publishedAt: true, ended: true }) }),
  fact('return-round.notice-withdrawn', { ...by, ...WithdrawNotice.shape }),
  fact('return-round.notice-ended', { until: RoundNotice.shape.until }),
  fact('return-round.objection-raised', { ...by, objection: RoundObjection.omit({ raisedAt: true, decided: true }) }),
  fact('return-round.objection-decided', {
    ...by,
    objectionId: ReturnObjectionId,
    decided: decided.unwrap().omit({ at: true, by: true }),
  }),
  fact('return-round.approved', { approved: approved.unwrap().omit({ at: true }) }),
  /** Every payment of the plan is with its bank, or held. */
  fact('return-round.payments-ordered', {}),
  fact('return-round.payment-ended', { paymentId: ReturnPaymentId, end: PaymentEnd, fen: z.int().positive() }),
  /** Police settled what a bank had said of a payment: it ended otherwise than the round had counted. */
  fact('return-round.payment-put-right', {
    ...{ paymentId: ReturnPaymentId, fen: z.int().positive() },
    ...{ counted: PaymentEnd, end: PaymentEnd },
  }),
  fact('return-round.closed', { ...by, ...EndRound.shape }),
  fact('return-round.abandoned', { ...by, ...EndRound.shape }),
]);
export type ReturnRoundFact = z.infer<typeof ReturnRoundFact>;
export type ReturnRoundFactType = ReturnRoundFact['type'];
