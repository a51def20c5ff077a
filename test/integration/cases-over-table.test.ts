import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { createApiOver, type TestApi } from '../support/api.ts';
import { city, haidian, prosecutor } from '../support/case-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';
import { startTestTable, type TestTable } from '../support/test-table.ts';

// Cases that only the real engine can get wrong: conditions on streams that are not written, and facts in an index.
let table: TestTable;
let api: TestApi<Journal>;

beforeAll(async () => {
  table = await startTestTable();
  api = createApiOver(createDynamoJournal(table));
  api.now = minute(30);
}, 60_000);

afterAll(async () => {
  await table.stop();
}, 60_000);

const post = (actor: Actor, path: string, body: object) => api.call(actor, 'POST', path, { body });
const id = (body: Record<string, unknown>, field: string) => z.string().parse(body[field]);
const Page = z.looseObject({ items: z.array(z.looseObject({ type: z.string().optional() })), next: z.string().optional() });

test('a case is worked, shared, looked at and taken back over the real engine', async () => {
  await api.call({ agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' }, 'PUT', '/v1/banks/bank-a', {
    body: { name: 'bank-a', dutyPhone: '010-66000001' },
  });
  const alertId = id((await post(haidian, '/v1/alerts', raiseAlertInput())).body, 'alertId');
  await post(haidian, '/v1/freeze-requests', { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] });
  const opened = await post(haidian, '/v1/cases', {
    title: 't',
    district: 'haidian',
    fraudType: 'f',
    summary: 's',
    alerts: [alertId],
  });
  const caseId = id(opened.body, 'caseId');
  const path = `/v1/cases/${caseId}`;
  const share = { agency: prosecutor.agency, parts: ['summary', 'money', 'timeline'], purpose: 'opinion', until: hour(24) };
  const grantId = id((await post(haidian, `${path}/shares`, share)).body, 'grantId');

  expect((await api.call(prosecutor, 'GET', path)).body).toMatchObject({ money: { orders: 1, waiting: 1 } });
  const list = await api.call(prosecutor, 'GET', '/v1/cases', { query: { shared: 'with-me' } });
  expect(list.body).toMatchObject({ items: [{ caseId, grantId }] });
  const first = Page.parse((await api.call(prosecutor, 'GET', `${path}/timeline`, { query: { limit: '4' } })).body);
  const second = await api.call(prosecutor, 'GET', `${path}/timeline`, { query: { limit: '4', cursor: first.next ?? '' } });
  expect([...first.items, ...Page.parse(second.body).items].map(({ type }) => type)).toEqual([
    ...['alert.raised', 'case.opened', 'case.alert-joined', 'case.shared'],
    ...['freeze-request.accepted', 'order.requested'],
  ]);

  const [revoked, ...looks] = await Promise.all([
    post(haidian, `${path}/shares/${grantId}/revoke`, { reason: 'done' }),
    ...Array.from({ length: 12 }, () => api.call(prosecutor, 'GET', path)),
  ]);
  expect(revoked?.status).toBe(200);
  for (const { status } of looks) expect([200, 404]).toContain(status);
  const gone = await api.call(prosecutor, 'GET', `${path}/timeline`, { query: { limit: '4', cursor: first.next ?? '' } });
  expect(gone.status).toBe(404);
  expect((await api.call(prosecutor, 'GET', '/v1/cases', { query: { shared: 'with-me' } })).body).toEqual({ items: [] });
});

test('the city audits the facts of a case, and that is a look like any other', async () => {
  const opened = await post(haidian, '/v1/cases', { title: 't', district: 'haidian', fraudType: 'f', summary: 's' });
  const caseId = id(opened.body, 'caseId');
  const audit = await api.call(city, 'GET', `/v1/audit/${caseId}`);
  expect(audit.body).toMatchObject({ verified: true, items: [{ type: 'case.opened' }] });
  expect((await api.call(haidian, 'GET', `/v1/audit/${caseId}`)).status).toBe(200);
  expect((await api.call(prosecutor, 'GET', `/v1/audit/${caseId}`)).status).toBe(404);
  const reads = await api.call(haidian, 'GET', `/v1/cases/${caseId}/reads`);
  expect(reads.body).toMatchObject({ items: [{ agency: city.agency, what: 'audit', ground: 'office' }] });
});
