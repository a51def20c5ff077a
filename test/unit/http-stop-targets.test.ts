import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { account, minute, officers } from '../support/samples.ts';
import { createStopDesk, type StopDesk } from '../support/stop-desk.ts';

let desk: StopDesk;
let api: TestApi;

beforeEach(async () => {
  desk = await createStopDesk();
  ({ api } = desk);
});

const asked: StopDesk['asked'] = (...accounts) => desk.asked(...accounts);
const ask: StopDesk['ask'] = (...accounts) => desk.ask(...accounts);
const orderOf: StopDesk['orderOf'] = (...accounts) => desk.orderOf(...accounts);
const read = (orderId: string) => desk.read(orderId);
const told = (orderId: string) => desk.told(orderId);
const { accountName: _, ...nameless } = account();

describe('an account whose holder the officers do not know', () => {
  test('is stopped by number, sum and time: the bank is told no name, and not to check one', async () => {
    const orderId = await orderOf(nameless);
    const instruction = await told(orderId);
    expect(instruction).toMatchObject({ instruction: 'stop', check: ['account-number', 'amount', 'time'] });
    expect(instruction).not.toHaveProperty('accountName');
    expect((await read(orderId))['account']).toEqual({ ...nameless, scope: 'account' });
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

describe('a stop of a sum', () => {
  const ofSum = (amountFen: number, over: object = {}) => ({ ...account(), scope: 'sum', amountFen, ...over });

  test('is told to the bank as such, and shown; without a word it is for the account', async () => {
    const ofAll = await orderOf(account({ accountNumber: '6222020200000000002' }));
    expect(await told(ofAll)).toMatchObject({ scope: 'account' });
    expect(await told(ofAll)).not.toHaveProperty('amountFen');
    const orderId = await orderOf(ofSum(3_000_000));
    expect(await told(orderId)).toMatchObject({ scope: 'sum', amountFen: 3_000_000 });
    expect(await read(orderId)).toMatchObject({ account: { scope: 'sum', amountFen: 3_000_000 }, tracedFen: 10_000_000 });
  });

  test('has the sums of several transfers into one account, each once; one place for the account makes it the account', async () => {
    const other = { ...account().transfer, amountFen: 5_000_000, serial: 'TX-2' };
    const two = [ofSum(3_000_000), ofSum(5_000_000, { transfer: other }), ofSum(3_000_000)];
    expect(await told(await orderOf(...two))).toMatchObject({ scope: 'sum', amountFen: 8_000_000 });
    const elsewhere = { accountNumber: '6222020200000000002' };
    const mixed = await orderOf(ofSum(1, elsewhere), account({ ...elsewhere, transfer: other }));
    expect(await told(mixed)).toMatchObject({ scope: 'account' });
    expect(await told(mixed)).not.toHaveProperty('amountFen');
  });

  test('takes in the same request again, and no request for more: that is a stop of its own', async () => {
    const first = await ask(ofSum(3_000_000));
    expect(await ask(ofSum(3_000_000))).toMatchObject({ joined: [{ orderId: first.orders[0]?.orderId }] });
    const more = await ask(account());
    expect(more).toMatchObject({ joined: [], refused: [] });
    expect(await told(more.orders[0]?.orderId ?? '')).toMatchObject({ scope: 'account' });
    expect((await read(first.orders[0]?.orderId ?? ''))['account']).toMatchObject({ scope: 'sum', amountFen: 3_000_000 });
  });

  test('loses no request that comes at the same instant for the account', async () => {
    const answers = await Promise.all([ask(ofSum(3_000_000)), ask(account())]);
    const orderIds = new Set(answers.flatMap(({ orders }) => orders.map(({ orderId }) => orderId)));
    const list = await api.call(bankA, 'GET', '/v1/bank/orders');
    const { items } = z.object({ items: z.array(z.looseObject({ scope: z.string() })) }).parse(list.body);
    expect(orderIds.size).toBeGreaterThan(0);
    expect(items.map(({ scope }) => scope)).toContain('account');
  });
});

describe('a transfer in another currency', () => {
  const { amountFen: _fen, ...timed } = account().transfer;
  const foreign = (over: object = {}) => account({ transfer: { ...timed, currency: 'USD', amountMinor: 1_234_500, ...over } });

  test('is stopped, told in its own units, and counts in no sum of fen', async () => {
    const orderId = await orderOf(foreign());
    const instruction = await told(orderId);
    expect(instruction).toMatchObject({
      transfer: { currency: 'USD', amountMinor: 1_234_500 },
      check: ['account-name', 'account-number', 'time'],
    });
    expect(instruction['transfer']).not.toHaveProperty('amountFen');
    expect(await read(orderId)).toMatchObject({ tracedFen: 0, foreignCurrency: true });
  });

  test('may be told by what it is worth: that counts in no sum, either', async () => {
    const orderId = await orderOf(account({ transfer: { ...account().transfer, currency: 'usd' } }));
    expect(await read(orderId)).toMatchObject({ tracedFen: 0, foreignCurrency: true });
    expect(await told(orderId)).toMatchObject({
      transfer: { currency: 'USD', amountFen: 10_000_000 },
      check: ['account-name', 'account-number', 'time'],
    });
  });

  test('joins an order in yuan without adding to what is traced', async () => {
    const { orders } = await ask(account(), foreign({ serial: 'TX-2' }));
    expect(await read(orders[0]?.orderId ?? '')).toMatchObject({
      tracedFen: 10_000_000,
      foreignCurrency: true,
      transfers: [account().transfer, { currency: 'USD', amountMinor: 1_234_500 }],
    });
  });

  test('is no reason to doubt the bank about what went out', async () => {
    const orderId = await orderOf(foreign());
    api.now = minute(5);
    const outflows = [{ ...nameless, amountFen: 9_000_000, at: minute(-5), serial: 'O-1', accountNumber: '6228480000000001' }];
    const told = outflows.map(({ transfer: _transfer, ...outflow }) => outflow);
    const body = { code: '1200', effectiveAt: minute(4), balanceBeforeFen: 0, stoppedFen: 0, outflows: told };
    expect(await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body })).toMatchObject({ status: 200 });
    expect(await read(orderId)).toMatchObject({ state: 'stopped', contradictions: [], outflows: told });
  });
});

describe('a stop of one transaction at a payment institution', () => {
  const { transfer } = account();
  const of = (numbers: object, over: object = {}) => ({
    bankId: 'bank-a',
    target: { kind: 'transaction', ...numbers },
    transfer,
    ...over,
  });

  test.each([{ bankSerial: 'BS-2026-1' }, { orderNumber: '4200001234202611220001' }, { posSerial: '000123' }])(
    'names %o and no account',
    async (numbers) => {
      const instruction = await told(await orderOf(of(numbers)));
      expect(instruction).toMatchObject({
        target: { kind: 'transaction', ...numbers },
        scope: 'transaction',
        check: ['transaction', 'amount', 'time'],
      });
      for (const member of ['accountName', 'accountNumber', 'accountKind']) expect(instruction).not.toHaveProperty(member);
    },
  );

  test('a target is one order in any spelling of the number, and another for another number, kind or bank', async () => {
    const first = await ask(of({ orderNumber: 'ab-1' }));
    expect(await ask(of({ orderNumber: 'ＡＢ－1' }))).toMatchObject({ joined: [{ orderId: first.orders[0]?.orderId }] });
    const others = [of({ orderNumber: 'ab-2' }), of({ bankSerial: 'ab-1' }), of({ orderNumber: 'ab-1' }, { bankId: 'bank-b' })];
    expect(await ask(...others)).toMatchObject({ joined: [], orders: [{}, {}, {}] });
  });

  test('counts as any stop does: the same transaction is stopped at most twice', async () => {
    const orderId = await orderOf(of({ orderNumber: 'ab-1' }));
    api.now = minute(5);
    const result = { code: '0000', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
    expect(await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: result })).toMatchObject({ status: 200 });
    const extend = { reason: 'filing', officers };
    expect(await api.call(haidian, 'POST', `/v1/orders/${orderId}/extend`, { body: extend })).toMatchObject({ status: 202 });
    api.now = minute(3_600);
    expect(await asked(of({ orderNumber: 'AB-1' }))).toMatchObject({ status: 409, body: { code: 'STOP_LIMIT_REACHED' } });
  });

  test('is put right by a correction, which may name the account instead', async () => {
    const orderId = await orderOf(of({ orderNumber: 'ab-1' }));
    expect(await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: { code: '0400' } })).toMatchObject({
      status: 200,
    });
    const body = { reason: 'the account is known now', officers, account: account() };
    const { body: corrected } = await api.call(haidian, 'POST', `/v1/orders/${orderId}/correct`, { body });
    expect(await told(String(corrected['orderId']))).toMatchObject({ accountNumber: account().accountNumber, scope: 'account' });
  });
});

describe('one odd account among good ones is named with its place and rule', () => {
  const { transfer } = account();
  const target = { kind: 'transaction', orderNumber: 'ab-1' };
  const { accountNumber: _number, ...numberless } = account();
  test.each<readonly [what: string, odd: object, path: string, rule: RegExp]>([
    ['a sum without its figure', account({ scope: 'sum' }), '/amountFen', /is required/],
    ['a figure without its scope', account({ amountFen: 5 }), '/amountFen', /scope is not sum/],
    ['more than was transferred', account({ scope: 'sum', amountFen: 10_000_001 }), '/amountFen', /not be more/],
    ['a scope that there is not', { ...account(), scope: 'half' }, '/scope', /one of account, sum/],
    ['a sum of nothing', account({ scope: 'sum', amountFen: 0 }), '/amountFen', /more than 0/],
    ['no number', numberless, '/accountNumber', /is required/],
    [
      'a currency that there is not',
      { ...account(), transfer: { ...transfer, currency: 'QQQ' } },
      '/transfer/currency',
      /ISO 4217/,
    ],
    [
      'dollars without a sum',
      { ...account(), transfer: { at: transfer.at, currency: 'USD' } },
      '/transfer/amountMinor',
      /is required/,
    ],
    [
      'a sum of dollars',
      { ...account({ scope: 'sum', amountFen: 5 }), transfer: { ...transfer, currency: 'USD' } },
      '/scope',
      /not in CNY/,
    ],
    ['yuan in other units', { ...account(), transfer: { ...transfer, amountMinor: 5 } }, '/transfer/amountMinor', /absent/],
    ['no number of the transaction', { bankId: 'bank-a', transfer, target: { kind: 'transaction' } }, '/target', /exactly one/],
    ['two numbers', { bankId: 'bank-a', transfer, target: { ...target, posSerial: '1' } }, '/target', /exactly one/],
    [
      'a placeholder',
      { bankId: 'bank-a', transfer, target: { kind: 'transaction', posSerial: '0' } },
      '/target/posSerial',
      /placeholder/,
    ],
    ['a transaction and an account', { ...account(), target }, '/accountNumber', /absent/],
  ])('%s', async (_what, odd, path, rule) => {
    const { orders, refused } = await ask(account({ accountNumber: '6222020200000000009' }), odd);
    expect(orders).toMatchObject([{ accounts: [0] }]);
    expect(refused).toMatchObject([{ account: 1, code: 'INPUT_INVALID' }]);
    expect(refused[0]?.['errors']).toContainEqual({ path: `/accounts/1${path}`, rule: expect.stringMatching(rule) });
  });
});
