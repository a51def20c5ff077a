import { createHash } from 'node:crypto';
import { makeId } from '../../kernel/ids.ts';
import { epoch } from '../../kernel/time.ts';
import type { AccountRegister } from '../account/account-register.ts';

/**
 * The id of the next order of an alarm at an account. It follows from the account's register, so that all who open one at the same instant
 * (a request, the trace, a correction) name the same order: one opens it, and the others join it.
 *
 * @param before the order under which the alarm knows the account so far
 */
export function nextOrderId(concerned: {
  readonly alertId: string;
  readonly alarmAt: string;
  readonly accountKey: string;
  readonly before: string | undefined;
}): string {
  const { alertId, alarmAt, accountKey, before = '' } = concerned;
  const digest = createHash('sha256').update([alertId, accountKey, before].join('#')).digest();
  return makeId('ord', epoch(alarmAt), () => digest);
}

/** The order under which an alarm knows the account: an alarm has one, the last. */
export function orderAt(register: AccountRegister | undefined, alertId: string): string | undefined {
  return register?.orders.find((order) => order.alertId === alertId)?.orderId;
}
