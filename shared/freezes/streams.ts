import { dueShard, factsOfAlert, fileOfAlert, inAttention, onBoard } from '../journal/keys.ts';
import type { IndexView, StreamType } from '../journal/stream.ts';
import { bankLogOf } from './bank-answer/delivery-log.ts';
import { bankEntry, changedForBank } from './order/bank-entry.ts';
import { sweptAt } from './order/deadlines.ts';
import { evolveOrder } from './order/evolve-order.ts';
import { OrderFact } from './order/order-facts.ts';
import { heldFen, isBanksTime, marksOf, waitsOn } from './order/standing.ts';
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
  schemaVersion: 9,
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
      ...attentionEntry(order),
    },
    card: orderCard(order),
  };
}

/** Where officers find the order while it needs an eye: by the end of its term if that is near or over, otherwise by the end of the 30 minutes. */
function attentionEntry(order: StopOrder): Pick<IndexView['entries'], 'attention'> {
  const marks = marksOf(order);
  if (marks.length === 0) return {};
  const ofTerm = marks.some((mark) => mark === 'term-ends' || mark === 'term-over');
  const at = (ofTerm ? order.expiresAt : undefined) ?? order.dueAt;
  return { attention: inAttention('order', order.district, at, order.orderId) };
}

/** What lists show of an order. Cards are copied into indexes, so no name and no account number is in one. */
function orderCard(order: StopOrder): Readonly<Record<string, unknown>> {
  const { orderId, requestId, alertId, district, agency, account, status, tier, tracedFen, stoppedFen, corrects } = order;
  const { dueAt, answeredAt } = order;
  const marks = marksOf(order);
  return {
    ...{ orderId, requestId, alertId, district, agency, bankId: account.bankId, status, tier, tracedFen, stoppedFen },
    ...{ dueAt, answeredAt, bankChangedAt: changedForBank(order) },
    ...{ corrects, banksTime: isBanksTime(order), heldFen: heldFen(order), waitsOn: waitsOn(order) },
    ...(marks.length === 0 ? {} : { marks }),
  };
}
