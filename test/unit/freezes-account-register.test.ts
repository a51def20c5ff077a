import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { AccountRegisters, stopsLeft } from '../../shared/freezes/account/account-registers.ts';
import { takeFromLine } from '../../shared/freezes/order/line.ts';
import { openOrder } from '../../shared/freezes/order/open-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { eventKey } from '../../shared/journal/keys.ts';
import { itemBytes } from '../../shared/journal/packed-item.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { accept, type Fact } from '../../shared/kernel/decision.ts';
import { given, stateOf } from '../support/given.ts';
import { appendFacts, createTestPlatform, factTypes } from '../support/relay-kit.ts';
import { account, accountFacts, context, id, keyOf, minute, plan } from '../support/samples.ts';

const other = { orderId: id('ord', 2), alertId: id('alt', 2) };

function register(...facts: readonly AccountFact[]): AccountRegister | undefined {
  return stateOf(AccountRegisters, ...facts);
}

function isAccountFact(fact: Fact): fact is AccountFact {
  return fact.type.startsWith('account.');
}

describe('opening an order', () => {
  const opening = (known: AccountRegister | undefined) =>
    given(StopOrders).when(() => accept(...openOrder(plan(), known, context({ now: minute(1) }))));

  test('asks for the stop, and counts it', () => {
    opening(undefined)
      .thenFacts(
        { type: 'order.requested', data: { plan: plan() } },
        { type: 'account.stop-counted', data: { kind: 'stop', orderId: plan().orderId } },
      )
      .thenState({ status: 'requested', requestedAt: minute(1) });
  });

  test('an order on an account frozen under another order waits in line behind it', () => {
    opening(register(accountFacts.frozen(other)))
      .thenFacts({ type: 'order.placed-in-line', data: { waitsFor: other.orderId } }, { type: 'account.lined-up' })
      .thenState({ status: 'in-line', waitsFor: other.orderId });
  });

  test('an order on an account stopped twice since it was planned is turned down, and the bank is not asked', () => {
    opening(register(accountFacts.stopCounted(other), accountFacts.stopCounted(other, 'extension')))
      .thenFacts({ type: 'order.turned-down', data: { code: 'STOP_LIMIT_REACHED' } })
      .thenState({ status: 'turned-down' });
  });
});

describe('the register of an account', () => {
  test('knows the latest order of each alert', () => {
    const facts = [
      accountFacts.stopCounted(),
      accountFacts.stopCounted(other),
      accountFacts.stopCounted({ orderId: id('ord', 3) }),
    ];
    expect(register(...facts)?.orders).toEqual([other, { orderId: id('ord', 3), alertId: id('alt', 1) }]);
  });

  test('takes out one count for each stop that was not executed', () => {
    const counted = register(
      accountFacts.stopCounted(),
      accountFacts.stopCounted({}, 'extension'),
      accountFacts.stopVoided({}, 'extension'),
    );
    expect(counted?.stops.map(({ kind }) => kind)).toEqual(['stop']);
    expect(stopsLeft(counted, context())).toBe(1);
  });

  test('has its last three facts in the item of its state, within a kilobyte; each has an item once the account is told to be free', async () => {
    const platform = createTestPlatform();
    const { journal } = platform;
    const key = keyOf(account());
    const append = async (fact: AccountFact): Promise<readonly string[]> => {
      const from = journal.written.length;
      await appendFacts(platform, [await journal.load(AccountRegisters, key)], [fact]);
      const own = journal.written.slice(from).map(({ item }) => item);
      const state = own.find(({ sk }) => sk === 'state') ?? {};
      expect(itemBytes(state)).toBeLessThan(1_024);
      return own.map(({ sk }) => String(sk)).filter((sk) => sk.startsWith('event#'));
    };
    expect(await append(accountFacts.stopCounted())).toEqual([]);
    expect(await append(accountFacts.stopCounted(other))).toEqual([]);
    expect(await append(accountFacts.linedUp({ orderId: id('ord', 3), alertId: id('alt', 3) }))).toEqual([]);
    expect(await append(accountFacts.stopVoided())).toEqual([eventKey(1)]);
    expect(await append(accountFacts.freed())).toEqual([2, 3, 4, 5].map(eventKey));
    expect(await append(accountFacts.leftLine(other))).toEqual([]);
    expect((await factTypes(platform, streamKey('account', key))).length).toBe(6);
  });

  test('is not frozen any more once the order under which it was is done; another order ends nothing', () => {
    expect(register(accountFacts.frozen(), accountFacts.freed())?.frozenBy).toBeUndefined();
    expect(register(accountFacts.frozen(), accountFacts.freed(other))?.frozenBy).toBe(id('ord', 1));
  });

  test('has the line first come, first served', () => {
    const third = { orderId: id('ord', 3) };
    expect(register(accountFacts.linedUp(other), accountFacts.linedUp(third), accountFacts.linedUp())?.line).toEqual([
      other.orderId,
      third.orderId,
      id('ord', 1),
    ]);
    expect(register(accountFacts.linedUp(other), accountFacts.linedUp(third), accountFacts.leftLine(other))?.line).toEqual([
      third.orderId,
    ]);
  });

  test('has no account number in it, and stands in no index', () => {
    expect(AccountRegisters.index({ accountKey: 'k', bankId: 'bank-a', stops: [], orders: [], line: [] })).toEqual({
      entries: {},
      card: {},
    });
  });
});

/** What follows for the account when it is the turn of the first order in its line. */
function turnOf(known: AccountRegister | undefined): readonly AccountFact[] {
  const [first] = known?.line ?? [];
  const alertId = known?.orders.find(({ orderId }) => orderId === first)?.alertId;
  if (first === undefined || alertId === undefined) return [];
  const waiting = plan({ orderId: first, alertId });
  const order = stateOf(StopOrders, {
    type: 'order.placed-in-line',
    data: { at: minute(1), plan: waiting, waitsFor: id('ord', 99) },
  });
  return order === undefined ? [] : takeFromLine(order, known, context()).facts.filter(isAccountFact);
}

test('an account never has more than two counted stops, after any opening, voiding, freezing, freeing and leaving of the line', () => {
  const step = fc.record({
    does: fc.constantFrom('open', 'void', 'freeze', 'free', 'turn'),
    order: fc.integer({ min: 0, max: 9 }),
    alert: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const facts: AccountFact[] = [];
      for (const { does, order, alert } of steps) {
        const known = register(...facts);
        const concerned = { orderId: id('ord', order), alertId: id('alt', alert) };
        const counted = known?.stops.some(({ orderId }) => orderId === concerned.orderId) === true;
        if (does === 'open' && !counted) facts.push(...openOrder(plan(concerned), known, context()).filter(isAccountFact));
        if (does === 'void' && counted) facts.push(accountFacts.stopVoided(concerned));
        if (does === 'freeze' && counted) facts.push(accountFacts.frozen(concerned));
        if (does === 'turn') facts.push(...turnOf(known));
        if (does === 'free') facts.push(accountFacts.freed(concerned));
        const after = register(...facts);
        expect(after?.stops.length ?? 0).toBeLessThanOrEqual(2);
        expect(stopsLeft(after, context())).toBe(2 - (after?.stops.length ?? 0));
        expect(new Set(after?.line).size).toBe(after?.line.length ?? 0);
      }
    }),
    { numRuns: 200 },
  );
});
