import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { leavesLine, replaced } from '../account/account-facts.ts';
import type { AccountFact } from '../account/account-register.ts';
import { stopsLeft } from '../account/account-registers.ts';
import { sameOfficerTwice } from '../officers.ts';
import { roomRefusal } from './documents.ts';
import { freezeConditionsOf, waitsInLine } from './freeze-conditions.ts';
import type { FreezeCountFact } from './freeze-counts.ts';
import { isWhole, releaseRefusal, renewalRefusal, unfreezeRefusal, wasFrozen } from './freeze-gates.ts';
import type { Asked, ExtendOrder, FreezeOrder, OnRecord, ReleaseOrder, RenewOrder, UnfreezeOrder } from './instructions.ts';
import { accountOf } from './open-order.ts';
import type { OrderFact } from './order-facts.ts';
import type { OrderCommand } from './order-lifecycle.ts';
import { closedRefusal, pendingOf, pendingRefusal, type Signed } from './pending-instruction.ts';
import type { StopOrder } from './stop-order.ts';
import { withdrawOrder } from './withdraw-order.ts';

type Instructed = Decision<OrderFact | AccountFact>;
type Frozen = Decision<OrderFact | AccountFact | FreezeCountFact>;

/**
 * Asks the bank to hold for another 48 hours. Only before the term ends. If an extension counts as a stop (policy `stop.extension-counts`),
 * one of the account's two must be left.
 *
 * @returns facts of the order and of the account, or SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS, INSTRUCTION_PENDING,
 *   EXTENSION_NOT_ALLOWED
 */
export function orderExtension(order: StopOrder, input: ExtendOrder, { register }: OnRecord, context: Context): Instructed {
  const refusal = gate(order, 'orderExtension', input, context);
  if (refusal !== undefined) return refusal;
  const { now, policy } = context;
  const fact: OrderFact = { type: 'order.extension-ordered', data: { at: now, pending: pendingOf('extend', input, context) } };
  const uncounted = replaced(order, register, now);
  if (!policy.enabled('stop.extension-counts', now)) return accept<OrderFact | AccountFact>(fact, ...uncounted);
  if (stopsLeft(register, context) + uncounted.length === 0) {
    return refuse('EXTENSION_NOT_ALLOWED', { limit: policy.amount('stop.max-per-account', now) });
  }
  return accept<OrderFact | AccountFact>(fact, ...uncounted, {
    type: 'account.stop-counted',
    data: { ...accountOf(order, now), kind: 'extension' },
  });
}

/**
 * Asks the bank to let go before the term ends; the order gives up its place in the line. An order that only waits in line leaves it, and
 * Cordon asks no bank.
 *
 * @returns facts of the order and of the account, or SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS, INSTRUCTION_PENDING,
 *   APPROVAL_MISSING for more than the policy's sum
 */
export function orderRelease(
  order: StopOrder,
  input: Asked<ReleaseOrder>,
  { register, approval }: OnRecord,
  context: Context,
): Instructed {
  const { now } = context;
  if (order.status === 'in-line') return withdrawOrder(order, input, { register }, context);
  const refusal = gate(order, 'orderRelease', input, context) ?? releaseRefusal(order, approval, context);
  if (refusal !== undefined) return refusal;
  const pending = { ...pendingOf('release', input, context), approval };
  return accept<OrderFact | AccountFact>(
    { type: 'order.release-ordered', data: { at: now, pending } },
    ...replaced(order, register, now),
    ...leavesLine(order, register, now),
  );
}

/**
 * Turns the stop into a freeze (冻结): only once the case is filed, with the notice, a contact who answers day and night, and the approval
 * that the case needs. Six months, or twelve for a major or complex case. While the account is frozen under another order, an order in line
 * has its freeze wait (轮候冻结): Cordon gives it to the bank when its turn comes. Cordon refuses the freeze of an order that is not in line.
 *
 * @returns facts of the order, of the account and of the count of its case, or what `freezeRefusals` says, or ACCOUNT_FROZEN, ACCOUNT_NOT_KNOWN (one transaction),
 *   SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS, INSTRUCTION_PENDING, TOO_MANY_DOCUMENTS
 */
export function orderFreeze(order: StopOrder, input: Asked<FreezeOrder>, known: OnRecord, context: Context): Frozen {
  const { register, filing, approval } = known;
  const refusal = freezeConditionsOf(order, input, known, context).find(([, refused]) => refused !== undefined)?.[1];
  if (refusal !== undefined) return refusal;
  const { now, policy } = context;
  const { contact, amountFen, necessity, major, notice } = input;
  const pending = {
    ...pendingOf('freeze', input, context, notice),
    ...{ filing, approval, contact, amountFen, necessity },
    termMonths: policy.amount(major ? 'freeze.term-major' : 'freeze.term', now),
  };
  const counted: readonly FreezeCountFact[] = wasFrozen(order)
    ? []
    : [{ type: 'freeze-count.counted', data: { at: now, orderId: order.orderId, whole: isWhole(order, input, context) } }];
  if (waitsInLine(order, register))
    return accept<OrderFact | FreezeCountFact>({ type: 'order.waiting-freeze-ordered', data: { at: now, pending } }, ...counted);
  return accept<OrderFact | AccountFact | FreezeCountFact>(
    { type: 'order.freeze-ordered', data: { at: now, pending } },
    ...replaced(order, register, now),
    ...counted,
  );
}

/**
 * Renews a freeze (续冻): from ten days before its end, after legal review, for no longer than the first time.
 *
 * @returns `order.renewal-ordered`, or what `renewalRefusal` says, or SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS,
 *   INSTRUCTION_PENDING, TOO_MANY_DOCUMENTS
 */
export function orderRenewal(order: StopOrder, input: Asked<RenewOrder>, { approval }: OnRecord, context: Context): Instructed {
  const refusal =
    gate(order, 'orderRenewal', input, context) ??
    renewalRefusal(order, input, approval, context) ??
    roomRefusal(order, [input.notice]);
  if (refusal !== undefined) return refusal;
  const { now } = context;
  const termMonths = input.termMonths ?? order.freezeTermMonths;
  const pending = { ...pendingOf('renew', input, context, input.notice), approval, termMonths };
  return accept({ type: 'order.renewal-ordered', data: { at: now, pending } });
}

/**
 * Ends a freeze (解冻) before its term, with the notice of release.
 *
 * @returns `order.unfreeze-ordered`, or what `unfreezeRefusal` says, or SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS,
 *   INSTRUCTION_PENDING, TOO_MANY_DOCUMENTS
 */
export function orderUnfreeze(
  order: StopOrder,
  input: Asked<UnfreezeOrder>,
  { approval }: OnRecord,
  context: Context,
): Instructed {
  const refusal =
    gate(order, 'orderUnfreeze', input, context) ??
    unfreezeRefusal(order, input, approval, context) ??
    roomRefusal(order, [input.notice]);
  if (refusal !== undefined) return refusal;
  const { now } = context;
  const pending = { ...pendingOf('unfreeze', input, context, input.notice), approval };
  return accept({ type: 'order.unfreeze-ordered', data: { at: now, pending } });
}

/**
 * The rule of every instruction: a term that runs, a state that allows it, two different officers, and no other instruction with the bank;
 * unless the bank has left that one unanswered for so long (policy `instruction.patience`) that the new one takes its place.
 */
function gate(order: StopOrder, command: OrderCommand, { officers }: Signed, context: Context): Refusal | undefined {
  return closedRefusal(order, command, context) ?? pendingRefusal(order, context) ?? sameOfficerTwice(officers);
}
