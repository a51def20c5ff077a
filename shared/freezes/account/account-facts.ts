import type { Loaded } from '../../journal/stream.ts';
import type { Fact } from '../../kernel/decision.ts';
import { accountOf } from '../order/open-order.ts';
import type { OrderFact } from '../order/order-facts.ts';
import type { StopOrder } from '../order/stop-order.ts';
import type { AccountFact, AccountRegister } from './account-register.ts';

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

/**
 * The order no longer holds the account; the first order in line has the next turn, unless another order's freeze stands. If no order waits
 * and no freeze ends, there is no fact: the register stays as it is, and the append requires that (`restsOnRegister`).
 */
export function freed(order: StopOrder, register: AccountRegister | undefined, at: string): readonly AccountFact[] {
  if (register === undefined || frozenByAnother(order, register)) return [];
  if (register.line.length === 0 && register.frozenBy === undefined) return [];
  return [{ type: 'account.freed', data: { ...accountOf(order, at), next: nextInLine(order, register) } }];
}

/**
 * The order's turn in the line led to nothing: the bank did not stop the account for it. The order behind it has the next turn. An order
 * that never stood in line changes no turn.
 */
export function turnPassed(order: StopOrder, register: AccountRegister | undefined, at: string): readonly AccountFact[] {
  return hadTurn(order) ? passedOn(order, register, at) : [];
}

function hadTurn({ askedAt, requestedAt, turnCameAt }: StopOrder): boolean {
  return askedAt !== requestedAt || turnCameAt !== undefined;
}

/** The order does nothing with its turn, so the next in line has it. If no order waits, there is no fact. */
export function passedOn(order: StopOrder, register: AccountRegister | undefined, at: string): readonly AccountFact[] {
  return register !== undefined && nextInLine(order, register) !== undefined ? freed(order, register, at) : [];
}

/** By these facts an order lets go of its account. */
const letsGo: readonly string[] = [
  'order.expired',
  'order.expired-in-line',
  'order.lapsed',
  'order.released',
  'order.unfrozen',
] satisfies OrderFact['type'][];
/** By these facts a turn in the line leads to nothing. */
const turnIsOver: readonly string[] = [
  'order.unanswered',
  'order.returned',
  'order.already-held',
  'order.failed',
  'order.recalled',
  'order.instruction-refused',
] satisfies OrderFact['type'][];

/**
 * The register that the append of these facts requires as it was read: the order lets go of its account, or its turn is over, and the
 * register has no fact of it because no order waits. An order that lines up at this moment changes the register. So it is a conflict, and
 * decided again, the facts give that order the turn.
 *
 * @param order before the facts
 * @returns the register, or nothing where the facts change it or do not rest on it
 */
export function restsOnRegister<Register extends Loaded<AccountRegister, AccountFact>>(
  order: StopOrder,
  register: Register,
  facts: readonly Fact[],
): readonly Register[] {
  if (facts.some(({ type }) => type.startsWith('account.'))) return [];
  const rests = facts.some(({ type }) => letsGo.includes(type) || (turnIsOver.includes(type) && hadTurn(order)));
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
