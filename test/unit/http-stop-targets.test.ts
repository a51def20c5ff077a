import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { account, minute, officers, raiseAlertInput } from '../support/samples.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };

const Accepted = z.looseObject({
  orders: z.array(z.looseObject({ orderId: z.string(), accounts: z.array(z.number()) })),
  refused: z.array(z.looseObject({ account: z.number(), code: z.string() })),
});

let api: TestApi;
let alertId: string;

beforeEach(async () => {
  api = createTestApi();
  for (const agency of ['bank-a', 'bank-b']) {
    await api.call({ ...bankA, agency }, 'PUT', `/v1/banks/${agency}`, { body: { name: agency, dutyPhone: '010-66000001' } });
  }
  alertId = z.string().parse((await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() })).body['alertId']);
});

const asked = (...accounts: readonly unknown[]) =>
  api.call(haidian, 'POST', '/v1/freeze-requests', {
    body: { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts },
  });

async function ask(...accounts: readonly unknown[]) {
  const answer = await asked(...accounts);
  expect(answer.status).toBe(202);
  return Accepted.parse(answer.body);
}

const orderOf = async (...accounts: readonly unknown[]) => (await ask(...accounts)).orders[0]?.orderId ?? '';
const read = async (orderId: string) => (await api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body;
const told = async (orderId: string) => (await api.call(bankA, 'GET', `/v1/bank/orders/${orderId}`)).body;
const { accountName: _, ...nameless } = account();

describe('an account whose holder the officers do not know', () => {
  test('is stopped by number, sum and time: the bank is told no name, and not to check one', async () => {
    const orderId = await orderOf(nameless);
    const instruction = await told(orderId);
    expect(instruction).toMatchObject({ instruction: 'stop', check: ['account-number', 'amount', 'time'] });
    expect(instruction).not.toHaveProperty('accountName');
    expect((await read(orderId))['account']).toEqual(nameless);
  });

  test('is one whose holder is only a placeholder, too', async () => {
    const instruction = await told(await orderOf(account({ accountName: '不详' })));
    expect(instruction).toMatchObject({ check: ['account-number', 'amount', 'time'] });
    expect(instruction).not.toHaveProperty('accountName');
  });

  test('has the bank check the name where one place of the request says it', async () => {
    const other = { ...account().transfer, amountFen: 5_000_000, serial: 'TX-2' };
    const { orders, refused } = await ask({ ...nameless, transfer: other }, account());
    expect([orders.map(({ accounts }) => accounts), refused]).toEqual([[[0, 1]], []]);
    expect(await told(orders[0]?.orderId ?? '')).toMatchObject({
      accountName: account().accountName,
      check: ['account-name', 'account-number', 'amount', 'time'],
    });
  });

  test('may be where the bank says that the money went', async () => {
    const orderId = await orderOf(account());
    api.now = minute(5);
    const outflows = [
      {
        bankId: 'bank-b',
        accountNumber: '6228480000000001',
        accountKind: 'personal',
        amountFen: 1_000_000,
        at: minute(-5),
        serial: 'O-1',
      },
    ];
    const body = { code: '1200', effectiveAt: minute(4), balanceBeforeFen: 9_000_000, stoppedFen: 9_000_000, outflows };
    expect(await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body })).toMatchObject({ status: 200 });
    expect(await read(orderId)).toMatchObject({ outflows });
  });
});
