import { describe, expect, test } from 'vitest';
import type { AccountFact } from '../../shared/freezes/account/account-register.ts';
import { recordResult } from '../../shared/freezes/bank-answer/record-result.ts';
import { advance } from '../../shared/freezes/order/deadlines.ts';
import { orderFreeze, orderRelease } from '../../shared/freezes/order/instruct.ts';
import { endedOf, giveTurn, isNextAfter, lineUp, takeFromLine, takeTurn, waitingSince } from '../../shared/freezes/order/line.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { orderView } from '../../shared/freezes/views.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import {
  bankAt,
  declined,
  freezeInput,
  laterFacts,
  orderWith,
  pending,
  recorded,
  recordNamed,
  registerWith,
  signed,
  stoppedResult,
  tallied,
  untilFrozen,
  untilStopped,
} from '../support/order-samples.ts';
import { accountFacts, context, hour, id, minute, orderFacts, plan } from '../support/samples.ts';

/** Each freeze of a case is counted (approval by number). */
const inCount = { type: 'freeze-count.counted' } as const;

/** The order of the other district, which froze the account first. */
const first = { orderId: id('ord', 9), alertId: id('alt', 9) };
const behind = { orderId: id('ord', 7), alertId: id('alt', 7) };
const stops = [accountFacts.stopCounted(first), accountFacts.stopCounted()] as const;
const frozenByFirst = registerWith(...stops, accountFacts.frozen(first));
const inLine = registerWith(...stops, accountFacts.frozen(first), accountFacts.linedUp());
const ended = registerWith(...stops, accountFacts.linedUp());
const linedUp: OrderFact = { type: 'order.lined-up', data: { at: hour(11), reason: 'Second victim.', waitsFor: first.orderId } };
const waiting: readonly [OrderFact, ...OrderFact[]] = [...untilStopped, linedUp];
const waitingFreeze: OrderFact = {
  type: 'order.waiting-freeze-ordered',
  data: { at: hour(12), pending: pending('freeze', { termMonths: 6, issuedAt: hour(12) }) },
};
const expiresAt = plus(minute(4), 48 * HOUR);
const expiredInLine: OrderFact = { type: 'order.expired-in-line', data: { at: expiresAt, expiresAt } };
const at12 = context({ now: hour(12) });
const at50 = context({ now: hour(50) });

describe('the second victim: an account that both districts stopped and the first froze', () => {
  test('has a line to wait in; the stop runs on meanwhile', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => lineUp(order, signed, { register: frozenByFirst }, at12))
      .thenFacts({ type: 'order.lined-up', data: { waitsFor: first.orderId } }, { type: 'account.lined-up' })
      .thenState({ status: 'stopped', waitsFor: first.orderId, expiresAt });
  });

  test('has no line where no other order froze it', () => {
    for (const register of [registerWith(), registerWith(...stops)]) {
      given(StopOrders, ...untilStopped)
        .when((order) => lineUp(order, signed, { register }, at12))
        .thenRefused('ACCOUNT_NOT_HELD', { state: 'stopped' });
    }
  });

  test('takes the second order into the line once', () => {
    given(StopOrders, ...waiting)
      .when((order) => lineUp(order, signed, { register: inLine }, at12))
      .thenNothing();
  });

  test('keeps the place of the second order when its 48 hours are over', () => {
    given(StopOrders, ...waiting)
      .when((order) => accept(...advance(order, inLine, context({ now: expiresAt }))))
      .thenFacts({ type: 'order.expired-in-line', data: { expiresAt } })
      .thenState({ status: 'in-line', waitsFor: first.orderId, expiresAt: undefined });
    const counted = tallied(orderWith(...waiting), expiredInLine);
    expect(counted?.adds).toMatchObject({ expired: 1 });
  });

  test.each([
    ['an expired order', [...untilStopped, laterFacts.expired]],
    ['a lapsed freeze', [...untilFrozen, { type: 'order.lapsed', data: { at: hour(60), expiresAt: hour(60) } }]],
    [
      'an order that was turned down',
      [{ type: 'order.turned-down', data: { at: minute(1), plan: plan(), code: 'STOP_LIMIT_REACHED' } }],
    ],
    ['an order that failed', [orderFacts.requested(), orderFacts.sent(), failed()]],
  ] as const satisfies readonly (readonly [string, readonly [OrderFact, ...OrderFact[]]])[])(
    'lets %s wait in line as well',
    (_what, facts) => {
      const [born, ...later] = facts;
      given(StopOrders, born, ...later)
        .when((order) => lineUp(order, signed, { register: frozenByFirst }, context({ now: hour(61) })))
        .thenFacts({ type: 'order.lined-up', data: { waitsFor: first.orderId } }, { type: 'account.lined-up' })
        .thenState({ status: 'in-line' });
    },
  );

  test('takes papers and approval of the second freeze while the first holds; it waits with the order', () => {
    given(StopOrders, ...waiting)
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), inLine), at12))
      .thenFacts({ type: 'order.waiting-freeze-ordered', data: { pending: { instruction: 'freeze', termMonths: 6 } } }, inCount)
      .thenState({ status: 'stopped', waitingFreeze: { instruction: 'freeze' }, filedAt: minute(60) });
  });

  test('asks the same gates of a freeze that waits', () => {
    given(StopOrders, ...waiting)
      .when((order) => orderFreeze(order, ...recorded({ ...freezeInput(), filing: undefined }, inLine), at12))
      .thenRefused('CASE_NOT_FILED');
  });

  test('loses the place of an order that the officers have released', () => {
    given(StopOrders, ...waiting, waitingFreeze)
      .when((order) => orderRelease(order, signed, { register: inLine }, context({ now: hour(13) })))
      .thenFacts({ type: 'order.release-ordered' }, { type: 'account.left-line' })
      .thenState({ status: 'stopped', waitsFor: undefined, waitingFreeze: undefined });
  });
});

describe('when the first freeze ends', () => {
  test('the waiting freeze goes to the bank at once, also where both stops are used up', () => {
    given(StopOrders, ...waiting, waitingFreeze, expiredInLine)
      .when((order) => takeFromLine(order, ended, at50))
      .thenFacts(
        { type: 'order.turn-came', data: { by: 'freeze' } },
        { type: 'order.freeze-ordered', data: { pending: { instruction: 'freeze', issuedAt: hour(50) } } },
        { type: 'account.left-line' },
      )
      .thenState({ status: 'in-line', waitingFreeze: undefined, pending: { instruction: 'freeze' } });
  });

  test('the bank freezes the account under the second order', () => {
    given(StopOrders, ...waiting, waitingFreeze, expiredInLine, ...turn('freeze'))
      .when((order) =>
        recordNamed(order, declined('0000', { effectiveAt: hour(50) }), { register: registerWith(...stops) }, bankAt(3005)),
      )
      .thenFacts({ type: 'order.frozen', data: { termMonths: 6 } }, { type: 'account.frozen' })
      .thenState({ status: 'frozen', freezeEffectiveAt: hour(50) });
  });

  test('a freeze that the bank refuses gives the turn to the next in line', () => {
    const register = registerWith(...stops, accountFacts.linedUp(behind));
    given(StopOrders, ...waiting, waitingFreeze, expiredInLine, ...turn('freeze'))
      .when((order) => recordNamed(order, declined('1300'), { register }, bankAt(3005)))
      .thenFacts({ type: 'order.instruction-refused' }, { type: 'account.freed', data: { next: behind.orderId } })
      .thenState({ status: 'in-line' });
  });

  test('an order whose own stop still holds goes on as a stop that can be frozen', () => {
    given(StopOrders, ...waiting)
      .when((order) => takeFromLine(order, ended, at12))
      .thenFacts({ type: 'order.turn-came', data: { by: 'stop' } }, { type: 'account.left-line' })
      .thenState({ status: 'stopped', waitsFor: undefined, expiresAt });
    given(StopOrders, ...waiting, { type: 'order.turn-came', data: { at: hour(12), by: 'stop' } })
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), registerWith(...stops)), context({ now: hour(13) })))
      .thenFacts({ type: 'order.freeze-ordered' }, inCount);
  });

  test('an order whose stop is over asks for another where one is left', () => {
    given(StopOrders, ...waiting, expiredInLine)
      .when((order) => takeFromLine(order, registerWith(accountFacts.stopCounted(), accountFacts.linedUp()), at50))
      .thenFacts({ type: 'order.taken-from-line' }, { type: 'account.left-line' }, { type: 'account.stop-counted' })
      .thenState({ status: 'requested', askedAt: hour(50) });
  });

  test('if no stop is left, a person is told and can still freeze; the next in line has the turn', () => {
    given(StopOrders, ...waiting, expiredInLine)
      .when((order) => takeFromLine(order, registerWith(...stops, accountFacts.linedUp(), accountFacts.linedUp(behind)), at50))
      .thenFacts(
        { type: 'order.turn-came', data: { by: 'person' } },
        { type: 'account.left-line' },
        { type: 'account.freed', data: { next: behind.orderId } },
      );
    given(StopOrders, ...waiting, expiredInLine, { type: 'order.turn-came', data: { at: hour(50), by: 'person' } })
      .when((order) => orderFreeze(order, ...recorded(freezeInput(), registerWith(...stops)), context({ now: hour(51) })))
      .thenFacts({ type: 'order.freeze-ordered' }, inCount)
      .thenState({ status: 'in-line', pending: { instruction: 'freeze' } });
  });

  test('an order that had no turn to use may line up again behind the next freeze', () => {
    given(StopOrders, ...waiting, expiredInLine, { type: 'order.turn-came', data: { at: hour(50), by: 'person' } })
      .when((order) =>
        lineUp(order, signed, { register: registerWith(...stops, accountFacts.frozen(behind)) }, context({ now: hour(52) })),
      )
      .thenFacts({ type: 'order.lined-up', data: { waitsFor: behind.orderId } }, { type: 'account.lined-up' })
      .thenState({ status: 'in-line', turnCameAt: undefined });
  });

  test('a second stop of the order adds to the figures only what is held more than by the first', () => {
    const taken: OrderFact = {
      type: 'order.taken-from-line',
      data: { at: hour(50), dueAt: hour(50.5), timetable: { from: hour(50), rungs: [], giveUpAt: hour(74) } },
    };
    const order = orderWith(...waiting, expiredInLine, taken);
    const [stop] = recordResult(
      order,
      stoppedResult({ effectiveAt: hour(50) }),
      { register: registerWith() },
      bankAt(3005),
    ).facts;
    if (stop?.type !== 'order.stopped') throw new Error('the bank stopped it');
    const adds = tallied(order, stop)?.adds;
    expect(adds?.stoppedFen).toBe(10_000_000 - order.stoppedFen);
    expect(adds?.histogram).toBeUndefined();
  });
});

describe('whose turn it is by the fact that an account is free, also where the fact comes again', () => {
  const third = { orderId: id('ord', 6), alertId: id('alt', 6) };
  const stood = registerWith(accountFacts.linedUp(behind), accountFacts.linedUp(third));
  const gaveUp: AccountFact = { type: 'account.left-line', data: { ...accountFacts.leftLine(behind).data, gaveUp: true } };

  test('the first that stood in line then, and still does', () => {
    expect(waitingSince(stood, [])).toEqual([behind.orderId, third.orderId]);
    expect(waitingSince(registerWith(accountFacts.linedUp(third)), [gaveUp])).toEqual([third.orderId]);
  });

  test('no order that lined up since, as the only one or anew', () => {
    expect(waitingSince(registerWith(accountFacts.linedUp(third)), [accountFacts.linedUp(third)])).toEqual([]);
    expect(waitingSince(registerWith(accountFacts.linedUp(behind)), [gaveUp, accountFacts.linedUp(behind)])).toEqual([]);
  });

  test('no order that waits for a holder outside Cordon, where only a request of ours led to nothing', () => {
    const outside: StopOrder = { ...orderWith(...waiting), waitsFor: undefined };
    expect(isNextAfter(outside, 'request')).toBe(false);
    expect(isNextAfter(orderWith(...waiting), 'request')).toBe(true);
    expect(isNextAfter(outside, 'hold')).toBe(true);
  });

  test('a fact of a release before this one does not say what ended: the state of the order does', () => {
    const order = (status: StopOrder['status']): StopOrder => ({ ...orderWith(...untilStopped), status });
    for (const status of ['already-held', 'failed', 'returned', 'corrected', 'unanswered', 'withdrawn'] as const)
      expect(endedOf(order(status))).toBe('request');
    for (const status of ['released', 'expired', 'lapsed', 'in-line'] as const) expect(endedOf(order(status))).toBe('hold');
    expect(endedOf(undefined)).toBe('hold');
  });

  test('no order, once one has left the line by its turn', () => {
    expect(waitingSince(registerWith(accountFacts.linedUp(third)), [accountFacts.leftLine(behind)])).toEqual([]);
  });
});

describe('an order whose turn comes while another order is at the account', () => {
  const asked = orderWith({ type: 'order.requested', data: { at: hour(49), plan: plan(first) } });
  const one = registerWith(accountFacts.stopCounted(first), accountFacts.linedUp());

  test('asks for no stop while the other holds it or is asked for', () => {
    given(StopOrders, ...waiting, expiredInLine)
      .when((order) => giveTurn(order, { register: one, others: [asked] }, at50))
      .thenNothing();
    given(StopOrders, ...waiting, expiredInLine)
      .when((order) => giveTurn(order, { register: one, others: [{ ...asked, status: 'failed' }] }, at50))
      .thenFacts({ type: 'order.taken-from-line' }, { type: 'account.left-line' }, { type: 'account.stop-counted' });
  });

  test('goes on if it needs no stop: its own holds, or its freeze waits', () => {
    given(StopOrders, ...waiting)
      .when((order) => giveTurn(order, { register: one, others: [asked] }, at12))
      .thenFacts({ type: 'order.turn-came', data: { by: 'stop' } }, { type: 'account.left-line' });
    given(StopOrders, ...waiting, waitingFreeze, expiredInLine)
      .when((order) => giveTurn(order, { register: one, others: [asked] }, at50))
      .thenFacts(
        { type: 'order.turn-came', data: { by: 'freeze' } },
        { type: 'order.freeze-ordered' },
        { type: 'account.left-line' },
      );
  });
});

describe('an order in line behind a holder outside Cordon', () => {
  const outside: readonly [OrderFact, ...OrderFact[]] = [
    orderFacts.requested(),
    orderFacts.sent(),
    orderFacts.alreadyHeld(),
    { type: 'order.lined-up', data: { at: minute(9), reason: 'A court froze it.' } },
  ];
  const own = registerWith(accountFacts.linedUp());

  test('has its turn when the officers say so', () => {
    given(StopOrders, ...outside)
      .when((order) => takeTurn(order, signed, { register: own }, at12))
      .thenFacts(
        { type: 'order.taken-from-line', data: { reason: signed.reason, officers: signed.officers } },
        { type: 'account.left-line' },
        { type: 'account.stop-counted' },
      );
  });

  test('officers do not get the turn while Cordon knows of a freeze, past the two stops, or without two officers', () => {
    const of = (register = own, input = signed) =>
      given(StopOrders, ...outside).when((order) => takeTurn(order, input, { register }, at12));
    of(registerWith(accountFacts.frozen(first), accountFacts.linedUp())).thenRefused('ACCOUNT_FROZEN');
    of(ended).thenRefused('STOP_LIMIT_REACHED', { limit: 2 });
    const [officer] = signed.officers;
    of(own, { ...signed, officers: officer === undefined ? [] : [officer, officer] }).thenRefused('SAME_OFFICER_TWICE');
  });

  test('is waited for from a stop as well, where the bank refused its freeze because another had frozen the account', () => {
    const answer = { instruction: 'freeze', attempt: 0, hash: 'h', code: '1303', at: hour(11), late: false } as const;
    const refused: OrderFact = { type: 'order.instruction-refused', data: { at: hour(11), answer, class: 'already' } };
    given(StopOrders, ...untilStopped, laterFacts.freezeOrdered, refused)
      .when((order) => lineUp(order, signed, { register: registerWith() }, at12))
      .thenFacts({ type: 'order.lined-up' }, { type: 'account.lined-up' })
      .thenState({ status: 'stopped', waitsFor: undefined });
  });

  test('officers do not get the turn from another state', () => {
    given(StopOrders, ...untilStopped)
      .when((order) => takeTurn(order, signed, { register: own }, at12))
      .thenRefused('ORDER_STATE_FORBIDS', { state: 'stopped' });
  });
});

test('the waiting agency sees the agency that holds the account, and the freeze that waits', () => {
  const order = orderWith(...waiting, waitingFreeze);
  const holder = { agency: 'police-chaoyang', dutyPhone: '010-85953400' };
  expect(orderView(order, undefined, holder)).toMatchObject({
    waitsFor: first.orderId,
    holder,
    waitingFreeze: { termMonths: 6 },
  });
});

function failed(): OrderFact {
  const answer = { instruction: 'stop', attempt: 0, hash: 'f', code: '1304', at: minute(5), late: false } as const;
  return { type: 'order.failed', data: { at: minute(5), answer, outflows: [] } };
}

function turn(by: 'freeze'): readonly OrderFact[] {
  return [
    { type: 'order.turn-came', data: { at: hour(50), by } },
    { type: 'order.freeze-ordered', data: { at: hour(50), pending: pending('freeze', { termMonths: 6, issuedAt: hour(50) }) } },
  ];
}
