import type { MatterOf, Question } from '../../approvals/model.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { roundLifecycle } from './round-lifecycle.ts';
import { currentPlan, type ReturnRound, type RoundPlan } from './round-model.ts';

/** The content of the approval of a plan: this plan, and what it pays. */
export function returnMatter(returnId: string, { version, paidFen }: RoundPlan): MatterOf<'return'> {
  return { gate: 'return', returnId, planVersion: version, amountFen: paidFen };
}

/**
 * The question when the police of a case ask for the approval of a plan: the head of the bureau decides. It may be asked while the notice
 * runs; the plan must be the current one.
 *
 * @returns the question, or RETURN_STATE_FORBIDS, RETURN_PLAN_CHANGED
 */
export function returnQuestion(round: ReturnRound): Question | Refusal {
  const { returnId, status, district, openedAt } = round;
  const plan = currentPlan(round);
  if (!roundLifecycle.allows(status, 'approve')) return roundLifecycle.forbidden(status, 'approve');
  if (plan === undefined) return refuse('RETURN_PLAN_CHANGED');
  return {
    ...{ kind: 'question', matter: returnMatter(returnId, plan), district, since: openedAt },
    needed: { role: 'approver', level: 'county', legalReview: false },
  };
}
