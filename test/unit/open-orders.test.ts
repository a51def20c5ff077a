import { describe, expect, test } from 'vitest';
import { openOrders } from '../../functions/lookups/open-orders.ts';
import type { OrderPlan } from '../../shared/freezes/model.ts';
import { withdrawOrder } from '../../shared/freezes/order/withdraw-order.ts';
import { AccountRegisters, StopOrders } from '../../shared/freezes/streams.ts';
import type { Append } from '../../shared/journal/journal.ts';
import { signed } from '../support/order-samples.ts';
import { appendFacts, createTestPlatform, factTypes, orderOf, plannedOrder } from '../support/relay-kit.ts';
import { account, context, id, minute } from '../support/samples.ts';

/** Plans of one request, each at an account of its own. */
function plans(count: number): readonly OrderPlan[] {
  return Array.from({ length: count }, (_, n) =>
    plannedOrder({ orderId: id('ord', n + 1), account: account({ accountNumber: `622202${String(n).padStart(13, '0')}` }) }),
  );
}

/** A platform that counts the appends. */
function counted() {
  const platform = createTestPlatform();
  const appends: Append[] = [];
  const journal = {
    ...platform.journal,
    append: (append: Append) => {
      appends.push(append);
      return platform.journal.append(append);
    },
  };
  return { platform: { ...platform, journal }, appends };
}

const origin = { correlationId: 'test' };

describe('the orders of a request for a hundred stops', () => {
  test('are opened four to an append, with no record of the command', async () => {
    const { platform, appends } = counted();
    await openOrders(platform, plans(102), origin);
    for (const { orderId } of plans(102)) expect((await orderOf(platform, orderId)).status).toBe('requested');
    expect(appends.map(({ changes }) => changes.length).toSorted((a, b) => b - a)).toEqual([...Array(25).fill(8), 4]);
    expect(appends.every(({ remember }) => remember === false)).toBe(true);
  });

  test('that are open already cost no append', async () => {
    const { platform, appends } = counted();
    await openOrders(platform, plans(20), origin);
    const before = appends.length;
    await openOrders(platform, plans(20).toReversed(), origin);
    expect(appends).toHaveLength(before);
  });

  test('are opened once each by the handler, and by the relay that begins with the last', async () => {
    const { platform } = counted();
    await Promise.all([openOrders(platform, plans(30), origin), openOrders(platform, plans(30).toReversed(), origin)]);
    for (const { orderId } of plans(30))
      expect((await factTypes(platform, `order#${orderId}`)).filter((type) => type === 'order.requested')).toHaveLength(1);
  });

  test('are opened together even if one of them joins an order that stands, which it joins once', async () => {
    const { platform, appends } = counted();
    const [first, ...others] = plans(4);
    if (first === undefined) throw new Error('no plan');
    await openOrders(platform, [first], origin);
    const more = { ...first.account, transfer: { amountFen: 70_000, currency: 'CNY', at: minute(-3), serial: 'TX-2' } } as const;
    const again = { ...first, requestId: id('frq', 9), orderId: id('ord', 90), account: more };
    const asked = [again, ...others];
    const before = appends.length;
    await openOrders(platform, asked, origin);
    expect(appends.slice(before).map(({ changes }) => changes.length)).toEqual([6, 1]);
    await openOrders(platform, asked, origin);
    expect((await factTypes(platform, `order#${first.orderId}`)).filter((type) => type === 'order.joined')).toHaveLength(1);
  });

  test('leave alone an order that the trace opened first and that officers took back since', async () => {
    const { platform, appends } = counted();
    const [planned] = plans(1);
    if (planned === undefined) throw new Error('no plan');
    // the trace opens the order under the id that the request has for the account
    await openOrders(platform, [{ ...planned, requestId: id('frq', 7), tier: 2, ancestors: [id('ord', 70)] }], origin);
    const order = await platform.journal.load(StopOrders, planned.orderId);
    const register = await platform.journal.load(AccountRegisters, planned.accountKey);
    const withdrawn = withdrawOrder(
      await orderOf(platform, planned.orderId),
      signed,
      { register: undefined },
      context({ now: minute(1) }),
    );
    expect(withdrawn.kind).toBe('acceptance');
    await appendFacts(platform, [order, register], withdrawn.facts);
    const before = appends.length;
    await openOrders(platform, [planned], origin);
    expect(appends).toHaveLength(before);
    const { state } = await platform.journal.load(AccountRegisters, planned.accountKey);
    expect(state?.orders.map(({ orderId }) => orderId)).toEqual([planned.orderId]);
  });
});
