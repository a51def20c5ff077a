import type { AskFor } from '../../approvals/bodies.ts';
import type { Matter, MatterOf, Question } from '../../approvals/model.ts';
import type { Context } from '../../kernel/context.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { defined } from '../../kernel/defined.ts';
import type { Filing } from './filing.ts';
import type { FreezesOfCase } from './freeze-counts.ts';
import {
  freezeApproval,
  type NeededApproval,
  releasableFen,
  releaseApproval,
  releaseRefusal,
  renewalApproval,
  renewalTimeRefusal,
} from './freeze-gates.ts';
import type { Approval, FreezeOrder, RenewOrder } from './instructions.ts';
import { type OrderCommand, orderLifecycle } from './order-lifecycle.ts';
import type { StopOrder } from './stop-order.ts';

/** The content of a freeze that an approval has to be for. @param filing on which it rests */
export function freezeMatter(
  { orderId }: StopOrder,
  { amountFen, major, outsideFilingId }: Pick<FreezeOrder, 'amountFen' | 'major' | 'outsideFilingId'>,
  filing: Filing,
): MatterOf<'freeze'> {
  return {
    ...{ gate: 'freeze', orderId, major, filing },
    ...(amountFen === undefined ? {} : { amountFen }),
    ...(outsideFilingId === undefined ? {} : { outsideFilingId }),
  };
}

/** The content of a renewal. Without a term it is as long as the first freeze. */
export function renewalMatter(
  { orderId, freezeTermMonths = 1 }: StopOrder,
  { termMonths = freezeTermMonths }: Pick<RenewOrder, 'termMonths'>,
): MatterOf<'renewal'> {
  return { gate: 'renewal', orderId, termMonths };
}

/** What a release or an unfreezing lets go: a stop, or, if the order is frozen, the freeze. */
export function releaseMatter(order: StopOrder): MatterOf<'release'> {
  const instruction = order.status === 'frozen' ? 'unfreeze' : 'release';
  return { gate: 'release', orderId: order.orderId, instruction, amountFen: releasableFen(order) };
}

/**
 * The question when an officer asks for the approval of a freeze: of a running stop or an order in line, in a filed case.
 *
 * @returns the question, or TERM_EXPIRED, ORDER_STATE_FORBIDS, ACCOUNT_NOT_KNOWN, CASE_NOT_FILED
 */
export function freezeQuestion(
  order: StopOrder,
  ask: AskFor<'freeze'>,
  { filing, freezes }: { readonly filing?: Filing | undefined; readonly freezes?: FreezesOfCase | undefined },
  context: Context,
): Question | Refusal {
  const closed = closedTo(order, ['orderFreeze', 'orderWaitingFreeze'], context);
  if (closed !== undefined) return closed;
  if (order.account.target !== undefined) return refuse('ACCOUNT_NOT_KNOWN');
  if (filing === undefined) return refuse('CASE_NOT_FILED');
  return question(order, freezeMatter(order, ask, filing), neededFor(freezeApproval(order, ask, context, freezes)));
}

/** Without the reasons: those are of the moment, and the gate of the freeze tells them. */
function neededFor({ level, legalReview }: NeededApproval): NeededApproval {
  return { level, legalReview };
}

/** The same for a renewal. @returns the question, or TERM_EXPIRED, ORDER_STATE_FORBIDS, RENEWAL_TOO_EARLY, RENEWAL_TOO_LONG */
export function renewalQuestion(order: StopOrder, ask: AskFor<'renewal'>, context: Context): Question | Refusal {
  const closed = closedTo(order, ['orderRenewal'], context) ?? renewalTimeRefusal(order, ask, context);
  return closed ?? question(order, renewalMatter(order, ask), renewalApproval(order, context));
}

/** The same for a release or an unfreezing; with `objectionId`, by the ruling on that objection. @returns the question, or TERM_EXPIRED, ORDER_STATE_FORBIDS */
export function releaseQuestion(order: StopOrder, context: Context, objectionId?: string): Question | Refusal {
  const closed = closedTo(order, ['orderRelease', 'orderUnfreeze'], context);
  return closed ?? question(order, { ...releaseMatter(order), ...defined({ objectionId }) }, releaseApproval);
}

/** What a ruling on an objection lets go. Undefined where the bank holds nothing that an officer could release. */
export function rulingMatter(order: StopOrder, objectionId: string): MatterOf<'release'> | undefined {
  const isHeld = order.status === 'stopped' || order.status === 'frozen';
  return isHeld ? { ...releaseMatter(order), objectionId } : undefined;
}

/**
 * Whether the policy has a ruling on an objection approved like the release that follows from it (`objection.ruling-approval`).
 *
 * @returns APPROVAL_MISSING, or undefined
 */
export function rulingApprovalRefusal(order: StopOrder, approval: Approval | undefined, context: Context): Refusal | undefined {
  const isAsked = rulingMatter(order, '') !== undefined && context.policy.enabled('objection.ruling-approval', context.now);
  return isAsked ? releaseRefusal(order, approval, context) : undefined;
}

/** Why no instruction of the kind can be ordered now. */
function closedTo(
  { status, expiresAt }: StopOrder,
  commands: readonly [OrderCommand, ...OrderCommand[]],
  { now }: Context,
): Refusal | undefined {
  if (!commands.some((command) => orderLifecycle.allows(status, command))) return orderLifecycle.forbidden(status, commands[0]);
  return expiresAt !== undefined && now >= expiresAt ? refuse('TERM_EXPIRED', { state: status, expiresAt }) : undefined;
}

function question({ district, alarmAt }: StopOrder, matter: Matter, needed: NeededApproval): Question {
  return { kind: 'question', matter, needed: { role: 'approver', ...needed }, district, since: alarmAt };
}
