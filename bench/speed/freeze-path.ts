import * as z from 'zod';
import { seedBanks } from '../../local/seed/agencies.ts';
import type { Arrival } from './fake-banks.ts';
import type { World } from './world.ts';

type Caller = Pick<World, 'client' | 'now'>;

const POLICE = 'police-haidian';
const officers = [
  { name: '高建国', badge: '011101', phone: '010-82519110' },
  { name: '林小燕', badge: '011102', phone: '010-82519110' },
];
/** The money of an order; fen. */
export const SUM = 900_000;

const Raised = z.looseObject({ alertId: z.string() });

/** An account at a bank that no other flow uses. */
export interface Account {
  readonly bankId: string;
  readonly accountNumber: string;
  /** The money that came to it. */
  readonly amountFen: number;
}

let numbers = 0;
const next = (): number => {
  numbers += 1;
  return numbers;
};

/** A new account: at the banks in turn, or at this one. */
export function newAccount(bankId?: string, amountFen: number = SUM): Account {
  const n = next();
  const bank = bankId ?? seedBanks[n % seedBanks.length]?.bankId ?? '';
  return { bankId: bank, accountNumber: `6222${String(n).padStart(15, '0')}`, amountFen };
}

/** Raises the alarm of a victim that no other alarm names. @returns the alarm's id */
export async function raiseAlarm({ client, now }: Caller): Promise<string> {
  const n = next();
  const answer = await client.send(POLICE, 'POST', '/v1/alerts', {
    ...{ source: 'victim-report', sourceRef: `bench-${n}`, receivedAt: now(), district: 'haidian' },
    victim: { name: `报案人${n}`, idNumber: `11010819500${String(n).padStart(7, '0')}`, phone: `139${10_000_000 + n}` },
    ...{ fraudType: '冒充公检法', lossFen: SUM, summary: '被害人转账' },
  });
  return Raised.parse(JSON.parse(answer)).alertId;
}

/** Asks for the stop of these accounts at once. */
export async function askStops({ client, now }: Caller, alertId: string, ...accounts: readonly Account[]): Promise<void> {
  const at = now();
  await client.send(POLICE, 'POST', '/v1/freeze-requests', {
    ...{ alertId, urgency: 'urgent', reason: '电信网络诈骗', officers },
    accounts: accounts.map(({ amountFen, ...account }) => ({
      ...{ ...account, ...holder },
      transfer: { amountFen, currency: 'CNY', at },
    })),
  });
}

const holder = { accountName: '张伟民', accountKind: 'personal' };

/** How long the order took to its bank: from the sending of the request until all of the push had come in. */
export interface Stopped extends Arrival, Account {
  readonly ms: number;
}

/** Asks for the stop of one account, and waits for the order at its bank. */
export async function stopOne(
  world: Caller & Pick<World, 'banks'>,
  alertId: string,
  account: Account = newAccount(),
): Promise<Stopped> {
  const arrival = world.banks.arrival(account.accountNumber);
  const begun = performance.now();
  await askStops(world, alertId, account);
  const arrived = await arrival;
  return { ...account, ...arrived, ms: arrived.at - begun };
}

/** The bank says that it stopped the money. */
export function answerStopped({ client, now }: Caller, { bankId, orderId }: Stopped): Promise<string> {
  const said = { code: '0000', balanceBeforeFen: SUM, stoppedFen: SUM, outflows: [] };
  return client.send(bankId, 'POST', `/v1/bank/orders/${orderId}/result`, { effectiveAt: now(), ...said });
}

/** The bank says that it stopped what was left, and that money went on to these accounts. */
export function answerGoneOn(
  { client, now }: Caller,
  { bankId, orderId }: Pick<Stopped, 'bankId' | 'orderId'>,
  leftFen: number,
  accounts: readonly Account[],
): Promise<string> {
  const at = now();
  const outflows = accounts.map((account, n) => ({ ...account, ...holder, at, serial: `S${orderId}-${n}` }));
  const said = { code: '1200', balanceBeforeFen: leftFen, stoppedFen: leftFen, outflows };
  return client.send(bankId, 'POST', `/v1/bank/orders/${orderId}/result`, { effectiveAt: now(), ...said });
}
