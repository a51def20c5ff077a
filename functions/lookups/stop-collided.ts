import type { Alert } from '../../shared/alerts/model.ts';
import { Banks } from '../../shared/banks/streams.ts';
import type { AccountToStop, RequestTaken } from '../../shared/freezes/model.ts';
import { orderAt } from '../../shared/freezes/request/order-id.ts';
import { requestFreeze } from '../../shared/freezes/request/request-freeze.ts';
import { AccountRegisters, FreezeRequests, StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { type Change, change, fresh } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Refusal } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { openWithRequest } from './open-with-request.ts';

/** The stop of one account, as it is to be appended. */
export interface StopPlanned {
  readonly kind: 'planned';
  readonly requestId: string;
  readonly orderId: string;
  readonly changes: readonly Change[];
}

/**
 * The request for the stop of one account of an alarm, with its order, as officers who ask for the stop get it: one append.
 *
 * @param key the account, as stops know it
 * @returns the plan, or why `requestFreeze` refuses it
 */
export async function stopOfOne(
  journal: Journal,
  key: string,
  alert: Alert,
  { account, ...asked }: Pick<RequestTaken, 'reason' | 'officers' | 'urgency'> & { readonly account: AccountToStop },
  context: Context,
): Promise<StopPlanned | Refusal> {
  const [bank, register] = await Promise.all([journal.load(Banks, account.bankId), journal.load(AccountRegisters, key)]);
  const standing = orderAt(register.state, alert.alertId);
  const order = standing === undefined ? undefined : (await journal.load(StopOrders, standing)).state;
  const known = {
    ...{ alert, keys: [key], registers: new Map([[key, register.state]]) },
    banks: new Map(bank.state === undefined ? [] : [[bank.id, bank.state]]),
    orders: new Map(order === undefined ? [] : [[key, order]]),
  };
  const decision = requestFreeze({ ...asked, alertId: alert.alertId, accounts: [account] }, known, context);
  if (decision.kind === 'refusal') return decision;
  const { request, facts } = decision;
  const [first, ...rest] = facts;
  const [planned] = request.orders;
  if (first === undefined || planned === undefined) impossible('a request for one stop has no order');
  const { requestId } = request;
  const opened = await openWithRequest(request, new Map([[key, register]]), journal, context);
  const changes = [change(fresh(FreezeRequests, requestId), first, ...rest), ...opened.changes];
  return { kind: 'planned', requestId, orderId: planned.orderId, changes };
}
