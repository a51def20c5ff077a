import { sameOfficerTwice } from '../../freezes/officers.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Created, create, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { defined } from '../../kernel/defined.ts';
import type { Person } from '../../kernel/people.ts';
import { DAY, plus } from '../../kernel/time.ts';
import type { PlanFailure } from '../plan/plan-failure.ts';
import { sharesAlike } from '../plan/plan-shares.ts';
import type { ReturnRoundFact } from './round-facts.ts';
import { roundLifecycle } from './round-lifecycle.ts';
import {
  type ApproveRound,
  currentPlan,
  type DecideObjection,
  type RaiseObjection,
  type ReturnRound,
  type RoundPlan,
  roundLimits,
  type WithdrawNotice,
} from './round-model.ts';

/** A plan as it was computed: on how many changes it rests, and what it comes to. */
export type ComputedPlan = Omit<RoundPlan, 'version' | 'computedAt'>;

/**
 * Asks for the plan to be computed. Asked for again, the round waits for the later computation only.
 *
 * @param planRunId of the computation
 * @returns `return-round.plan-asked`, or RETURN_STATE_FORBIDS, RETURN_EMPTY
 */
export function askPlan(
  { status, accounts }: ReturnRound,
  planRunId: string,
  { now, actor }: Pick<Context, 'now' | 'actor'>,
): Decision<ReturnRoundFact> {
  const forbidden = roundLifecycle.refusal(status, 'askPlan');
  if (forbidden !== undefined) return forbidden;
  if (accounts.length === 0) return refuse('RETURN_EMPTY');
  return accept({ type: 'return-round.plan-asked', data: { at: now, by: actor.agency, planRunId } });
}

/**
 * Records a plan, whose pages are in place already. A plan that rests on accounts or claims that have changed since is not recorded, nor one
 * for which the round does not wait any more.
 * If a notice of other shares was published, its days begin anew: who reads a notice has the whole of them for the sums that are carried out.
 * With the same shares the notice runs on, unless an objection was upheld against them, and with none by loss, which needs no notice.
 *
 * @returns `return-round.planned`, and `return-round.notice-renewed` where a notice of other shares stood, or RETURN_STATE_FORBIDS, RETURN_PLAN_CHANGED
 */
export function recordPlan(round: ReturnRound, plan: ComputedPlan, context: Context): Decision<ReturnRoundFact> {
  const { now, actor } = context;
  const forbidden = roundLifecycle.refusal(round.status, 'plan');
  if (forbidden !== undefined) return forbidden;
  if (plan.changes !== round.changes || plan.planRunId !== round.computing?.planRunId) return refuse('RETURN_PLAN_CHANGED');
  const { notice: stands, plan: before } = round;
  const version = (before?.version ?? 0) + 1;
  const planned: ReturnRoundFact = { type: 'return-round.planned', data: { at: now, plan: { ...plan, version } } };
  const upheld = round.objections.some(
    ({ decided }) => decided?.outcome === 'upheld' && decided.at >= (before?.computedAt ?? ''),
  );
  const isOfOther = stands !== undefined && before !== undefined && (upheld || !sharesAlike(before, plan));
  if (!isOfOther || !plan.proRata) return accept(planned);
  const notice = noticeFromNow(version, context);
  return accept<ReturnRoundFact>(planned, { type: 'return-round.notice-renewed', data: { at: now, by: actor.agency, notice } });
}

/** A notice of this plan that begins now, for as long as the policy says. */
function noticeFromNow(planVersion: number, { now, policy }: Pick<Context, 'now' | 'policy'>) {
  return { until: plus(now, policy.amount('return.notice', now) * DAY), planVersion };
}

/** Notes that the plan for which the round waits could not be computed; no fact if it waits for another, or is over. */
export function notePlanFailure(
  { status, computing }: ReturnRound,
  planRunId: string,
  failure: PlanFailure,
  { now }: Pick<Context, 'now'>,
): readonly ReturnRoundFact[] {
  if (computing?.planRunId !== planRunId || !roundLifecycle.allows(status, 'failPlan')) return [];
  return [{ type: 'return-round.plan-failed', data: { at: now, planRunId, failure } }];
}

/**
 * Publishes the plan (公告): from now on for as long as the policy says, without a person in it.
 *
 * @returns `return-round.notice-published`, or RETURN_STATE_FORBIDS, RETURN_NOTICE_NOT_NEEDED
 */
export function publishNotice(round: ReturnRound, _none: unknown, context: Context): Decision<ReturnRoundFact> {
  const { now, actor } = context;
  const forbidden = roundLifecycle.refusal(round.status, 'publishNotice');
  const plan = currentPlan(round);
  if (forbidden !== undefined || plan === undefined) return forbidden ?? refuse('RETURN_PLAN_CHANGED');
  if (!plan.proRata) return refuse('RETURN_NOTICE_NOT_NEEDED');
  const notice = noticeFromNow(plan.version, context);
  return accept({ type: 'return-round.notice-published', data: { at: now, by: actor.agency, notice } });
}

/**
 * Takes the notice back: the round collects again, and what is planned then needs a notice of its own.
 *
 * @returns `return-round.notice-withdrawn`, or RETURN_NOTICE_WITHDRAWN if that was done and no other notice came since, RETURN_STATE_FORBIDS
 */
export function withdrawNotice(
  { status, notice, noticesWithdrawn }: ReturnRound,
  { reason }: WithdrawNotice,
  { now, actor }: Context,
): Decision<ReturnRoundFact> {
  if (notice === undefined && noticesWithdrawn > 0) return refuse('RETURN_NOTICE_WITHDRAWN');
  const forbidden = roundLifecycle.refusal(status, 'withdrawNotice');
  return forbidden ?? accept({ type: 'return-round.notice-withdrawn', data: { at: now, by: actor.agency, reason } });
}

/**
 * Records an objection against the plan, while its notice runs.
 *
 * @returns `return-round.objection-raised`, or RETURN_STATE_FORBIDS, RETURN_NOTICE_OVER, RETURN_FULL
 */
export function raiseObjection(
  { status, notice, objections }: ReturnRound,
  input: RaiseObjection,
  { now, actor, newId }: Context,
): Created<ReturnRoundFact> {
  const forbidden = roundLifecycle.refusal(status, 'raiseObjection');
  if (forbidden !== undefined) return forbidden;
  if (notice === undefined || now >= notice.until) return refuse('RETURN_NOTICE_OVER');
  if (objections.length >= roundLimits.objections) return refuse('RETURN_FULL', { limit: roundLimits.objections });
  const objectionId = newId('rob');
  const objection = { ...input, objectionId };
  return create(objectionId, { type: 'return-round.objection-raised', data: { at: now, by: actor.agency, objection } });
}

/**
 * Decides an objection, signed by two officers. Upheld, the plan no longer stands.
 *
 * @returns `return-round.objection-decided`, or RETURN_STATE_FORBIDS, RETURN_OBJECTION_UNKNOWN, RETURN_OBJECTION_DECIDED, SAME_OFFICER_TWICE
 */
export function decideObjection(
  { status, objections }: ReturnRound,
  { objectionId, ...decided }: DecideObjection & { readonly objectionId: string },
  { now, actor }: Context,
): Decision<ReturnRoundFact> {
  const forbidden = roundLifecycle.refusal(status, 'decideObjection');
  if (forbidden !== undefined) return forbidden;
  const objection = objections.find((one) => one.objectionId === objectionId);
  if (objection === undefined) return refuse('RETURN_OBJECTION_UNKNOWN');
  if (objection.decided !== undefined) return refuse('RETURN_OBJECTION_DECIDED');
  return (
    sameOfficerTwice(decided.officers) ??
    accept({ type: 'return-round.objection-decided', data: { at: now, by: actor.agency, objectionId, decided } })
  );
}

/** The head's approval: who granted it, and for which plan. */
export interface PlanGrant {
  readonly approvalId: string;
  readonly by: Person;
  readonly planVersion: number;
}

/**
 * Approves the plan for payment: the current one, after its notice where it has shares by loss, with every objection decided, on the grant of
 * the head for this very plan, signed by two officers.
 *
 * @returns `return-round.approved`, or RETURN_STATE_FORBIDS, RETURN_PLAN_CHANGED, RETURN_NOTICE_MISSING, RETURN_NOTICE_RUNS with its end,
 *   RETURN_OBJECTION_OPEN, SET_ASIDE_UNDECIDED, SAME_OFFICER_TWICE, APPROVAL_MISSING
 */
export function approveRound(
  round: ReturnRound,
  { planVersion, setAside, officers }: ApproveRound,
  grant: PlanGrant | undefined,
  { now }: Context,
): Decision<ReturnRoundFact> {
  const forbidden = roundLifecycle.refusal(round.status, 'approve');
  if (forbidden !== undefined) return forbidden;
  const plan = currentPlan(round);
  // police asked for another plan, which is on its way
  if (plan === undefined || plan.version !== planVersion || round.computing !== undefined) return refuse('RETURN_PLAN_CHANGED');
  const undecided = plan.setAsideFen > 0 && setAside === undefined;
  const refusal =
    noticeRefusal(round, plan, now) ??
    (undecided ? refuse('SET_ASIDE_UNDECIDED', { paths: ['/setAside'], setAsideFen: plan.setAsideFen }) : undefined) ??
    sameOfficerTwice(officers);
  if (refusal !== undefined) return refusal;
  if (grant === undefined) return refuse('APPROVAL_MISSING', { paths: ['/approvalId'] });
  if (grant.planVersion !== planVersion) return refuse('RETURN_PLAN_CHANGED');
  const { approvalId, by } = grant;
  const approved = { approvalId, by, planVersion, officers, ...defined({ setAside }) };
  return accept({ type: 'return-round.approved', data: { at: now, approved } });
}

function noticeRefusal({ notice, objections }: ReturnRound, { proRata }: RoundPlan, now: string): Refusal | undefined {
  if (proRata && notice === undefined) return refuse('RETURN_NOTICE_MISSING');
  if (notice !== undefined && now < notice.until) return refuse('RETURN_NOTICE_RUNS', { until: notice.until });
  const open = objections.filter(({ decided }) => decided === undefined).length;
  return open > 0 ? refuse('RETURN_OBJECTION_OPEN', { open }) : undefined;
}

/** The work of time: a notice that has run out is noted, once. */
export function advanceRound({ status, notice }: ReturnRound, { now }: Pick<Context, 'now'>): readonly ReturnRoundFact[] {
  const until = noticeEndAwaited({ status, notice });
  return until === undefined || now < until ? [] : [{ type: 'return-round.notice-ended', data: { at: now, until } }];
}

/** Whether payments of the approved plan are still to be ordered. */
export function isToBePaid({ status, paymentsOrderedAt }: Pick<ReturnRound, 'status' | 'paymentsOrderedAt'>): boolean {
  return status === 'paying' && paymentsOrderedAt === undefined;
}

/** Notes that every payment is ordered, once. */
export function paymentsOrdered(round: ReturnRound, { now }: Pick<Context, 'now'>): readonly ReturnRoundFact[] {
  return isToBePaid(round) ? [{ type: 'return-round.payments-ordered', data: { at: now } }] : [];
}

/** When Cordon next has something to do with the round, if ever: when its notice ends, or at once while payments are to be ordered. */
export function roundDue(round: ReturnRound): string | undefined {
  return isToBePaid(round) ? round.approved?.at : noticeEndAwaited(round);
}

/** When time next changes the round, if ever. */
export function noticeEndAwaited({ status, notice }: Pick<ReturnRound, 'status' | 'notice'>): string | undefined {
  return status === 'noticed' && notice?.ended === false ? notice.until : undefined;
}
