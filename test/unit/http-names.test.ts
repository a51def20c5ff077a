import { beforeEach, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../support/api.ts';
import { chaoyang, city, haidian } from '../support/case-samples.ts';
import { raiseAlertInput, registerBankInput } from '../support/samples.ts';

const bank = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' } as const;
const administrator = { ...city, roles: ['administrator'] };

let api: TestApi;

beforeEach(() => {
  api = createTestApi();
});

const names = (ids: string, actor = haidian) => api.call(actor, 'GET', '/v1/names', { query: { ids } });

test('names agencies, banks and things in one answer, and leaves out the ids that the caller may not know', async () => {
  await api.call(bank, 'PUT', '/v1/banks/bank-a', { body: registerBankInput({ name: '京华银行' }) });
  const agency = { name: '海淀分局', kind: 'police', district: 'haidian' };
  await api.call(administrator, 'PUT', '/v1/agencies/police-haidian', { body: agency });
  const alarm = (await api.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput() })).body;
  const file = { title: '冒充公检法诈骗案', district: 'haidian', fraudType: '冒充公检法', summary: 'x', alerts: [] };
  const opened = (await api.call(haidian, 'POST', '/v1/cases', { body: file })).body;
  const [alertId, caseId] = [String(alarm['alertId']), String(opened['caseId'])];
  const ids = `police-haidian,bank-a,${alertId},${caseId},police-nowhere,alt_01KAN0A4C0R2T4V6X8Z0B2D4F6`;

  const { status, body, headers } = await names(ids);
  expect(status).toBe(200);
  expect(body['items']).toEqual([
    { id: 'police-haidian', kind: 'agency', name: '海淀分局' },
    { id: 'bank-a', kind: 'bank', name: '京华银行' },
    { id: alertId, kind: 'alert', name: 'impersonation-of-police', reference: alarm['reference'] },
    { id: caseId, kind: 'case', name: '冒充公检法诈骗案', reference: opened['reference'], state: 'open' },
  ]);
  // a victim's name is in no answer here
  expect(JSON.stringify(body)).not.toContain('王某');
  expect((await names(ids, chaoyang)).body['items']).toEqual([
    { id: 'police-haidian', kind: 'agency', name: '海淀分局' },
    { id: 'bank-a', kind: 'bank', name: '京华银行' },
  ]);
  const again = await api.call(haidian, 'GET', '/v1/names', {
    query: { ids },
    headers: { 'if-none-match': String(headers?.['etag']) },
  });
  expect(again.status).toBe(304);
});

test('names no case to a person whose roles may not read the case', async () => {
  const file = { title: '冒充公检法诈骗案', district: 'haidian', fraudType: '冒充公检法', summary: 'x', alerts: [] };
  const caseId = String((await api.call(haidian, 'POST', '/v1/cases', { body: file })).body['caseId']);
  for (const actor of [administrator, { ...haidian, roles: ['ranker'] }, { ...haidian, roles: [] }]) {
    expect((await api.call(actor, 'GET', `/v1/cases/${caseId}`)).status).toBe(404);
    const answer = await names(caseId, actor);
    expect(answer.text).not.toContain('冒充公检法');
    expect(answer.body['items'] ?? []).toEqual([]);
  }
  expect((await names(caseId, city)).body['items']).toHaveLength(1);
});

test.each([
  ['', 'must be ids with commas between them'],
  ['王某', 'must be ids with commas between them'],
  ['a,,b', 'must be ids with commas between them'],
  [Array.from({ length: 101 }, (_, n) => `bank-${n}`).join(), 'must have at most 100 entries'],
])('refuses %j', async (ids, rule) => {
  expect(await names(ids)).toMatchObject({ status: 400, body: { errors: [{ in: 'query', path: '/ids', rule }] } });
});

test('the same id twice is one entry', async () => {
  await api.call(bank, 'PUT', '/v1/banks/bank-a', { body: registerBankInput() });
  expect((await names('bank-a,bank-a')).body['items']).toHaveLength(1);
});
