import { describe, expect, test } from 'vitest';
import { recordDelivery, recordDeliveryFailure, recordSending, recordUndeliverable } from '../../shared/freezes/delivery.ts';
import { recordReceipt } from '../../shared/freezes/record-receipt.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { given } from '../support/given.ts';
import { bankAt, laterFacts, orderWith, untilStopped } from '../support/order-samples.ts';
import { id, minute, orderFacts } from '../support/samples.ts';

const at2 = bankAt(2);
const sent = [orderFacts.requested(), orderFacts.sent()] as const;
const delivered = { type: 'order.delivered', data: { at: minute(2), instruction: 'stop' } } as const;
const push = { instruction: 'stop', purpose: 'order', channel: 'push' } as const;

describe('a bank’s receipt', () => {
  test('is T3, and does not stop the clock', () => {
    given(StopOrders, ...sent)
      .when((order) => recordReceipt(order, { receivedAt: minute(2) }, 'jws', at2))
      .thenFacts({ type: 'order.received', data: { receivedAt: minute(2), signature: 'jws' } })
      .thenState({ status: 'received', receivedAt: minute(2) });
    const order = orderWith(...sent, orderFacts.received());
    expect(order.answeredAt).toBeUndefined();
    expect(StopOrders.index(order).entries).toHaveProperty('due');
  });

  test('counts once', () => {
    given(StopOrders, ...sent, orderFacts.received())
      .when((order) => recordReceipt(order, { receivedAt: minute(3) }, undefined, bankAt(3)))
      .thenNothing();
  });

  test('may come after the result and changes nothing but T3', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => recordReceipt(order, { receivedAt: minute(3) }, undefined, bankAt(6)))
      .thenFacts({ type: 'order.received' })
      .thenState({ status: 'stopped', receivedAt: minute(3), answeredAt: minute(5) });
  });

  test('cannot lie ahead', () => {
    given(StopOrders, ...sent)
      .when((order) => recordReceipt(order, { receivedAt: minute(4) }, undefined, at2))
      .thenRefused('TIME_IN_FUTURE', { paths: ['/receivedAt'] });
  });

  test('of an order that the bank was never asked is refused', () => {
    given(StopOrders, { type: 'order.placed-in-line', data: { ...orderFacts.requested().data, waitsFor: id('ord', 9) } })
      .when((order) => recordReceipt(order, { receivedAt: minute(2) }, undefined, at2))
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

  test('nothing is sent to a bank that has answered', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => recordSending(order, push, at2))
      .thenRefused('INSTRUCTION_NOT_PENDING');
    given(StopOrders, orderFacts.requested(), orderFacts.returned())
      .when((order) => recordSending(order, push, at2))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'returned', command: 'send' });
  });

  test('an instruction that is pending is sent, another is not', () => {
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered)
      .when((order) => recordSending(order, { instruction: 'extend', purpose: 'instruction', channel: 'pull' }, bankAt(601)))
      .thenFacts({ type: 'order.sent', data: { instruction: 'extend', channel: 'pull' } })
      .thenState({ status: 'stopped', sentAt: minute(1), delivery: { sendings: 1 } });
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered)
      .when((order) => recordSending(order, { instruction: 'release', purpose: 'instruction', channel: 'push' }, bankAt(601)))
      .thenRefused('INSTRUCTION_NOT_PENDING');
  });

  test('a term that is over is not prolonged by the bank, but a freeze may still be', () => {
    given(StopOrders, ...untilStopped, laterFacts.extensionOrdered, laterFacts.expired)
      .when((order) => recordSending(order, { instruction: 'extend', purpose: 'instruction', channel: 'push' }, bankAt(3_000)))
      .thenRefused('INSTRUCTION_NOT_PENDING', { state: 'expired' });
    given(StopOrders, ...untilStopped, laterFacts.freezeOrdered, laterFacts.expired)
      .when((order) => recordSending(order, { instruction: 'freeze', purpose: 'instruction', channel: 'push' }, bankAt(3_000)))
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

  test('delivery is noted once a sending, also when the bank has answered meanwhile', () => {
    given(StopOrders, ...sent)
      .when((order) => recordDelivery(order, { instruction: 'stop' }, at2))
      .thenFacts(delivered);
    given(StopOrders, ...sent, delivered)
      .when((order) => recordDelivery(order, { instruction: 'stop' }, at2))
      .thenNothing();
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
