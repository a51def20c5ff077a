import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Route } from '../../shared/http/define-routes.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { allRoutes, createApiOver, type TestApi } from '../support/api.ts';
import { chaoyang, city, colleague, filing, haidian, prosecutor } from '../support/case-samples.ts';
import { conveneInput, judge, opinionInput, outsider, police } from '../support/consultation-samples.ts';
import { command, districtUnit, proposal } from '../support/listing-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { said, window } from '../support/objection-desk.ts';
import { measureInput, outletBank } from '../support/regional-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

const newCase = { title: 't', district: 'haidian', fraudType: 'f', summary: 's' };

/** The journal, which counts what it is asked. */
function countingJournal() {
  const memory = createMemoryJournal();
  const asked = { count: 0 };
  const counted = <A extends readonly unknown[], R>(ask: (...given: A) => R): ((...given: A) => R) => {
    return (...given) => {
      asked.count += 1;
      return ask(...given);
    };
  };
  const journal: Journal = {
    ...memory,
    load: (type, id) => counted(() => memory.load(type, id))(),
    loadMany: (type, ids) => counted(() => memory.loadMany(type, ids))(),
    facts: counted(memory.facts),
    find: counted(memory.find),
    recall: counted(memory.recall),
    append: counted(memory.append),
  };
  return { journal, asked };
}

/** One thing of each kind whose ids stand in paths, by the name of the parameter. */
async function things(api: TestApi<Journal>): Promise<Readonly<Record<string, string>>> {
  const made = async (actor: Actor, path: string, body: object, field: string): Promise<string> => {
    const answer = await api.call(actor, 'POST', path, { body });
    expect(answer.status, answer.text).toBeLessThan(300);
    return z.string().parse(answer.body[field]);
  };
  const bank = { name: 'bank-a', dutyPhone: '010-66000001' };
  await api.call({ ...outletBank, roles: ['bank-system'] }, 'PUT', '/v1/banks/bank-a', { body: bank });
  const alertId = await made(haidian, '/v1/alerts', raiseAlertInput(), 'alertId');
  const body = { alertId, urgency: 'urgent', reason: 'r', officers, accounts: [account()] };
  const requested = await api.call(haidian, 'POST', '/v1/freeze-requests', { body });
  const { requestId, orders } = z
    .object({ requestId: z.string(), orders: z.array(z.object({ orderId: z.string() })) })
    .parse(requested.body);
  const caseId = await made(haidian, '/v1/cases', newCase, 'caseId');
  const filed = await made(haidian, '/v1/cases', newCase, 'caseId');
  await made(haidian, `/v1/cases/${filed}/file`, { ...filing, filedAt: api.now }, 'caseId');
  return {
    ...{ alertId, requestId, orderId: orders[0]?.orderId ?? '', caseId },
    returnId: await made(haidian, `/v1/cases/${filed}/returns`, { reason: 'r' }, 'returnId'),
    consultationId: await made(police, '/v1/consultations', conveneInput({ caseIds: [caseId] }), 'consultationId'),
    listedCaseId: await made(districtUnit, '/v1/listed-cases', proposal({ caseId, grounds: ['severe-harm'] }), 'listedCaseId'),
    objectionId: await made(window, '/v1/objections', { ...said, orderId: orders[0]?.orderId }, 'objectionId'),
    measureId: await made(command, '/v1/regional-measures', measureInput(), 'measureId'),
  };
}

/** The callers that these things are hidden from. */
const outsiders: readonly Actor[] = [
  { ...chaoyang, roles: ['officer', 'supervisor', 'approver', 'duty-officer'] },
  { agency: 'bank-b', agencyKind: 'bank', roles: ['bank-system', 'bank-liaison'], subject: 'b' },
  outsider,
];

test('a hidden thing costs the same as a missing one, and is answered in the same words', async () => {
  const { journal, asked } = countingJournal();
  const api = createApiOver(journal);
  await api.ready;
  const ids = await things(api);
  const missing = (id: string) => `${id.slice(0, -6)}ZZZZZZ`;
  const compared = new Set<string>();
  for (const [operation, route] of Object.entries(allRoutes)) {
    for (const actor of outsiders) {
      const call = async (idOf: (id: string) => string) => {
        asked.count = 0;
        const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name in ids ? idOf(ids[name] ?? '') : '1'));
        const sent = bodyOf(route);
        const { status, body } = await api.call(actor, route.method, path, sent === undefined ? {} : { body: sent });
        return { status, code: body['code'], title: body['title'], reads: asked.count };
      };
      const named = [...route.path.matchAll(/\{(\w+)\}/g)].some(([, name]) => name !== undefined && name in ids);
      if (!named) continue;
      const hidden = await call((id) => id);
      if (hidden.status !== 404) continue;
      expect(hidden, `${operation} by ${actor.agency}`).toEqual(await call(missing));
      compared.add(operation);
    }
  }
  expect(compared.size).toBeGreaterThan(30);
});

function bodyOf({ body, example }: Route): object | undefined {
  return body === undefined ? undefined : z.record(z.string(), z.unknown()).parse(example);
}

describe('to a reader of a part', () => {
  const start = async () => {
    const api = createApiOver(createMemoryJournal());
    await api.ready;
    api.now = minute(2);
    const post = async (actor: Actor, path: string, body?: object, headers = {}) =>
      api.call(actor, 'POST', path, body === undefined ? { headers } : { body, headers });
    const get = (actor: Actor, path: string) => api.call(actor, 'GET', path);
    return { api, post, get };
  };

  test('a case tells nothing of what is hidden: neither version, nor tag, nor when it was touched; and all of what is shown', async () => {
    const { api, post, get } = await start();
    const { caseId } = z.looseObject({ caseId: z.string() }).parse((await post(haidian, '/v1/cases', newCase)).body);
    const on = `/v1/cases/${caseId}`;
    const share = { agency: prosecutor.agency, parts: ['summary', 'losses'], purpose: 'p', until: hour(24) };
    await post(haidian, `${on}/shares`, share);
    const [before, own] = [await get(prosecutor, on), await get(haidian, on)];
    expect(before.body).not.toHaveProperty('version');
    expect(before.headers['etag']).toMatch(/^"~[0-9a-f]{16}\.[0-9a-f]{8}"$/);
    expect(own.headers['etag']).toMatch(/^"2\.[0-9a-f]{16}\.[0-9a-f]{8}"$/);
    api.now = minute(20);
    await post(haidian, `${on}/items`, { kind: 'person', role: 'suspect', name: '钱某' });
    const after = await get(prosecutor, on);
    expect(after.headers['etag']).toBe(before.headers['etag']);
    expect(after.body['touchedAt']).toBe(before.body['touchedAt']);
    expect((await get(haidian, on)).body['touchedAt']).toBe(minute(20));
    await post(haidian, `${on}/items`, { kind: 'loss', amountFen: 5, at: minute(0) });
    const shown = await get(prosecutor, on);
    expect(shown.headers['etag']).not.toBe(before.headers['etag']);
    expect(shown.body['touchedAt']).toBe(minute(20));
  });

  test('the tag of a case changes when a share ends by time, and a version in If-Match is still taken', async () => {
    const { api, post, get } = await start();
    const { caseId } = z.looseObject({ caseId: z.string() }).parse((await post(haidian, '/v1/cases', newCase)).body);
    const on = `/v1/cases/${caseId}`;
    await post(haidian, `${on}/shares`, { agency: prosecutor.agency, parts: ['summary'], purpose: 'p', until: hour(2) });
    const before = await get(haidian, on);
    api.now = minute(3);
    expect((await get(haidian, on)).headers['etag']).toBe(before.headers['etag']);
    api.now = hour(3);
    const after = await get(haidian, on);
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
    const add = (tag: string) => post(haidian, `${on}/items`, { kind: 'loss', amountFen: 5, at: minute(0) }, { 'if-match': tag });
    expect((await add(before.headers['etag'] ?? '')).status).toBe(201);
    expect((await add(after.headers['etag'] ?? '')).status).toBe(412);
    expect((await add('"3"')).status).toBe(201);
  });

  test('a consultation tells an agency that was only asked nothing of what goes on in it, and takes the tag it was given', async () => {
    const { api, post, get } = await start();
    const { caseId } = z.looseObject({ caseId: z.string() }).parse((await post(haidian, '/v1/cases', newCase)).body);
    const convened = await post(police, '/v1/consultations', conveneInput({ caseIds: [caseId] }));
    const on = `/v1/consultations/${z.string().parse(convened.body['consultationId'])}`;
    await post(prosecutor, `${on}/accept`);
    const before = await get(judge, on);
    expect(before.headers['etag']).toMatch(/^"~/);
    api.now = minute(20);
    expect((await post(prosecutor, `${on}/opinions`, opinionInput())).status).toBe(200);
    const after = await get(judge, on);
    expect([after.headers['etag'], after.body['touchedAt']]).toEqual([before.headers['etag'], before.body['touchedAt']]);
    const list = await get(judge, '/v1/consultations');
    expect(list.body).toMatchObject({ items: [{ touchedAt: before.body['touchedAt'] }] });
    const decline = (tag: string) => post(judge, `${on}/decline`, { reason: 'r' }, { 'if-match': tag });
    for (const guess of ['"1"', '"2"', '"3"', '"4"', '"~0000000000000000"']) {
      const refused = await decline(guess);
      expect(refused.status).toBe(412);
      expect(refused.body).not.toHaveProperty('version');
    }
    const declined = await decline(before.headers['etag'] ?? '');
    expect(declined.status).toBe(200);
    expect(declined.headers).not.toHaveProperty('etag');
    expect((await get(colleague, on)).headers['etag']).toMatch(/^"[0-9]+\./);
  });

  test('a bank tells others than itself and the administrator nothing of when its endpoint or keys change', async () => {
    const { api, get } = await start();
    const bank: Actor = { ...outletBank, roles: ['bank-system'] };
    const register = (over: object) =>
      api.call(bank, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001', ...over } });
    await register({});
    const before = (await get(haidian, '/v1/banks/bank-a')).headers['etag'];
    await register({ endpoint: 'https://stop.bank-a.example.cn/orders' });
    expect((await get(haidian, '/v1/banks/bank-a')).headers['etag']).toBe(before);
    expect((await get(bank, '/v1/banks/bank-a')).headers['etag']).toMatch(/^"2\.[0-9a-f]{8}"$/);
    expect((await get({ ...city, roles: ['administrator'] }, '/v1/banks/bank-a')).headers['etag']).toMatch(/^"2\./);
  });
});
