import { describe, expect, test } from 'vitest';
import { evolveOrder } from '../../shared/freezes/order/evolve-order.ts';
import { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { orderLifecycle } from '../../shared/freezes/order/order-lifecycle.ts';
import { orderStatuses } from '../../shared/freezes/order/order-status.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { stepsOf } from '../../shared/kernel/lifecycle.ts';
import { laterFacts, orderWith, untilStopped } from '../support/order-samples.ts';
import { id, minute, orderFacts, plan } from '../support/samples.ts';

const steps = stepsOf(orderLifecycle.table);
const factTypes = OrderFact.options.map((option) => option.shape.type.value);

describe('the lifecycle of a stop order', () => {
  test('knows every fact that an order can have, and no other', () => {
    expect([...new Set(steps.map(({ fact }) => fact))].toSorted()).toEqual([...factTypes].toSorted());
  });

  test('knows every status, and begins before the first', () => {
    expect(Object.keys(orderLifecycle.table).toSorted()).toEqual(['new', ...orderStatuses].toSorted());
    expect(orderLifecycle.initial).toBe('new');
    expect(steps.filter(({ to }) => to === 'new')).toEqual([]);
  });

  test('an order is born at the beginning, or when one that was turned down is asked for again', () => {
    const births = ['order.requested', 'order.placed-in-line', 'order.turned-down'];
    expect(steps.filter(({ fact }) => births.includes(fact)).map(({ from }) => from)).toEqual([
      ...['new', 'new', 'new', 'turned-down', 'turned-down'],
    ]);
  });

  test('a stop is answered only where it is waited for, or was taken back', () => {
    const from = (fact: string) => steps.filter((step) => step.fact === fact).map((step) => step.from);
    const waiting = ['requested', 'sent', 'received', 'unanswered', 'withdrawn'];
    for (const fact of ['order.stopped', 'order.returned', 'order.already-held', 'order.failed'])
      expect(from(fact)).toEqual(waiting);
  });

  test('another result can be disputed wherever a bank may have answered a stop, one of an earlier turn included', () => {
    const never = orderStatuses.filter((status) => !orderLifecycle.allows(status, 'dispute'));
    expect(never).toEqual(['turned-down']);
    expect(orderStatuses.filter((status) => !orderLifecycle.allows(status, 'countDispute'))).toEqual(never);
  });

  test('no state follows an end', () => {
    expect(orderLifecycle.terminal()).toEqual(['corrected', 'released']);
  });

  test('an account is frozen only after a stop, or after waiting in line', () => {
    const into = steps.filter(({ to, from }) => to === 'frozen' && from !== 'frozen').map(({ from }) => from);
    expect(into).toEqual(['in-line', 'stopped', 'expired', 'lapsed']);
    const ordered = steps.filter(({ fact }) => fact === 'order.freeze-ordered').map(({ from }) => from);
    expect(ordered).toEqual(['in-line', 'stopped']);
  });
});

describe('an order as its facts leave it', () => {
  test('is born with its clocks, and nothing done', () => {
    expect(orderWith(orderFacts.requested())).toMatchObject({
      ...plan(),
      status: 'requested',
      requestedAt: minute(1),
      delivery: { sendings: 0, reminders: 0, failures: 0, undeliverable: false },
      ladder: [],
      answers: [],
      stoppedFen: 0,
    });
  });

  test('keeps T2, T3 and T5 as they were first', () => {
    const order = orderWith(
      orderFacts.requested(),
      orderFacts.sent(),
      orderFacts.sent({ at: minute(10), purpose: 'reminder' }),
      orderFacts.received(),
      orderFacts.stopped(),
      orderFacts.received({ at: minute(11), receivedAt: minute(11) }),
    );
    expect(order).toMatchObject({ sentAt: minute(1), receivedAt: minute(2), answeredAt: minute(5), effectiveAt: minute(4) });
    expect(order.delivery).toMatchObject({ sendings: 2, reminders: 1, sentAt: minute(10) });
  });

  test('each instruction has a way to the bank of its own', () => {
    const order = orderWith(...untilStopped, laterFacts.extensionOrdered);
    expect(order).toMatchObject({ sentAt: minute(1), pending: { instruction: 'extend' }, delivery: { sendings: 0 } });
  });

  test('a fact that the lifecycle does not know here is not taken', () => {
    expect(() => evolveOrder(undefined, orderFacts.sent())).toThrow('an order that is new cannot take order.sent');
    expect(() => evolveOrder(orderWith(...untilStopped), orderFacts.stopped())).toThrow('stopped cannot take order.stopped');
  });

  test('its card in the indexes has no name and no account number in it', () => {
    const order = orderWith(orderFacts.requested());
    const { card, entries } = StopOrders.index(order);
    const text = JSON.stringify({ card, entries });
    expect(text).not.toContain(order.account.accountNumber);
    expect(text).not.toContain(order.account.accountName);
    expect(card).toMatchObject({ orderId: id('ord', 1), bankId: 'bank-a', status: 'requested' });
  });

  test('is in its bank’s inbox, in its alert’s file and on its district’s board always, and where officers look while they must act', () => {
    const found = (...facts: readonly OrderFact[]) =>
      Object.keys(StopOrders.index(orderWith(orderFacts.requested(), ...facts)).entries).toSorted();
    expect(found()).toEqual(['due', 'file', 'inbox', 'listing']);
    expect(found(orderFacts.sent(), orderFacts.stopped())).toEqual(['due', 'file', 'inbox', 'listing']);
    expect(found(orderFacts.returned())).toEqual(['attention', 'file', 'inbox', 'listing']);
  });

  test('stands in its bank’s inbox by its due time while the bank has to act, and behind that by its last change', () => {
    const place = (...facts: readonly OrderFact[]) =>
      StopOrders.index(orderWith(orderFacts.requested(), ...facts)).entries.inbox?.sk.split('#')[0];
    const due = orderWith(orderFacts.requested()).dueAt;
    expect(place()).toBe(due);
    expect(place(orderFacts.sent(), orderFacts.stopped())).toBe('done');
    expect(place(orderFacts.stopped(), laterFacts.extensionOrdered)).toMatch(/^2026-/);
    expect(place({ type: 'order.unanswered', data: { at: minute(1440), dueAt: minute(1440) } })).toBe(due);
    expect(place(orderFacts.returned())).toBe('done');
  });
});
