import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountKey } from '../../shared/freezes/account-key.ts';
import type { AccountFact, AccountRegister } from '../../shared/freezes/account-register.ts';
import { AccountRegisters } from '../../shared/freezes/account-registers.ts';
import { FreezeRequests } from '../../shared/freezes/freeze-requests.ts';
import { type AccountToStop, FreezeRequest, RequestFreeze } from '../../shared/freezes/model.ts';
import { plansOf } from '../../shared/freezes/plans-of.ts';
import { type KnownToRequest, requestFreeze } from '../../shared/freezes/request-freeze.ts';
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
  return { alert: alert(), banks: banks('bank-a', 'bank-b'), keys: accounts.map(keyOf), registers: new Map(), ...over };
}

/** The register of the first account after these facts. */
function registered(...facts: readonly [AccountFact, ...AccountFact[]]): ReadonlyMap<string, AccountRegister | undefined> {
  return new Map([[keyOf(first), stateOf(AccountRegisters, ...facts)]]);
}

const stoppedTwice = registered(accountFacts.stopCounted(), accountFacts.stopCounted({ orderId: id('ord', 2) }));

function asking(accounts: readonly AccountToStop[], over: Partial<KnownToRequest> = {}, input: Partial<RequestFreeze> = {}) {
  return given(FreezeRequests).when(() =>
    requestFreeze(known(accounts, over), requestFreezeInput({ accounts: [...accounts], ...input }), context({ now: minute(3) })),
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
          known([first]),
          requestFreezeInput(),
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

describe('a freeze request is refused, by the place of what is wrong', () => {
  test('where an account comes twice', () => {
    asking([first, second, first]).thenRefused('DUPLICATE_ACCOUNT', { paths: ['/accounts/2'] });
  });

  test('where a bank is not registered', () => {
    asking([first, account({ bankId: 'bank-z' })]).thenRefused('BANK_UNKNOWN', { paths: ['/accounts/1/bankId'] });
  });

  test('where a transfer lies in the future, but not for a clock a little ahead', () => {
    const at = (seconds: number) => account({ transfer: { ...first.transfer, at: plus(minute(3), seconds * SECOND) } });
    asking([at(31)]).thenRefused('TIME_IN_FUTURE', { paths: ['/accounts/0/transfer/at'] });
    asking([at(30)]).thenFacts({ type: 'freeze-request.accepted' });
  });

  test('where every account has been stopped as often as it may be', () => {
    asking([first], { registers: stoppedTwice }).thenRefused('STOP_LIMIT_REACHED', { limit: 2, paths: ['/accounts/0'] });
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

test('every account of a request is planned once or refused once, whatever is known of it', () => {
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
      const decision = requestFreeze(known(asked, { registers }), requestFreezeInput({ accounts: asked }), context());
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
  test('is the same however the number is written, and another for another bank or secret', () => {
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
