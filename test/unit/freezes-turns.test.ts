import { describe, expect, test } from 'vitest';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import type { ResultCode } from '../../shared/freezes/bank-answer/result-codes.ts';
import { advance } from '../../shared/freezes/order/deadlines.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import { bankAt, declined, orderWith, registerWith, stoppedResult } from '../support/order-samples.ts';
import { accountFacts, context, hour, id, orderFacts, plan } from '../support/samples.ts';

const holder = { orderId: id('ord', 9), alertId: id('alt', 9) };
const behind = { orderId: id('ord', 7), alertId: id('alt', 7) };

/** An order that stood in line behind a freeze, whose turn came at hour 50. */
const promoted: readonly [OrderFact, ...OrderFact[]] = [
  { type: 'order.placed-in-line', data: { ...orderFacts.requested().data, waitsFor: holder.orderId } },
  {
    type: 'order.taken-from-line',
    data: { at: hour(50), dueAt: hour(50.5), timetable: { from: hour(50), rungs: [], giveUpAt: plus(hour(50), 24 * HOUR) } },
  },
];
const waiting = registerWith(accountFacts.stopCounted(), accountFacts.linedUp(behind));
const at50 = bankAt(50 * 60 + 5);

describe('an order whose turn in the line had come', () => {
  test.each([
    ['1300', 'order.failed'],
    ['0301', 'order.returned'],
    ['0600', 'order.returned'],
    ['1303', 'order.already-held'],
  ] as const satisfies readonly (readonly [ResultCode, string])[])(
    'a turn that led to nothing (%s) goes to the next',
    (code, type) => {
      given(StopOrders, ...promoted)
        .when((order) => recordResult(order, declined(code), { register: waiting }, at50))
        .thenFacts({ type }, { type: 'account.stop-voided' }, { type: 'account.freed', data: { next: behind.orderId } });
    },
  );

  test('a turn without an answer goes on when Cordon stops waiting', () => {
    const facts = advance(orderWith(...promoted), waiting, context({ now: hour(74) }));
    expect(facts.map(({ type }) => type)).toEqual(['order.unanswered', 'account.freed']);
  });

  test('keeps it when the account is stopped for it', () => {
    given(StopOrders, ...promoted)
      .when((order) => recordResult(order, stoppedResult({ effectiveAt: hour(50) }), { register: waiting }, at50))
      .thenFacts({ type: 'order.stopped' });
  });

  test('gives no turn if no order waits, or another order’s freeze stands', () => {
    const frozen = registerWith(accountFacts.stopCounted(), accountFacts.frozen(holder), accountFacts.linedUp(behind));
    for (const register of [registerWith(), frozen]) {
      given(StopOrders, ...promoted)
        .when((order) => recordResult(order, declined('1300'), { register }, at50))
        .thenFacts({ type: 'order.failed' }, { type: 'account.stop-voided' });
    }
  });
});

test('an order that never stood in line passes the turn on as well: others may have lined up behind it', () => {
  given(StopOrders, { type: 'order.requested', data: { at: hour(50), plan: plan() } })
    .when((order) => recordResult(order, declined('1301'), { register: waiting }, at50))
    .thenFacts(
      { type: 'order.already-held' },
      { type: 'account.stop-voided' },
      { type: 'account.freed', data: { next: behind.orderId } },
    );
});
