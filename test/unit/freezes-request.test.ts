import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import type { AccountFact, AccountRegister } from '../../shared/freezes/account/account-register.ts';
import { AccountRegisters } from '../../shared/freezes/account/account-registers.ts';
import { type AccountToStop, FreezeRequest, RequestFreeze, type RequestTaken } from '../../shared/freezes/model.ts';
import type { InstructionKind } from '../../shared/freezes/order/instructions.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { FreezeRequests } from '../../shared/freezes/request/freeze-requests.ts';
import type { KnownToRequest } from '../../shared/freezes/request/plan-accounts.ts';
import { plansOf } from '../../shared/freezes/request/plans-of.ts';
import { requestFreeze } from '../../shared/freezes/request/request-freeze.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { fenOf } from '../../shared/freezes/transfers.ts';
import { plus, SECOND } from '../../shared/kernel/time.ts';
import { given, stateOf } from '../support/given.ts';
import {
  account,
  accountFacts,
  alert,
  banks,
  context,
  hour,
  id,
  keyOf,
  minute,
  officer,
  officers,
  orderFacts,
  requestFreezeInput,
} from '../support/samples.ts';

const first = account();
const second = account({
  bankId: 'bank-b',
  accountNumber: '6222020200000000002',
  transfer: { ...first.transfer, amountFen: 5_000_000 },
});

/** What is known where nothing is known of the accounts but their banks, unless told. */
function known(accounts: readonly AccountToStop[], over: Partial<KnownToRequest> = {}): KnownToRequest {
  return {
    alert: alert(),
    banks: banks('bank-a', 'bank-b'),
    keys: accounts.map(keyOf),
    registers: new Map(),
    orders: new Map(),
    ...over,
  };
}

/** The register of the first account after these facts. */
function registered(...facts: readonly [AccountFact, ...AccountFact[]]): ReadonlyMap<string, AccountRegister | undefined> {
  return new Map([[keyOf(first), stateOf(AccountRegisters, ...facts)]]);
}

const stoppedTwice = registered(accountFacts.stopCounted(), accountFacts.stopCounted({ orderId: id('ord', 2) }));

function asking(accounts: readonly AccountToStop[], over: Partial<KnownToRequest> = {}, input: Partial<RequestTaken> = {}) {
  return given(FreezeRequests).when(() =>
    requestFreeze(requestFreezeInput({ accounts: [...accounts], ...input }), known(accounts, over), context({ now: minute(3) })),
  );
}

describe('a freeze request', () => {
  test('becomes a stop order for each account, all on the clock of the alarm', () => {
    asking([first, second])
      .thenFacts({
        type: 'freeze-request.accepted',
        data: {
          alarmAt: alert().receivedAt,
          dueAt: minute(30),
          requestedAt: minute(3),
          agency: officer.agency,
          district: 'haidian',
          refused: [],
        },
      })
      .thenState({
        orders: [
          { account: first, tracedFen: 10_000_000 },
          { account: second, tracedFen: 5_000_000 },
        ],
      });
  });

  test('has its orders stand in the district of the alert, and answer to the agency that asked', () => {
    given(FreezeRequests)
      .when(() =>
        requestFreeze(
          requestFreezeInput(),
          known([first]),
          context({ actor: { ...officer, agency: 'chaoyang-bureau', district: 'chaoyang' } }),
        ),
      )
      .thenState({ district: 'haidian', agency: 'chaoyang-bureau' });
  });

  test('has the ladder due at 10, 20, 25 and 30 minutes after the alarm, and is given up after a day', () => {
    asking([first]).thenState({
      timetable: {
        rungs: [
          { rung: 'remind', dueAt: minute(10) },
          { rung: 'duty-officer', dueAt: minute(20) },
          { rung: 'supervisor', dueAt: minute(25) },
          { rung: 'breach', dueAt: minute(30) },
        ],
        giveUpAt: hour(24),
      },
    });
  });

  test('gives each order its whole plan', () => {
    const { decision } = asking([first, second]);
    const request = FreezeRequest.parse(decision.facts[0]?.data);
    expect(plansOf(request)).toMatchObject([
      { orderId: request.orders[0]?.orderId, account: first, tier: 1, ancestors: [], alarmAt: alert().receivedAt, officers },
      { orderId: request.orders[1]?.orderId, account: second, tier: 1, ancestors: [], alarmAt: alert().receivedAt, officers },
    ]);
  });

  test('fits in one item of the table at its largest', () => {
    const longest = { name: '警'.repeat(64), phone: `+${'1'.repeat(20)}x123456` };
    const accounts = Array.from({ length: 100 }, (_, i) =>
      account({
        accountName: '户'.repeat(128),
        accountNumber: `${'6'.repeat(36)}${String(i).padStart(4, '0')}`,
        bankId: 'bank-a',
      }),
    );
    const { decision } = asking(
      accounts,
      {},
      {
        reason: '理'.repeat(1_000),
        officers: [
          { ...longest, badge: '1'.repeat(20) },
          { ...longest, name: '官'.repeat(64), badge: '2'.repeat(20) },
        ],
      },
    );
    expect(Buffer.byteLength(JSON.stringify(decision.facts))).toBeLessThan(200_000);
  });
});

describe('two different officers', () => {
  const [one, two] = officers;
  test.each([
    ['the same police number', { ...two, badge: one.badge }],
    ['the same name and phone', { ...one, badge: '999999' }],
    ['the same phone written otherwise', { ...one, badge: '999999', phone: '010 62510001' }],
    ['the same phone with the code of the country', { ...one, badge: '999999', phone: '+86 10 6251-0001' }],
    ['the same name in wider letters, or with a space', { ...one, badge: '999999', name: '张\u{3000}三' }],
    ['the same name with what cannot be seen', { ...one, badge: '999999', name: '张\u{200b}三\u{fe0f}' }],
    ['the same police number without its zeros', { ...two, badge: '10001' }],
  ])('are not two with %s', (_what, other) => {
    asking([first], {}, { officers: [one, other] }).thenRefused('SAME_OFFICER_TWICE');
  });

  test('may have the same name, or the same phone', () => {
    asking([first], {}, { officers: [one, { ...two, name: one.name }] }).thenFacts({ type: 'freeze-request.accepted' });
    asking([first], {}, { officers: [one, { ...two, phone: one.phone }] }).thenFacts({ type: 'freeze-request.accepted' });
  });
});

describe('what is wrong with one account', () => {
  const at = (seconds: number) => account({ transfer: { ...first.transfer, at: plus(minute(3), seconds * SECOND) } });

  test.each([
    ['BANK_UNKNOWN', account({ bankId: 'bank-z' }), '/accounts/1/bankId'],
    ['TIME_IN_FUTURE', account({ bankId: 'bank-b', transfer: at(31).transfer }), '/accounts/1/transfer/at'],
    ['DUPLICATE_ACCOUNT', { ...first, accountKind: 'corporate' as const }, '/accounts/1'],
    ['DUPLICATE_ACCOUNT', { ...first, accountName: '钱七' }, '/accounts/1'],
  ])('(%s) holds up no other account', (code, odd, path) => {
    asking([first, odd, second]).thenState({
      orders: [{ account: first }, { account: second }],
      refused: [{ account: 1, code, errors: [{ path }] }],
    });
  });

  test('refuses the request where there is no other account', () => {
    asking([account({ bankId: 'bank-z' })]).thenRefused('BANK_UNKNOWN', { paths: ['/accounts/0/bankId'] });
    asking([at(31)]).thenRefused('TIME_IN_FUTURE', { paths: ['/accounts/0/transfer/at'] });
    asking([at(30)]).thenFacts({ type: 'freeze-request.accepted' });
    asking([first], { registers: stoppedTwice }).thenRefused('STOP_LIMIT_REACHED', { limit: 2, paths: ['/accounts/0'] });
  });

  test('refuses the request by a reason of its own where every account has another one', () => {
    asking([at(31), account({ bankId: 'bank-z' })]).thenRefused('NO_ACCOUNT_TO_STOP', {
      paths: ['/accounts/0/transfer/at', '/accounts/1/bankId'],
    });
  });

  test('keeps its place where accounts before it could not be read', () => {
    const odd = [{ account: 0, code: 'INPUT_INVALID' as const }];
    asking([account({ bankId: 'bank-z' }), second], {}, { places: [1, 2], odd }).thenState({
      orders: [{ account: second, places: [2] }],
      refused: [
        { account: 0, code: 'INPUT_INVALID' },
        { account: 1, code: 'BANK_UNKNOWN' },
      ],
    });
  });
});

describe('two transfers into one account', () => {
  const later = { ...first.transfer, amountFen: 3_000_000, at: minute(-5), serial: 'TX-2' };

  test('they are one order with both of them', () => {
    asking([first, second, { ...first, accountNumber: '6222-0202-0000-0000-001', transfer: later }], {
      keys: [keyOf(first), keyOf(second), keyOf(first)],
    }).thenState({
      orders: [
        { account: first, tracedFen: 13_000_000, transfers: [first.transfer, later], places: [0, 2] },
        { account: second, places: [1] },
      ],
      refused: [],
    });
  });

  test.each([
    ['just so', first.transfer],
    ['with the serial otherwise spelled', { ...first.transfer, serial: 'tx-1' }],
    ['with a placeholder for its serial', { ...first.transfer, serial: '-' }],
    ['without its serial', { amountFen: first.transfer.amountFen, currency: 'CNY' as const, at: first.transfer.at }],
  ])('are one transfer where one is told twice %s', (_what, transfer) => {
    asking([first, { ...first, transfer }]).thenState({ orders: [{ tracedFen: 10_000_000, places: [0, 1] }] });
  });

  test.each([
    ['moment', { ...first.transfer, at: minute(-9) }],
    ['sum', { ...first.transfer, amountFen: 1 }],
    ['serial', { ...first.transfer, serial: 'TX-9' }],
  ])('are two where they have another %s', (_what, transfer) => {
    asking([first, { ...first, transfer }]).thenState({
      orders: [{ tracedFen: 10_000_000 + fenOf(transfer), transfers: [first.transfer, transfer] }],
    });
  });
});

describe('a second request of an alarm for an account', () => {
  const order = (...facts: OrderFact[]) => StopOrder.parse(stateOf(StopOrders, orderFacts.requested(), ...facts));
  const pendingOf = (instruction: InstructionKind) => ({
    ...{ instruction, issuedAt: minute(2), reason: 'let go', officers: [...officers], documents: [] },
  });
  const held = (state: StopOrder): Partial<KnownToRequest> => ({
    registers: registered(accountFacts.stopCounted()),
    orders: new Map([[keyOf(first), state]]),
  });

  test.each([
    ['is asked for', order()],
    ['was sent', order(orderFacts.sent())],
    ['is stopped', order(orderFacts.sent(), orderFacts.stopped())],
  ])('joins the order that stands there, where the account %s', (_what, state) => {
    asking([first], held(state)).thenState({ orders: [{ orderId: state.orderId, tracedFen: 0, joined: true }] });
    const transfer = { ...first.transfer, amountFen: 7, serial: 'TX-7' };
    asking([{ ...first, transfer }], held(state)).thenState({ orders: [{ orderId: state.orderId, tracedFen: 7, joined: true }] });
  });

  test('joins although both stops of the account are used up', () => {
    const state = order(orderFacts.sent(), orderFacts.stopped());
    asking([first], { ...held(state), registers: stoppedTwice }).thenState({ orders: [{ joined: true }], refused: [] });
  });

  test.each([
    ['is to be let go', { ...order(orderFacts.sent(), orderFacts.stopped()), pending: pendingOf('release') }],
    ['is being recalled', { ...order(orderFacts.sent()), pending: pendingOf('recall') }],
    ['came back', order(orderFacts.sent(), orderFacts.returned())],
    ['found the account held by others', order(orderFacts.sent(), orderFacts.alreadyHeld())],
    ['has expired', order(orderFacts.sent(), orderFacts.stopped({ expiresAt: minute(2), effectiveAt: minute(-3) }))],
  ])('opens a new order where the first one %s', (_what, state) => {
    const { decision } = asking([first], held(state)).thenState({ orders: [{ tracedFen: 10_000_000 }] });
    expect(FreezeRequest.parse(decision.facts[0]?.data).orders[0]).not.toMatchObject({ orderId: state.orderId });
  });

  test('names the same order as one that is decided at the same instant', () => {
    const idOf = (over: Partial<RequestFreeze> = {}) =>
      FreezeRequest.parse(asking([first], {}, over).decision.facts[0]?.data).orders[0]?.orderId;
    expect(idOf()).toBe(idOf());
    expect(idOf({ alertId: id('alt', 2) })).not.toBe(idOf());
  });
});

describe('the limit of two stops an account', () => {
  test('leaves the other accounts their orders, and names the one without', () => {
    asking([first, second], { registers: stoppedTwice }).thenState({
      orders: [{ account: second }],
      refused: [{ account: 0, bankId: 'bank-a', code: 'STOP_LIMIT_REACHED' }],
    });
  });

  test('does not count what the bank did not execute', () => {
    const registers = registered(
      accountFacts.stopCounted(),
      accountFacts.stopCounted({ orderId: id('ord', 2) }),
      accountFacts.stopVoided(),
    );
    asking([first], { registers }).thenFacts({ type: 'freeze-request.accepted' });
  });

  test('does not keep an order from waiting in line on a frozen account', () => {
    const registers = registered(accountFacts.stopCounted(), accountFacts.stopCounted({}, 'extension'), accountFacts.frozen());
    asking([first], { registers }).thenState({ orders: [{ account: first }], refused: [] });
  });
});

test('every account of a request is planned once or refused once, with any knowledge of it', () => {
  const accounts = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(accounts, fc.func(fc.integer({ min: 0, max: 3 })), (numbers, stopsOf) => {
      const asked = numbers.map((n) => account({ accountNumber: `62220202${String(n).padStart(8, '0')}` }));
      const registers = new Map(
        asked.map((one, i) => {
          const facts = Array.from({ length: stopsOf(i) }, (_, n) =>
            accountFacts.stopCounted({ accountKey: keyOf(one), orderId: id('ord', n) }),
          );
          return [keyOf(one), stateOf(AccountRegisters, ...facts)];
        }),
      );
      const decision = requestFreeze(requestFreezeInput({ accounts: asked }), known(asked, { registers }), context());
      if (decision.kind === 'refusal') {
        expect(decision).toMatchObject({ code: 'STOP_LIMIT_REACHED', facts: [] });
        expect([...registers.values()].every((register) => (register?.stops.length ?? 0) >= 2)).toBe(true);
        return;
      }
      const request = FreezeRequest.parse(decision.facts[0]?.data);
      const planned = request.orders.map((order) => asked.findIndex((one) => keyOf(one) === order.accountKey));
      const places = [...planned, ...request.refused.map((one) => one.account)].toSorted((a, b) => a - b);
      expect(places).toEqual(asked.map((_, i) => i));
      expect(new Set(request.orders.map((order) => order.orderId)).size).toBe(request.orders.length);
    }),
    { numRuns: 50 },
  );
});

describe('the key of an account', () => {
  test('the key is the same in any spelling of the number, and another for another bank or secret', () => {
    const key = accountKey('secret', 'bank-a', '6222ab01');
    expect(accountKey('secret', 'bank-a', '6222-AB-01')).toBe(key);
    expect(accountKey('secret', 'bank-b', '6222ab01')).not.toBe(key);
    expect(accountKey('other', 'bank-a', '6222ab01')).not.toBe(key);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('what a freeze is requested with', () => {
  test.each([
    ['no account', { accounts: [] }, 'accounts'],
    ['one officer', { officers: [officers[0]] }, 'officers'],
    ['over 100 accounts', { accounts: Array.from({ length: 101 }, () => first) }, 'accounts'],
    [
      'an amount of nothing',
      { accounts: [account({ transfer: { ...first.transfer, amountFen: 0 } })] },
      'accounts/0/transfer/amountFen',
    ],
    [
      'an amount with a fraction',
      { accounts: [account({ transfer: { ...first.transfer, amountFen: 0.5 } })] },
      'accounts/0/transfer/amountFen',
    ],
    [
      'a time without offset',
      { accounts: [account({ transfer: { ...first.transfer, at: '2026-11-22T09:20:00' } })] },
      'accounts/0/transfer/at',
    ],
    [
      'an account number with other signs',
      { accounts: [account({ accountNumber: '6222*0202*0000' })] },
      'accounts/0/accountNumber',
    ],
  ])('%s is refused at its path', (_what, wrong, path) => {
    const parsed = RequestFreeze.safeParse({ ...requestFreezeInput(), ...wrong });
    expect(parsed.error?.issues.map((issue) => issue.path.join('/'))).toEqual([path]);
  });
});
