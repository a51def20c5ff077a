import type { Loaded } from '../../journal/stream.ts';
import type { Fact } from '../../kernel/decision.ts';
import { accountOf } from '../order/open-order.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { OrderStatus } from '../order/order-status.ts';
import type { StopOrder } from '../order/stop-order.ts';
import type { AccountFact, AccountRegister, Ended } from './account-register.ts';

/** The bank did not execute the stop that was counted against the account's two, so it does not count. */
export function voided(
  order: StopOrder,
  register: AccountRegister | undefined,
  kind: 'stop' | 'extension',
  at: string,
): readonly AccountFact[] {
  const counted = register?.stops.some((stop) => stop.orderId === order.orderId && stop.kind === kind) === true;
  return counted ? [{ type: 'account.stop-voided', data: { ...accountOf(order, at), kind } }] : [];
}

/** The account is frozen under the order. */
export function frozen(order: StopOrder, at: string): AccountFact {
  return { type: 'account.frozen', data: accountOf(order, at) };
}

/** The account is frozen under an order that is not this one. */
export function frozenByAnother({ orderId }: StopOrder, register: AccountRegister | undefined): boolean {
  return register?.frozenBy !== undefined && register.frozenBy !== orderId;
}

/** In these states the order has the account stopped or frozen, or the bank is asked for its stop. */
const holding: readonly OrderStatus[] = ['requested', 'sent', 'received', 'stopped', 'frozen'];

/**
 * Whether other orders in line wait for this one: it holds the account, or its bank is asked to stop or freeze it. So is a stop that was
 * taken back, until its bank answers or Cordon has to remind the bank. A bank that was silent for a day is no longer waited for.
 */
export function holdsAccount({ status, pending }: Pick<StopOrder, 'status' | 'pending'>): boolean {
  if (status === 'in-line') return pending?.instruction === 'freeze';
  if (status === 'withdrawn') return pending?.instruction === 'recall' && pending.remindAt !== undefined;
  return holding.includes(status);
}

/**
 * The order no longer holds the account; the first order in line has the next turn, unless another order's freeze stands. If no order waits
 * and no freeze ends, there is no fact: the register stays as it is, and the append requires that (`restsOnRegister`). An order that had let
 * go of the account before lets go of nothing again.
 */
export function freed(order: StopOrder, register: AccountRegister | undefined, at: string): readonly AccountFact[] {
  if (!holdsAccount(order) || register === undefined || frozenByAnother(order, register)) return [];
  if (register.line.length === 0 && register.frozenBy === undefined) return [];
  return [{ type: 'account.freed', data: { ...accountOf(order, at), next: nextInLine(order, register), ended: 'hold' } }];
}

/**
 * What the order asked of the bank led to nothing, so that the order behind it has the turn. If no order waits, there is no fact.
 *
 * @param ended `hold` for an order that asked because its turn had come: the hold before it is what ended
 */
export function turnPassed(
  order: StopOrder,
  register: AccountRegister | undefined,
  at: string,
  ended: Ended = 'request',
): readonly AccountFact[] {
  return holdsAccount(order) ? passedOn(order, register, at, ended) : [];
}

/** The order does nothing with its turn, so the next in line has it. If no order waits, there is no fact. */
export function passedOn(
  order: StopOrder,
  register: AccountRegister | undefined,
  at: string,
  ended: Ended = 'hold',
): readonly AccountFact[] {
  if (register === undefined || frozenByAnother(order, register)) return [];
  const next = nextInLine(order, register);
  return next === undefined ? [] : [{ type: 'account.freed', data: { ...accountOf(order, at), next, ended } }];
}

/** By these facts an order lets go of its account, or what it asked of the bank leads to nothing. */
const letsGo: readonly string[] = [
  'order.expired',
  'order.expired-in-line',
  'order.lapsed',
  'order.released',
  'order.unfrozen',
  'order.unanswered',
  'order.returned',
  'order.already-held',
  'order.failed',
  'order.recalled',
] satisfies OrderFact['type'][];
/** By these as well, unless the account is stopped or frozen under the order: then it stays so. */
const letsGoOfRequest: readonly string[] = [
  'order.instruction-refused',
  'order.instruction-reminded',
] satisfies OrderFact['type'][];

/**
 * The register that the append of these facts requires as it was read: the order lets go of its account, or what it asked for led to
 * nothing, and the register has no fact of it because no order waits. An order that lines up at this moment changes the register. So it is
 * a conflict, and decided again, the facts give that order the turn.
 *
 * @param order before the facts
 * @returns the register, or nothing where the facts change it or do not rest on it
 */
export function restsOnRegister<Register extends Loaded<AccountRegister, AccountFact>>(
  order: StopOrder,
  register: Register,
  facts: readonly Fact[],
): readonly Register[] {
  if (!holdsAccount(order) || facts.some(({ type }) => type.startsWith('account.'))) return [];
  const isRequest = !holding.includes(order.status);
  const rests = facts.some(({ type }) => letsGo.includes(type) || (isRequest && letsGoOfRequest.includes(type)));
  return rests ? [register] : [];
}

/** Whether the order stands in the line of its account. */
export function isInLine({ orderId }: StopOrder, register: AccountRegister | undefined): boolean {
  return register?.line.includes(orderId) === true;
}

/** The order gives up its place in the line, if it has one. */
export function leavesLine(order: StopOrder, register: AccountRegister | undefined, at: string): readonly AccountFact[] {
  return isInLine(order, register) ? [{ type: 'account.left-line', data: accountOf(order, at) }] : [];
}

/** The facts for the account when a new instruction takes the place of a pending one: an extension no longer counts. */
export function replaced(order: StopOrder, register: AccountRegister | undefined, now: string): readonly AccountFact[] {
  return order.pending?.instruction === 'extend' ? voided(order, register, 'extension', now) : [];
}

function nextInLine({ orderId }: StopOrder, { line }: AccountRegister): string | undefined {
  return line.find((waiting) => waiting !== orderId);
}
