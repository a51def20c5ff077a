import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Append } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { createApiOver, createTestApi, type TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { chaoyang, haidian, prosecutor } from '../support/case-samples.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { stoppedResult } from '../support/order-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

const Accepted = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) });
const Answer = z.looseObject({
  done: z.number(),
  refused: z.number(),
  outcomes: z.array(z.looseObject({ orderId: z.string(), outcome: z.string() })),
});
const signed = { reason: 'The case is being filed', officers };
const papers = { documents: [{ kind: 'stop-form', number: '京公海止字〔2026〕1号', issuedAt: minute(20) }] };

let api: TestApi;
let caseId: string;
let orders: readonly string[];

beforeEach(async () => {
  api = createTestApi();
  ({ caseId, orders } = await stoppedCase(api));
});

/** A case with three accounts that bank A stopped. */
async function stoppedCase(at: TestApi, sourceRef = 'one') {
  await at.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
  const { alertId } = (await at.call(haidian, 'POST', '/v1/alerts', { body: raiseAlertInput({ sourceRef }) })).body;
  const accounts = [1, 2, 3].map((n) => account({ accountNumber: `62220202000000000${sourceRef.length}${n}` }));
  const request = { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts };
  const accepted = Accepted.parse((await at.call(haidian, 'POST', '/v1/freeze-requests', { body: request })).body);
  at.now = minute(5);
  for (const { orderId } of accepted.orders)
    expect((await at.call(bankA, 'POST', `/v1/bank/orders/${orderId}/result`, { body: stoppedResult() })).status).toBe(200);
  const body = { title: 't', district: 'haidian', fraudType: 'f', summary: 's', alerts: [alertId] };
  const opened = await at.call(haidian, 'POST', '/v1/cases', { body });
  at.now = minute(30);
  return { caseId: z.string().parse(opened.body['caseId']), orders: accepted.orders.map(({ orderId }) => orderId) };
}

const named = (ids: readonly string[] = orders) => ids.map((orderId) => ({ orderId }));
const bulk = (step: string, body: object, { by = haidian, key }: { readonly by?: Actor; readonly key?: string } = {}) =>
  api.call(by, 'POST', `/v1/cases/${caseId}/orders/${step}`, {
    body,
    ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
  });
const order = async (orderId: string) => (await api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body;

describe('one step for several orders of a case', () => {
  test('is done to each with the same papers, and each outcome is told in the order of the request', async () => {
    const { status, body } = await bulk('documents', { ...papers, orders: named() });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ done: 3, refused: 0 },
      outcomes: orders.map((orderId) => ({ orderId, outcome: 'done', state: 'stopped' })),
    });
    for (const orderId of orders)
      expect(await order(orderId)).toMatchObject({ documents: [{ number: papers.documents[0]?.number }] });
  });

  test('is decided for each by itself: one that is refused holds up no other', async () => {
    const [first = '', second = ''] = orders;
    expect((await bulk('extend', { ...signed, orders: named([second]) })).body).toMatchObject({ done: 1 });
    const { body } = await bulk('extend', { ...signed, orders: named() });
    const told = Answer.parse(body);
    expect([told.done, told.refused]).toEqual([2, 1]);
    expect(told.outcomes[1]).toMatchObject({
      orderId: second,
      outcome: 'refused',
      problem: { code: 'INSTRUCTION_PENDING', status: 409 },
    });
    expect(await order(first)).toMatchObject({ pending: { instruction: 'extend', reason: signed.reason } });
  });

  test('takes what is said of one order by itself: its version, its sum, its approval', async () => {
    const [first = '', second = ''] = orders;
    const { body } = await bulk('documents', {
      ...papers,
      orders: [
        { orderId: first, version: 1 },
        { orderId: second, version: 2 },
      ],
    });
    expect(Answer.parse(body).outcomes).toMatchObject([
      { outcome: 'refused', problem: { code: 'VERSION_CONFLICT' } },
      { outcome: 'done' },
    ]);
    const notice = { kind: 'freeze-notice', number: '京公海冻字〔2026〕1号', issuedAt: minute(29) };
    const freeze = { ...signed, notice, contact: { name: '李警官', dutyPhone: '010-82510000' } };
    const frozen = await bulk('freeze', { ...freeze, orders: [{ orderId: first, amountFen: 1_000_000 }] });
    expect(Answer.parse(frozen.body).outcomes).toMatchObject([{ outcome: 'refused', problem: { code: 'CASE_NOT_FILED' } }]);
  });

  test('lets go of several accounts', async () => {
    const { body } = await bulk('release', { ...signed, orders: named() });
    expect(body).toMatchObject({ done: 3, refused: 0 });
    for (const orderId of orders) expect(await order(orderId)).toMatchObject({ pending: { instruction: 'release' } });
  });

  test('under a key happens once to each: a repeat gets the first answer, and another body is refused', async () => {
    const body = { ...signed, orders: named() };
    const first = await bulk('extend', body, { key: 'k-1' });
    const again = await bulk('extend', body, { key: 'k-1' });
    expect(again.text).toBe(first.text);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(await bulk('extend', { ...body, orders: named(orders.slice(1)) }, { key: 'k-1' })).toMatchObject({
      ...{ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } },
    });
    for (const orderId of orders) expect(await order(orderId)).toMatchObject({ version: 3 });
  });

  test('that broke off goes on when it comes again: what was done is not done twice', async () => {
    let appends = Number.POSITIVE_INFINITY;
    const memory = createMemoryJournal();
    const append = (one: Append) => {
      appends -= 1;
      if (appends === 0) throw new Error('the function was ended here');
      return memory.append(one);
    };
    api = createApiOver({ ...memory, append });
    ({ caseId, orders } = await stoppedCase(api));
    const body = { ...papers, orders: named() };
    appends = 2;
    expect((await bulk('documents', body, { key: 'k-2' })).status).toBe(500);
    appends = Number.POSITIVE_INFINITY;
    expect((await bulk('documents', body, { key: 'k-2' })).body).toMatchObject({ done: 3, refused: 0 });
    for (const orderId of orders) expect(z.array(z.unknown()).parse((await order(orderId))['documents'])).toHaveLength(1);
  });

  test('takes its key before it does anything: another body under it does nothing, also after a break, and the first can go on', async () => {
    let appends = Number.POSITIVE_INFINITY;
    const memory = createMemoryJournal();
    const append = (one: Append) => {
      appends -= 1;
      if (appends === 0) throw new Error('the function was ended here');
      return memory.append(one);
    };
    api = createApiOver({ ...memory, append });
    ({ caseId, orders } = await stoppedCase(api));
    const [first, ...others] = [
      { ...papers, orders: named() },
      { ...signed, orders: named() },
    ];
    appends = 3;
    expect((await bulk('documents', first ?? {}, { key: 'k-3' })).status).toBe(500);
    appends = Number.POSITIVE_INFINITY;
    const other = { documents: [{ ...papers.documents[0], number: '2' }], orders: named() };
    for (const body of [other, ...others]) expect((await bulk('documents', body, { key: 'k-3' })).status).not.toBe(200);
    for (const orderId of orders) expect(JSON.stringify((await order(orderId))['documents'])).not.toContain('"number":"2"');
    expect((await bulk('documents', first ?? {}, { key: 'k-3' })).body).toMatchObject({ done: 3 });
  });

  test('under one key with two bodies at once is done for one of them alone', async () => {
    const [a = '', b = '', c = ''] = orders;
    const replies = await Promise.all([
      bulk('release', { ...signed, orders: named([a]) }, { key: 'k-4' }),
      bulk('release', { ...signed, orders: named([b, c]) }, { key: 'k-4' }),
    ]);
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 422]);
    const pending = await Promise.all(orders.map(async (orderId) => (await order(orderId))['pending'] !== undefined));
    expect([
      [true, false, false],
      [false, true, true],
    ]).toContainEqual(pending);
  });

  test.each([
    ['none', () => []],
    ['more than fifty', () => Array.from({ length: 51 }, (_, n) => ({ orderId: `ord_01KANXE8G000000000000000${10 + n}` }))],
    ['one twice', () => named([...orders, ...orders.slice(0, 1)])],
  ])('of %s is a 400, and changes nothing', async (_, some) => {
    expect((await bulk('documents', { ...papers, orders: some() })).body).toMatchObject({ status: 400, code: 'INPUT_INVALID' });
    expect(await order(orders[0] ?? '')).toMatchObject({ documents: [] });
  });

  test('is refused as a whole if one of the orders is of another case, or of none that there is', async () => {
    const other = await stoppedCase(api, 'other');
    const unknown = 'ord_01KANXE8G00000000000000099';
    for (const stranger of [other.orders[0] ?? '', unknown]) {
      expect((await bulk('documents', { ...papers, orders: named([...orders, stranger]) })).body).toMatchObject({
        ...{ status: 400, code: 'ORDERS_OF_OTHER_CASE', errors: [{ in: 'body', path: '/orders/3/orderId' }] },
      });
    }
    expect(await order(orders[0] ?? '')).toMatchObject({ documents: [] });
  });

  test('is for the police that answer for the case: to others the case is hidden, or not theirs to act on', async () => {
    const body = { ...papers, orders: named() };
    expect((await bulk('documents', body, { by: chaoyang })).status).toBe(404);
    const share = { agency: prosecutor.agency, parts: ['summary', 'money'], purpose: 'p', until: hour(24) };
    await api.call(haidian, 'POST', `/v1/cases/${caseId}/shares`, { body: share });
    expect([403, 404]).toContain((await bulk('documents', body, { by: prosecutor })).status);
    // an agency that sees a part of the case does not learn which orders it has
    await api.call(haidian, 'POST', `/v1/cases/${caseId}/shares`, {
      body: { ...share, agency: chaoyang.agency, parts: ['summary'] },
    });
    const other = await stoppedCase(api, 'other');
    for (const some of [orders, other.orders])
      expect((await bulk('documents', { ...papers, orders: named(some) }, { by: chaoyang })).body).toMatchObject({
        ...{ status: 403, code: 'ACTION_NOT_ALLOWED' },
      });
    expect(await order(orders[0] ?? '')).toMatchObject({ documents: [] });
  });
});
