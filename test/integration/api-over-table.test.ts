import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Searches, searchesId } from '../../shared/finding/search-log.ts';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { createApiOver, type TestApi } from '../support/api.ts';
import { prosecutor } from '../support/case-samples.ts';
import { account, minute, officers, raiseAlertInput } from '../support/samples.ts';
import { startTestTable, type TestTable } from '../support/test-table.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };

const Accepted = z.looseObject({ requestId: z.string(), orders: z.array(z.object({ orderId: z.string() })) });

let table: TestTable;
let api: TestApi<Journal>;
let count = 0;

beforeAll(async () => {
  table = await startTestTable();
  api = createApiOver(createDynamoJournal(table));
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
}, 60_000);

afterAll(async () => {
  await table.stop();
}, 60_000);

beforeEach(() => {
  count += 1;
  api.now = minute(5);
});

/** A request for one account that no other test uses. */
async function requestBody() {
  const alert = await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput({ sourceRef: `s-${count}` }) });
  const accounts = [account({ accountNumber: `62220202000000${count}` })];
  return { alertId: alert.body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts };
}

async function order(): Promise<string> {
  const answer = await api.call(haidian, 'POST', '/v1/freeze-requests', { body: await requestBody() });
  return Accepted.parse(answer.body).orders[0]?.orderId ?? '';
}

async function factsOf(orderId: string): Promise<readonly string[]> {
  const answer = await api.call(haidian, 'GET', `/v1/orders/${orderId}`);
  return z
    .array(z.object({ type: z.string() }))
    .parse(answer.body['facts'])
    .map(({ type }) => type);
}

describe('the API over the real table', () => {
  const result = { code: '0000', effectiveAt: minute(4), balanceBeforeFen: 500, stoppedFen: 500, outflows: [] };

  test('takes an order from the request to the result', async () => {
    const orderId = await order();
    expect((await api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: result })).status).toBe(200);
    expect((await api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body).toMatchObject({
      state: 'stopped',
      t5: minute(4),
      stoppedFen: 500,
    });
    expect((await api.call(haidian, 'GET', `/v1/orders/${orderId}/fund-graph`)).body).toMatchObject({
      nodes: [{ orderId }],
      edges: [],
    });
    expect((await api.call(haidian, 'GET', `/v1/audit/${orderId}`)).body).toMatchObject({ verified: true });
  });

  test('gives the fund graph and the shares with an agency page by page, each entry once', async () => {
    const body = await requestBody();
    const accounts = Array.from({ length: 5 }, (_, n) => account({ accountNumber: `6222020200009${count}${n}` }));
    const asked = await api.call(haidian, 'POST', '/v1/freeze-requests', { body: { ...body, accounts } });
    const orders = Accepted.parse(asked.body).orders.map(({ orderId }) => orderId);
    const share = { agency: prosecutor.agency, parts: ['summary'], purpose: 'p', until: minute(60) };
    const cases: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const opening = { title: 't', district: 'haidian', fraudType: 'f', summary: 's' };
      const caseId = z.string().parse((await api.call(haidian, 'POST', '/v1/cases', { body: opening })).body['caseId']);
      expect((await api.call(haidian, 'POST', `/v1/cases/${caseId}/shares`, { body: share })).status).toBe(201);
      cases.push(caseId);
    }
    const seen = async (actor: Actor, path: string, member: string, field: string, query: Record<string, string>) => {
      const found: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = await api.call(actor, 'GET', path, { query: { ...query, limit: '2', ...defined({ cursor }) } });
        found.push(
          ...z
            .array(z.looseObject({}))
            .parse(page.body[member])
            .map((one) => one[field]),
        );
        cursor = z.string().optional().parse(page.body['next']);
      } while (cursor !== undefined);
      return found;
    };
    expect((await seen(haidian, `/v1/orders/${orders[0]}/fund-graph`, 'nodes', 'orderId', {})).toSorted()).toEqual(
      orders.toSorted(),
    );
    const shared = await seen(prosecutor, '/v1/cases', 'items', 'caseId', { shared: 'with-me' });
    expect(shared.filter((caseId) => cases.some((one) => one === caseId)).toSorted()).toEqual(cases.toSorted());
  });

  test('issues one address for a command that comes five times at once, and a search that comes so is on the record each time', async () => {
    const person = { ...haidian, subject: `person-${count}` };
    const headers = { 'idempotency-key': `once-${count}` };
    const issue = () => api.call(person, 'POST', '/v1/calendar', { headers });
    const issued = await Promise.all(Array.from({ length: 5 }, issue));
    expect(new Set(issued.map(({ text }) => text)).size).toBe(1);
    const search = () => api.call(person, 'POST', '/v1/search', { body: { q: '周小兰' }, headers });
    const found = await Promise.all(Array.from({ length: 3 }, search));
    expect(found.map(({ status, body }) => [status, body])).toEqual(found.map(() => [200, { items: [] }]));
    expect((await api.journal.load(Searches, searchesId(person, api.now))).version).toBe(3);
  });

  test('counts a result that comes ten times at the same instant once', async () => {
    const orderId = await order();
    const give = () => api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: result });
    const answers = await Promise.all(Array.from({ length: 10 }, give));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await factsOf(orderId)).filter((type) => type === 'order.stopped')).toHaveLength(1);
  });

  test('keeps one of two different results that come at the same instant, and the other as a dispute', async () => {
    const orderId = await order();
    const give = (stoppedFen: number) =>
      api.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: { ...result, stoppedFen } });
    const answers = await Promise.all([give(500), give(400)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await factsOf(orderId)).toEqual(['order.requested', 'order.stopped', 'order.disputed']);
  });

  test('makes one request of a command that comes five times at the same instant under one key', async () => {
    const body = await requestBody();
    const ask = () => api.call(haidian, 'POST', '/v1/freeze-requests', { body, headers: { 'idempotency-key': `key-${count}` } });
    const answers = await Promise.all(Array.from({ length: 5 }, ask));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => answer.body['requestId'])).size).toBe(1);
    const orders = await api.call(haidian, 'GET', '/v1/alerts', { query: { limit: '1' } });
    expect(orders.body).toMatchObject({ items: [{ alertId: body.alertId, orders: { total: 1 } }] });
  });

  test('makes one alert of a report that comes five times at the same instant', async () => {
    const raise = () => api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput({ sourceRef: `twice-${count}` }) });
    const answers = await Promise.all(Array.from({ length: 5 }, raise));
    expect(new Set(answers.map(({ body }) => body['alertId'])).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  });
});
