import { describe, expect, test } from 'vitest';
import type { AccountRegister } from '../../shared/freezes/account/account-register.ts';
import type { AccountOutflow } from '../../shared/freezes/bank-answer/outflows/model.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { followOutflows, joinCandidates } from '../../shared/freezes/trace/follow-outflows.ts';
import { type TraceRoom, traceRoom } from '../../shared/freezes/trace/trace-counts.ts';
import { kept, orderWith, outflow, pending, registerWith } from '../support/order-samples.ts';
import { account, accountFacts, banks, context, hour, id, keyOf, keysOf, minute, orderFacts, plan } from '../support/samples.ts';
import { traceCity } from '../support/trace-city.ts';

const now = context({ now: minute(5) });
const room = traceRoom({ alarm: undefined, bank: undefined }, now);

/** A stopped order with 10,000,000 fen traced into it, and these outflows. */
function stopped(outflows: readonly AccountOutflow[], over: Parameters<typeof plan>[0] = {}): StopOrder {
  return orderWith(orderFacts.requested(over), orderFacts.stopped({ outflows: [...outflows] }));
}

/** The order that stands at the account of an outflow in the same alert. */
function standsAt(
  target: AccountOutflow,
  number: number,
  over: Parameters<typeof plan>[0] = {},
): { order: StopOrder; register: AccountRegister } {
  const { bankId, accountName, accountNumber, accountKind } = target;
  const orderId = id('ord', number);
  const order = orderWith(
    orderFacts.requested({
      orderId,
      account: account({ bankId, accountName, accountNumber, accountKind }),
      tracedFen: 500,
      ...over,
    }),
    orderFacts.sent(),
  );
  return { order, register: registerWith(accountFacts.stopCounted({ orderId, accountKey: keyOf(target), bankId })) };
}

function follow(
  order: StopOrder,
  known: {
    readonly met?: readonly ReturnType<typeof standsAt>[];
    readonly banks?: ReturnType<typeof banks>;
    readonly room?: TraceRoom;
  } = {},
  ctx = now,
) {
  const met = known.met ?? [];
  return followOutflows(
    order,
    {
      keys: keysOf(order.outflows),
      banks: known.banks ?? banks('bank-a', 'bank-b'),
      registers: new Map(met.map(({ register }) => [register.accountKey, register])),
      joinable: new Map(met.map((one) => [one.order.orderId, one.order])),
      taken: new Set<string>(),
      room: known.room ?? room,
    },
    ctx,
  );
}

/** The order after its own facts, for following it again. */
const again = (order: StopOrder, { order: facts }: { readonly order: readonly OrderFact[] }) =>
  kept({ order, register: undefined }, { facts }).order;
const cuts = (order: StopOrder, ...rest: readonly [Parameters<typeof follow>[1]?]) =>
  follow(order, ...rest).order.flatMap(({ data }) => ('edges' in data ? data.edges.map(({ cut }) => cut) : []));

describe('following the money', () => {
  test('each outflow opens an order of the next tier, on the alarm’s clock', () => {
    const order = stopped([outflow(1), outflow(2, { amountFen: 2_000_000 })]);
    const { opens, order: facts, joins, more } = follow(order);
    expect(opens).toMatchObject([
      {
        tier: 2,
        tracedFen: 1_000_000,
        ancestors: [order.orderId],
        alarmAt: order.alarmAt,
        dueAt: order.dueAt,
        requestId: order.requestId,
        account: {
          bankId: 'bank-b',
          accountNumber: '6228480000000001',
          transfer: { amountFen: 1_000_000, currency: 'CNY', at: minute(2), serial: 'OUT-1' },
        },
      },
      { tier: 2, tracedFen: 2_000_000 },
    ]);
    expect(facts).toMatchObject([
      {
        type: 'order.outflows-followed',
        data: {
          edges: [
            { outflow: 0, how: 'opened', tracedFen: 1_000_000, to: opens[0]?.orderId },
            { outflow: 1, how: 'opened', tracedFen: 2_000_000, to: opens[1]?.orderId },
          ],
          opened: opens,
        },
      },
    ]);
    expect({ joins, more }).toEqual({ joins: [], more: false });
  });

  test('an outflow to a holder that the bank does not know opens an order without a name', () => {
    const { accountName: _, ...nameless } = outflow(1);
    expect(follow(stopped([nameless])).opens.map(({ account: concerned }) => concerned.accountName)).toEqual([undefined]);
  });

  test('money that meets a stop of a sum has a stop of its own: that one holds the sum and no more', () => {
    const ofSum = standsAt(outflow(1), 7, {
      account: account({ bankId: 'bank-b', accountNumber: '6228480000000001', scope: 'sum', amountFen: 500 }),
    });
    const { opens, joins } = follow(stopped([outflow(1)]), { met: [ofSum] });
    expect([opens.map(({ tracedFen }) => tracedFen), joins]).toEqual([[1_000_000], []]);
    const upstream = stopped([outflow(1)], { tier: 2, ancestors: [id('ord', 7)] });
    expect(cuts(upstream, { met: [ofSum] })).toEqual(['cycle']);
  });

  test('following again changes nothing', () => {
    const order = stopped([outflow(1), outflow(2, { amountFen: 500 }), outflow(3, { bankId: 'no-such-bank' })]);
    const once = follow(order);
    const [child] = once.opens;
    if (child === undefined) throw new Error('no order was opened');
    const twice = follow(again(order, once), { met: [standsAt(outflow(1), 1, { ...child })] });
    expect(twice).toEqual({ order: [], joins: [], opens: [], counted: 0, more: false });
  });

  test('no more goes out than came in; the earlier outflow is followed first', () => {
    const order = stopped([outflow(1, { amountFen: 7_000_000, at: minute(3) }), outflow(2, { amountFen: 8_000_000 })]);
    expect(follow(order).opens.map(({ account: { transfer }, tracedFen }) => [transfer.serial, tracedFen])).toEqual([
      ['OUT-2', 8_000_000],
      ['OUT-1', 2_000_000],
    ]);
    expect(cuts(stopped([outflow(1, { amountFen: 10_000_000 }), outflow(2)]))).toEqual([undefined, 'nothing-left-to-trace']);
  });

  test('two outflows to one account are one order', () => {
    const second = outflow(1, { serial: 'OUT-1b', amountFen: 300_000 });
    const { opens, order: facts } = follow(stopped([outflow(1), second]));
    expect(opens).toMatchObject([{ tracedFen: 1_300_000 }]);
    expect(facts).toMatchObject([
      { data: { edges: [{ how: 'opened' }, { how: 'joined', to: opens[0]?.orderId, tracedFen: 300_000 }] } },
    ]);
  });

  test('an account this alert has met is joined there, and not stopped again', () => {
    const order = stopped([outflow(1)]);
    const met = standsAt(outflow(1), 7);
    expect(follow(order, { met: [met] })).toMatchObject({
      opens: [],
      joins: [
        {
          orderId: id('ord', 7),
          fact: { type: 'order.joined', data: { from: order.orderId, tracedFen: 1_000_000, ancestors: [order.orderId] } },
        },
      ],
      order: [{ data: { edges: [{ how: 'joined', to: id('ord', 7), tracedFen: 1_000_000 }], opened: [] } }],
    });
  });

  test('an account met in another alert is stopped for this one too', () => {
    const met = standsAt(outflow(1), 7);
    const register = { ...met.register, orders: [{ orderId: id('ord', 7), alertId: id('alt', 2) }] };
    expect(follow(stopped([outflow(1)]), { met: [{ ...met, register }] }).opens).toHaveLength(1);
  });

  test('an account that is frozen is not cut: its order waits in line', () => {
    const key = keyOf(outflow(1));
    const other = { accountKey: key, bankId: 'bank-b', alertId: id('alt', 2) };
    const register = registerWith(
      accountFacts.stopCounted({ ...other, orderId: id('ord', 7) }),
      accountFacts.stopCounted({ ...other, orderId: id('ord', 8) }),
      accountFacts.frozen({ ...other, orderId: id('ord', 8) }),
    );
    const order = stopped([outflow(1)]);
    const known = {
      keys: [key],
      banks: banks('bank-b'),
      registers: new Map([[key, register]]),
      joinable: new Map(),
      taken: new Set<string>(),
      room,
    };
    expect(followOutflows(order, known, now).opens).toHaveLength(1);
  });

  test('an order opened while the alarm is young still has its rungs; one opened late has what is left', () => {
    const order = stopped([outflow(1)]);
    const rungsAt = (minutes: number) =>
      follow(order, {}, context({ now: minute(minutes) })).opens[0]?.timetable.rungs.map(({ rung }) => rung);
    expect(rungsAt(6)).toEqual(['remind', 'duty-officer', 'supervisor', 'breach']);
    expect(rungsAt(24)).toEqual(['supervisor', 'breach']);
  });
});

describe('where the trace is cut', () => {
  test('below the minimum', () => {
    expect(cuts(stopped([outflow(1, { amountFen: 9_999 }), outflow(2, { amountFen: 10_000 })]))).toEqual([
      'below-minimum',
      undefined,
    ]);
  });

  test('an account is not stopped for a remainder below the minimum', () => {
    expect(cuts(stopped([outflow(1, { amountFen: 9_995_000 }), outflow(2)]))).toEqual([undefined, 'nothing-left-to-trace']);
  });

  test('the trace is cut at the last tier', () => {
    expect(cuts(stopped([outflow(1)], { tier: 8 }))).toEqual(['too-many-tiers']);
    expect(cuts(stopped([outflow(1)], { tier: 7 }))).toEqual([undefined]);
  });

  test('the trace stops for a person after fifty children', () => {
    const city = traceCity();
    city.open(plan());
    city.answer(
      plan().orderId,
      Array.from({ length: 52 }, (_, i) => outflow(i, { amountFen: 10_000 })),
    );
    city.settle();
    const edges = city.orders.get(plan().orderId)?.edges ?? [];
    expect(edges.filter(({ how }) => how === 'opened')).toHaveLength(50);
    expect(edges.slice(50).map(({ how, held }) => [how, held])).toEqual(Array(2).fill(['held', 'order-bound']));
  });

  test('the trace is cut at a bank that is not registered', () => {
    expect(cuts(stopped([outflow(1, { bankId: 'bank-z' })]))).toEqual(['bank-unknown']);
  });

  test('the trace is cut at an account that was stopped as often as it may be', () => {
    const key = keyOf(outflow(1));
    const other = { accountKey: key, bankId: 'bank-b', alertId: id('alt', 2) };
    const register = registerWith(
      accountFacts.stopCounted({ ...other, orderId: id('ord', 7) }),
      accountFacts.stopCounted({ ...other, orderId: id('ord', 8) }),
    );
    const known = {
      keys: [key],
      banks: banks('bank-b'),
      registers: new Map([[key, register]]),
      joinable: new Map(),
      taken: new Set<string>(),
      room,
    };
    expect(followOutflows(stopped([outflow(1)]), known, now).order).toMatchObject([{ data: { edges: [{ cut: 'stop-limit' }] } }]);
  });

  test('the trace is cut where it would lead back: to the account itself, and to one the money came through', () => {
    const { bankId, accountNumber = '' } = account();
    expect(cuts(stopped([outflow(1, { bankId, accountNumber })]))).toEqual(['cycle']);
    const met = standsAt(outflow(1), 7);
    expect(cuts(stopped([outflow(1)], { tier: 2, ancestors: [id('ord', 7)] }), { met: [met] })).toEqual(['cycle']);
  });

  test('outflows of an order that was turned down are not followed', () => {
    const order = orderWith({ type: 'order.turned-down', data: { ...orderFacts.requested().data, code: 'STOP_LIMIT_REACHED' } });
    expect(follow({ ...order, outflows: [outflow(1)] })).toMatchObject({ order: [], opens: [] });
  });
});

describe('when more money turns out to have come in', () => {
  const first = outflow(1, { amountFen: 12_000_000 });
  const second = outflow(2, { amountFen: 3_000_000 });
  const joined: OrderFact = {
    type: 'order.joined',
    data: { at: minute(6), from: id('ord', 9), tracedFen: 4_000_000, ancestors: [id('ord', 9)] },
  };
  const before = stopped([first, second]);
  const once = follow(before);
  const child = standsAt(first, 50, { ...once.opens[0], tier: 2 });
  const grown = kept({ order: again(before, once), register: undefined }, { facts: [joined] }).order;

  test('ways traced in part are topped up, and ways cut for lack of money are opened', () => {
    const then = follow(grown, { met: [child] });
    expect(then.joins).toMatchObject([
      { orderId: child.order.orderId, fact: { data: { tracedFen: 2_000_000, ancestors: [id('ord', 9), before.orderId] } } },
    ]);
    expect(then.opens).toMatchObject([{ account: { transfer: { serial: 'OUT-2' } }, tracedFen: 2_000_000 }]);
    const after = again(grown, then);
    expect(after.edges.map(({ outflow: place, tracedFen, how }) => [place, tracedFen, how])).toEqual([
      [0, 10_000_000, 'opened'],
      [0, 2_000_000, 'joined'],
      [1, 2_000_000, 'opened'],
    ]);
  });

  test('the news of the source is passed on even without money', () => {
    const order = stopped([outflow(1)]);
    const followed = follow(order);
    const target = standsAt(outflow(1), 50, { ...followed.opens[0] });
    const later = kept({ order: again(order, followed), register: undefined }, { facts: [joined] }).order;
    const then = follow(later, { met: [target] });
    expect(then).toMatchObject({
      order: [],
      joins: [{ orderId: target.order.orderId, fact: { data: { tracedFen: 0, ancestors: [id('ord', 9), order.orderId] } } }],
    });
    const told = kept({ order: target.order, register: undefined }, { facts: then.joins.map(({ fact }) => fact) }).order;
    expect(follow(later, { met: [{ ...target, order: told }] }).joins).toEqual([]);
  });

  test('an order that is not opened yet is waited for', () => {
    expect(() => follow(grown)).toThrow('is not known');
    expect(joinCandidates(grown, new Map())).toEqual([child.order.orderId]);
  });
});

test('more than one append takes comes in rounds', () => {
  const outflows = Array.from({ length: 40 }, (_, i) => outflow(i, { amountFen: 20_000 }));
  const met = outflows.map((target, i) => standsAt(target, 100 + i));
  const order = stopped(outflows);
  const first = follow(order, { met });
  expect(first).toMatchObject({ more: true, opens: [] });
  expect(first.joins.length + 1).toBeLessThanOrEqual(40);
  const opening = follow(order);
  expect(opening).toMatchObject({ more: true, joins: [] });
  expect(2 * opening.opens.length + 1).toBeLessThanOrEqual(40);
});

test('money no longer joins a stop that officers took back, also if the bank’s answer crossed with that', () => {
  const met = standsAt(outflow(1), 7);
  const way = stopped([outflow(1)]);
  const withdrawn = { type: 'order.withdrawn', data: { at: minute(3), reason: 'r', officers: [] } } as const;
  const recall = { ...withdrawn, data: { ...withdrawn.data, pending: pending('recall', { issuedAt: minute(3) }) } };
  for (const facts of [[withdrawn], [recall], [recall, orderFacts.stopped({ afterWithdrawal: true })]]) {
    const { order } = kept({ order: met.order, register: undefined }, { facts });
    const { opens, joins } = follow(way, { met: [{ ...met, order }] });
    expect([opens.length, joins.length]).toEqual([1, 0]);
    expect(opens[0]?.orderId).not.toBe(order.orderId);
  }
});

test('a correction takes the place of what it corrects', () => {
  const met = standsAt(outflow(1), 7);
  const successor = plan({ orderId: id('ord', 8), account: met.order.account, corrects: id('ord', 7) });
  const corrected = kept(
    { order: met.order, register: undefined },
    { facts: [orderFacts.returned(), { type: 'order.corrected', data: { at: hour(1), by: id('ord', 8), plan: successor } }] },
  ).order;
  const next = orderWith(orderFacts.requested({ ...successor }));
  const order = stopped([outflow(1)]);
  const known = {
    keys: keysOf(order.outflows),
    banks: banks('bank-b'),
    registers: new Map([[met.register.accountKey, met.register]]),
    joinable: new Map([
      [corrected.orderId, corrected],
      [next.orderId, next],
    ]),
    taken: new Set<string>(),
    room,
  };
  expect(followOutflows(order, known, now).joins).toMatchObject([{ orderId: id('ord', 8) }]);
});
