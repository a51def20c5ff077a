import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../shared/kernel/context.ts';
import type { TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';
import { createStopDesk, type StopDesk } from '../support/stop-desk.ts';

let desk: StopDesk;
let api: TestApi;
let alertId: string;

beforeEach(async () => {
  desk = await createStopDesk();
  ({ api, alertId } = desk);
});

const ask: StopDesk['ask'] = (...accounts) => desk.ask(...accounts);
const read = (orderId: string) => desk.read(orderId);
const numbered = (n: number, over: object = {}) => ({ ...account({ accountNumber: `622202020000000000${n}` }), ...over });
const transfer = account().transfer;

/** The account is stopped, and the stop is extended: that is the second of its two. */
async function stopAndExtend(orderId: string) {
  api.now = minute(5);
  const body = { code: '0000', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };
  expect(await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body })).toMatchObject({ status: 200 });
  return api.call(haidian, 'POST', `/v1/orders/${orderId}/extend`, { body: { reason: 'filing', officers } });
}

describe('a request of six accounts of which one is wrong', () => {
  test.each([
    ['a number that is none', numbered(3, { accountNumber: '!!' }), 'INPUT_INVALID', '/accounts/2/accountNumber'],
    [
      'a sum of nothing',
      numbered(3, { transfer: { ...transfer, amountFen: 0 } }),
      'INPUT_INVALID',
      '/accounts/2/transfer/amountFen',
    ],
    ['no transfer', { ...numbered(3), transfer: undefined }, 'INPUT_INVALID', '/accounts/2/transfer'],
    ['a field that is not known', numbered(3, { iban: 'x' }), 'INPUT_INVALID', '/accounts/2/iban'],
    ['nothing at all', null, 'INPUT_INVALID', '/accounts/2'],
    ['a bank that is not registered', numbered(3, { bankId: 'no-such-bank' }), 'BANK_UNKNOWN', '/accounts/2/bankId'],
    ['a time ahead', numbered(3, { transfer: { ...transfer, at: minute(600) } }), 'TIME_IN_FUTURE', '/accounts/2/transfer/at'],
    ['another kind than before', numbered(1, { accountKind: 'corporate' }), 'DUPLICATE_ACCOUNT', '/accounts/2'],
  ])('orders five, and says what is wrong: %s', async (_what, odd, code, path) => {
    const { orders, refused } = await ask(numbered(1), numbered(2), odd, numbered(4), numbered(5), numbered(6));
    expect(orders.map(({ accounts }) => accounts)).toEqual([[0], [1], [3], [4], [5]]);
    expect(refused).toMatchObject([{ account: 2, code, errors: [{ path, rule: expect.any(String) }] }]);
    for (const { orderId } of orders) expect(await read(orderId)).toMatchObject({ state: 'requested' });
  });

  test('shows the same where the request is read again', async () => {
    const { requestId } = await ask(numbered(1), null);
    expect((await api.call(haidian, 'GET', `/v1/freeze-requests/${String(requestId)}`)).body).toMatchObject({
      orders: [{ bankId: 'bank-a' }],
      refused: [{ account: 1, code: 'INPUT_INVALID' }],
    });
  });
});

describe('the same request twice without a key', () => {
  test('is one order, said so, and the stop can still be extended', async () => {
    const first = await ask(account());
    const second = await ask(account());
    const orderId = first.orders[0]?.orderId ?? '';
    expect(first.joined).toEqual([]);
    expect(second).toMatchObject({ orders: [{ orderId, joined: true }], joined: [{ accounts: [0], orderId }], refused: [] });
    expect(await read(orderId)).toMatchObject({ tracedFen: 10_000_000, transfers: [transfer] });
    expect(await stopAndExtend(orderId)).toMatchObject({ status: 202 });
  });

  test('is one order where both come at the same instant', async () => {
    const answers = await Promise.all([ask(account()), ask(account()), ask(account())]);
    const [orderId = '', ...others] = new Set(answers.flatMap(({ orders }) => orders.map((order) => order.orderId)));
    expect(others).toEqual([]);
    expect(await read(orderId)).toMatchObject({ state: 'requested', tracedFen: 10_000_000, version: 1 });
    expect(await stopAndExtend(orderId)).toMatchObject({ status: 202 });
  });

  test('is one order where both come at the same instant with another transfer, and the order has both', async () => {
    const other = { ...transfer, amountFen: 5_000_000, at: minute(-3), serial: 'TX-2' };
    const [one] = await Promise.all([ask(account()), ask(account({ transfer: other }))]);
    const order = await read(one?.orders[0]?.orderId ?? '');
    expect(order).toMatchObject({ tracedFen: 15_000_000 });
    expect(order['transfers']).toEqual(expect.arrayContaining([transfer, other]));
  });

  test('joins a stop that runs, and asks anew once it has ended', async () => {
    const { orders } = await ask(account());
    const orderId = orders[0]?.orderId ?? '';
    expect(await stopAndExtend(orderId)).toMatchObject({ status: 202 });
    expect(await ask(account())).toMatchObject({ joined: [{ orderId }] });
    api.now = hour(60);
    const body = { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
    expect(await api.call(haidian, 'POST', '/v1/freeze-requests', { body })).toMatchObject({
      status: 409,
      body: { code: 'STOP_LIMIT_REACHED' },
    });
  });
});

describe('two transfers into one account in one request', () => {
  test('are one order with both, told to the bank, and the stop can still be extended', async () => {
    const other = { ...transfer, amountFen: 5_000_000, at: minute(-3), serial: 'TX-2' };
    const { orders } = await ask(account(), account({ accountNumber: '6222-0202-0000-0000-001', transfer: other }));
    expect(orders).toMatchObject([{ accounts: [0, 1] }]);
    const orderId = orders[0]?.orderId ?? '';
    expect(await read(orderId)).toMatchObject({ tracedFen: 15_000_000, transfers: [transfer, other] });
    expect((await api.call(bankA, 'GET', `/v1/bank/orders/${orderId}`)).body).toMatchObject({
      transfer,
      transfers: [transfer, other],
    });
    expect(await stopAndExtend(orderId)).toMatchObject({ status: 202 });
  });
});

describe('an account that is known from another alarm', () => {
  const chaoyang: Actor = { ...haidian, agency: 'police-chaoyang', district: 'chaoyang', subject: 'lin' };
  async function askBy(actor: Actor, sourceRef: string, district: string) {
    const { body } = await api.call(actor, 'POST', '/v1/alerts', { body: { ...raiseAlertInput({ sourceRef }), district } });
    return api.call(actor, 'POST', '/v1/freeze-requests', {
      body: { alertId: body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts: [numbered(9), account()] },
    });
  }

  test('is told at once to the officer who may know: alarm, order, agency and state', async () => {
    const { orders, known } = await ask(account());
    expect(known).toEqual([]);
    expect(await askBy(haidian, 'second', 'haidian')).toMatchObject({
      status: 202,
      body: {
        known: [
          {
            accounts: [1],
            orders: [
              {
                orderId: orders[0]?.orderId,
                alertId,
                reference: expect.stringMatching(/^HD-/),
                agency: haidian.agency,
                state: 'requested',
              },
            ],
          },
        ],
      },
    });
  });

  test('is told to others only as known elsewhere', async () => {
    const { orders } = await ask(account());
    const answer = await askBy(chaoyang, 'second', 'chaoyang');
    expect(answer.body['known']).toEqual([{ accounts: [1], orders: [], elsewhere: true }]);
    expect(answer.text).not.toContain(orders[0]?.orderId);
    expect(answer.text).not.toContain('police-haidian');
  });
});
