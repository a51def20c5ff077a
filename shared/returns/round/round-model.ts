import * as z from 'zod';
import { districts } from '../../kernel/context.ts';
import { AgencyId, ApprovalId, CaseId, OrderId, PlanRunId, ReturnObjectionId, ReturnRoundId } from '../../kernel/ids.ts';
import { PositiveFen } from '../../kernel/money.ts';
import { Person, Phone, prose, TwoOfficers, text } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { neededApproval, typedApproval } from '../../kernel/typed-approval.ts';
import { PlanFailure } from '../plan/plan-failure.ts';

/**
 * Where a round of return stands: `collecting` while accounts and claims come in, `planned` once a plan rests on all of them, `noticed` while
 * the public notice runs and after it, `paying` once the plan is approved; `closed` and `abandoned` are ends.
 */
export const roundStatuses = ['collecting', 'planned', 'noticed', 'paying', 'closed', 'abandoned'] as const;
export type RoundStatus = (typeof roundStatuses)[number];

/** How much one round holds, so that it stays one item of the table even with the longest texts. Claims and payments stand beside it. */
export const roundLimits = { accounts: 300, claims: 1_000, objections: 40 } as const;

export const OpenRound = z.strictObject({ reason: prose(500) });
export type OpenRound = z.infer<typeof OpenRound>;

export const EnterAccount = z.strictObject({ orderId: OrderId });
export type EnterAccount = z.infer<typeof EnterAccount>;

export const LeaveAccount = z.strictObject({ reason: prose(500) });
export type LeaveAccount = z.infer<typeof LeaveAccount>;

export const WithdrawNotice = z.strictObject({ reason: prose(500) });
export type WithdrawNotice = z.infer<typeof WithdrawNotice>;

/** Who objects against a plan: a victim, the holder of an account, another person with an interest. */
export const objectorCapacities = ['victim', 'holder', 'other'] as const;

/** An objection against the plan (对分配方案的异议), as police record it. */
export const RaiseObjection = z.strictObject({
  by: z.strictObject({ capacity: z.enum(objectorCapacities), name: text(64), contact: Phone.optional() }),
  grounds: prose(1_000),
});
export type RaiseObjection = z.infer<typeof RaiseObjection>;

/** Upheld, the plan no longer stands: claims are put right and it is computed anew. */
export const DecideObjection = z.strictObject({
  outcome: z.enum(['upheld', 'rejected']),
  reason: prose(1_000),
  officers: TwoOfficers,
});
export type DecideObjection = z.infer<typeof DecideObjection>;

/**
 * What becomes of the money that the plan sets aside: persons who claim nothing brought it. It is let go where it was found to be a third
 * person's; it stays frozen where it may be that of victims who have not come forward.
 */
export const setAsideChoices = ['let-go', 'keep-frozen'] as const;

export const ApproveRound = z.strictObject({
  planVersion: z.int().positive().describe('The plan that is approved. If another stands now: `RETURN_PLAN_CHANGED`.'),
  approvalId: neededApproval('The granted approval with the gate `return`, for this plan. Without it: `APPROVAL_MISSING`.'),
  approval: typedApproval,
  setAside: z
    .enum(setAsideChoices)
    .optional()
    .describe(
      'What becomes of the money that the plan sets aside (`setAsideFen`), required where there is any: `let-go` narrows the freeze before the payments; `keep-frozen` leaves it, since it may be that of victims who have not come forward.',
    ),
  officers: TwoOfficers,
});
export type ApproveRound = z.infer<typeof ApproveRound>;

export const EndRound = z.strictObject({ reason: prose(500) });
export type EndRound = z.infer<typeof EndRound>;

/** A sum that may add up many. */
const Sum = z.int().nonnegative();

/** A frozen account in the round. Its number is masked as a public notice shows it. */
export const RoundAccount = z.strictObject({
  orderId: OrderId,
  bankId: AgencyId,
  masked: z.string().optional().describe('The last four characters of the number; absent where the order names a transaction.'),
  frozenFen: PositiveFen.describe('What is frozen now: earlier rounds have taken theirs out.'),
  earlier: z.strictObject({ paidFen: Sum, setAsideFen: Sum }).describe('What earlier rounds paid out of it, and set aside.'),
  enteredAt: UtcInstant,
});
export type RoundAccount = z.infer<typeof RoundAccount>;

/** A plan, in figures: who gets what stands in its pages. */
export const RoundPlan = z.strictObject({
  version: z.int().positive(),
  computedAt: UtcInstant,
  /** How often accounts and claims had changed when it was computed. A plan is current while that number stands. */
  changes: z.int().nonnegative(),
  /** The computation that made it, which has its pages. */
  planRunId: PlanRunId,
  pages: z.int().positive(),
  /** Of the hashes of all pages. */
  sha256: z.string(),
  /** Of what each account pays to each claim, sets aside and keeps. Absent in plans from before notices were held against it. */
  sharesSha256: z.string().optional(),
  poolFen: Sum,
  paidFen: Sum,
  setAsideFen: Sum,
  remainderFen: Sum,
  claims: z.int().nonnegative(),
  payments: z.int().nonnegative(),
  proRata: z.boolean().describe('Whether any share is by loss, so that a public notice is needed.'),
});
export type RoundPlan = z.infer<typeof RoundPlan>;

/** A public notice (公告). */
export const RoundNotice = z.strictObject({
  publishedAt: UtcInstant,
  until: UtcInstant,
  planVersion: z.int().positive(),
  ended: z.boolean(),
});
export type RoundNotice = z.infer<typeof RoundNotice>;

export const RoundObjection = RaiseObjection.extend({
  objectionId: ReturnObjectionId,
  raisedAt: UtcInstant,
  decided: DecideObjection.extend({ at: UtcInstant, by: AgencyId }).optional(),
});
export type RoundObjection = z.infer<typeof RoundObjection>;

/** How a payment of the round ended. */
export const paymentEnds = ['done', 'failed', 'dropped'] as const;
export const PaymentEnd = z.enum(paymentEnds);
export type PaymentEnd = z.infer<typeof PaymentEnd>;

/** A round of return of a case (返还). */
export const ReturnRound = z.strictObject({
  returnId: ReturnRoundId,
  /** Short reference for the phone, e.g. `R-HD-261122-7K3Q9M`. */
  reference: z.string(),
  status: z.enum(roundStatuses),
  caseId: CaseId,
  caseReference: z.string(),
  district: z.enum(districts),
  /** The agency that leads the case. */
  agency: AgencyId,
  /** The first round of the case is 1. */
  number: z.int().positive(),
  reason: z.string(),
  openedBy: Person,
  openedAt: UtcInstant,
  touchedAt: UtcInstant,
  accounts: z.array(RoundAccount),
  /** The claims of the case that stand, and their losses. */
  claims: z.strictObject({ count: z.int().nonnegative(), lossFen: Sum }),
  /** How often accounts and claims changed: a plan that was computed before the last change is no longer current. */
  changes: z.int().nonnegative(),
  plan: RoundPlan.optional(),
  computing: z
    .strictObject({ planRunId: PlanRunId, askedAt: UtcInstant })
    .optional()
    .describe('A plan is being computed since then.'),
  planFailure: PlanFailure.extend({ at: UtcInstant })
    .optional()
    .describe('Why the computation that was asked for last came to no plan.'),
  notice: RoundNotice.optional(),
  noticesWithdrawn: z.int().nonnegative(),
  objections: z.array(RoundObjection),
  approved: z
    .strictObject({ at: UtcInstant, by: Person, approvalId: ApprovalId, planVersion: z.int().positive(), officers: TwoOfficers })
    .extend({ setAside: z.enum(setAsideChoices).optional() })
    .optional(),
  /** Since when every payment of the plan is with its bank, or held. */
  paymentsOrderedAt: UtcInstant.optional(),
  /** How many payments are over, by their end, and the sum that was paid. */
  payments: z.strictObject({ done: z.int(), failed: z.int(), dropped: z.int(), paidFen: Sum }),
  ended: z.strictObject({ at: UtcInstant, reason: z.string() }).optional(),
});
export type ReturnRound = z.infer<typeof ReturnRound>;

/** The plan, if nothing that it rests on has changed since. */
export function currentPlan({ plan, changes }: Pick<ReturnRound, 'plan' | 'changes'>): RoundPlan | undefined {
  return plan?.changes === changes ? plan : undefined;
}

/** How many payments of the approved plan are not over. */
export function openPayments({ plan, payments: { done, failed, dropped } }: Pick<ReturnRound, 'plan' | 'payments'>): number {
  return (plan?.payments ?? 0) - done - failed - dropped;
}
