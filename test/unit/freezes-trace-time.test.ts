import { describe, expect, test } from 'vitest';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { followOutflows } from '../../shared/freezes/trace/follow-outflows.ts';
import { plus } from '../../shared/kernel/time.ts';
import { kept, orderWith, outflow, registerWith } from '../support/order-samples.ts';
import { account, accountFacts, banks, context, hour, id, keyOf, keysOf, minute, orderFacts, plan } from '../support/samples.ts';

/** The sample's transfer came in ten minutes before the alarm; clocks may differ by another ten. */
const TRANSFER = minute(-10);
const SLACK_ENDS = minute(-20);

function follow(order: StopOrder, ...met: readonly StopOrder[]) {
  const standing = met[0];
  const register =
    standing === undefined
      ? []
      : [registerWith(accountFacts.stopCounted({ orderId: standing.orderId, accountKey: standing.accountKey }))];
  return followOutflows(
    order,
    {
      keys: keysOf(order.outflows),
      banks: banks('bank-a', 'bank-b'),
      registers: new Map(register.map((one) => [one.accountKey, one])),
      joinable: new Map(met.map((one) => [one.orderId, one])),
      taken: new Set(),
      room: { alarm: 60, bank: 240 },
    },
    context({ now: minute(6) }),
  );
}

const stoppedWith = (...ats: readonly string[]) =>
  orderWith(orderFacts.requested(), orderFacts.stopped({ outflows: ats.map((at, i) => outflow(i, { at })) }));
const evolved = (order: StopOrder, facts: readonly OrderFact[]) => kept({ order, register: undefined }, { facts }).order;
const joined = (moneyAt?: string): OrderFact => ({
  type: 'order.joined',
  data: { at: minute(6), from: id('ord', 9), tracedFen: 4_000_000, ancestors: [id('ord', 9)], moneyAt },
});
const cutsOf = ({ edges }: StopOrder) => edges.map(({ how, cut }) => cut ?? how);

describe('an outflow from before the money came in', () => {
  test('is not the victim’s; but clocks of banks differ', () => {
    const order = stoppedWith(plus(SLACK_ENDS, -1), SLACK_ENDS, TRANSFER);
    const { order: facts, opens } = follow(order);
    expect(cutsOf(evolved(order, facts))).toEqual(['before-transfer', 'opened', 'opened']);
    expect(opens).toHaveLength(2);
  });

  test('is cut once, and takes nothing from those that came after', () => {
    const order = stoppedWith(hour(-5), minute(2));
    const once = follow(order);
    expect(once.opens).toMatchObject([{ tracedFen: 1_000_000, account: { transfer: { serial: 'OUT-1' } } }]);
    const followed = evolved(order, once.order);
    expect(follow({ ...followed, outflows: followed.outflows.slice(0, 1) })).toMatchObject({ order: [], opens: [] });
  });

  test('is followed once it turns out that other money had come in before it', () => {
    const order = stoppedWith(hour(-5));
    const cut = evolved(order, follow(order).order);
    const later = evolved(cut, [joined(minute(2))]);
    expect(follow(later)).toMatchObject({ order: [], opens: [] });
    const earlier = evolved(later, [joined(hour(-6))]);
    expect(earlier.moneyFrom).toBe(hour(-6));
    const found = follow(earlier);
    expect(found.opens).toMatchObject([{ tracedFen: 1_000_000 }]);
    expect(cutsOf(evolved(earlier, found.order))).toEqual(['opened']);
  });
});

describe('an order that is joined', () => {
  const flow = outflow(0);
  const { bankId, accountName, accountNumber, accountKind } = flow;
  const concerned = account({ bankId, accountName, accountNumber, accountKind });
  const numbered = (number: number, over: Parameters<typeof plan>[0] = {}) =>
    plan({ orderId: id('ord', number), account: concerned, accountKey: keyOf(flow), ...over });
  const corrected = (number: number, by: number, over: Parameters<typeof plan>[0] = {}) =>
    orderWith({ type: 'order.requested', data: { at: minute(1), plan: numbered(number, over) } }, orderFacts.returned(), {
      type: 'order.corrected',
      data: { at: minute(6), by: id('ord', by), plan: numbered(by, { corrects: id('ord', number) }) },
    });

  test('learns since when there was money', () => {
    const order = orderWith(
      orderFacts.requested(),
      orderFacts.stopped({
        outflows: [outflow(0, { at: minute(3), serial: 'LATER' }), outflow(0, { at: minute(2), serial: 'EARLIER' })],
      }),
    );
    const target = orderWith({ type: 'order.requested', data: { at: minute(1), plan: numbered(7) } });
    expect(follow(order, target).joins).toMatchObject([{ fact: { data: { tracedFen: 2_000_000, moneyAt: minute(2) } } }]);
  });

  test('is the last of all corrections', () => {
    const last = orderWith({ type: 'order.requested', data: { at: minute(1), plan: numbered(9, { corrects: id('ord', 8) }) } });
    const { joins } = follow(stoppedWith(minute(2)), corrected(7, 8), corrected(8, 9, { corrects: id('ord', 7) }), last);
    expect(joins).toMatchObject([{ orderId: id('ord', 9) }]);
  });
});
