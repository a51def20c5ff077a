import { describe, expect, test } from 'vitest';
import type { OutflowLine } from '../../shared/freezes/bank-answer/outflows/model.ts';
import type { StopOrder, TraceEdge } from '../../shared/freezes/order/stop-order.ts';
import { nextOrderId } from '../../shared/freezes/request/order-id.ts';
import { followOutflows, joinCandidates } from '../../shared/freezes/trace/follow-outflows.ts';
import type { KnownToTrace } from '../../shared/freezes/trace/trace.ts';
import { MAX_TRANSFERS } from '../../shared/freezes/transfers.ts';
import { orderWith, outflow, registerWith } from '../support/order-samples.ts';
import { account, accountFacts, banks, context, id, keyOf, keysOf, minute, orderFacts, policy } from '../support/samples.ts';

const now = context({ now: minute(5) });
const minimum = policy.amount('trace.min-amount', minute(5));
const mostChildren = policy.amount('trace.max-children', minute(5));

/** A stopped order with 10,000,000 fen traced into it, and these outflows. */
const stopped = (outflows: readonly OutflowLine[], over: Partial<StopOrder> = {}): StopOrder => ({
  ...orderWith(orderFacts.requested(), orderFacts.stopped()),
  outflows: [...outflows],
  ...over,
});

/** The order that stands at the account of an outflow, with another transfer of its own. */
const standsAt = (flow: ReturnType<typeof outflow>, number: number, over: Partial<StopOrder> = {}): StopOrder => {
  const { bankId, accountName, accountNumber, accountKind } = flow;
  const concerned = account({ bankId, accountName, accountNumber, accountKind });
  return { ...orderWith(orderFacts.requested({ orderId: id('ord', number), account: concerned })), ...over };
};

/** What the trace knows if these orders stand at their accounts, and these besides, which no register names. */
function known(met: readonly StopOrder[] = [], besides: readonly StopOrder[] = []): Partial<KnownToTrace> {
  const registers = met.map(({ orderId, accountKey, account: { bankId } }) =>
    registerWith(accountFacts.stopCounted({ orderId, accountKey, bankId })),
  );
  return {
    registers: new Map(registers.map((one) => [one.accountKey, one])),
    joinable: new Map([...met, ...besides].map((one) => [one.orderId, one])),
  };
}

function follow(order: StopOrder, over: Partial<KnownToTrace> = {}, ctx = now) {
  const all = { keys: keysOf(order.outflows), banks: banks('bank-a', 'bank-b'), taken: new Set<string>() };
  const room = { alarm: 60, bank: 240 };
  return followOutflows(order, { ...all, registers: new Map(), joinable: new Map(), room, ...over }, ctx);
}

const edgesOf = ({ order }: Pick<ReturnType<typeof follow>, 'order'>): readonly TraceEdge[] =>
  order.flatMap(({ data }) => ('edges' in data ? data.edges : []));
/** The findings, each as its outflow, its outcome and its sum. */
const found = (followed: Pick<ReturnType<typeof follow>, 'order'>) =>
  edgesOf(followed).map(({ outflow: place, how, cut, held, tracedFen }) => [place, cut ?? held ?? how, tracedFen]);
const opened = (...places: readonly number[]): TraceEdge[] =>
  places.map((place) => ({ outflow: place, tracedFen: 1_000_000, to: id('ord', 100 + place), how: 'opened' }));
const against = (...outflows: number[]): Pick<StopOrder, 'contradictions'> => ({
  contradictions: [{ rule: 'after-stop', outflows }],
});

describe('several outflows to one account that the alarm has not met', () => {
  const again = (amountFen: number, minutes: number) => outflow(1, { amountFen, at: minute(minutes), serial: `M-${minutes}` });

  test('are one order, which is told each transfer, and leave what they do not take', () => {
    const followed = follow(
      stopped([again(4_000_000, 1), again(5_000_000, 2), outflow(2, { at: minute(3), amountFen: 9 ** 9 })]),
    );
    expect(found(followed)).toEqual([
      [0, 'opened', 4_000_000],
      [1, 'joined', 5_000_000],
      [2, 'opened', 1_000_000],
    ]);
    expect(followed.opens).toMatchObject([{ tracedFen: 9_000_000 }, { tracedFen: 1_000_000 }]);
    expect(followed.opens[0]?.transfers).toEqual([
      { amountFen: 4_000_000, currency: 'CNY', at: minute(1), serial: 'M-1' },
      { amountFen: 5_000_000, currency: 'CNY', at: minute(2), serial: 'M-2' },
    ]);
    expect(followed.opens[1]).not.toHaveProperty('transfers');
  });

  test('of which the first takes all: the second is cut', () => {
    const followed = follow(stopped([again(10_000_000, 1), again(5_000_000, 2)]));
    expect(found(followed)).toEqual([
      [0, 'opened', 10_000_000],
      [1, 'nothing-left-to-trace', 0],
    ]);
  });

  test('of which the second contradicts the stop: it is held with its sum, and the order is not told of it', () => {
    const followed = follow(stopped([again(4_000_000, 1), again(5_000_000, 2), again(9_000_000, 3)], against(1)));
    expect(found(followed)).toEqual([
      [0, 'opened', 4_000_000],
      [2, 'joined', 1_000_000],
      [1, 'after-stop', 5_000_000],
    ]);
    expect(followed.opens).toMatchObject([{ tracedFen: 5_000_000, transfers: [{ serial: 'M-1' }, { serial: 'M-3' }] }]);
  });

  test('are told up to the bound of an order; the sum counts all of them', () => {
    const many = Array.from({ length: MAX_TRANSFERS + 5 }, (_, n) => outflow(1, { amountFen: minimum, serial: `N-${n}` }));
    const { opens } = follow(stopped(many));
    expect(opens).toHaveLength(1);
    expect(opens[0]?.transfers).toHaveLength(MAX_TRANSFERS);
    expect(opens[0]?.tracedFen).toBe((MAX_TRANSFERS + 5) * minimum);
  });
});

describe('an account that the alarm has not met', () => {
  test('is stopped for the minimum, and not for a fen less', () => {
    const rest = (amountFen: number) => stopped([outflow(1, { amountFen, at: minute(1) }), outflow(2)]);
    expect(found(follow(rest(10_000_000 - minimum)))).toMatchObject([{}, [1, 'opened', minimum]]);
    expect(found(follow(rest(10_000_000 - minimum + 1)))).toMatchObject([{}, [1, 'nothing-left-to-trace', 0]]);
  });

  test('has a key: without it, the trace does not guess', () => {
    expect(() => follow(stopped([outflow(1)]), { keys: [undefined] })).toThrow('outflow 0 has no account key');
  });

  test('gets the id that follows from the order it had, or the first after it that is free', () => {
    const [{ alertId, alarmAt }, accountKey] = [stopped([]), keyOf(outflow(1))];
    const first = nextOrderId({ alertId, alarmAt, accountKey, before: undefined });
    const second = nextOrderId({ alertId, alarmAt, accountKey, before: first });
    const third = nextOrderId({ alertId, alarmAt, accountKey, before: second });
    const idAfter = (...taken: readonly string[]) => follow(stopped([outflow(1)]), { taken: new Set(taken) }).opens[0]?.orderId;
    expect([idAfter(), idAfter(first), idAfter(first, second)]).toEqual([first, second, third]);
    const takenBack = { ...standsAt(outflow(1), 7, { status: 'withdrawn' }), orderId: first };
    expect(follow(stopped([outflow(1)]), known([takenBack])).opens[0]?.orderId).toBe(second);
  });

  test('is told the serial of the transfer if that is one', () => {
    const told = (serial: string | undefined) =>
      follow(stopped([outflow(1, { serial })])).opens.map(({ account: { transfer } }) => transfer);
    const transfer = { amountFen: 1_000_000, currency: 'CNY', at: minute(2) };
    expect(told('OUT-1')).toStrictEqual([{ ...transfer, serial: 'OUT-1' }]);
    for (const none of [undefined, '-', '000']) expect(told(none)).toStrictEqual([transfer]);
  });

  test('opens on the alarm’s clock, in its district, for its officers, with the ladder of this moment and no papers', () => {
    const order = stopped([outflow(1)], { ancestors: [id('ord', 7)], tier: 2 });
    const { requestId, alertId, district, agency, urgency, reason, officers, alarmAt, dueAt } = order;
    const { bankId, accountName, accountNumber, accountKind } = outflow(1);
    const [plan] = follow(order).opens;
    expect(plan).toMatchObject({
      ...{ requestId, alertId, district, agency, urgency, reason, officers, alarmAt, dueAt },
      ...{ account: { bankId, accountName, accountNumber, accountKind }, accountKey: keyOf(outflow(1)) },
      ...{ tier: 3, tracedFen: 1_000_000, ancestors: [id('ord', 7), order.orderId], documents: [] },
    });
    expect(plan?.timetable.from).toBe(order.timetable.from);
  });
});

describe('what holds an outflow', () => {
  test('is the contradiction before any bound', () => {
    const order = stopped([outflow(1)], against(0));
    expect(found(follow(order, { room: { alarm: 0, bank: 0 } }))).toEqual([[0, 'after-stop', 1_000_000]]);
  });

  test('is the bound of the order before those of the alarm, counting what this append opens', () => {
    const before = opened(...Array.from({ length: mostChildren - 1 }, (_, n) => 10 + n)).map((edge) => ({
      ...edge,
      tracedFen: 1,
    }));
    const order = stopped([outflow(1), outflow(2)], { edges: before });
    expect(found(follow(order, { room: { alarm: 1, bank: 1 } }))).toEqual([
      [0, 'opened', 1_000_000],
      [1, 'order-bound', 1_000_000],
    ]);
    expect(found(follow({ ...order, cleared: [1] }, { room: { alarm: 1, bank: 1 } }))).toMatchObject([
      {},
      [1, 'opened', 1_000_000],
    ]);
  });

  test('takes its sum from the outflows after it', () => {
    const order = stopped(
      [outflow(1, { amountFen: 8_000_000, at: minute(1) }), outflow(2, { amountFen: 9_000_000 })],
      against(0),
    );
    expect(found(follow(order)).toSorted()).toEqual([
      [0, 'after-stop', 8_000_000],
      [1, 'opened', 2_000_000],
    ]);
  });

  test('no longer counts once a person has cleared it: the sum set aside is given anew, once', () => {
    const held: TraceEdge = { outflow: 0, tracedFen: 8_000_000, how: 'held', held: 'after-stop' };
    const flows = [outflow(1, { amountFen: 8_000_000, at: minute(1) }), outflow(2, { amountFen: 9_000_000 })];
    const waiting = stopped(flows, { ...against(0), edges: [held] });
    expect(found(follow(waiting))).toEqual([[1, 'opened', 2_000_000]]);
    const cleared = follow({ ...waiting, cleared: [0] });
    expect(found(cleared)).toEqual([
      [0, 'opened', 8_000_000],
      [1, 'opened', 2_000_000],
    ]);
    expect(cleared.counted).toBe(1);
  });
});

describe('an account that the alarm has met', () => {
  test('is joined up to the sum that is left, and then no more', () => {
    const [one, two, three] = [1, 2, 3].map((n) => outflow(n, { amountFen: 6_000_000, at: minute(n) }));
    if (one === undefined || two === undefined || three === undefined) throw new Error('three outflows');
    const met = [standsAt(one, 7), standsAt(two, 8), standsAt(three, 9)];
    const followed = follow(stopped([one, two, three]), known(met));
    expect(found(followed)).toEqual([
      [0, 'joined', 6_000_000],
      [1, 'joined', 4_000_000],
      [2, 'nothing-left-to-trace', 0],
    ]);
    expect(followed.joins.map(({ orderId }) => orderId)).toEqual([id('ord', 7), id('ord', 8)]);
    expect(edgesOf(followed).map(({ to }) => to)).toEqual([id('ord', 7), id('ord', 8), undefined]);
  });

  test('is held, not joined, where the outflow contradicts the stop', () => {
    const followed = follow(stopped([outflow(1)], against(0)), known([standsAt(outflow(1), 7)]));
    expect(found(followed)).toEqual([[0, 'after-stop', 1_000_000]]);
    expect([followed.joins, followed.opens]).toEqual([[], []]);
  });

  test('is cut where its order was turned down: the bank was never asked, and cannot be', () => {
    const met = standsAt(outflow(1), 7, { status: 'turned-down' });
    expect(found(follow(stopped([outflow(1)]), known([met])))).toEqual([[0, 'stop-limit', 0]]);
  });

  test('is cut where the money came through it, or through what corrects it, also if that is a stop of a sum', () => {
    const corrected = standsAt(outflow(1), 7, { correctedBy: id('ord', 8) });
    const correction = standsAt(outflow(1), 8);
    const ofSum = { ...correction, account: { ...correction.account, scope: 'sum' as const, amountFen: 500 } };
    for (const last of [correction, ofSum])
      for (const ancestor of [7, 8])
        expect(found(follow(stopped([outflow(1)], { ancestors: [id('ord', ancestor)] }), known([corrected], [last])))).toEqual([
          [0, 'cycle', 0],
        ]);
  });

  test('is cut where nothing is left, and where it is a cycle, before a contradiction holds it', () => {
    const order = stopped([outflow(1)], {
      ...against(0),
      edges: opened(9).map((edge) => ({ ...edge, tracedFen: 10_000_000 })),
    });
    expect(found(follow(order, known([standsAt(outflow(1), 7)])))).toEqual([[0, 'nothing-left-to-trace', 0]]);
    expect(found(follow({ ...order, ancestors: [id('ord', 7)] }, known([standsAt(outflow(1), 7)])))).toEqual([[0, 'cycle', 0]]);
  });

  test('is told the transfer unless officers asked for that very one; money from another account is another transfer', () => {
    const transfer = { amountFen: 1_000_000, currency: 'CNY', at: minute(2), serial: 'OUT-1' };
    const met = standsAt(outflow(1), 7);
    const toldTo = (target: StopOrder) => {
      const [joined] = follow(stopped([outflow(1)]), known([target])).joins;
      return joined?.fact.data;
    };
    expect(toldTo(met)).toMatchObject({ transfers: [transfer] });
    const asked = { ...met, account: { ...met.account, transfer } };
    expect(toldTo(asked)).not.toHaveProperty('transfers');
    expect(toldTo({ ...asked, ancestors: [id('ord', 5)] })).toMatchObject({ transfers: [transfer] });
  });

  test('brings its order the way of the money, and its moment', () => {
    const order = stopped([outflow(1)], { ancestors: [id('ord', 5)] });
    expect(follow(order, known([standsAt(outflow(1), 7)])).joins).toStrictEqual([
      {
        orderId: id('ord', 7),
        fact: {
          type: 'order.joined',
          data: {
            ...{ at: minute(5), from: order.orderId, ancestors: [id('ord', 5), order.orderId] },
            ...{ tracedFen: 1_000_000, moneyAt: minute(2) },
            transfers: [{ amountFen: 1_000_000, currency: 'CNY', at: minute(2), serial: 'OUT-1' }],
          },
        },
      },
    ]);
  });
});

describe('the outflows of an order', () => {
  test('are followed in the order of their moments, then of what they say, then of their places', () => {
    const same = { amountFen: 1_000_000, at: minute(2) };
    const lines = [
      outflow(9, { at: minute(3) }),
      outflow(2, same),
      outflow(1, { ...same, serial: 'B' }),
      outflow(1, { ...same, serial: '-' }),
      outflow(1, { ...same, serial: 'A' }),
      outflow(1, { ...same, serial: 'B' }),
      { means: 'cash' as const, amountFen: 5 },
    ];
    expect(found(follow(stopped(lines))).map(([place]) => place)).toEqual([6, 3, 4, 2, 5, 1, 0]);
  });

  test('wait for the next append together with the one that has no room in this', () => {
    const flows = Array.from({ length: 11 }, (_, n) => outflow(n, { amountFen: minimum, at: minute(n) }));
    const ten = follow(stopped(flows.slice(0, 10)));
    expect([ten.opens.length, ten.more]).toEqual([10, false]);
    const eleven = follow(stopped([...flows, outflow(12, { amountFen: 1, at: minute(12) })]));
    expect([eleven.opens.length, eleven.more]).toEqual([10, true]);
    expect(found(eleven).map(([place]) => place)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('of an order that was turned down lead nowhere', () => {
    expect(follow(stopped([outflow(1)], { status: 'turned-down' }))).toStrictEqual({
      ...{ order: [], joins: [], opens: [], counted: 0, more: false },
    });
  });

  test('that lead to no account are cut once, with the reason', () => {
    const order = stopped([{ means: 'cash', amountFen: 5 }, { amountFen: 5 }]);
    expect(found(follow(order))).toEqual([
      [0, 'not-an-account', 0],
      [1, 'account-missing', 0],
    ]);
    expect(follow({ ...order, edges: [...edgesOf(follow(order))] }).order).toEqual([]);
  });

  test('that were cut for now are looked at again: the same reason is no news, another is', () => {
    const edge: TraceEdge = { outflow: 0, tracedFen: 0, how: 'cut', cut: 'before-transfer' };
    const early = stopped([outflow(1, { at: minute(-60) })], { edges: [edge] });
    expect(follow(early).order).toEqual([]);
    expect(found(follow({ ...early, moneyFrom: minute(-60), tracedFen: 0 }))).toEqual([[0, 'nothing-left-to-trace', 0]]);
    expect(found(follow({ ...early, moneyFrom: minute(-60) }))).toEqual([[0, 'opened', 1_000_000]]);
  });

  test('that were cut for good are not, unless a person clears what a person cut', () => {
    const cutBy = (cut: TraceEdge['cut'], cleared?: number[]) =>
      found(follow(stopped([outflow(1)], { edges: [{ outflow: 0, tracedFen: 0, how: 'cut', cut }], cleared })));
    for (const cut of ['stop-limit', 'cycle', 'bank-unknown', 'declined', 'too-many-children'] as const)
      expect(cutBy(cut), cut).toEqual([]);
    for (const cut of ['declined', 'too-many-children'] as const)
      expect(cutBy(cut, [0]), cut).toEqual([[0, 'opened', 1_000_000]]);
    expect(cutBy('stop-limit', [0])).toEqual([]);
  });

  test('name the orders that the trace has to know, each once, without the order itself', () => {
    const order = stopped([outflow(1)], { edges: [...opened(0, 1), { outflow: 2, tracedFen: 0, how: 'cut', cut: 'cycle' }] });
    const registers = known([standsAt(outflow(1), 100), standsAt(outflow(2), 8), standsAt(outflow(3), 1)]).registers;
    expect(joinCandidates(order, new Map([...(registers ?? []), ['none', undefined]]))).toEqual([
      id('ord', 100),
      id('ord', 101),
      id('ord', 8),
    ]);
    const other = registerWith(accountFacts.stopCounted({ orderId: id('ord', 8), alertId: id('alt', 2) }));
    expect(joinCandidates(stopped([]), new Map([[other.accountKey, other]]))).toEqual([]);
  });
});

describe('a way that was followed', () => {
  const big = outflow(1, { amountFen: 12_000_000 });
  const edge: TraceEdge = { outflow: 0, tracedFen: 9_000_000, to: id('ord', 7), how: 'opened' };
  const order = stopped([big], { edges: [edge] });
  const target = standsAt(big, 7, { ancestors: [order.orderId], tracedFen: 9_000_000 });

  test('is topped up with what is left, or with what it lacks, if that is less', () => {
    const more = follow(order, known([target]));
    expect(edgesOf(more)).toEqual([{ outflow: 0, tracedFen: 1_000_000, to: id('ord', 7), how: 'joined' }]);
    expect(more.joins).toMatchObject([{ orderId: id('ord', 7), fact: { data: { tracedFen: 1_000_000, moneyAt: minute(2) } } }]);
    expect(more.joins[0]?.fact.data).not.toHaveProperty('transfers');
    expect(found(follow({ ...order, tracedFen: 20_000_000 }, known([target])))).toEqual([[0, 'joined', 3_000_000]]);
    const twice = { ...order, edges: [edge, { ...edge, tracedFen: 2_500_000, how: 'joined' as const }], tracedFen: 20_000_000 };
    expect(found(follow(twice, known([target])))).toEqual([[0, 'joined', 500_000]]);
  });

  test('leaves no more for the outflows after it than came in', () => {
    const later = { ...order, outflows: [big, outflow(2, { at: minute(3) })], tracedFen: 12_500_000 };
    expect(found(follow(later, known([target])))).toEqual([
      [0, 'joined', 3_000_000],
      [1, 'opened', 500_000],
    ]);
  });

  test('goes on to the order that corrects the one it opened', () => {
    const corrected = { ...target, correctedBy: id('ord', 8) };
    const more = follow(order, known([corrected], [{ ...target, orderId: id('ord', 8) }]));
    expect(edgesOf(more)).toMatchObject([{ to: id('ord', 8), tracedFen: 1_000_000 }]);
    expect(more.joins).toMatchObject([{ orderId: id('ord', 8) }]);
  });

  test.each<[string, Partial<StopOrder>, Partial<StopOrder>]>([
    ['the money now comes through the order at its end', {}, { ancestors: [id('ord', 7)] }],
    ['officers took back the stop at its end', { status: 'withdrawn' }, {}],
    [
      'the stop at its end was taken back while the answer was on its way',
      { withdrawal: { at: minute(3), reason: 'r', officers: [] } },
      {},
    ],
    ['the order at its end was turned down', { status: 'turned-down' }, {}],
  ])('gets no more if %s', (_why, end, own) => {
    const more = follow({ ...order, ...own }, known([{ ...target, ...end }]));
    expect([more.order, more.joins]).toEqual([[], []]);
  });

  test('with nothing to give passes on where the money came from, once', () => {
    const full = { ...order, edges: [{ ...edge, tracedFen: 10_000_000 }], ancestors: [id('ord', 5)] };
    const news = follow(full, known([target]));
    expect(news.order).toEqual([]);
    expect(news.joins).toMatchObject([
      { orderId: id('ord', 7), fact: { data: { tracedFen: 0, ancestors: [id('ord', 5), order.orderId] } } },
    ]);
    const heard = { ...target, ancestors: [order.orderId, id('ord', 5)] };
    expect(follow(full, known([heard])).joins).toEqual([]);
  });

  test('waits for the next append, like any, where this one takes no more joins', () => {
    const met = Array.from({ length: 17 }, (_, n) => outflow(20 + n, { amountFen: minimum, at: minute(1) }));
    const flows = [...met, { ...big, at: minute(2) }, outflow(99, { amountFen: 1, at: minute(4) })];
    const crowded = { ...order, outflows: flows, edges: [{ ...edge, outflow: 17 }], tracedFen: 20_000_000 };
    const all = known([...met.map((flow, n) => standsAt(flow, 200 + n)), target]);
    const first = follow(crowded, all);
    expect([first.joins.length, first.more, first.joins.some(({ orderId }) => orderId === id('ord', 7))]).toEqual([
      17,
      true,
      false,
    ]);
    expect(
      found(first)
        .map(([place]) => place)
        .toSorted(),
    ).not.toContain(17);
    expect(found(first).map(([place]) => place)).not.toContain(18);
  });
});
