import { describe, expect, test } from 'vitest';
import type { HoldReason, StopOrder, TraceEdge } from '../../shared/freezes/order/stop-order.ts';
import { repeatedIn } from '../../shared/freezes/trace/hold-outflows.ts';
import { clearOutflows, declineOutflows } from '../../shared/freezes/trace/rule-on-outflows.ts';
import {
  begin,
  cut,
  hold,
  isTakenBack,
  isUpstream,
  join,
  type KnownToTrace,
  standing,
} from '../../shared/freezes/trace/trace.ts';
import { TraceCounts, traceCountIds, traceRoom } from '../../shared/freezes/trace/trace-counts.ts';
import { orderWith, signed } from '../support/order-samples.ts';
import { context, id, minute, officers, orderFacts } from '../support/samples.ts';

const order = orderWith(orderFacts.requested());
const known = (...joinable: readonly StopOrder[]): KnownToTrace => ({
  keys: [],
  banks: new Map(),
  registers: new Map(),
  joinable: new Map(joinable.map((one) => [one.orderId, one])),
  taken: new Set(),
  room: { alarm: 1, bank: 1 },
});
const trace = () => begin(order, known(), context());

describe('the counts behind the bounds of the trace', () => {
  test('are one for the alarm, and one for the bank and the hour', () => {
    const ids = traceCountIds({ alertId: id('alt', 1), account: order.account }, { now: '2026-11-26T09:59:59.999Z' });
    expect(ids).toEqual({ alarm: id('alt', 1), bank: `${order.account.bankId}:2026-11-26T09` });
  });

  test('add up what each append opened', () => {
    const opened = (orders: number) => ({
      type: 'trace-count.opened' as const,
      data: { at: minute(1), from: order.orderId, orders },
    });
    const first = TraceCounts.evolve(undefined, opened(3));
    expect(first).toEqual({ opened: 3 });
    expect(TraceCounts.evolve(first, opened(4))).toEqual({ opened: 7 });
    expect(TraceCounts.index(first)).toEqual({ entries: {}, card: {} });
  });

  test('leave room up to the bound of the policy, and never less than none', () => {
    const { policy, now } = context();
    const [alarm, bank] = [
      policy.amount('trace.max-orders-per-alarm', now),
      policy.amount('trace.max-orders-per-bank-hour', now),
    ];
    expect(traceRoom({ alarm: undefined, bank: undefined }, { policy, now })).toEqual({ alarm, bank });
    expect(traceRoom({ alarm: { opened: 1 }, bank: { opened: 2 } }, { policy, now })).toEqual({
      alarm: alarm - 1,
      bank: bank - 2,
    });
    expect(traceRoom({ alarm: { opened: alarm + 5 }, bank: { opened: bank } }, { policy, now })).toEqual({ alarm: 0, bank: 0 });
  });
});

describe('a trace under way', () => {
  test('begins with the whole sum of the order, and nothing found', () => {
    expect(trace()).toMatchObject({ left: order.tracedFen, children: 0, counted: 0, more: false, edges: [] });
    expect(trace().opened.size + trace().joined.size).toBe(0);
  });

  test('counts what earlier appends gave, and the orders that they opened', () => {
    const edges = [
      { outflow: 0, tracedFen: 30, how: 'opened' as const, orderId: id('ord', 2) },
      { outflow: 1, tracedFen: 12, how: 'joined' as const, orderId: id('ord', 3) },
    ];
    expect(begin({ ...order, edges }, known(), context())).toMatchObject({ left: order.tracedFen - 42, children: 1 });
  });

  test('adds what several outflows give to one order, with the time of the first and the transfers in their order', () => {
    const going = trace();
    const transfer = (serial: string) => ({ serial, at: minute(2), amountFen: 5 }) as never;
    expect(join(going, { orderId: id('ord', 2), amount: 10, at: minute(2), transfers: [transfer('a')] })).toBe(true);
    expect(join(going, { orderId: id('ord', 2), amount: 5, at: minute(3), transfers: [transfer('b')] })).toBe(true);
    expect(going.joined.get(id('ord', 2))).toEqual({
      tracedFen: 15,
      moneyAt: minute(2),
      transfers: [transfer('a'), transfer('b')],
    });
    expect(going.left).toBe(order.tracedFen - 15);
  });

  test('names no transfers where none is known', () => {
    const going = trace();
    join(going, { orderId: id('ord', 2), amount: 10, at: minute(2) });
    expect(going.joined.get(id('ord', 2))).toEqual({ tracedFen: 10, moneyAt: minute(2) });
  });

  test('leaves the eighteenth join to the next append, but not a further sum to one of the seventeen', () => {
    const going = trace();
    for (let n = 1; n <= 17; n += 1) expect(join(going, { orderId: id('ord', n), amount: 1, at: minute(2) })).toBe(true);
    expect(going.more).toBe(false);
    expect(join(going, { orderId: id('ord', 18), amount: 1, at: minute(2) })).toBe(false);
    expect(going).toMatchObject({ more: true, left: order.tracedFen - 17 });
    expect(join(going, { orderId: id('ord', 1), amount: 1, at: minute(2) })).toBe(true);
  });

  test('sets the sum of a held way aside, and takes nothing for one that is cut', () => {
    const going = trace();
    expect(hold(going, 2, 40, 'order-bound')).toEqual({ outflow: 2, tracedFen: 40, how: 'held', held: 'order-bound' });
    expect(going.left).toBe(order.tracedFen - 40);
    expect(cut(3, 'stop-limit')).toEqual({ outflow: 3, tracedFen: 0, how: 'cut', cut: 'stop-limit' });
  });
});

describe('what officers say of an outflow', () => {
  const edges: StopOrder['edges'] = [
    { outflow: 0, tracedFen: 0, how: 'cut', cut: 'stop-limit' },
    { outflow: 1, tracedFen: 5, how: 'opened', to: id('ord', 2) },
    { outflow: 2, tracedFen: 0, how: 'cut', cut: 'declined' },
    { outflow: 3, tracedFen: 5, how: 'held', held: 'alarm-bound' },
    { outflow: 4, tracedFen: 0, how: 'cut', cut: 'too-many-children' },
    { outflow: 5, tracedFen: 5, how: 'held', held: 'after-stop' },
  ];
  const ways = { ...order, edges };
  const rule = (decide: typeof clearOutflows, outflows?: number[], of = ways) => decide(of, { ...signed, outflows }, context());

  test('clears what is held, and by name what a person or the bound of one order cut; nothing else that was cut or opened', () => {
    expect(rule(clearOutflows, [2, 3, 4, 4])).toMatchObject({
      facts: [{ type: 'order.outflows-cleared', data: { outflows: [2, 3, 4], reason: signed.reason, officers } }],
    });
    expect(rule(clearOutflows)).toMatchObject({ facts: [{ data: { outflows: [3, 5] } }] });
    expect(rule(clearOutflows, [0, 3, 1, 9])).toMatchObject({
      ...{ code: 'OUTFLOW_NOT_HELD', detail: { paths: ['/outflows/0', '/outflows/2', '/outflows/3'] } },
    });
  });

  test('declines only what is held', () => {
    expect(rule(declineOutflows, [3])).toMatchObject({ facts: [{ type: 'order.outflows-declined', data: { outflows: [3] } }] });
    expect(rule(declineOutflows, [2, 3])).toMatchObject({ code: 'OUTFLOW_NOT_HELD', detail: { paths: ['/outflows/0'] } });
    expect(rule(declineOutflows, undefined, { ...ways, cleared: [3, 5] })).toMatchObject({
      code: 'OUTFLOW_NOT_HELD',
      detail: {},
    });
  });

  test('leaves the like of it news: only ways that still wait make a further one of the same reason a repetition', () => {
    const held = (...reasons: HoldReason[]): TraceEdge[] =>
      reasons.map((reason, n) => ({ outflow: 10 + n, tracedFen: 5, how: 'held', held: reason }));
    expect(repeatedIn(ways, held('alarm-bound', 'after-stop'))).toEqual({ repeated: true });
    expect(repeatedIn(ways, held('alarm-bound', 'order-bound'))).toEqual({});
    expect(repeatedIn({ ...ways, cleared: [3] }, held('alarm-bound'))).toEqual({});
    expect(repeatedIn({ ...ways, correctedBy: id('ord', 9) }, held('alarm-bound'))).toEqual({});
  });
});

describe('the orders that a trace meets', () => {
  test('stand as the last of those that correct them', () => {
    const [second, third] = [id('ord', 22), id('ord', 23)];
    const chain = [
      { ...order, correctedBy: second },
      { ...order, orderId: second, correctedBy: third },
      { ...order, orderId: third },
    ];
    const going = begin(order, known(...chain), context());
    expect(standing(going, order.orderId).orderId).toBe(third);
    expect(standing(going, third).orderId).toBe(third);
    expect(() => standing(going, id('ord', 99))).toThrow('is not known');
    expect(standing(begin(order, known({ ...order, correctedBy: second }), context()), order.orderId).orderId).toBe(
      order.orderId,
    );
  });

  test('are upstream if the money came through them', () => {
    const below = { ...order, ancestors: [id('ord', 7)] };
    expect(isUpstream(below, order.orderId)).toBe(true);
    expect(isUpstream(below, id('ord', 7))).toBe(true);
    expect(isUpstream(below, id('ord', 8))).toBe(false);
  });

  test('are taken back if officers withdrew them, also where the answer of the bank crossed', () => {
    expect(isTakenBack(order)).toBe(false);
    expect(isTakenBack({ ...order, status: 'withdrawn' })).toBe(true);
    expect(isTakenBack({ ...order, withdrawal: { at: minute(3), reason: 'r' } as never })).toBe(true);
  });
});
