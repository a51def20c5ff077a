import type { RaiseAlert } from '../../shared/alerts/bodies.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import type { Bank, RegisterBank } from '../../shared/banks/model.ts';
import type { AccountFact } from '../../shared/freezes/account/account-register.ts';
import type { AccountToStop, OrderPlan, RequestFreeze } from '../../shared/freezes/model.ts';
import { ladderOf } from '../../shared/freezes/order/ladder.ts';
import type { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { fenOf } from '../../shared/freezes/transfers.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { type IdPrefix, makeId } from '../../shared/kernel/ids.ts';
import type { Officer } from '../../shared/kernel/people.ts';
import { plainAccount } from '../../shared/kernel/plain-text.ts';
import { epoch, HOUR, MINUTE, plus } from '../../shared/kernel/time.ts';
import { createPolicy } from '../../shared/policy/policy.ts';

/** The alarm of every sample; it is 09:30 in Beijing. */
export const T0 = '2026-11-22T01:30:00.000Z';
/** Some minutes after the alarm. */
export const minute = (minutes: number): string => plus(T0, minutes * MINUTE);
/** Some hours after the alarm. */
export const hour = (hours: number): string => plus(T0, hours * HOUR);

export const policy = createPolicy();

export const officer: Actor = {
  agency: 'haidian-bureau',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'zhang.san',
};
export const bankClerk: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };

/** A context at a fixed moment, with ids that count up. */
export function context(over: Partial<Context> = {}): Context {
  const now = over.now ?? minute(1);
  let count = 0;
  return {
    now,
    actor: officer,
    policy,
    newId: (prefix) => {
      count += 1;
      return makeId(prefix, epoch(now), () => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, Math.floor(count / 256), count % 256));
    },
    ...over,
  };
}

/** A made-up id that is the same for the same number. */
export function id(prefix: IdPrefix, number: number): string {
  return makeId(prefix, epoch(T0), () => Uint8Array.of(1, 1, 1, 1, 1, 1, 1, 1, Math.floor(number / 256) % 256, number % 256));
}

export const officers: readonly [Officer, Officer] = [
  { name: '张三', badge: '010001', phone: '010-62510001' },
  { name: '李四', badge: '010002', phone: '010-62510002' },
];

export function raiseAlertInput(over: Partial<RaiseAlert> = {}): RaiseAlert {
  return {
    source: 'victim-report',
    sourceRef: '110-20261122-0042',
    receivedAt: T0,
    district: 'haidian',
    victim: { name: '王某', idNumber: '110108199001010000', phone: '13800000000' },
    fraudType: 'impersonation-of-police',
    lossFen: 45_540_000,
    summary: 'Caller posed as police; transfers to several accounts.',
    ...over,
  };
}

export function alert(over: Partial<Alert> = {}): Alert {
  return {
    ...raiseAlertInput(),
    alertId: id('alt', 1),
    reference: 'HD-261122-7K3Q9M',
    recordedAt: T0,
    slaDueAt: minute(30),
    raisedBy: officer.agency,
    grade: 2,
    ...over,
  };
}

export function registerBankInput(over: Partial<RegisterBank> = {}): RegisterBank {
  return { name: 'Bank A', endpoint: 'https://stop.bank-a.example.cn/orders', dutyPhone: '010-95500', ...over };
}

export function bank(over: Partial<Bank> = {}): Bank {
  const { jwks: _none, ...input } = registerBankInput();
  return { ...input, bankId: 'bank-a', registeredAt: hour(-24), ...over };
}

/** Banks by their ids, as the deciders take them. */
export function banks(...ids: readonly string[]): ReadonlyMap<string, Bank> {
  return new Map(ids.map((bankId) => [bankId, bank({ bankId, name: bankId })]));
}

export function account(over: Partial<AccountToStop> = {}): AccountToStop {
  return {
    bankId: 'bank-a',
    accountName: '赵六',
    accountNumber: '6222020200000000001',
    accountKind: 'personal',
    transfer: { amountFen: 10_000_000, currency: 'CNY', at: minute(-10), serial: 'TX-1' },
    ...over,
  };
}

/** The replacement of the keyed hash in tests: any text that is one to one with bank and number. */
export function keyOf({
  bankId,
  accountNumber = '',
}: {
  readonly bankId: string;
  readonly accountNumber?: string | undefined;
}): string {
  return hashOf([bankId, plainAccount(accountNumber)]);
}

/** The same of each line, and undefined of one that names no account. */
export function keysOf(lines: readonly { readonly bankId?: string | undefined; readonly accountNumber?: string | undefined }[]) {
  return lines.map(({ bankId, accountNumber }) =>
    bankId === undefined || accountNumber === undefined ? undefined : keyOf({ bankId, accountNumber }),
  );
}

export function requestFreezeInput(over: Partial<RequestFreeze> = {}): RequestFreeze {
  return {
    alertId: id('alt', 1),
    urgency: 'urgent',
    reason: 'Victim transferred under false pretences.',
    officers: [...officers],
    accounts: [account()],
    ...over,
  };
}

export function plan(over: Partial<OrderPlan> = {}): OrderPlan {
  const concerned = over.account ?? account();
  return {
    orderId: id('ord', 1),
    requestId: id('frq', 1),
    alertId: id('alt', 1),
    district: 'haidian',
    agency: officer.agency,
    account: concerned,
    accountKey: keyOf(concerned),
    tier: 1,
    tracedFen: fenOf(concerned.transfer),
    ancestors: [],
    urgency: 'urgent',
    reason: 'Victim transferred under false pretences.',
    officers: [...officers],
    alarmAt: T0,
    dueAt: minute(30),
    timetable: ladderOf(T0, policy, T0),
    documents: [],
    ...over,
  };
}

type FactOf<Type extends OrderFact['type']> = Extract<OrderFact, { type: Type }>;
/** Of a fact's data a test may change any part. */
type Data<Type extends OrderFact['type']> = FactOf<Type>['data'];

/** Facts of an order, as they would be at the usual moments; `over` changes what the test is about. */
export const orderFacts = {
  requested: (over: Partial<OrderPlan> = {}, at = minute(1)): FactOf<'order.requested'> => ({
    type: 'order.requested',
    data: { at, plan: plan(over) },
  }),
  sent: (over: Partial<Data<'order.sent'>> = {}): FactOf<'order.sent'> => ({
    type: 'order.sent',
    data: { at: minute(1), instruction: 'stop', channel: 'push', purpose: 'order', ...over },
  }),
  received: (over: Partial<Data<'order.received'>> = {}): FactOf<'order.received'> => ({
    type: 'order.received',
    data: { at: minute(2), receivedAt: minute(2), ...over },
  }),
  stopped: (over: Partial<Data<'order.stopped'>> = {}): FactOf<'order.stopped'> => ({
    type: 'order.stopped',
    data: {
      at: minute(5),
      answer: { instruction: 'stop', attempt: 0, hash: hashOf('stopped'), code: '0000', at: minute(5), late: false },
      effectiveAt: minute(4),
      expiresAt: plus(minute(4), 48 * HOUR),
      warnAt: plus(minute(4), 42 * HOUR),
      balanceBeforeFen: 10_000_000,
      stoppedFen: 10_000_000,
      partly: false,
      outflows: [],
      ...over,
    },
  }),
  returned: (over: Partial<Data<'order.returned'>> = {}): FactOf<'order.returned'> => ({
    type: 'order.returned',
    data: {
      at: minute(5),
      answer: { instruction: 'stop', attempt: 0, hash: hashOf('returned'), code: '0301', at: minute(5), late: false },
      class: 'fix',
      outflows: [],
      ...over,
    },
  }),
  alreadyHeld: (over: Partial<Data<'order.already-held'>> = {}): FactOf<'order.already-held'> => ({
    type: 'order.already-held',
    data: {
      at: minute(5),
      answer: { instruction: 'stop', attempt: 0, hash: hashOf('held'), code: '1303', at: minute(5), late: false },
      outflows: [],
      ...over,
    },
  }),
} as const;

type AccountData = AccountFact['data'];
const accountData = (over: Partial<AccountData> = {}): AccountData => ({
  at: minute(1),
  accountKey: keyOf(account()),
  bankId: 'bank-a',
  orderId: id('ord', 1),
  alertId: id('alt', 1),
  ...over,
});

/** Facts of an account's register. */
export const accountFacts = {
  stopCounted: (over: Partial<AccountData> = {}, kind: 'stop' | 'extension' = 'stop'): AccountFact => ({
    type: 'account.stop-counted',
    data: { ...accountData(over), kind },
  }),
  stopVoided: (over: Partial<AccountData> = {}, kind: 'stop' | 'extension' = 'stop'): AccountFact => ({
    type: 'account.stop-voided',
    data: { ...accountData(over), kind },
  }),
  frozen: (over: Partial<AccountData> = {}): AccountFact => ({ type: 'account.frozen', data: accountData(over) }),
  freed: (over: Partial<AccountData> = {}): AccountFact => ({ type: 'account.freed', data: accountData(over) }),
  linedUp: (over: Partial<AccountData> = {}): AccountFact => ({ type: 'account.lined-up', data: accountData(over) }),
  leftLine: (over: Partial<AccountData> = {}): AccountFact => ({ type: 'account.left-line', data: accountData(over) }),
} as const;
