import { describe, expect, test } from 'vitest';
import { bankLogKey } from '../../shared/banks/keys.ts';
import {
  hasReached,
  isNamed,
  recordDelivery,
  recordDeliveryFailure,
  recordSending,
  recordUndeliverable,
} from '../../shared/freezes/bank-answer/delivery.ts';
import { bankLogOf, isDelivery } from '../../shared/freezes/bank-answer/delivery-log.ts';
import { askedWithinHour, askRedelivery, purposeAgain } from '../../shared/freezes/bank-answer/redelivery.ts';
import { isInTrouble, type StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { bankAt, lastGiven, orderWith, pending, untilStopped } from '../support/order-samples.ts';
import { context, id, minute, orderFacts, policy } from '../support/samples.ts';

const sent = orderWith(orderFacts.requested(), orderFacts.sent());
const stopId = id('ins', 1);
const instructionId = id('ins', 5);
const extending: StopOrder = { ...orderWith(...untilStopped), pending: pending('extend', { instructionId }) };
const at2 = bankAt(2);
const nothing = { kind: 'acceptance', facts: [] };
const notPending = (state: string) => ({ kind: 'refusal', code: 'INSTRUCTION_NOT_PENDING', detail: { state } });

describe('an instruction on its way', () => {
  const sending = { purpose: 'order', channel: 'push', messageId: 'm-2' } as const;

  test('is sent with its id, the way it went and its purpose', () => {
    expect(recordSending(sent, { instruction: 'stop', ...sending, signature: 'jws' }, at2).facts).toStrictEqual([
      {
        type: 'order.sent',
        data: { at: minute(2), instruction: 'stop', instructionId: stopId, ...sending, signature: 'jws' },
      },
    ]);
  });

  test('is sent once a message', () => {
    const again = orderWith(orderFacts.requested(), orderFacts.sent({ messageId: 'm-2' }));
    expect(recordSending(again, { instruction: 'stop', ...sending }, at2)).toEqual(nothing);
    expect(recordSending(again, { instruction: 'stop', ...sending, messageId: 'm-3' }, at2).facts).toHaveLength(1);
  });

  test('has reached its bank if it was pushed and no failure followed', () => {
    const { delivery } = orderWith(orderFacts.requested(), orderFacts.sent());
    const pulled = { ...delivery, channel: 'pull' as const };
    expect(
      [delivery, { ...delivery, failure: 'timeout' as const }, { ...delivery, undeliverable: true }, pulled].map(hasReached),
    ).toEqual([...[true, false, false, false]]);
    expect(hasReached({ ...pulled, failure: 'timeout', deliveredAt: minute(3) })).toBe(true);
    expect(
      [delivery, { ...delivery, failure: 'timeout' as const }, { ...delivery, undeliverable: true }].map(isInTrouble),
    ).toEqual([...[false, true, true]]);
  });

  test('is the one that the message names: by its kind, and by its id if it has one', () => {
    const named = { instruction: 'extend', instructionId } as const;
    expect(isNamed(named, { instruction: 'extend' })).toBe(true);
    expect(isNamed(named, named)).toBe(true);
    expect(isNamed(named, { instruction: 'extend', instructionId: stopId })).toBe(false);
    expect(isNamed(named, { instruction: 'release', instructionId })).toBe(false);
    expect(recordSending(extending, { ...named, ...sending }, at2)).toMatchObject({ facts: [{ data: named }] });
    expect(recordSending(extending, { ...named, ...sending, instructionId: stopId }, at2)).toMatchObject(notPending('stopped'));
    expect(recordSending(extending, { instruction: 'stop', ...sending }, at2)).toMatchObject(notPending('stopped'));
  });

  test('has arrived: each push by its purpose and attempt, with the signature of the receipt if there is one', () => {
    const push = { instruction: 'stop', purpose: 'retry', attempt: 2 } as const;
    const data = { at: minute(2), instruction: 'stop', instructionId: stopId, purpose: 'retry', attempt: 2 };
    expect(recordDelivery(sent, push, at2).facts).toStrictEqual([{ type: 'order.delivered', data }]);
    expect(recordDelivery(sent, { ...push, signature: 'jws' }, at2).facts).toStrictEqual([
      { type: 'order.delivered', data: { ...data, signature: 'jws' } },
    ]);
  });

  test('has not arrived if it was not sent, if another took its place, or if the state has no way to the bank', () => {
    const push = { instruction: 'stop', instructionId: stopId } as const;
    expect(recordDelivery(orderWith(orderFacts.requested()), push, at2)).toEqual(nothing);
    expect(recordDelivery(extending, push, at2)).toEqual(nothing);
    expect(recordDelivery(sent, { ...push, instructionId }, at2)).toEqual(nothing);
    expect(recordDelivery({ ...sent, status: 'turned-down' }, push, at2)).toEqual(nothing);
    const inLine = orderWith({ type: 'order.placed-in-line', data: { ...orderFacts.requested().data, waitsFor: id('ord', 9) } });
    expect(recordDelivery({ ...inLine, delivery: sent.delivery }, { instruction: 'stop' }, at2)).toEqual(nothing);
  });

  test('did not get through: with the reason, and the status if there was an answer', () => {
    const failure = { instruction: 'stop', purpose: 'order', attempt: 1, reason: 'status', status: 503 } as const;
    expect(recordDeliveryFailure(sent, failure, at2).facts).toStrictEqual([
      { type: 'order.delivery-failed', data: { at: minute(2), ...failure, instructionId: stopId } },
    ]);
    expect(recordDeliveryFailure(sent, { ...failure, instructionId }, at2)).toEqual(nothing);
    expect(recordDeliveryFailure(orderWith(...untilStopped), failure, at2)).toEqual(nothing);
  });

  test('did not get through an open circuit: noted once in a row; any other failure each time', () => {
    const fails = (reason: 'circuit-open' | 'timeout', before: 'circuit-open' | 'timeout') =>
      recordDeliveryFailure({ ...sent, delivery: { ...sent.delivery, failure: before } }, { instruction: 'stop', reason }, at2)
        .facts.length;
    expect(fails('circuit-open', 'circuit-open')).toBe(0);
    expect(fails('circuit-open', 'timeout')).toBe(1);
    expect(fails('timeout', 'timeout')).toBe(1);
    expect(fails('timeout', 'circuit-open')).toBe(1);
  });

  test('cannot be delivered: told once, while the bank has to act on it', () => {
    const push = { instruction: 'stop', purpose: 'order', attempt: 4 } as const;
    expect(recordUndeliverable(sent, push, at2).facts).toStrictEqual([
      { type: 'order.undeliverable', data: { at: minute(2), instruction: 'stop', instructionId: stopId, purpose: 'order' } },
    ]);
    expect(recordUndeliverable({ ...sent, delivery: { ...sent.delivery, undeliverable: true } }, push, at2)).toEqual(nothing);
    expect(recordUndeliverable(orderWith(...untilStopped), push, at2)).toEqual(nothing);
    expect(recordUndeliverable(sent, { ...push, instructionId }, at2)).toEqual(nothing);
  });
});

describe('the log of a bank’s deliveries', () => {
  test('has what became of each push, and never a signature or a moment', () => {
    const data = {
      ...{ at: minute(2), instruction: 'stop' as const, instructionId: stopId, purpose: 'order' as const },
      ...{ channel: 'push' as const, signature: 'jws' },
    };
    expect(bankLogOf(sent, { type: 'order.sent', data })).toStrictEqual({
      pk: bankLogKey('bank-a'),
      line: { instruction: 'stop', instructionId: stopId, purpose: 'order', channel: 'push' },
    });
    expect(
      bankLogOf(sent, {
        type: 'order.delivery-failed',
        data: { at: minute(2), instruction: 'stop', attempt: 2, reason: 'status', status: 503 },
      }),
    ).toMatchObject({ line: { attempt: 2, reason: 'status', status: 503 } });
  });

  test('has no other facts', () => {
    expect(bankLogOf(sent, orderFacts.received())).toBeUndefined();
    const types = [
      'order.sent',
      'order.delivered',
      'order.delivery-failed',
      'order.undeliverable',
      'order.received',
      'order.stopped',
    ];
    expect(types.map(isDelivery)).toEqual([true, true, true, true, false, false]);
  });
});

describe('a push that the bank asks for again', () => {
  const bank = { endpoint: 'https://bank-a.example.cn/orders' };
  const most = policy.amount('bank.redeliver-per-hour', minute(60));
  const now = minute(60);
  const ask = (order: StopOrder, named?: string) =>
    askRedelivery(order, named === undefined ? {} : { instructionId: named }, { bank, signature: 'jws' }, context({ now }));
  const askedAt = (...redeliveries: string[]): StopOrder => ({ ...sent, redeliveries });

  test('is of the instruction that is open', () => {
    expect(ask(extending).facts).toStrictEqual([
      { type: 'order.redelivery-asked', data: { at: now, instruction: 'extend', instructionId, signature: 'jws' } },
    ]);
    expect(ask(extending, instructionId).facts).toHaveLength(1);
    expect(ask(extending, stopId)).toMatchObject(notPending('stopped'));
    expect(ask(orderWith(...untilStopped), stopId)).toMatchObject(notPending('stopped'));
    expect(ask(sent, instructionId)).toMatchObject({ code: 'INSTRUCTION_UNKNOWN', detail: { paths: ['/instructionId'] } });
  });

  test('comes so many times in any hour; the refusal says from when on again', () => {
    const times = Array.from({ length: most }, (_, n) => minute(10 + n));
    expect(ask(askedAt(...times.slice(1))).kind).toBe('acceptance');
    expect(ask(askedAt(...times))).toMatchObject({
      ...{ code: 'REDELIVERY_TOO_OFTEN', detail: { most, until: plus(minute(10), HOUR) } },
    });
    // a policy of more an hour was in force before: the oldest of those that count now says when
    expect(ask(askedAt(minute(5), ...times))).toMatchObject({ detail: { until: plus(minute(10), HOUR) } });
    expect(ask(askedAt(minute(-30), minute(0), ...times.slice(1))).kind).toBe('acceptance');
  });

  test('counts within the hour, not at its beginning', () => {
    expect(askedWithinHour(askedAt(minute(-1), minute(0), plus(minute(0), 1), minute(30)), now)).toEqual([
      plus(minute(0), 1),
      minute(30),
    ]);
    expect(askedWithinHour(sent, now)).toEqual([]);
  });

  test('goes out under the purpose that it had', () => {
    expect(purposeAgain({ ...sent, retries: 1 }, lastGiven(sent))).toBe('retry');
    expect(purposeAgain(sent, lastGiven(sent))).toBe('order');
    expect(purposeAgain(extending, lastGiven(extending))).toBe('instruction');
  });
});
