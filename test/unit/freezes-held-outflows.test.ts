import { describe, expect, test } from 'vitest';
import type { AccountOutflow } from '../../shared/freezes/bank-answer/outflows/model.ts';
import type { Contradiction, StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { followOutflows } from '../../shared/freezes/trace/follow-outflows.ts';
import { waitingOutflows } from '../../shared/freezes/trace/hold-outflows.ts';
import { clearOutflows, declineOutflows } from '../../shared/freezes/trace/rule-on-outflows.ts';
import type { TraceRoom } from '../../shared/freezes/trace/trace-counts.ts';
import { given } from '../support/given.ts';
import { kept, orderWith, outflow, signed } from '../support/order-samples.ts';
import { banks, context, id, keysOf, minute, officers, orderFacts, plan } from '../support/samples.ts';

const now = context({ now: minute(5) });
const plenty: TraceRoom = { alarm: 60, bank: 240 };

/** A stopped order with 10,000,000 fen traced into it. */
const stopped = (outflows: readonly AccountOutflow[], ...contradictions: readonly Contradiction[]): StopOrder =>
  orderWith(
    orderFacts.requested(),
    orderFacts.stopped({ outflows: [...outflows] }),
    ...(contradictions.length === 0
      ? []
      : [{ type: 'order.answer-contradicted' as const, data: { at: minute(5), contradictions: [...contradictions] } }]),
  );
const follow = (order: StopOrder, room = plenty) => {
  const keys = keysOf(order.outflows);
  return followOutflows(
    order,
    { keys, banks: banks('bank-b'), registers: new Map(), joinable: new Map(), taken: new Set(), room },
    now,
  );
};
const evolved = (order: StopOrder, { order: facts }: Pick<ReturnType<typeof follow>, 'order'>) =>
  kept({ order, register: undefined }, { facts }).order;
const ruled = (order: StopOrder, decision: ReturnType<typeof clearOutflows>) =>
  kept({ order, register: undefined }, decision).order;
const ways = ({ edges }: StopOrder) =>
  edges.map(({ outflow: place, how, cut, held, tracedFen }) => [place, held ?? cut ?? how, tracedFen]).toSorted();

describe('beyond a bound, the next ways stand ready', () => {
  test('the trace opens orders while the alarm has room, and holds the rest with the sum it would have', () => {
    const order = stopped([outflow(1), outflow(2), outflow(3)]);
    const followed = follow(order, { alarm: 1, bank: 240 });
    expect(followed).toMatchObject({ opens: [{ tracedFen: 1_000_000 }], counted: 1, more: false });
    expect(followed.order.map(({ type }) => type)).toEqual(['order.outflows-followed', 'order.outflows-held']);
    expect(ways(evolved(order, followed))).toEqual([
      [0, 'opened', 1_000_000],
      [1, 'alarm-bound', 1_000_000],
      [2, 'alarm-bound', 1_000_000],
    ]);
  });

  test('the same for the bank and the hour', () => {
    const order = stopped([outflow(1), outflow(2)]);
    expect(ways(evolved(order, follow(order, { alarm: 60, bank: 1 })))).toEqual([
      [0, 'opened', 1_000_000],
      [1, 'bank-hour-bound', 1_000_000],
    ]);
  });

  test('the trace holds no more ready than came in', () => {
    const order = stopped([outflow(1, { amountFen: 8_000_000 }), outflow(2, { amountFen: 8_000_000 }), outflow(3)]);
    expect(ways(evolved(order, follow(order, { alarm: 0, bank: 0 })))).toEqual([
      [0, 'alarm-bound', 8_000_000],
      [1, 'alarm-bound', 2_000_000],
      [2, 'nothing-left-to-trace', 0],
    ]);
  });

  test('a held outflow does not open by itself, even when there is room later', () => {
    const order = stopped([outflow(1)]);
    const held = evolved(order, follow(order, { alarm: 0, bank: 0 }));
    expect(follow(held)).toEqual({ order: [], joins: [], opens: [], counted: 0, more: false });
  });
});

describe('a held outflow says whether the like waits already, so that no bank fills a desk', () => {
  const none = { alarm: 0, bank: 0 };
  const first = stopped([outflow(1)]);
  const held = evolved(first, follow(first, none));
  const later = { ...held, outflows: [...held.outflows, outflow(2)] };
  const repeated = (order: StopOrder, room: TraceRoom) =>
    follow(order, room).order.map(({ data }) => 'repeated' in data && data.repeated === true);

  test('an outflow held for the same reason is not news', () => {
    expect(repeated(first, none)).toEqual([false]);
    expect(repeated(later, none)).toEqual([true]);
  });

  test('an outflow held for another reason, or after officers have dealt with the first, is news', () => {
    expect(repeated(later, { alarm: 1, bank: 0 })).toEqual([false]);
    expect(repeated(ruled(later, declineOutflows(later, signed, now)), none)).toEqual([false]);
  });
});

describe('ways of an answer that contradicts itself', () => {
  test('only the outflow concerned is held', () => {
    const order = stopped([outflow(1), outflow(2)], { rule: 'after-stop', outflows: [1] });
    expect(ways(evolved(order, follow(order)))).toEqual([
      [0, 'opened', 1_000_000],
      [1, 'after-stop', 1_000_000],
    ]);
  });

  test('an outflow that is cut anyway is cut', () => {
    const order = stopped([outflow(1, { amountFen: 5 }), outflow(2, { bankId: 'bank-z' })], {
      rule: 'more-than-came-in',
      outflows: [0, 1],
    });
    expect(ways(evolved(order, follow(order)))).toEqual([
      [0, 'below-minimum', 0],
      [1, 'bank-unknown', 0],
    ]);
  });
});

describe('officers say of what is held', () => {
  const order = stopped([outflow(1), outflow(2), outflow(3)]);
  const held = evolved(order, follow(order, { alarm: 0, bank: 0 }));

  test('officers clear an outflow: it is followed despite the bounds, and does not count against them', () => {
    const cleared = ruled(held, clearOutflows(held, signed, now));
    expect(waitingOutflows(held)).toEqual([0, 1, 2]);
    expect(waitingOutflows(cleared)).toEqual([]);
    const followed = follow(cleared, { alarm: 0, bank: 0 });
    expect(followed).toMatchObject({ counted: 0, opens: [{ tracedFen: 1_000_000 }, {}, {}] });
    expect(ways(evolved(cleared, followed)).map(([, how]) => how)).toEqual(['opened', 'opened', 'opened']);
  });

  test('officers clear one outflow: the others stay ready', () => {
    const cleared = ruled(held, clearOutflows(held, { ...signed, outflows: [1, 1] }, now));
    const opened = evolved(cleared, follow(cleared, { alarm: 0, bank: 0 }));
    expect(waitingOutflows(opened)).toEqual([0, 2]);
    expect(ways(opened)).toEqual([
      [0, 'alarm-bound', 1_000_000],
      [1, 'opened', 1_000_000],
      [2, 'alarm-bound', 1_000_000],
    ]);
  });

  test('tiers, the minimum, cycles and the money that came in still bound what a person says', () => {
    const deep = orderWith(orderFacts.requested({ tier: 8 }), orderFacts.stopped({ outflows: [outflow(1)] }));
    const edges = [{ outflow: 0, tracedFen: 1_000_000, how: 'held' as const, held: 'alarm-bound' as const }];
    const last = { ...deep, edges };
    const cleared = ruled(last, clearOutflows(last, signed, now));
    expect(ways(evolved(cleared, follow(cleared)))).toEqual([[0, 'too-many-tiers', 0]]);
  });

  test('leave it: it is not followed; officers may still follow it later', () => {
    given(
      StopOrders,
      orderFacts.requested(),
      orderFacts.stopped({ outflows: [outflow(1)] }),
      ...follow(stopped([outflow(1)]), { alarm: 0, bank: 0 }).order,
    )
      .when((one) => declineOutflows(one, signed, now))
      .thenFacts({ type: 'order.outflows-declined', data: { at: minute(5), outflows: [0], reason: signed.reason, officers } })
      .thenState({ edges: [{ outflow: 0, how: 'cut', cut: 'declined', tracedFen: 0 }] });
    const declined = ruled(held, declineOutflows(held, { ...signed, outflows: [0] }, now));
    expect(follow(declined).opens).toEqual([]);
    expect(waitingOutflows(declined)).toEqual([1, 2]);
    const reopened = ruled(declined, clearOutflows(declined, { ...signed, outflows: [0] }, now));
    expect(follow(reopened, { alarm: 0, bank: 0 }).opens).toMatchObject([{ account: { transfer: { serial: 'OUT-1' } } }]);
  });

  test('officers cannot decline an outflow that they cleared, or one that was never held', () => {
    const cleared = ruled(held, clearOutflows(held, signed, now));
    expect(declineOutflows(cleared, signed, now)).toMatchObject({ code: 'OUTFLOW_NOT_HELD' });
    given(StopOrders, orderFacts.requested(), orderFacts.stopped({ outflows: [outflow(1)] }))
      .when((one) => declineOutflows(one, signed, now))
      .thenRefused('OUTFLOW_NOT_HELD');
  });

  test('outflows beyond the bound of one order, if they name them', () => {
    const over = { ...held, edges: [{ outflow: 0, tracedFen: 0, how: 'cut' as const, cut: 'too-many-children' as const }] };
    const cleared = ruled(over, clearOutflows(over, { ...signed, outflows: [0] }, now));
    const many = Array.from({ length: 50 }, (_, n) => ({
      outflow: 100 + n,
      tracedFen: 0,
      to: id('ord', 100 + n),
      how: 'opened' as const,
    }));
    expect(follow({ ...cleared, edges: [...cleared.edges, ...many] }).opens).toHaveLength(1);
  });

  test('officers clear nothing if two different officers do not sign, or nothing of that kind is held', () => {
    const [one] = officers;
    for (const rule of [clearOutflows, declineOutflows]) {
      expect(rule(held, { ...signed, officers: [one, one] }, now)).toMatchObject({ code: 'SAME_OFFICER_TWICE' });
      expect(rule(held, { ...signed, outflows: [0, 7] }, now)).toMatchObject({
        code: 'OUTFLOW_NOT_HELD',
        detail: { paths: ['/outflows/1'] },
      });
      expect(rule(order, signed, now)).toMatchObject({ code: 'OUTFLOW_NOT_HELD' });
    }
  });

  test('nothing is cleared of an order that was corrected: its money is traced on from the correction', () => {
    const returned = orderWith(
      orderFacts.requested(),
      orderFacts.returned({ outflows: [outflow(1)] }),
      {
        type: 'order.outflows-held',
        data: { at: minute(5), edges: [{ outflow: 0, tracedFen: 1_000_000, how: 'held', held: 'no-such-account' }] },
      },
      {
        type: 'order.corrected',
        data: { at: minute(6), by: id('ord', 2), plan: plan({ orderId: id('ord', 2), corrects: id('ord', 1) }) },
      },
    );
    expect(waitingOutflows(returned)).toEqual([]);
    expect(clearOutflows(returned, signed, now)).toMatchObject({ code: 'ORDER_STATE_FORBIDS' });
  });
});
