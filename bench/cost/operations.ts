import * as z from 'zod';
import { MINUTE } from '../../shared/kernel/time.ts';
import type { BankId, MeteredCity } from './metered-city.ts';

/** One thing that people and banks do, with everything that follows from it. */
export interface Operation {
  readonly name: string;
  readonly what: string;
  /** How many stop orders it is about, for those who divide. */
  readonly orders?: number;
  /** Prepares what does not count, and gives the work that does. `n` is another number each time. */
  prepare(city: MeteredCity, n: number): Promise<() => Promise<void>>;
}

export const POLICE = 'police-haidian';
const officers = [
  { name: '高建国', badge: '011101', phone: '010-82519110' },
  { name: '林小燕', badge: '011102', phone: '010-82519110' },
];
const SUM = 900_000;

const Alert = z.looseObject({ alertId: z.string() });
const Orders = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })).length(1) });

export const later = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * MINUTE).toISOString();

/** Raises the alarm of a victim that no other alarm names. */
export async function raiseAlarm(city: MeteredCity, n: number): Promise<string> {
  const alert = await city.call(POLICE, 'POST', '/v1/alerts', {
    ...{ source: 'victim-report', sourceRef: `cost-${n}`, receivedAt: city.now(), district: 'haidian' },
    victim: { name: `报案人${n}`, idNumber: `1101081950010${10_000 + n}`, phone: `139${String(10_000_000 + n)}` },
    ...{ fraudType: '冒充公检法', lossFen: SUM, summary: '被害人转账' },
  });
  return Alert.parse(alert).alertId;
}

const accountNumber = (n: number, tier = 1): string => `6222${String(n).padStart(12, '0')}${String(tier).padStart(3, '0')}`;

/** Asks for the stop of one account at the bank. @returns the order's id */
export async function askStop(city: MeteredCity, alertId: string, bankId: BankId, number: string): Promise<string> {
  const transfer = { amountFen: SUM, currency: 'CNY', at: city.now() };
  const account = { bankId, accountName: '张伟民', accountNumber: number, accountKind: 'personal', transfer };
  const request = { alertId, urgency: 'urgent', reason: '电信网络诈骗', officers, accounts: [account] };
  return Orders.parse(await city.call(POLICE, 'POST', '/v1/freeze-requests', request)).orders[0]?.orderId ?? '';
}

/** The bank's result, which took effect now. */
export async function tellResult(city: MeteredCity, bankId: BankId, orderId: string, said: object): Promise<void> {
  await city.call(bankId, 'POST', `/v1/bank/orders/${orderId}/result`, { effectiveAt: city.now(), ...said });
}

async function orderStop(city: MeteredCity, alertId: string, bankId: BankId, n: number): Promise<string> {
  const orderId = await askStop(city, alertId, bankId, accountNumber(n));
  await city.settle();
  return orderId;
}

async function receipt(city: MeteredCity, bankId: BankId, orderId: string): Promise<void> {
  await city.call(bankId, 'POST', `/v1/bank/orders/${orderId}/receipt`, { receivedAt: city.now() });
  await city.settle();
}

async function result(city: MeteredCity, bankId: BankId, orderId: string, said: object): Promise<void> {
  await tellResult(city, bankId, orderId, said);
  await city.settle();
}

/** Past the warning before the end of the 48 hours, and past the end; of one order or of several, stopped one after the other. */
async function termEnds(city: MeteredCity, first: string, last = first): Promise<void> {
  for (const hours of [42, 48]) await city.passTo(later(first, hours * 60), later(last, hours * 60));
}

export const stopped = { code: '0000', balanceBeforeFen: SUM, stoppedFen: SUM, outflows: [] };

const protectedAccount = { code: '0302', balanceBeforeFen: SUM, stoppedFen: 0, outflows: [] };

const alarm: Operation = {
  name: 'alarm',
  what: 'an alarm is raised',
  prepare: async (city, n) => async () => {
    await raiseAlarm(city, n);
  },
};

const answered: Operation = {
  name: 'answered',
  what: 'a stop order: the bank notes it, stops the money within three minutes, and the 48 hours end',
  orders: 1,
  prepare: async (city, n) => {
    const alertId = await raiseAlarm(city, n);
    return async () => {
      const orderId = await orderStop(city, alertId, 'jinghua', n);
      await receipt(city, 'jinghua', orderId);
      const stoppedAt = city.now();
      await result(city, 'jinghua', orderId, stopped);
      await termEnds(city, stoppedAt);
    };
  },
};

const refused: Operation = {
  name: 'refused',
  what: 'a stop order that the bank notes and refuses: the account is protected',
  orders: 1,
  prepare: async (city, n) => {
    const alertId = await raiseAlarm(city, n);
    return async () => {
      const orderId = await orderStop(city, alertId, 'jinghua', n);
      await receipt(city, 'jinghua', orderId);
      await result(city, 'jinghua', orderId, protectedAccount);
      await city.passTo(later(city.now(), 48 * 60));
    };
  },
};

const silent: Operation = {
  name: 'silent',
  what: 'a stop order that the bank takes and never answers: three reminders, the breach, given up after 24 hours',
  orders: 1,
  prepare: async (city, n) => {
    const alertId = await raiseAlarm(city, n);
    const raisedAt = city.now();
    return async () => {
      await orderStop(city, alertId, 'jinghua', n);
      for (const minute of [10, 20, 25, 30, 24 * 60]) await city.passTo(later(raisedAt, minute));
    };
  },
};

const followed: Operation = {
  name: 'followed',
  what: 'three stop orders: the money is followed from bank to bank to bank, each notes and stops what is left, and the 48 hours end',
  orders: 3,
  prepare: async (city, n) => {
    const alertId = await raiseAlarm(city, n);
    return async () => {
      const ways = ['jinghua', 'yanjing', 'haihe'] as const;
      await orderStop(city, alertId, ways[0], n);
      const stoppedAt: string[] = [];
      for (const [tier, bankId] of ways.entries()) {
        const orderId = city.endpoints.pushedFor(bankId, accountNumber(n, tier + 1))?.orderId ?? '';
        await receipt(city, bankId, orderId);
        const next = ways[tier + 1];
        stoppedAt.push(city.now());
        await result(city, bankId, orderId, next === undefined ? stopped : partly(city, next, n, tier + 2));
      }
      await termEnds(city, stoppedAt[0] ?? city.now(), stoppedAt.at(-1));
    };
  },
};

/** A third of the money is left; the rest went on to one account at the next bank. */
function partly(city: MeteredCity, bankId: BankId, n: number, tier: number): object {
  const to = { bankId, accountName: '赵一帆', accountNumber: accountNumber(n, tier), accountKind: 'personal' };
  const outflows = [{ ...to, amountFen: SUM / 2, at: city.now(), serial: `S${n}-${tier}` }];
  return { code: '1200', balanceBeforeFen: SUM / 3, stoppedFen: SUM / 3, outflows };
}

const look: Operation = {
  name: 'look',
  what: 'an officer reads one order',
  prepare: async (city, n) => {
    const orderId = await orderStop(city, await raiseAlarm(city, n), 'jinghua', n);
    // an order at rest: one that waits would go on in another operation's time
    await result(city, 'jinghua', orderId, protectedAccount);
    return async () => {
      await city.call(POLICE, 'GET', `/v1/orders/${orderId}`);
    };
  },
};

const poll: Operation = {
  name: 'poll',
  what: 'a bank without an endpoint asks for its open orders, and has none',
  prepare: async (city) => async () => {
    await city.call('chengde', 'GET', '/v1/bank/orders');
  },
};

/** Reading, which changes nothing. */
export const reading: readonly Operation[] = [look, poll];

/** The orders that follow from an alarm. */
export const freezePath: readonly Operation[] = [alarm, answered, refused, silent, followed];
