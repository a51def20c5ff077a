import { dueShard, factsOfAlert, fileOfAlert, onBoard } from '../journal/keys.ts';
import type { IndexView, StreamType } from '../journal/stream.ts';
import { bankLogOf } from './bank-answer/delivery-log.ts';
import { bankEntry, changedForBank } from './order/bank-entry.ts';
import { sweptAt } from './order/deadlines.ts';
import { evolveOrder } from './order/evolve-order.ts';
import { OrderFact } from './order/order-facts.ts';
import { heldFen, isBanksTime, needsOf, waitsOn } from './order/standing.ts';
import { StopOrder } from './order/stop-order.ts';
import { countingOf } from './stats/figures.ts';

export { AccountRegisters } from './account/account-registers.ts';
export { FreezeRequests } from './request/freeze-requests.ts';

/**
 * Stop orders by their id; found in their bank's inbox while it has to act, in their
 * alert's file, on their district's board, and by what is due next.
 */
export const StopOrders: StreamType<StopOrder, OrderFact> = {
  name: 'order',
  schemaVersion: 7,
  state: StopOrder,
  fact: OrderFact,
  evolve: evolveOrder,
  index: indexOrder,
  factsFile: ({ alertId }) => factsOfAlert(alertId),
  factLog: bankLogOf,
  aside: countingOf,
};

function indexOrder(order: StopOrder): IndexView {
  const { orderId, alertId, district, alarmAt, tier } = order;
  const moment = sweptAt(order);
  return {
    entries: {
      file: fileOfAlert(alertId, tier, orderId),
      listing: onBoard(district, alarmAt, alertId, orderId),
      ...bankEntry(order),
      ...(moment === undefined ? {} : { due: dueShard(orderId, moment) }),
    },
    card: orderCard(order),
  };
}

/** What lists show of an order. Cards are copied into indexes, so no name and no account number is in one. */
function orderCard(order: StopOrder): Readonly<Record<string, unknown>> {
  const { orderId, requestId, alertId, district, agency, account, status, tier, tracedFen, stoppedFen, corrects } = order;
  const { alarmAt, dueAt, requestedAt, answeredAt, effectiveAt, expiresAt, pending } = order;
  const needs = needsOf(order);
  return {
    ...{ orderId, requestId, alertId, district, agency, bankId: account.bankId, status, tier, tracedFen, stoppedFen },
    ...{ alarmAt, dueAt, requestedAt, answeredAt, effectiveAt, expiresAt, instruction: pending?.instruction ?? 'stop' },
    bankChangedAt: changedForBank(order),
    ...{ corrects, banksTime: isBanksTime(order), heldFen: heldFen(order), waitsOn: waitsOn(order) },
    ...(needs.length === 0 ? {} : { needs }),
  };
}
