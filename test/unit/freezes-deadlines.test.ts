import { describe, expect, test } from 'vitest';
import { advance, nextMoment } from '../../shared/freezes/order/deadlines.ts';
import { ladderOf } from '../../shared/freezes/order/ladder.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { kept, laterFacts, orderWith, registerWith, untilFrozen, untilStopped } from '../support/order-samples.ts';
import { accountFacts, context, hour, id, minute, orderFacts, policy, T0 } from '../support/samples.ts';

const sent = orderWith(orderFacts.requested(), orderFacts.sent());
const at = (now: string) => context({ now });
const types = (facts: ReturnType<typeof advance>) => facts.map(({ type }) => type);
/** The order after everything due at that moment is noted. */
const advancedTo = (now: string, order = sent) =>
  kept({ order, register: undefined }, { facts: advance(order, undefined, at(now)) }).order;

describe('the ladder', () => {
  test('10 remind, 20 duty officer, 25 supervisor, 30 breach; each once', () => {
    let order = sent;
    const noted: unknown[] = [];
    for (let now = 1; now <= 60; now += 1) {
      const facts = advance(order, undefined, at(minute(now)));
      noted.push(...facts.map(({ type, data }) => [now, type, 'rung' in data ? data.rung : undefined]));
      order = kept({ order, register: undefined }, { facts }).order;
    }
    expect(noted).toEqual([
      [10, 'order.escalated', 'remind'],
      [20, 'order.escalated', 'duty-officer'],
      [25, 'order.escalated', 'supervisor'],
      [30, 'order.breached', 'breach'],
    ]);
    expect(order.status).toBe('sent');
  });

  test('after an outage everything that is due is noted, in order', () => {
    const facts = advance(sent, undefined, at(hour(24)));
    expect(facts.map(({ type, data }) => ('rung' in data ? data.rung : type))).toEqual([
      'remind',
      'duty-officer',
      'supervisor',
      'breach',
      'order.unanswered',
    ]);
    const order = advancedTo(hour(24));
    expect(order.status).toBe('unanswered');
    expect(advance(order, undefined, at(hour(30)))).toEqual([]);
  });

  test('a receipt does not stop it, a result does', () => {
    const received = orderWith(orderFacts.requested(), orderFacts.sent(), orderFacts.received());
    expect(types(advance(received, undefined, at(minute(10))))).toEqual(['order.escalated']);
    expect(advance(orderWith(...untilStopped), undefined, at(minute(30)))).toEqual([]);
    expect(advance(orderWith(orderFacts.requested(), orderFacts.returned()), undefined, at(minute(30)))).toEqual([]);
  });

  test('an order asked for late is not escalated for what came before it, but the breach is the alarm’s', () => {
    expect(ladderOf(T0, policy, minute(22)).rungs.map(({ rung }) => rung)).toEqual(['supervisor', 'breach']);
    expect(ladderOf(T0, policy, minute(45)).rungs).toEqual([{ rung: 'breach', dueAt: minute(30) }]);
  });

  test('for an alarm of any age, the bank has its thirty minutes', () => {
    expect(ladderOf(T0, policy, minute(5)).giveUpAt).toBe(hour(24));
    expect(ladderOf(T0, policy, hour(40)).giveUpAt).toBe(hour(40.5));
  });
});

describe('the 48 hours', () => {
  const stopped = orderWith(...untilStopped);
  const END = minute(4 + 48 * 60);
  const WARN = minute(4 + 42 * 60);

  test('a warning before the end, once; then the end, and the account is free', () => {
    expect(advance(stopped, undefined, at(minute(3 + 42 * 60)))).toEqual([]);
    expect(advance(stopped, undefined, at(WARN))).toEqual([{ type: 'order.expiry-warned', data: { at: WARN, expiresAt: END } }]);
    const warned = advancedTo(WARN, stopped);
    expect(advance(warned, undefined, at(hour(47)))).toEqual([]);
    const line = registerWith(accountFacts.stopCounted(), accountFacts.linedUp({ orderId: id('ord', 7) }));
    expect(advance(warned, line, at(END))).toMatchObject([
      { type: 'order.expired', data: { expiresAt: END } },
      { type: 'account.freed', data: { next: id('ord', 7) } },
    ]);
  });

  test('a term that is over has no warning', () => {
    expect(types(advance(stopped, undefined, at(hour(60))))).toEqual(['order.expired']);
  });

  test('it ends by the clock, also while an instruction is with the bank', () => {
    const waiting = orderWith(...untilStopped, laterFacts.freezeOrdered);
    expect(types(advance(waiting, undefined, at(END)))).toEqual(['order.expired']);
    expect(advancedTo(END, waiting)).toMatchObject({ status: 'expired', pending: { instruction: 'freeze' } });
  });

  test('an extension brings a new warning', () => {
    const warned = orderWith(...untilStopped, laterFacts.extensionOrdered, {
      type: 'order.expiry-warned',
      data: { at: WARN, expiresAt: END },
    });
    const extended = kept(
      { order: warned, register: undefined },
      {
        facts: [
          {
            type: 'order.extended',
            data: {
              at: hour(43),
              answer: orderFacts.stopped().data.answer,
              effectiveAt: hour(43),
              expiresAt: hour(96),
              warnAt: hour(90),
            },
          } satisfies OrderFact,
        ],
      },
    ).order;
    expect(advance(extended, undefined, at(hour(89)))).toEqual([]);
    expect(types(advance(extended, undefined, at(hour(90))))).toEqual(['order.expiry-warned']);
  });
});

describe('a freeze', () => {
  const frozen = orderWith(...untilFrozen);

  test('its renewal is due ten days before the end, once; then it lapses by itself', () => {
    expect(advance(frozen, undefined, at('2027-05-12T11:29:59.999Z'))).toEqual([]);
    expect(types(advance(frozen, undefined, at('2027-05-12T11:30:00.000Z')))).toEqual(['order.renewal-due']);
    const due = advancedTo('2027-05-12T11:30:00.000Z', frozen);
    expect(advance(due, undefined, at('2027-05-20T00:00:00.000Z'))).toEqual([]);
    const held = registerWith(accountFacts.frozen());
    expect(types(advance(due, held, at('2027-05-22T11:30:00.000Z')))).toEqual(['order.lapsed', 'account.freed']);
  });
});

test('time alone changes nothing of an order that is over', () => {
  expect(nextMoment(orderWith(orderFacts.requested(), orderFacts.returned()))).toBeUndefined();
  expect(nextMoment(advancedTo(hour(24)))).toBeUndefined();
  expect(nextMoment(orderWith(...untilFrozen))).toBe('2027-05-12T11:30:00.000Z');
});
