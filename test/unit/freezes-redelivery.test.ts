import { expect, test } from 'vitest';
import { askRedelivery, purposeAgain } from '../../shared/freezes/bank-answer/redelivery.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { HOUR, plus } from '../../shared/kernel/time.ts';
import { given } from '../support/given.ts';
import { lastGiven, laterFacts, orderWith, untilStopped } from '../support/order-samples.ts';
import { context, id, minute, orderFacts, policy } from '../support/samples.ts';

const at = (minutes: number) => context({ now: minute(minutes) });
const bank = { endpoint: 'https://bank-a.example.cn/orders' };
const stop = { instruction: 'stop', instructionId: id('ins', 1) } as const;
const most = policy.amount('bank.redeliver-per-hour', minute(0));
const asked = (minutes: number): OrderFact => ({ type: 'order.redelivery-asked', data: { at: minute(minutes), ...stop } });

test('the open stop is asked for again, sent or not, named or not', () => {
  for (const sent of [[], [orderFacts.sent()]])
    for (const named of [{}, { instructionId: stop.instructionId }])
      given(StopOrders, orderFacts.requested(), ...sent)
        .when((order) => askRedelivery(order, named, { bank, signature: 'jws' }, at(3)))
        .thenFacts({ type: 'order.redelivery-asked', data: { at: minute(3), ...stop, signature: 'jws' } });
});

test('the instruction after the stop is asked for while it is open, and the stop no more', () => {
  const order = orderWith(...untilStopped, laterFacts.extensionOrdered);
  const { instructionId } = lastGiven(order);
  expect(askRedelivery(order, {}, { bank }, at(601))).toMatchObject({
    facts: [{ data: { instruction: 'extend', instructionId } }],
  });
  expect(askRedelivery(order, { instructionId: stop.instructionId }, { bank }, at(601))).toMatchObject({
    code: 'INSTRUCTION_NOT_PENDING',
  });
});

test('an answered or unknown instruction is not pushed again', () => {
  const order = orderWith(...untilStopped);
  expect(askRedelivery(order, {}, { bank }, at(6))).toMatchObject({
    code: 'INSTRUCTION_NOT_PENDING',
    detail: { state: 'stopped' },
  });
  expect(askRedelivery(order, { instructionId: id('ins', 99) }, { bank }, at(6))).toMatchObject({ code: 'INSTRUCTION_UNKNOWN' });
});

test('a bank without an endpoint has nothing to push to', () => {
  for (const none of [undefined, {}])
    expect(askRedelivery(orderWith(orderFacts.requested()), {}, { bank: none }, at(3))).toMatchObject({
      code: 'ENDPOINT_NOT_REGISTERED',
    });
});

test('a bank asks so many times an hour and no more; then again once the first of them is an hour ago', () => {
  const times = Array.from({ length: most }, (_, i) => 2 + i);
  const order = orderWith(orderFacts.requested(), ...times.map(asked));
  const until = plus(minute(2), HOUR);
  const tooOften = { code: 'REDELIVERY_TOO_OFTEN', detail: { most, until } };
  expect(askRedelivery(order, {}, { bank }, at(10))).toMatchObject(tooOften);
  expect(askRedelivery(order, {}, { bank }, context({ now: plus(until, -1) }))).toMatchObject(tooOften);
  expect(askRedelivery(order, {}, { bank }, context({ now: until }))).toMatchObject({ kind: 'acceptance' });
});

test('an order keeps the requests of an hour, even if the bank asks often', () => {
  let order = orderWith(orderFacts.requested());
  for (let i = 0; i < 200; i += 1) order = StopOrders.evolve(order, asked(i * 20));
  expect(order.redeliveries).toEqual([minute(3_940), minute(3_960), minute(3_980)]);
});

test('asking changes neither the clock nor the bank’s task', () => {
  const before = orderWith(orderFacts.requested(), orderFacts.sent());
  const { redeliveries, ...after } = orderWith(orderFacts.requested(), orderFacts.sent(), asked(3));
  expect(redeliveries).toEqual([minute(3)]);
  expect(after).toEqual(before);
});

test('an instruction that the bank asked to be asked again is put to it as a retry, with the key of that', () => {
  const retried: OrderFact = {
    type: 'order.retry-scheduled',
    data: {
      at: minute(3),
      answer: { instruction: 'stop', attempt: 0, hash: 'h', code: '1100', at: minute(3), late: false },
      retry: 1,
      retryAt: minute(4),
    },
  };
  const order = orderWith(orderFacts.requested(), orderFacts.sent());
  expect(purposeAgain(order, lastGiven(order))).toBe('order');
  const again = orderWith(orderFacts.requested(), orderFacts.sent(), retried);
  expect(purposeAgain(again, lastGiven(again))).toBe('retry');
  const extended = orderWith(...untilStopped, laterFacts.extensionOrdered);
  expect(purposeAgain(extended, lastGiven(extended))).toBe('instruction');
});
