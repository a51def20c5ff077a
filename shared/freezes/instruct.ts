import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { Officer } from '../kernel/people.ts';
import type { AccountFact, AccountRegister } from './account-register.ts';
import { stopsLeft } from './account-registers.ts';
import { freezeRefusal, renewalRefusal, unfreezeRefusal } from './freeze-gates.ts';
import type { ExtendOrder, FreezeOrder, InstructionKind, ReleaseOrder, RenewOrder, UnfreezeOrder } from './instructions.ts';
import type { OrderDocument } from './model.ts';
import { sameOfficerTwice } from './officers.ts';
import { accountOf } from './open-order.ts';
import type { OrderFact } from './order-facts.ts';
import { type OrderCommand, orderLifecycle } from './order-lifecycle.ts';
import type { PendingInstruction, StopOrder } from './stop-order.ts';

type Instructed = Decision<OrderFact | AccountFact>;

/** What is common to all instructions that follow a stop: who signs, and why. */
interface Signed {
  readonly officers: readonly Officer[];
  readonly reason: string;
}

/**
 * Asks the bank to hold for another 48 hours. Only before the term ends. Where an extension counts as a stop (policy
 * `stop.extension-counts`), there must be one left of the two that the account may have.
 *
 * @returns facts of the order and of the account, or SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS, INSTRUCTION_PENDING,
 *   EXTENSION_NOT_ALLOWED
 */
export function orderExtension(
  order: StopOrder,
  register: AccountRegister | undefined,
  input: ExtendOrder,
  context: Context,
): Instructed {
  const refusal = gate(order, 'orderExtension', input, context);
  if (refusal !== undefined) return refusal;
  const { now, policy } = context;
  const pending = pendingOf('extend', input, now);
  if (!policy.enabled('stop.extension-counts', now))
    return accept({ type: 'order.extension-ordered', data: { at: now, pending } });
  if (stopsLeft(register, context) === 0) {
    return refuse('EXTENSION_NOT_ALLOWED', { limit: policy.amount('stop.max-per-account', now) });
  }
  return accept<OrderFact | AccountFact>(
    { type: 'order.extension-ordered', data: { at: now, pending } },
    { type: 'account.stop-counted', data: { ...accountOf(order, now), kind: 'extension' } },
  );
}

/**
 * Asks the bank to let go before the term ends. An order that only waits in line leaves it; no bank is asked.
 *
 * @returns facts of the order and of the account, or SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS, INSTRUCTION_PENDING
 */
export function orderRelease(
  order: StopOrder,
  _register: AccountRegister | undefined,
  input: ReleaseOrder,
  context: Context,
): Instructed {
  const { now } = context;
  if (orderLifecycle.allows(order.status, 'withdraw')) {
    const sameTwice = sameOfficerTwice(input.officers);
    if (sameTwice !== undefined) return sameTwice;
    return accept<OrderFact | AccountFact>(
      { type: 'order.withdrawn', data: { at: now, reason: input.reason, officers: input.officers } },
      { type: 'account.left-line', data: accountOf(order, now) },
    );
  }
  const refusal = gate(order, 'orderRelease', input, context);
  if (refusal !== undefined) return refusal;
  return accept({ type: 'order.release-ordered', data: { at: now, pending: pendingOf('release', input, now) } });
}

/**
 * Turns the stop into a freeze (冻结): only once the case is filed, with the notice, a contact who answers day and night, and the
 * approval that the case needs. Six months, or twelve for a major or complex case.
 *
 * @returns `order.freeze-ordered`, or what `freezeRefusal` says, or SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS,
 *   INSTRUCTION_PENDING
 */
export function orderFreeze(
  order: StopOrder,
  _register: AccountRegister | undefined,
  input: FreezeOrder,
  context: Context,
): Instructed {
  const refusal = gate(order, 'orderFreeze', input, context) ?? freezeRefusal(order, input, context);
  if (refusal !== undefined) return refusal;
  const { now, policy } = context;
  const { filing, approval, contact, amountFen, necessity, major, notice } = input;
  const pending = {
    ...pendingOf('freeze', input, now, notice),
    ...{ filing, approval, contact, amountFen, necessity },
    termMonths: policy.amount(major ? 'freeze.term-major' : 'freeze.term', now),
  };
  return accept({ type: 'order.freeze-ordered', data: { at: now, pending } });
}

/**
 * Renews a freeze (续冻): from ten days before its end, after legal review, for no longer than the first time.
 *
 * @returns `order.renewal-ordered`, or what `renewalRefusal` says, or SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS,
 *   INSTRUCTION_PENDING
 */
export function orderRenewal(
  order: StopOrder,
  _register: AccountRegister | undefined,
  input: RenewOrder,
  context: Context,
): Instructed {
  const refusal = gate(order, 'orderRenewal', input, context) ?? renewalRefusal(order, input, context);
  if (refusal !== undefined) return refusal;
  const { now } = context;
  const termMonths = input.termMonths ?? order.freezeTermMonths;
  const pending = { ...pendingOf('renew', input, now, input.notice), approval: input.approval, termMonths };
  return accept({ type: 'order.renewal-ordered', data: { at: now, pending } });
}

/**
 * Ends a freeze (解冻) before its term, with the notice of release.
 *
 * @returns `order.unfreeze-ordered`, or DOCUMENT_MISSING, SAME_OFFICER_TWICE, TERM_EXPIRED, ORDER_STATE_FORBIDS, INSTRUCTION_PENDING
 */
export function orderUnfreeze(
  order: StopOrder,
  _register: AccountRegister | undefined,
  input: UnfreezeOrder,
  context: Context,
): Instructed {
  const refusal = gate(order, 'orderUnfreeze', input, context) ?? unfreezeRefusal(input, context);
  if (refusal !== undefined) return refusal;
  const { now } = context;
  return accept({ type: 'order.unfreeze-ordered', data: { at: now, pending: pendingOf('unfreeze', input, now, input.notice) } });
}

/** What holds for every instruction: a term that runs, a state that allows it, nothing else with the bank, two different officers. */
function gate(order: StopOrder, command: OrderCommand, { officers }: Signed, { now }: Context): Refusal | undefined {
  const { status, expiresAt, pending } = order;
  if (expiresAt !== undefined && (isOver(order) || (orderLifecycle.allows(status, command) && now >= expiresAt))) {
    return refuse('TERM_EXPIRED', { state: status, expiresAt });
  }
  if (!orderLifecycle.allows(status, command)) return refuse('ORDER_STATE_FORBIDS', { state: status, command });
  if (pending !== undefined) return refuse('INSTRUCTION_PENDING', { instruction: pending.instruction });
  return sameOfficerTwice(officers);
}

function isOver({ status }: StopOrder): boolean {
  return status === 'expired' || status === 'lapsed';
}

function pendingOf(
  instruction: InstructionKind,
  { reason, officers }: Signed,
  issuedAt: string,
  ...papers: readonly (OrderDocument | undefined)[]
): PendingInstruction {
  return { instruction, issuedAt, reason, officers: [...officers], documents: papers.filter((paper) => paper !== undefined) };
}
