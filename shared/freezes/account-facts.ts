import type { AccountFact, AccountRegister } from './account-register.ts';
import { accountOf } from './open-order.ts';
import type { StopOrder } from './stop-order.ts';

/** The bank did not execute what was counted against the account's two stops, so it does not count. */
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

/** The order holds the account no more; whoever is first in line has the next turn, unless another order's freeze stands. */
export function freed(order: StopOrder, register: AccountRegister | undefined, at: string): readonly AccountFact[] {
  if (register === undefined) return [];
  if (register.frozenBy !== undefined && register.frozenBy !== order.orderId) return [];
  const next = register.line.find((waiting) => waiting !== order.orderId);
  return [{ type: 'account.freed', data: { ...accountOf(order, at), next } }];
}
