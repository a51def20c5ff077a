import { describe, expect, test } from 'vitest';
import type { AccountToStop, RequestTaken } from '../../shared/freezes/model.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { FreezeRequests } from '../../shared/freezes/request/freeze-requests.ts';
import { nextOrderId, orderAt } from '../../shared/freezes/request/order-id.ts';
import { type KnownToRequest, planAccounts } from '../../shared/freezes/request/plan-accounts.ts';
import { plansOf } from '../../shared/freezes/request/plans-of.ts';
import { requestFreeze } from '../../shared/freezes/request/request-freeze.ts';
import { isForSum, scopeOfAll, takesIn } from '../../shared/freezes/request/stop-scope.ts';
import { MAX_TRANSFERS } from '../../shared/freezes/transfers.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { orderWith, registerWith, untilStopped } from '../support/order-samples.ts';
import {
  account,
  accountFacts,
  alert,
  banks,
  context,
  id,
  keyOf,
  minute,
  officers,
  orderFacts,
  requestFreezeInput,
  T0,
} from '../support/samples.ts';

const first = account();
const second = account({ bankId: 'bank-b', accountNumber: '6222020200000000002' });
const now = context({ now: minute(3) });
const transfer = (n: number, amountFen = 100): AccountToStop['transfer'] => ({
  ...first.transfer,
  ...{ serial: `TX-${n}`, amountFen },
});
const stopped = orderWith(...untilStopped);
const twice = registerWith(accountFacts.stopCounted(), accountFacts.stopCounted({ orderId: id('ord', 2) }));

function known(accounts: readonly AccountToStop[], over: Partial<KnownToRequest> = {}): KnownToRequest {
  return {
    ...{ alert: alert(), banks: banks('bank-a', 'bank-b'), keys: accounts.map(keyOf), registers: new Map(), orders: new Map() },
    ...over,
  };
}
const planned = (accounts: readonly AccountToStop[], over: Partial<KnownToRequest> = {}, input: Partial<RequestTaken> = {}) =>
  planAccounts({ ...requestFreezeInput({ accounts: [...accounts] }), ...input }, known(accounts, over), now);
const asked = (accounts: readonly AccountToStop[], over: Partial<KnownToRequest> = {}, input: Partial<RequestTaken> = {}) =>
  requestFreeze({ ...requestFreezeInput({ accounts: [...accounts] }), ...input }, known(accounts, over), now);

describe('an account that is refused', () => {
  test.each([
    ['BANK_UNKNOWN', account({ bankId: 'bank-z' }), '/bankId', 'must be a registered bank'],
    [
      'TIME_IN_FUTURE',
      account({ transfer: { ...first.transfer, at: plus(now.now, 31 * SECOND) } }),
      '/transfer/at',
      'must not lie in the future',
    ],
  ])('as %s is named by its place, with the rule it breaks, and says none of its content', (code, odd, path, rule) => {
    expect(planned([second, odd]).refused).toStrictEqual([
      { account: 1, bankId: odd.bankId, code, errors: [{ path: `/accounts/1${path}`, rule }] },
    ]);
  });

  test('as a contradiction to its first place says so', () => {
    expect(planned([first, { ...first, accountKind: 'corporate' }])).toMatchObject({
      orders: [{ places: [0] }],
      refused: [
        {
          ...{ account: 1, code: 'DUPLICATE_ACCOUNT' },
          errors: [{ path: '/accounts/1', rule: 'must have the name and kind that the account has at its first place' }],
        },
      ],
    });
  });

  test('as stopped often enough says so, beside what contradicts it', () => {
    const { orders, refused } = planned([first, { ...first, accountName: '钱七' }], {
      registers: new Map([[keyOf(first), twice]]),
    });
    expect(orders).toEqual([]);
    expect(refused).toMatchObject([
      {
        ...{ account: 0, code: 'STOP_LIMIT_REACHED' },
        errors: [{ path: '/accounts/0', rule: 'was stopped as often as is allowed' }],
      },
      { account: 1, code: 'DUPLICATE_ACCOUNT' },
    ]);
  });

  test('stands in the order of the request, whatever the reason', () => {
    const odd = [{ account: 3, code: 'INPUT_INVALID' as const }];
    const accounts = [first, { ...first, accountName: '钱七' }, account({ bankId: 'bank-z' })];
    const { refused } = planned(accounts, {}, { places: [0, 4, 2], odd });
    expect(refused.map(({ account: place, code }) => [place, code])).toEqual([
      [2, 'BANK_UNKNOWN'],
      [3, 'INPUT_INVALID'],
      [4, 'DUPLICATE_ACCOUNT'],
    ]);
  });

  test('was stopped once: there is one stop left', () => {
    const registers = new Map([[keyOf(first), registerWith()]]);
    expect(planned([first], { registers })).toMatchObject({ orders: [{ accountKey: keyOf(first) }], refused: [] });
  });

  test('needs a key: without one the caller is broken, not the request', () => {
    expect(() => planned([first, second], { keys: [keyOf(first)] })).toThrow(/account 1/);
  });
});

describe('several places of one account', () => {
  const nameless = account({ transfer: transfer(2) });
  delete nameless.accountName;

  test('are checked by the bank under the name that one of them gives', () => {
    expect(planned([nameless, first]).orders).toMatchObject([{ account: { accountName: '赵六' }, places: [0, 1] }]);
    expect(planned([{ ...nameless, accountName: '无' }, first]).orders).toMatchObject([{ account: { accountName: '赵六' } }]);
    expect(planned([nameless, { ...nameless, transfer: transfer(3) }]).orders).toMatchObject([{ places: [0, 1] }]);
  });

  test('have one name in any width of its letters', () => {
    const wide = { ...first, accountName: 'ＡＢＣ' };
    expect(planned([wide, { ...first, accountName: 'ABC' }])).toMatchObject({ orders: [{ places: [0, 1] }], refused: [] });
  });

  test('say their transfers where there are several, and none of their sums where one asks for the account', () => {
    const [one] = planned([first]).orders;
    expect(one).toStrictEqual({
      ...{ orderId: one?.orderId, account: first, accountKey: keyOf(first), places: [0], tracedFen: 10_000_000 },
    });
    const [both] = planned([{ ...first, scope: 'sum', amountFen: 5 }, nameless]).orders;
    expect(both?.account).toStrictEqual(first);
    expect(both?.transfers).toEqual([first.transfer, transfer(2)]);
  });

  test('have one stop for the sums of all of them', () => {
    const forSum = (amountFen: number, its: AccountToStop['transfer']): AccountToStop => ({
      ...first,
      ...{ scope: 'sum', amountFen, transfer: its },
    });
    expect(planned([forSum(5, transfer(1)), forSum(7, transfer(2))]).orders).toMatchObject([
      { account: { ...first, transfer: transfer(1), scope: 'sum', amountFen: 12 }, tracedFen: 200 },
    ]);
  });
});

describe('the scope of a stop', () => {
  const forSum = (amountFen: number | undefined, n: number) => ({
    ...{ ...first, transfer: transfer(n), scope: 'sum' as const },
    ...(amountFen === undefined ? {} : { amountFen }),
  });

  test('is a sum only where every place asks for a sum', () => {
    expect([isForSum({}), isForSum({ scope: 'account' }), isForSum({ scope: 'sum' })]).toEqual([false, false, true]);
    expect(scopeOfAll([first, forSum(5, 2)])).toStrictEqual({});
    expect(scopeOfAll([forSum(5, 1), forSum(7, 2)])).toStrictEqual({ scope: 'sum', amountFen: 12 });
  });

  test('counts a transfer that is told twice once, with its larger sum', () => {
    expect(scopeOfAll([forSum(5, 1), forSum(7, 1), forSum(1, 2)])).toStrictEqual({ scope: 'sum', amountFen: 8 });
    expect(scopeOfAll([forSum(7, 1), forSum(5, 1)])).toStrictEqual({ scope: 'sum', amountFen: 7 });
    expect(scopeOfAll([forSum(undefined, 1), forSum(4, 2)])).toStrictEqual({ scope: 'sum', amountFen: 4 });
  });

  describe('of an order that stands', () => {
    const ofSum = (amountFen?: number): StopOrder => ({
      ...stopped,
      account: { ...first, scope: 'sum', ...(amountFen === undefined ? {} : { amountFen }) },
    });
    const takes = (order: StopOrder, over: Partial<AccountToStop>, transfers?: AccountToStop['transfer'][]) =>
      takesIn(order, { account: { ...first, ...over }, transfers }, now);

    test('takes in any sum where it is the account', () => {
      expect(takes(stopped, { transfer: transfer(9) })).toBe(true);
      expect(takes(stopped, { scope: 'sum', amountFen: 99_000_000 })).toBe(true);
      expect(takes({ ...stopped, expiresAt: now.now }, {})).toBe(false);
    });

    test('takes in no more than its sum, and no other transfer, where it is a sum', () => {
      expect(takes(ofSum(5), { scope: 'sum', amountFen: 5 })).toBe(true);
      expect(takes(ofSum(5), { scope: 'sum', amountFen: 6 })).toBe(false);
      expect(takes(ofSum(5), {})).toBe(false);
      expect(takes(ofSum(5), { scope: 'sum', amountFen: 5, transfer: transfer(9) })).toBe(false);
      expect(takes(ofSum(5), { scope: 'sum', amountFen: 5 }, [first.transfer, transfer(9)])).toBe(false);
      expect(takes(ofSum(), { scope: 'sum' })).toBe(true);
      expect(takes(ofSum(), { scope: 'sum', amountFen: 1 })).toBe(false);
      expect(takes(ofSum(1), { scope: 'sum' })).toBe(true);
    });
  });
});

describe('an account at which the alarm has an order', () => {
  const orders = (order: StopOrder) => ({ orders: new Map([[keyOf(first), order]]) });

  test('has only the new transfers counted', () => {
    const accounts = [first, { ...first, transfer: transfer(2) }, { ...first, transfer: transfer(3), accountName: '钱七' }];
    expect(planned(accounts, orders(stopped))).toMatchObject({
      orders: [{ orderId: stopped.orderId, joined: true, tracedFen: 100, places: [0, 1] }],
      refused: [{ account: 2, code: 'DUPLICATE_ACCOUNT' }],
    });
  });

  test('takes as many transfers as an order has room for', () => {
    const full = { ...stopped, transfers: Array.from({ length: MAX_TRANSFERS - 1 }, (_, n) => transfer(n + 1)) };
    const [last, beyond] = [transfer(MAX_TRANSFERS), transfer(MAX_TRANSFERS + 1)].map((its) => ({ ...first, transfer: its }));
    if (last === undefined || beyond === undefined) throw new Error('two transfers');
    expect(planned([last], orders(full))).toMatchObject({ orders: [{ tracedFen: 100, joined: true }], refused: [] });
    const odd = { ...first, accountName: '钱七' };
    expect(planned([last, beyond, odd], orders(full))).toMatchObject({
      orders: [],
      refused: [
        { account: 0, code: 'TOO_MANY_TRANSFERS' },
        { account: 1, code: 'TOO_MANY_TRANSFERS' },
        { account: 2, code: 'DUPLICATE_ACCOUNT' },
      ],
    });
  });

  test('opens the order that comes next there, where the first is done', () => {
    const over = { ...stopped, expiresAt: now.now };
    const register = registerWith();
    const [next] = planned([first], { ...orders(over), registers: new Map([[keyOf(first), register]]) }).orders;
    const its = { alertId: id('alt', 1), alarmAt: T0, accountKey: keyOf(first) };
    expect(next).not.toHaveProperty('joined');
    expect(next?.orderId).toBe(nextOrderId({ ...its, before: stopped.orderId }));
    expect(next?.orderId).not.toBe(nextOrderId({ ...its, before: undefined }));
  });
});

describe('the id of an order', () => {
  const its = { alertId: id('alt', 1), alarmAt: T0, accountKey: 'k', before: id('ord', 1) };

  test('follows from alarm, account and the order before, each apart', () => {
    const ids = [
      its,
      { ...its, alertId: id('alt', 2) },
      { ...its, accountKey: 'l' },
      { ...its, before: id('ord', 2) },
      { ...its, before: undefined },
      { ...its, accountKey: `k${id('ord', 1)}`, before: undefined },
    ].map(nextOrderId);
    expect(new Set(ids).size).toBe(6);
    expect(nextOrderId({ ...its })).toBe(ids[0]);
    expect(nextOrderId({ ...its, before: '' })).toBe(ids[4]);
    expect(ids.every((one) => one.startsWith('ord_'))).toBe(true);
  });

  test('under which an alarm knows an account stands in the register', () => {
    const register = registerWith(
      accountFacts.stopCounted({ orderId: id('ord', 8), alertId: id('alt', 8) }),
      accountFacts.stopCounted(),
    );
    expect(orderAt(register, id('alt', 1))).toBe(id('ord', 1));
    expect(orderAt(register, id('alt', 9))).toBeUndefined();
    expect(orderAt(undefined, id('alt', 1))).toBeUndefined();
  });
});

describe('a request as a whole', () => {
  const future = account({ transfer: { ...first.transfer, at: minute(9) } });
  const noBank = account({ bankId: 'bank-z' });

  test('is refused by the reason that all its accounts have, and names each place', () => {
    expect(asked([noBank, noBank])).toStrictEqual({
      ...{ kind: 'refusal', code: 'BANK_UNKNOWN', facts: [] },
      detail: { paths: ['/accounts/0/bankId', '/accounts/1/bankId'] },
    });
    expect(asked([first], { registers: new Map([[keyOf(first), twice]]) })).toMatchObject({
      code: 'STOP_LIMIT_REACHED',
      detail: { limit: 2, paths: ['/accounts/0'] },
    });
  });

  test('is refused by a reason of its own where theirs differ', () => {
    expect(asked([noBank, future])).toMatchObject({ code: 'NO_ACCOUNT_TO_STOP' });
    const odd = [{ account: 0, code: 'INPUT_INVALID' as const }];
    expect(asked([noBank], {}, { places: [1], odd })).toStrictEqual({
      ...{ kind: 'refusal', code: 'NO_ACCOUNT_TO_STOP', facts: [] },
      detail: { paths: ['/accounts/0', '/accounts/1/bankId'] },
    });
    expect(asked([], {}, { odd: [] })).toMatchObject({ code: 'NO_ACCOUNT_TO_STOP', detail: { paths: [] } });
  });

  test('is recorded with what the officers said, and with the ladder of its alarm', () => {
    const decision = asked([first, noBank]);
    if (decision.kind === 'refusal') throw new Error(decision.code);
    const { request } = decision;
    expect(decision.facts).toEqual([{ type: 'freeze-request.accepted', data: request }]);
    expect(request).toMatchObject({
      ...{ alertId: id('alt', 1), urgency: 'urgent', reason: requestFreezeInput().reason, officers, alarmAt: T0 },
      ...{ district: 'haidian', agency: 'haidian-bureau', requestedAt: minute(3), dueAt: minute(30) },
      refused: [{ account: 1, code: 'BANK_UNKNOWN' }],
    });
    expect(request.requestId).toMatch(/^frq_/);
    expect(request).toStrictEqual(FreezeRequests.fact.parse(decision.facts[0]).data);
  });

  test('gives each order a plan without what is the request’s alone', () => {
    const decision = asked([first, second], { orders: new Map([[keyOf(first), stopped]]) });
    if (decision.kind === 'refusal') throw new Error(decision.code);
    const { orders, refused: _, requestedAt: __, ...shared } = decision.request;
    const [joined, opened] = orders;
    if (joined === undefined || opened === undefined) throw new Error('two orders');
    const { places: ___, joined: isJoined, ...own } = joined;
    expect(isJoined).toBe(true);
    const rest = { ...shared, tier: 1, ancestors: [], documents: [] };
    expect(plansOf(decision.request)[0]).toStrictEqual({ ...own, ...rest });
    expect(plansOf(decision.request)[1]).toMatchObject({ orderId: opened.orderId, account: second, tier: 1 });
  });

  test('stands in its lists by its alarm, under its district and in the file of its alert', () => {
    const decision = asked([first, noBank]);
    if (decision.kind === 'refusal') throw new Error(decision.code);
    const { entries, card } = FreezeRequests.index(decision.request);
    const { requestId, alertId, district, agency, requestedAt, urgency, alarmAt, dueAt } = decision.request;
    expect(card).toStrictEqual({
      ...{ requestId, alertId, district, agency, requestedAt, urgency, alarmAt, dueAt, orders: 1, refused: 1 },
    });
    expect(Object.keys(entries)).toEqual(['listing', 'file']);
    expect(entries.listing).toEqual({ pk: 'freeze-request#haidian#2026-11', sk: `${alarmAt}#${alertId}#${requestId}` });
    expect(FreezeRequests.factsFile?.(decision.request)).toContain(alertId);
  });
});

test('an order that a bank has not answered is joined as well', () => {
  const order = orderWith(orderFacts.requested());
  expect(planned([first], { orders: new Map([[keyOf(first), order]]) }).orders).toMatchObject([{ joined: true, tracedFen: 0 }]);
});
