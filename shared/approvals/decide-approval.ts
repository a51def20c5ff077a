import { plusMonths } from '../kernel/beijing.ts';
import { inFuture, isBefore } from '../kernel/clock.ts';
import type { Actor, Context } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { Desk } from '../kernel/desk.ts';
import { personActing } from '../kernel/people.ts';
import { referenceOf } from '../kernel/phone-reference.ts';
import { DAY, plus } from '../kernel/time.ts';
import { rankOf } from '../listed-cases/level.ts';
import type { ApprovalFact } from './approval-facts.ts';
import { type ApprovalCommand, approvalLifecycle } from './approval-lifecycle.ts';
import type { AskApproval, DeclineApproval, GrantApproval, WithdrawApproval } from './bodies.ts';
import { type Approval, Needed, type Question } from './model.ts';

/** What an approval is asked for, as the thing says it, and who asks. */
export interface Asked {
  readonly question: Question;
  /** Of the one who asks, as the token gives it. */
  readonly name: string;
}

/**
 * Asks for an approval (报批). It lies on the desk of those whose role and level allow them to grant it: of the asker's own agency for a
 * county-level head or a supervisor, of the city for a prefecture-level head. If it is not answered, it lapses (policy
 * `approval.unanswered`).
 *
 * @returns `approval.asked`
 */
export function askApproval(
  { reason }: Pick<AskApproval, 'reason'>,
  { question, name }: Asked,
  context: Context,
): Created<ApprovalFact> {
  const { now, actor, policy, newId } = context;
  const { matter, needed, district, since } = question;
  const approvalId = newId('apr');
  return create(approvalId, {
    type: 'approval.asked',
    data: {
      ...{ at: now, approvalId, reference: referenceOf('approval', district, now, approvalId), district, matter, needed, reason },
      desk: deskFor(needed, actor),
      askedBy: personActing(actor, name),
      ...(since === undefined ? {} : { since }),
      expiresAt: plus(now, policy.amount('approval.unanswered', now) * DAY),
    },
  });
}

/** The desks where approvals wait that the actor may decide on. */
export function desksDeciding({ agency, agencyKind: kind, district, roles }: Actor): readonly Desk[] {
  return Needed.shape.role.options
    .filter((role) => roles.includes(role))
    .flatMap((role): Desk[] => [{ agency, role }, ...(district === undefined ? [{ kind, role }] : [])]);
}

function deskFor({ role, level }: Needed, { agency }: Actor): Desk {
  return level === 'prefecture' ? { kind: 'police', role } : { agency, role };
}

/**
 * Grants it (批准): an act of a person whose role and level allow it and who did not ask for it. If it needs a legal review or the paper of a
 * higher authority, the grant brings it, with possible dates. Once granted, it must be used in time (policy `approval.unused`); a vouched
 * filing stands until it is withdrawn.
 *
 * @param name of the person who grants, as the token gives it
 * @returns `approval.granted`, or APPROVAL_STATE_FORBIDS, APPROVAL_LAPSED, APPROVER_IS_ASKER, APPROVER_NOT_A_PERSON, APPROVER_UNFIT,
 *   LEGAL_REVIEW_MISSING, HIGHER_PAPER_MISSING, TIME_IN_FUTURE, TIME_BEFORE_ALARM, TIME_TOO_LONG_AGO, TIMES_OUT_OF_ORDER
 */
export function grantApproval(
  approval: Approval,
  { reason, legalReview, paper }: GrantApproval,
  name: string,
  context: Context,
): Decision<ApprovalFact> {
  const refusal =
    decidingRefusal(approval, 'grant', context) ??
    reviewRefusal(approval, legalReview, context) ??
    paperRefusal(approval, paper, context);
  if (refusal !== undefined) return refusal;
  const { now, actor, policy } = context;
  const { matter, askedBy } = approval;
  const stands = matter.gate === 'outside-filing';
  return accept({
    type: 'approval.granted',
    data: {
      at: now,
      askedBy: { agency: askedBy.agency, subject: askedBy.subject },
      granted: {
        ...{ ...personActing(actor, name), level: levelOf(actor), reason },
        ...(legalReview === undefined ? {} : { legalReview }),
        ...(paper === undefined ? {} : { paper }),
      },
      ...(stands ? {} : { expiresAt: unusedUntil(now, policy) }),
    },
  });
}

/**
 * Declines it, with the reason.
 *
 * @returns `approval.declined`, or APPROVAL_STATE_FORBIDS, APPROVAL_LAPSED, APPROVER_IS_ASKER, APPROVER_NOT_A_PERSON, APPROVER_UNFIT
 */
export function declineApproval(
  approval: Approval,
  { reason }: DeclineApproval,
  name: string,
  context: Context,
): Decision<ApprovalFact> {
  const refusal = decidingRefusal(approval, 'decline', context);
  if (refusal !== undefined) return refusal;
  const { now, actor } = context;
  const { agency, subject } = approval.askedBy;
  const by = personActing(actor, name);
  return accept({ type: 'approval.declined', data: { at: now, askedBy: { agency, subject }, by, reason } });
}

/**
 * Withdraws it, as the person who asked: unanswered, granted, or used. It opens nothing more; earlier acts stay valid.
 *
 * @returns `approval.withdrawn`, or APPROVAL_STATE_FORBIDS, APPROVAL_LAPSED, APPROVAL_OF_OTHER_PERSON
 */
export function withdrawApproval(approval: Approval, { reason }: WithdrawApproval, context: Context): Decision<ApprovalFact> {
  const refusal = stateRefusal(approval, 'withdraw', context);
  if (refusal !== undefined) return refusal;
  const { actor, now } = context;
  if (!isAsker(approval, actor)) return refuse('APPROVAL_OF_OTHER_PERSON');
  return accept({ type: 'approval.withdrawn', data: { at: now, reason } });
}

/** Until when an approval granted at `grantedAt` has to be used (policy `approval.unused`). */
export function unusedUntil(grantedAt: string, policy: Context['policy']): string {
  return plus(grantedAt, policy.amount('approval.unused', grantedAt) * DAY);
}

/** The work of time: an approval that was not answered, or not used, lapses. */
export function lapseApproval(approval: Approval, { now }: Pick<Context, 'now'>): readonly ApprovalFact[] {
  const { status, expiresAt, askedBy } = approval;
  if (!approvalLifecycle.allows(status, 'lapse') || expiresAt === undefined || now < expiresAt) return [];
  const { agency, subject } = askedBy;
  return [{ type: 'approval.lapsed', data: { at: now, askedBy: { agency, subject }, expiresAt } }];
}

/** When time next changes it, if ever. */
export function nextMoment({ status, expiresAt }: Approval): string | undefined {
  return approvalLifecycle.allows(status, 'lapse') ? expiresAt : undefined;
}

/** Whether its time is over, noted already or not. */
export function hasLapsed({ status, expiresAt }: Pick<Approval, 'status' | 'expiresAt'>, now: string): boolean {
  return status === 'lapsed' || (approvalLifecycle.allows(status, 'lapse') && expiresAt !== undefined && now >= expiresAt);
}

/** Whether this is the person who asked for it. */
export function isAsker({ askedBy }: Approval, { agency, subject }: Pick<Actor, 'agency' | 'subject'>): boolean {
  return askedBy.agency === agency && askedBy.subject === subject;
}

/** The head of an agency of the whole city decides at prefecture level, that of a district's at county level. */
function levelOf({ district }: Actor): Needed['level'] {
  return district === undefined ? 'prefecture' : 'county';
}

function stateRefusal(approval: Approval, command: ApprovalCommand, { now }: Context): Refusal | undefined {
  if (hasLapsed(approval, now)) return refuse('APPROVAL_LAPSED');
  const { status } = approval;
  return approvalLifecycle.refusal(status, command);
}

/** Checks a decision: the approval is open, the caller is a person and not the asker, and role and level allow it. */
function decidingRefusal(approval: Approval, command: 'grant' | 'decline', context: Context): Refusal | undefined {
  return stateRefusal(approval, command, context) ?? approverRefusal(approval, context.actor);
}

/**
 * Why the actor decides on this approval neither way, whatever it brings.
 *
 * @returns APPROVER_IS_ASKER, APPROVER_NOT_A_PERSON, APPROVER_UNFIT, or undefined
 */
export function approverRefusal({ needed: { role, level }, askedBy }: Approval, actor: Actor): Refusal | undefined {
  if (askedBy.subject === actor.subject) return refuse('APPROVER_IS_ASKER');
  if (actor.isPerson !== true) return refuse('APPROVER_NOT_A_PERSON');
  const high = level === 'county' || levelOf(actor) === 'prefecture';
  return high && actor.roles.includes(role) ? undefined : refuse('APPROVER_UNFIT', { role, level });
}

function reviewRefusal({ needed, since }: Approval, review: GrantApproval['legalReview'], context: Context): Refusal | undefined {
  if (review === undefined) return needed.legalReview ? refuse('LEGAL_REVIEW_MISSING', { paths: ['/legalReview'] }) : undefined;
  const paths = ['/legalReview/reviewedAt'];
  if (inFuture(review.reviewedAt, context)) return refuse('TIME_IN_FUTURE', { paths });
  return since !== undefined && isBefore(review.reviewedAt, since, context) ? refuse('TIME_BEFORE_ALARM', { paths }) : undefined;
}

function paperRefusal({ needed, since }: Approval, paper: GrantApproval['paper'], context: Context): Refusal | undefined {
  const { now, policy } = context;
  if (needed.paper === undefined && paper === undefined) return undefined;
  const level = needed.paper ?? 'city';
  if (paper === undefined || rankOf(paper.level) < rankOf(level))
    return refuse('HIGHER_PAPER_MISSING', { level, paths: [paper === undefined ? '/paper' : '/paper/level'] });
  const paths = ['/paper/approvedAt'];
  if (inFuture(paper.approvedAt, context)) return refuse('TIME_IN_FUTURE', { paths });
  if (since !== undefined && isBefore(paper.approvedAt, since, context)) return refuse('TIMES_OUT_OF_ORDER', { paths });
  const oldest = plusMonths(now, -policy.amount('listing.approval-age', now));
  return paper.approvedAt < oldest ? refuse('TIME_TOO_LONG_AGO', { paths }) : undefined;
}
