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
const city: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor', 'administrator'], subject: 'he' };
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
const bankB: Actor = { agency: 'bank-b', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-b' };

const Alert = z.looseObject({ alertId: z.string() });
const Accepted = z.looseObject({
  requestId: z.string(),
  orders: z.array(z.object({ orderId: z.string(), bankId: z.string(), dueAt: z.string() })),
});

let api: TestApi;

beforeEach(async () => {
  api = createTestApi();
  for (const bank of [bankA, bankB]) {
    await api.call(bank, 'PUT', `/v1/banks/${bank.agency}`, { body: { name: bank.agency, dutyPhone: '010-66000001' } });
  }
});

async function raised(): Promise<string> {
  const answer = await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() });
  return Alert.parse(answer.body).alertId;
}

/** A request for one account at each bank; their orders, in that order. */
async function requested(...accounts: readonly object[]): Promise<readonly string[]> {
  const body = { alertId: await raised(), urgency: 'urgent', reason: 'fraud', officers, accounts };
  const answer = await api.call(haidian, 'POST', '/v1/freeze-requests', { body });
  return Accepted.parse(answer.body).orders.map(({ orderId }) => orderId);
}

const stopped = { code: '0000', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000, outflows: [] };

async function oneOrder(): Promise<string> {
  const [orderId = ''] = await requested(account());
  return orderId;
}

describe('the freeze path over HTTP', () => {
  test('Cordon takes an alarm once, even if its source sends it often', async () => {
    const first = await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() });
    const second = await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() });
    expect(first).toMatchObject({ status: 201, body: { grade: 2, slaDueAt: minute(30) } });
    expect(second).toMatchObject({ status: 200, body: { alertId: first.body['alertId'] } });
  });

  test('turns one request into an order at each bank, which can be read at once', async () => {
    const [one = '', two = ''] = await requested(account(), account({ bankId: 'bank-b' }));
    const order = await api.call(haidian, 'GET', `/v1/orders/${one}`);
    expect(order).toMatchObject({
      status: 200,
      headers: { etag: expect.stringMatching(/^"1\./) },
      body: {
        t0: minute(0),
        t1: minute(1),
        tier: 1,
        tracedFen: 10_000_000,
        dueAt: minute(30),
        facts: [{ type: 'order.requested' }],
      },
    });
    expect((await api.call(haidian, 'GET', `/v1/orders/${two}`)).body).toMatchObject({ bankId: 'bank-b' });
  });

  test('gives a bank what it has to do, and takes its receipt and result', async () => {
    const orderId = await oneOrder();
    const inbox = await api.call(bankA, 'GET', '/v1/bank/orders');
    expect(inbox.body).toMatchObject({ items: [{ orderId, instruction: 'stop', accountNumber: account().accountNumber }] });
    expect(inbox.text).not.toContain('王某');
    api.now = minute(5);
    const receipt = await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/receipt`, { body: { receivedAt: minute(2) } });
    expect(receipt.status).toBe(200);
    const result = await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: stopped });
    expect(result).toMatchObject({ status: 200, body: { state: 'stopped' } });
    expect((await api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body).toMatchObject({
      ...{ state: 'stopped', t3: minute(2), t4: minute(5), t5: minute(4), stoppedFen: 10_000_000 },
    });
    expect((await api.call(bankA, 'GET', '/v1/bank/orders')).body).toMatchObject({ items: [] });
  });

  test('Cordon takes any time that a bank names, marks an impossible one, and tells the bank so', async () => {
    const orderId = await oneOrder();
    api.now = minute(5);
    const give = (what: string, body: object) => api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/${what}`, { body });
    const year1 = { said: '0001-01-01T00:00:00.000Z', countedFrom: minute(1), reason: 'before-order' };
    expect(await give('receipt', { receivedAt: '0001-01-01T08:00:00+08:00' })).toMatchObject({
      status: 200,
      body: { state: 'received', receivedAt: year1.said, timeDoubt: year1 },
    });
    const second = { said: minute(3), countedFrom: year1.said, reason: 'differs-from-first' };
    for (const receivedAt of [minute(3), minute(3)])
      expect((await give('receipt', { receivedAt })).body).toMatchObject({ receivedAt: year1.said, timeDoubt: second });
    const ended = { ...stopped, effectiveAt: '1970-01-01T00:00:00Z', expiresAt: '2099-12-31T00:00:00Z' };
    const year1970 = { said: '1970-01-01T00:00:00.000Z', countedFrom: minute(1), reason: 'before-order' };
    for (const result of [ended, ended])
      expect(await give('result', result)).toMatchObject({
        status: 200,
        body: { state: 'stopped', timeDoubt: year1970, expiresAt: minute(1 + 48 * 60) },
      });
    expect((await api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body).toMatchObject({
      ...{ state: 'stopped', expiresAt: minute(1 + 48 * 60) },
      timeDoubts: [
        { instruction: 'stop', of: 'receipt', ...year1 },
        { instruction: 'stop', of: 'receipt', ...second },
        { instruction: 'stop', ...year1970 },
      ],
      disputes: [{ expiresAt: '2099-12-31T00:00:00.000Z' }],
    });
  });

  test('takes no result that says one thing twice: which of the two is meant?', async () => {
    const orderId = await oneOrder();
    api.now = minute(5);
    const text = JSON.stringify(stopped).replace('{', '{"stoppedFen":1,');
    expect(await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { text })).toMatchObject({
      status: 400,
      body: { code: 'JSON_FIELD_TWICE', errors: [{ path: '/stoppedFen' }] },
    });
    expect((await api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body).toMatchObject({ state: 'requested' });
  });

  test('counts the same result once, twice in a row or at the same instant, and keeps a different one as a dispute', async () => {
    const orderId = await oneOrder();
    api.now = minute(5);
    const give = (body: object) => api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body });
    expect((await Promise.all([give(stopped), give(stopped)])).map(({ status }) => status)).toEqual([200, 200]);
    expect((await give(stopped)).status).toBe(200);
    expect(await give({ ...stopped, stoppedFen: 1 })).toMatchObject({ status: 409, body: { code: 'RESULT_CONFLICT' } });
    const order = await api.call(haidian, 'GET', `/v1/orders/${orderId}`);
    const facts = z
      .array(z.object({ type: z.string() }))
      .parse(order.body['facts'])
      .map(({ type }) => type);
    expect(facts.filter((type) => type === 'order.stopped')).toHaveLength(1);
    expect(facts.filter((type) => type === 'order.disputed')).toHaveLength(1);
  });

  test('refuses a third stop on an account and does not ask its bank', async () => {
    await oneOrder();
    const again = { source: 'warning', sourceRef: 'w-1' } as const;
    const requestFor = async (sourceRef: string) => {
      const alert = await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput({ ...again, sourceRef }) });
      const body = { alertId: alert.body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
      return api.call(haidian, 'POST', '/v1/freeze-requests', { body });
    };
    expect((await requestFor('w-1')).status).toBe(202);
    expect(await requestFor('w-2')).toMatchObject({ status: 409, body: { code: 'STOP_LIMIT_REACHED', limit: 2 } });
    expect((await api.call(bankA, 'GET', '/v1/bank/orders')).body['items']).toHaveLength(2);
  });

  test("does not know another bank's order", async () => {
    const orderId = await oneOrder();
    const asked = await api.call(bankB, 'POST', `/v1/bank/orders/${orderId}/result`, { body: stopped });
    expect(asked).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  test('freezes nothing before the case is filed', async () => {
    const orderId = await oneOrder();
    api.now = minute(5);
    await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: stopped });
    const freeze = await api.call(haidian, 'POST', `/v1/orders/${orderId}/freeze`, { body: { reason: 'freeze', officers } });
    expect(freeze).toMatchObject({ status: 409, body: { code: 'CASE_NOT_FILED' } });
  });

  test('gives an instruction to the version the caller knows, and to no other', async () => {
    const orderId = await oneOrder();
    api.now = minute(5);
    await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: stopped });
    const release = (version: string) =>
      api.call(haidian, 'POST', `/v1/orders/${orderId}/release`, {
        body: { reason: 'let go', officers },
        headers: { 'if-match': version },
      });
    expect(await release('"1"')).toMatchObject({ status: 412, body: { code: 'VERSION_CONFLICT', version: 2 } });
    expect(await release('"2"')).toMatchObject({
      status: 202,
      headers: { etag: '"3"' },
      body: { pending: { instruction: 'release' } },
    });
    expect((await api.call(bankA, 'GET', `/v1/bank/orders/${orderId}`)).body).toMatchObject({ instruction: 'release' });
  });

  test('sends a returned order again, put right, on the same clock', async () => {
    const orderId = await oneOrder();
    api.now = minute(5);
    await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: { code: '0301' } });
    const body = { reason: 'name put right', officers, account: account({ accountName: '赵六六' }) };
    const corrected = await api.call(haidian, 'POST', `/v1/orders/${orderId}/correct`, { body });
    expect(corrected).toMatchObject({ status: 202, body: { corrects: orderId, dueAt: minute(30) } });
    const after = await api.call(haidian, 'GET', `/v1/orders/${String(corrected.body['orderId'])}`);
    expect(after.body).toMatchObject({ state: 'requested', t0: minute(0), corrects: orderId });
  });

  test('replays a command under its key, and refuses the key for another', async () => {
    const body = { alertId: await raised(), urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
    const ask = (over: object) =>
      api.call(haidian, 'POST', '/v1/freeze-requests', { body: { ...body, ...over }, headers: { 'idempotency-key': 'k-1' } });
    const first = await ask({});
    const written = api.journal.written.length;
    const second = await ask({});
    expect(second).toMatchObject({ status: 202, headers: { 'idempotency-replayed': 'true' }, body: first.body });
    expect(api.journal.written).toHaveLength(written);
    expect(await ask({ reason: 'another' })).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  test("turns a bank's own report into an alert", async () => {
    const { source, ...report } = raiseAlertInput();
    const told = await api.call(bankA, 'POST', '/v1/bank/reports', { body: report });
    expect(told.status).toBe(201);
    const alert = await api.call(haidian, 'GET', `/v1/alerts/${String(told.body['alertId'])}`);
    expect(alert.body).toMatchObject({ source: 'bank-report', raisedBy: 'bank-a' });
    expect(source).not.toBe('bank-report');
  });

  test('shows the facts of an order and that their chain is whole', async () => {
    const orderId = await oneOrder();
    const page = await api.call(city, 'GET', `/v1/audit/${orderId}`, { query: { limit: '1' } });
    expect(page.body).toMatchObject({
      stream: orderId,
      verified: true,
      items: [{ seq: 1, type: 'order.requested', by: { agency: 'police-haidian' } }],
    });
  });

  test('lists alerts and requests with how long they are open and how their orders stand', async () => {
    await oneOrder();
    api.now = minute(31);
    const alerts = await api.call(haidian, 'GET', '/v1/alerts');
    expect(alerts.body).toMatchObject({
      items: [{ openSeconds: 1_860, orders: { total: 1, waiting: 1, breached: 1, stoppedFen: 0 } }],
    });
    const requests = await api.call(city, 'GET', '/v1/freeze-requests', { query: { district: 'haidian', month: '2026-11' } });
    expect(requests.body).toMatchObject({ items: [{ agency: 'police-haidian', openSeconds: 1_800, orders: { total: 1 } }] });
  });
});
