import { describe, expect, test } from 'vitest';
import {
  recordDelivery,
  recordDeliveryFailure,
  recordSending,
  recordUndeliverable,
} from '../../shared/freezes/bank-answer/delivery.ts';
import { recordReceipt } from '../../shared/freezes/bank-answer/record-receipt.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { given } from '../support/given.ts';
import { bankAt, kept, laterFacts, orderWith, pending, untilStopped } from '../support/order-samples.ts';
import { hour, id, minute, orderFacts } from '../support/samples.ts';

const at2 = bankAt(2);
const sent = [orderFacts.requested(), orderFacts.sent()] as const;
const delivered = { type: 'order.delivered', data: { at: minute(2), instruction: 'stop' } } as const;
const push = { instruction: 'stop', purpose: 'order', channel: 'push', messageId: 'm-1' } as const;

describe('a bank’s receipt', () => {
  test('is T3, and does not stop the clock', () => {
    given(StopOrders, ...sent)
      .when((order) => recordReceipt(order, { receivedAt: minute(2) }, { signature: 'jws' }, at2))
      .thenFacts({ type: 'order.received', data: { receivedAt: minute(2), signature: 'jws' } })
      .thenState({ status: 'received', receivedAt: minute(2) });
    const order = orderWith(...sent, orderFacts.received());
    expect(order.answeredAt).toBeUndefined();
    expect(StopOrders.index(order).entries).toHaveProperty('due');
  });

  test('counts once, and the same one again changes nothing', () => {
    given(StopOrders, ...sent, orderFacts.received())
      .when((order) => recordReceipt(order, { receivedAt: minute(2) }, {}, bankAt(3)))
      .thenNothing();
  });

  test('a receipt at another time than the first is marked; the first counts', () => {
    const doubt = { reason: 'differs-from-first', said: minute(3), countedFrom: minute(2) } as const;
    given(StopOrders, ...sent, orderFacts.received())
      .when((order) => recordReceipt(order, { receivedAt: minute(3) }, { signature: 'jws' }, bankAt(3)))
      .thenFacts({ type: 'order.received', data: { receivedAt: minute(3), timeDoubt: doubt, signature: 'jws' } })
      .thenState({ status: 'received', receivedAt: minute(2), timeDoubts: [{ instruction: 'stop', of: 'receipt', ...doubt }] });
    const marked = orderFacts.received({ receivedAt: minute(3), timeDoubt: doubt });
    given(StopOrders, ...sent, orderFacts.received(), marked)
      .when((order) => recordReceipt(order, { receivedAt: minute(3) }, {}, bankAt(4)))
      .thenNothing();
  });

  test('receipts at ever new times are marked five times', () => {
    const told = [3, 4, 5, 6, 7, 8, 9].reduce(
      (order, at) => kept({ order, register: undefined }, recordReceipt(order, { receivedAt: minute(at) }, {}, bankAt(at))).order,
      orderWith(...sent, orderFacts.received()),
    );
    expect(told.timeDoubts?.map(({ said }) => said)).toEqual([3, 4, 5, 6, 7].map((at) => minute(at)));
  });

  test('a receipt of a later instruction, at another time than the first, is marked and leaves T3 as it was', () => {
    const instructionId = id('ins', 7);
    const extending = { at: hour(10), pending: pending('extend', { instructionId }) };
    const first = orderFacts.received({ instruction: 'extend', instructionId, receivedAt: minute(601) });
    given(StopOrders, ...untilStopped, { type: 'order.extension-ordered', data: extending }, first)
      .when((order) => recordReceipt(order, { instructionId, receivedAt: minute(602) }, {}, bankAt(602)))
      .thenFacts({ type: 'order.received', data: { instruction: 'extend', timeDoubt: { countedFrom: minute(601) } } })
      .thenState({ pending: { receivedAt: minute(601) }, timeDoubts: [{ instruction: 'extend' }] });
  });

  test('may come after the result and changes nothing but T3', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => recordReceipt(order, { receivedAt: minute(3) }, {}, bankAt(6)))
      .thenFacts({ type: 'order.received' })
      .thenState({ status: 'stopped', receivedAt: minute(3), answeredAt: minute(5) });
  });

  test('a receipt at an impossible time is taken and marked: it says that the order arrived, with any clock', () => {
    for (const [said, reason, countedFrom] of [
      [minute(4), 'in-future', minute(2)],
      ['2099-12-31T00:00:00.000Z', 'in-future', minute(2)],
      [minute(-1), 'before-order', minute(1)],
      ['1970-01-01T00:00:00.000Z', 'before-order', minute(1)],
    ] as const)
      given(StopOrders, ...sent)
        .when((order) => recordReceipt(order, { receivedAt: said }, {}, at2))
        .thenFacts({ type: 'order.received', data: { receivedAt: said, timeDoubt: { reason, said, countedFrom } } })
        .thenState({ status: 'received', receivedAt: said, timeDoubts: [{ of: 'receipt', reason }] });
  });

  test('a receipt of an order that the bank was never asked is refused', () => {
    given(StopOrders, { type: 'order.placed-in-line', data: { ...orderFacts.requested().data, waitsFor: id('ord', 9) } })
      .when((order) => recordReceipt(order, { receivedAt: minute(2) }, {}, at2))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'in-line' });
  });
});

describe('the way to the bank', () => {
  test('a sending is recorded; the first is T2', () => {
    given(StopOrders, orderFacts.requested())
      .when((order) => recordSending(order, { ...push, signature: 'jws' }, at2))
      .thenFacts({ type: 'order.sent', data: { ...push, signature: 'jws' } })
      .thenState({ status: 'sent', sentAt: minute(2), delivery: { sendings: 1 } });
  });

  test('a bank that has answered is sent nothing', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => recordSending(order, push, at2))
      .thenRefused('INSTRUCTION_NOT_PENDING');
    given(StopOrders, orderFacts.requested(), orderFacts.returned())
      .when((order) => recordSending(order, push, at2))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'returned', command: 'send' });
  });

  test('an instruction that is pending is sent, another is not', () => {
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered)
      .when((order) =>
        recordSending(order, { instruction: 'extend', purpose: 'instruction', channel: 'pull', messageId: 'm-1' }, bankAt(601)),
      )
      .thenFacts({ type: 'order.sent', data: { instruction: 'extend', channel: 'pull' } })
      .thenState({ status: 'stopped', sentAt: minute(1), delivery: { sendings: 1 } });
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered)
      .when((order) =>
        recordSending(order, { instruction: 'release', purpose: 'instruction', channel: 'push', messageId: 'm-1' }, bankAt(601)),
      )
      .thenRefused('INSTRUCTION_NOT_PENDING');
  });

  test('a term that is over is not prolonged by the bank, but a freeze may still be', () => {
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered, laterFacts.expired)
      .when((order) =>
        recordSending(order, { instruction: 'extend', purpose: 'instruction', channel: 'push', messageId: 'm-1' }, bankAt(3_000)),
      )
      .thenRefused('INSTRUCTION_NOT_PENDING', { state: 'expired' });
    given(StopOrders, ...untilStopped, laterFacts.freezeOrdered, laterFacts.expired)
      .when((order) =>
        recordSending(order, { instruction: 'freeze', purpose: 'instruction', channel: 'push', messageId: 'm-1' }, bankAt(3_000)),
      )
      .thenFacts({ type: 'order.sent', data: { instruction: 'freeze' } });
  });

  test('a retry that was due has been made', () => {
    const scheduled = {
      type: 'order.retry-scheduled',
      data: { at: minute(2), answer: orderFacts.stopped().data.answer, retry: 1, retryAt: minute(3) },
    } as const;
    const retried = orderWith(...sent, scheduled, orderFacts.sent({ at: minute(3), purpose: 'retry' }));
    expect(retried).toMatchObject({ retries: 1 });
    expect(retried.retryAt).toBeUndefined();
  });

  test('delivery is noted for each push that arrives, also when the bank has answered meanwhile', () => {
    given(StopOrders, ...sent)
      .when((order) => recordDelivery(order, { instruction: 'stop' }, at2))
      .thenFacts(delivered);
    // two messages of one instruction: a retry, and the push that the bank asked for meanwhile
    given(StopOrders, ...sent, delivered)
      .when((order) => recordDelivery(order, { instruction: 'stop' }, at2))
      .thenFacts(delivered);
    given(StopOrders, ...untilStopped)
      .when((order) => recordDelivery(order, { instruction: 'stop' }, bankAt(6)))
      .thenFacts({ type: 'order.delivered' })
      .thenState({ status: 'stopped' });
    given(StopOrders, ...sent, delivered, orderFacts.sent({ at: minute(10), purpose: 'reminder' }))
      .when((order) => recordDelivery(order, { instruction: 'stop' }, bankAt(10)))
      .thenFacts({ type: 'order.delivered' });
  });

  test('news of an instruction that is over changes nothing', () => {
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered)
      .when((order) => recordDelivery(order, { instruction: 'stop' }, bankAt(601)))
      .thenNothing();
    given(StopOrders, ...untilStopped)
      .when((order) => recordDeliveryFailure(order, { instruction: 'stop', reason: 'timeout' }, bankAt(6)))
      .thenNothing();
    given(StopOrders, ...untilStopped)
      .when((order) => recordUndeliverable(order, { instruction: 'stop' }, bankAt(6)))
      .thenNothing();
  });

  test('failures are noted; an open circuit once, until something else happens', () => {
    const open = { instruction: 'stop', reason: 'circuit-open' } as const;
    const failed = { type: 'order.delivery-failed', data: { at: minute(2), ...open } } as const;
    given(StopOrders, ...sent)
      .when((order) => recordDeliveryFailure(order, { instruction: 'stop', reason: 'status', status: 503 }, at2))
      .thenFacts({ type: 'order.delivery-failed', data: { reason: 'status', status: 503 } })
      .thenState({ status: 'sent', delivery: { failures: 1, failure: 'status' } });
    given(StopOrders, ...sent)
      .when((order) => recordDeliveryFailure(order, open, at2))
      .thenFacts(failed);
    given(StopOrders, ...sent, failed)
      .when((order) => recordDeliveryFailure(order, open, at2))
      .thenNothing();
    given(StopOrders, ...sent, failed, delivered)
      .when((order) => recordDeliveryFailure(order, open, at2))
      .thenFacts(failed);
  });

  test('undeliverable is told once; a push that gets through after all takes it back', () => {
    const lost = { type: 'order.undeliverable', data: { at: minute(2), instruction: 'stop' } } as const;
    given(StopOrders, ...sent)
      .when((order) => recordUndeliverable(order, { instruction: 'stop' }, at2))
      .thenFacts(lost);
    given(StopOrders, ...sent, lost)
      .when((order) => recordUndeliverable(order, { instruction: 'stop' }, at2))
      .thenNothing();
    expect(orderWith(...sent, lost, delivered).delivery.undeliverable).toBe(false);
  });
});
