import { describe, expect, test } from 'vitest';
import { countOf, OrderCard } from '../../functions/lookups/orders-so-far.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { settleOrder } from '../../shared/freezes/order/settle-order.ts';
import { heldFen, isBanksTime, marksOf, needsOf, waitsOn } from '../../shared/freezes/order/standing.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { stateOf } from '../support/given.ts';
import { context, hour, id, minute, orderFacts, plan } from '../support/samples.ts';

function order(...facts: readonly OrderFact[]): StopOrder {
  const state = stateOf(StopOrders, ...facts);
  if (state === undefined) throw new Error('an order needs a first fact');
  return state;
}

function cardOf(state: StopOrder) {
  return OrderCard.parse(JSON.parse(JSON.stringify(StopOrders.index(state).card)));
}

const attentionOf = (state: StopOrder) => StopOrders.index(state).entries.attention;

const released: OrderFact = {
  type: 'order.released',
  data: {
    at: minute(50),
    answer: { instruction: 'release', attempt: 0, hash: 'r', code: '0000', at: minute(50), late: false },
    effectiveAt: minute(50),
  },
};
const late = { instruction: 'stop', attempt: 0, hash: 'late', code: '0000', at: minute(45), late: true } as const;

describe('what an order waits for', () => {
  test('is the bank while it has the stop or a later instruction', () => {
    expect(waitsOn(order(orderFacts.requested()))).toBe('bank');
    expect(waitsOn(order(orderFacts.requested(), orderFacts.sent()))).toBe('bank');
  });

  test('is the police where the bank sent it back, holds it for another, was silent for a day, or has to be telephoned', () => {
    expect(waitsOn(order(orderFacts.requested(), orderFacts.returned()))).toBe('police');
    const silent: OrderFact = { type: 'order.unanswered', data: { at: hour(24), dueAt: hour(24) } };
    expect(waitsOn(order(orderFacts.requested(), silent))).toBe('police');
    expect(waitsOn({ ...order(orderFacts.requested()), onPhone: true })).toBe('police');
    const undeliverable: OrderFact = { type: 'order.undeliverable', data: { at: minute(9), instruction: 'stop' } };
    expect(waitsOn(order(orderFacts.requested(), undeliverable))).toBe('police');
  });

  test('each need has its reason, and the order stands in the list of what needs an eye by that reason', () => {
    const asked = order(orderFacts.requested());
    const stopped = order(orderFacts.requested(), orderFacts.stopped());
    const held = { outflow: 0, tracedFen: 1, how: 'held', held: 'order-bound' } as const;
    const cases: readonly (readonly [StopOrder, readonly string[]])[] = [
      [asked, []],
      [stopped, []],
      [order(orderFacts.requested(), orderFacts.returned()), ['returned']],
      [{ ...asked, status: 'already-held' }, ['already-held']],
      [{ ...asked, status: 'unanswered' }, ['unanswered']],
      [{ ...asked, onPhone: true }, ['telephone']],
      [{ ...stopped, onPhone: true }, []],
      [{ ...stopped, expiryWarned: true }, ['term-ends']],
      [{ ...stopped, status: 'expired', expiryWarned: true }, ['term-over']],
      [{ ...stopped, status: 'lapsed', settledAt: hour(50) }, []],
      [{ ...asked, status: 'in-line', turnCameAt: hour(1) }, ['turn-came']],
      [{ ...asked, status: 'in-line' }, []],
      [{ ...stopped, edges: [held] }, ['outflows-held']],
      [{ ...stopped, edges: [held], cleared: [0] }, []],
      [{ ...stopped, edges: [held], expiryWarned: true }, ['term-ends', 'outflows-held']],
    ];
    for (const [state, expected] of cases) {
      expect(needsOf(state), state.status).toEqual(expected);
      expect(marksOf(state), state.status).toEqual(expected);
      expect(attentionOf(state) !== undefined, state.status).toBe(expected.length > 0);
      expect(waitsOn(state) === 'police', state.status).toBe(expected.length > 0);
    }
  });

  test('an order that the ladder has climbed for is silent until its bank answers; a dispute shows while the bank holds money', () => {
    const asked = order(orderFacts.requested());
    const stopped = order(orderFacts.requested(), orderFacts.stopped());
    const ladder = [{ rung: 'remind', at: minute(10) } as const];
    expect(marksOf({ ...asked, ladder })).toEqual(['silent']);
    expect(marksOf({ ...stopped, ladder })).toEqual([]);
    const disputes = [{ at: minute(9), instruction: 'stop' as const, hash: 'h', code: '0000' as const }];
    expect(marksOf({ ...stopped, disputes })).toEqual(['disputed']);
    expect(marksOf({ ...stopped, disputes, status: 'released' })).toEqual([]);
  });

  test('it stands there by the end of its term if that is near or over, otherwise by the end of the 30 minutes', () => {
    const asked = order(orderFacts.requested());
    const stopped = { ...order(orderFacts.requested(), orderFacts.stopped()), expiryWarned: true };
    expect(attentionOf({ ...asked, status: 'returned' })).toEqual({
      ...{ pk: 'order#haidian', sk: `${asked.dueAt}#${asked.orderId.slice(-10)}` },
    });
    expect(attentionOf(stopped)?.sk).toBe(`${String(stopped.expiresAt)}#${stopped.orderId.slice(-10)}`);
    expect(attentionOf(asked)).toBeUndefined();
  });

  test('an order waits for the police near the end of a term, and neither before that nor after a release', () => {
    const stopped = order(orderFacts.requested(), orderFacts.stopped());
    expect(waitsOn(stopped)).toBeUndefined();
    expect(waitsOn({ ...stopped, expiryWarned: true })).toBe('police');
    expect(waitsOn(order(orderFacts.requested(), orderFacts.stopped(), released))).toBeUndefined();
  });

  test('is the police when a term has run out, until an officer has dealt with that and said how', () => {
    const expired: OrderFact = { type: 'order.expired', data: { at: hour(49), expiresAt: hour(48) } };
    const over = order(orderFacts.requested(), orderFacts.stopped(), expired);
    expect(waitsOn(over)).toBe('police');
    const decision = settleOrder(over, { reason: 'The money was paid back.' }, context({ now: hour(50) }));
    expect(decision.facts).toMatchObject([{ type: 'order.settled', data: { reason: 'The money was paid back.' } }]);
    const settled: OrderFact = { type: 'order.settled', data: { at: hour(50), reason: 'r' } };
    const dealtWith = order(orderFacts.requested(), orderFacts.stopped(), expired, settled);
    expect(waitsOn(dealtWith)).toBeUndefined();
    expect(settleOrder(dealtWith, { reason: 'again' }, context({ now: hour(51) })).facts).toEqual([]);
    expect(settleOrder(order(orderFacts.requested()), { reason: 'r' }, context())).toMatchObject({ code: 'ORDER_STATE_FORBIDS' });
  });

  test('is the police while outflows are held until an officer clears them', () => {
    const edges = [{ outflow: 0, tracedFen: 1_000_000, how: 'held' as const, held: 'alarm-bound' as const }];
    const held: OrderFact = { type: 'order.outflows-held', data: { at: minute(5), edges } };
    const stopped = order(orderFacts.requested(), orderFacts.stopped(), held);
    expect(waitsOn(stopped)).toBe('police');
    expect(waitsOn({ ...stopped, cleared: [0] })).toBeUndefined();
  });
});

describe('the figures of several orders', () => {
  test('tell what waits for the bank from what waits for the police', () => {
    const cards = [
      cardOf(order(orderFacts.requested())),
      cardOf(order(orderFacts.requested({ orderId: id('ord', 2) }), orderFacts.returned())),
    ];
    expect(countOf(cards, minute(5))).toMatchObject({ total: 2, waiting: 1, waitingForBank: 1, waitingForPolice: 1 });
  });

  test('lower what is held by a release, and keep what was stopped', () => {
    const before = order(orderFacts.requested(), orderFacts.stopped({ stoppedFen: 6_000_000 }));
    const after = order(orderFacts.requested(), orderFacts.stopped({ stoppedFen: 6_000_000 }), released);
    expect(countOf([cardOf(before)], minute(60))).toMatchObject({ stoppedFen: 6_000_000, heldFen: 6_000_000 });
    expect(countOf([cardOf(after)], minute(60))).toMatchObject({ stoppedFen: 6_000_000, heldFen: 0 });
    expect(heldFen({ status: 'frozen', stoppedFen: 6_000_000, frozenFen: 2_000_000 })).toBe(2_000_000);
  });

  test("count neither a correction nor an order opened after the deadline as its bank's breach", () => {
    const inTime = order(orderFacts.requested(), orderFacts.stopped({ at: minute(45), answer: late }));
    const correction = order(orderFacts.requested({ orderId: id('ord', 2), corrects: id('ord', 9) }));
    const tooLate: OrderFact = { type: 'order.requested', data: { at: minute(31), plan: plan({ orderId: id('ord', 3) }) } };
    expect([inTime, correction, order(tooLate)].map(isBanksTime)).toEqual([true, false, false]);
    const cards = [inTime, correction, order(tooLate)].map(cardOf);
    expect(countOf(cards, minute(46))).toMatchObject({ breached: 1, breachedNotByBank: 2 });
  });

  test('read cards that an earlier release wrote', () => {
    const { heldFen: _, banksTime: __, waitsOn: ___, ...old } = cardOf(order(orderFacts.requested()));
    expect(countOf([OrderCard.parse(old)], minute(40))).toMatchObject({ total: 1, waiting: 1, breached: 1 });
  });
});
