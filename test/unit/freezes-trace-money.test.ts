import { describe, expect, test } from 'vitest';
import type { AccountRegister } from '../../shared/freezes/account/account-register.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { type KnownToMoney, traceMoney } from '../../shared/freezes/trace/trace-money.ts';
import { orderWith, outflow, registerWith } from '../support/order-samples.ts';
import { account, accountFacts, banks, context, id, keyOf, keysOf, minute, orderFacts, policy } from '../support/samples.ts';

const now = context({ now: minute(5) });
const most = policy.amount('trace.max-orders-per-alarm', minute(5));
const flows = [outflow(1), outflow(2), outflow(3, { amountFen: 5 })];
const order = orderWith(orderFacts.requested(), orderFacts.stopped({ outflows: flows }));
const key = keyOf(outflow(1));
/** Facts of the first account by another alarm. */
const elsewhere = (number: number) => ({
  ...{ accountKey: key, bankId: 'bank-b' },
  ...{ orderId: id('ord', number), alertId: id('alt', 2) },
});

function trace(over: Partial<KnownToMoney> = {}, ofOrder: StopOrder = order) {
  const known = { keys: keysOf(ofOrder.outflows), banks: banks('bank-a', 'bank-b'), taken: new Set<string>() };
  const counts = { alarm: undefined, bank: undefined };
  return traceMoney(ofOrder, { ...known, registers: new Map(), joinable: new Map(), counts, ...over }, now);
}
const at = (register: AccountRegister) => ({ registers: new Map([[key, register]]) });
const typesOf = ({ born }: ReturnType<typeof trace>) => born.map(({ facts }) => facts.map(({ type }) => type));

describe('the money’s way out of an order', () => {
  test('is one append: its findings, an order and a count against its account for each way, and the number of them', () => {
    const { order: own, joins, born, counted } = trace();
    expect(own).toMatchObject([
      {
        type: 'order.outflows-followed',
        data: {
          at: minute(5),
          edges: [
            { outflow: 0, how: 'opened' },
            { outflow: 1, how: 'opened' },
            { outflow: 2, cut: 'below-minimum' },
          ],
        },
      },
    ]);
    expect(joins).toEqual([]);
    expect(born).toMatchObject(
      flows.slice(0, 2).map((flow) => ({
        accountKey: keyOf(flow),
        facts: [
          { type: 'order.requested', data: { at: minute(5), plan: { tier: 2, account: { accountNumber: flow.accountNumber } } } },
          { type: 'account.stop-counted', data: { accountKey: keyOf(flow), bankId: 'bank-b', kind: 'stop' } },
        ],
      })),
    );
    for (const { orderId, facts } of born) expect(facts).toMatchObject([{ data: { plan: { orderId } } }, { data: { orderId } }]);
    expect(counted).toStrictEqual([{ type: 'trace-count.opened', data: { at: minute(5), from: order.orderId, orders: 2 } }]);
  });

  test('opens an order in line where its account is frozen, by what the register says of it', () => {
    const frozen = registerWith(accountFacts.frozen(elsewhere(9)));
    const { born } = trace(at(frozen));
    expect(born[0]?.facts).toMatchObject([
      { type: 'order.placed-in-line', data: { waitsFor: id('ord', 9) } },
      { type: 'account.lined-up', data: { accountKey: key } },
    ]);
    expect(born[1]?.facts.map(({ type }) => type)).toEqual(['order.requested', 'account.stop-counted']);
  });

  test('joins the order that stands at its account, and counts only what it opened', () => {
    const { bankId, accountName, accountNumber, accountKind } = outflow(1);
    const concerned = account({ bankId, accountName, accountNumber, accountKind });
    const met = orderWith(orderFacts.requested({ orderId: id('ord', 7), account: concerned }));
    const register = registerWith(accountFacts.stopCounted({ ...elsewhere(7), alertId: id('alt', 1) }));
    const traced = trace({ ...at(register), joinable: new Map([[met.orderId, met]]) });
    expect(traced.joins).toMatchObject([
      { orderId: id('ord', 7), fact: { type: 'order.joined', data: { tracedFen: 1_000_000 } } },
    ]);
    expect(traced.born.map(({ accountKey }) => accountKey)).toEqual([keyOf(outflow(2))]);
    expect(traced.counted).toMatchObject([{ data: { orders: 1 } }]);
  });

  test('opens as many orders as the counts leave room for, and holds the rest', () => {
    const lastOne = trace({ counts: { alarm: { opened: most - 1 }, bank: undefined } });
    expect(typesOf(lastOne)).toHaveLength(1);
    expect(lastOne.order.map(({ type }) => type)).toEqual(['order.outflows-followed', 'order.outflows-held']);
    const full = trace({ counts: { alarm: { opened: most }, bank: undefined } });
    expect([full.born, full.counted]).toEqual([[], []]);
    expect(full.order).toMatchObject([
      { type: 'order.outflows-followed', data: { edges: [{ outflow: 2 }] } },
      { type: 'order.outflows-held', data: { edges: [{ held: 'alarm-bound' }, { held: 'alarm-bound' }] } },
    ]);
  });

  test('opens what a person has cleared despite the bound, and does not count it', () => {
    const traced = trace({ counts: { alarm: { opened: most }, bank: undefined } }, { ...order, cleared: [0, 1] });
    expect(typesOf(traced)).toHaveLength(2);
    expect(traced.counted).toEqual([]);
  });

  test('ends where officers took the stop back', () => {
    const withdrawal = { at: minute(3), reason: 'r', officers: [] };
    expect(trace({}, { ...order, withdrawal })).toStrictEqual({ order: [], joins: [], born: [], counted: [] });
  });

  test('changes nothing where all is known', () => {
    expect(trace({}, { ...order, outflows: [] })).toStrictEqual({ order: [], joins: [], born: [], counted: [] });
  });
});
