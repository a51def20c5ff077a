import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { declined, outflow, signed, stoppedResult } from '../support/order-samples.ts';
import { account, minute, officers, policy, raiseAlertInput } from '../support/samples.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const duty: Actor = { ...haidian, roles: ['duty-officer'], subject: 'duty' };
const chaoyang: Actor = { ...haidian, agency: 'police-chaoyang', district: 'chaoyang', subject: 'xu' };
const bankOf = (agency: string): Actor => ({ agency, agencyKind: 'bank', roles: ['bank-system'], subject: agency });
const perAlarm = policy.amount('trace.max-orders-per-alarm', minute(5));

const View = z.looseObject({
  version: z.number(),
  edges: z.array(z.looseObject({ outflow: z.number(), how: z.string(), held: z.string().optional(), to: z.string().optional() })),
  contradictions: z.array(z.unknown()),
  waitingOutflows: z.array(z.number()),
  facts: z.array(z.object({ type: z.string() })),
});

let city: Coordination;
let root: string;

beforeEach(async () => {
  city = createCoordination();
  for (const agency of ['bank-a', 'bank-b'])
    await city.api.call(bankOf(agency), 'PUT', `/v1/banks/${agency}`, { body: { name: agency, dutyPhone: '010-66000001' } });
  const alert = await city.post(haidian, '/v1/alerts', raiseAlertInput());
  const accounts = [account({ transfer: { amountFen: 50_000_000, currency: 'CNY', at: minute(-10), serial: 'TX-1' } })];
  const body = { alertId: alert.body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts };
  const { orders } = z
    .looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) })
    .parse((await city.post(haidian, '/v1/freeze-requests', body)).body);
  root = orders[0]?.orderId ?? '';
  await city.at(minute(5));
});

async function answered(orderId: string, bank: string, result: object): Promise<void> {
  expect((await city.post(bankOf(bank), `/v1/bank/orders/${orderId}/result`, result)).status).toBe(200);
  await city.settle();
}

/** A balance short, and so many ways on. */
const short = (count: number, amountFen: number, from = 0) =>
  stoppedResult({
    ...{ code: '1200', balanceBeforeFen: 0, stoppedFen: 0 },
    outflows: Array.from({ length: count }, (_, i) => outflow(from + i, { amountFen })),
  });

async function read(orderId: string) {
  return View.parse((await city.api.call(haidian, 'GET', `/v1/orders/${orderId}`)).body);
}

async function graph() {
  const Page = z.looseObject({
    nodes: z.array(z.unknown()),
    edges: z.array(z.looseObject({ how: z.string() })),
    next: z.string().optional(),
  });
  const ask = async (query: Record<string, string>) =>
    Page.parse((await city.api.call(haidian, 'GET', `/v1/orders/${root}/fund-graph`, { query })).body);
  const pages = [await ask({ limit: '100' })];
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next)
    pages.push(await ask({ limit: '100', cursor: next }));
  return { nodes: pages.flatMap(({ nodes }) => nodes), edges: pages.flatMap(({ edges }) => edges) };
}

/** The attacker's flood: the alarm's bound is reached, and the second child has ways that wait. */
async function flooded(): Promise<string> {
  await answered(root, 'bank-a', short(200, 500_000));
  const children = (await read(root)).edges.flatMap(({ to }) => to ?? []);
  expect(children).toHaveLength(50);
  for (const [n, child] of children.slice(0, 3).entries()) await answered(child, 'bank-b', short(60, 10_000, 1_000 + 100 * n));
  return children[1] ?? '';
}

const follow = (actor: Actor, orderId: string, over: object = {}, headers: Record<string, string> = {}) =>
  city.api.call(actor, 'POST', `/v1/orders/${orderId}/follow`, { body: { ...signed, ...over }, headers });

describe('a flood of invented outflows over HTTP', () => {
  test('opens no more orders than the alarm’s bound; the rest waits and says why, on the order and in the graph', async () => {
    const child = await flooded();
    const { nodes, edges } = await graph();
    expect(nodes).toHaveLength(1 + perAlarm);
    expect(edges.filter(({ how }) => how === 'held').length).toBeGreaterThan(90);
    const order = await read(child);
    expect(order.waitingOutflows).toHaveLength(50);
    expect(new Set(order.edges.map(({ how, held }) => held ?? how))).toEqual(new Set(['alarm-bound', 'cut']));
    expect(order.contradictions).toEqual([]);
  });

  test('is told to the duty officer, who opens the ways of an order with one click', async () => {
    const child = await flooded();
    const { body } = await city.api.call(duty, 'GET', '/v1/inbox', { query: { open: 'true', limit: '100' } });
    const entries = z.looseObject({ items: z.array(z.looseObject({ what: z.string() })) }).parse(body).items;
    expect(entries).toContainEqual(
      expect.objectContaining({
        what: 'order.outflows-held',
        subject: expect.objectContaining({ kind: 'order', id: child }),
        counts: { held: 50 },
        reasons: ['alarm-bound'],
      }),
    );
    expect(entries.some(({ what }) => what === 'order.outflows-followed')).toBe(true);
    const clicked = await follow(duty, child);
    expect(clicked).toMatchObject({ status: 202, body: { waitingOutflows: [] } });
    await city.settle();
    expect((await read(child)).edges.filter(({ how }) => how === 'opened')).toHaveLength(50);
    expect((await graph()).nodes).toHaveLength(1 + perAlarm + 50);
  });

  test('follows only the outflows named; others are declined, and do not open by themselves', async () => {
    const child = await flooded();
    const [one, two, ...rest] = (await read(child)).waitingOutflows;
    expect((await follow(haidian, child, { outflows: [one, two] })).status).toBe(202);
    await city.settle();
    const left = await city.post(haidian, `/v1/orders/${child}/decline-follow`, signed);
    expect(left).toMatchObject({ status: 200, body: { waitingOutflows: [] } });
    await city.settle();
    const { edges } = await read(child);
    expect(edges.filter(({ how }) => how === 'opened').map(({ outflow: place }) => place)).toEqual([one, two]);
    expect(edges.filter(({ how }) => how === 'cut').length).toBeGreaterThanOrEqual(rest.length);
    expect((await follow(haidian, child)).body).toMatchObject({ code: 'OUTFLOW_NOT_HELD' });
    expect((await follow(haidian, child, { outflows: [rest[0]] })).status).toBe(202);
  });
});

describe('the officer’s word on outflows that are held', () => {
  test('is for those who may know of the order: another district gets 404, a bank 403 or 404', async () => {
    const child = await flooded();
    for (const path of ['follow', 'decline-follow']) {
      expect((await city.post(chaoyang, `/v1/orders/${child}/${path}`, signed)).status).toBe(404);
      expect([403, 404]).toContain((await city.post(bankOf('bank-b'), `/v1/orders/${child}/${path}`, signed)).status);
    }
    expect((await read(child)).waitingOutflows).toHaveLength(50);
  });

  test('counts once under its key, and only on the version the officer saw', async () => {
    const child = await flooded();
    const { version } = await read(child);
    expect(await follow(duty, child, {}, { 'if-match': `"${version - 1}"` })).toMatchObject({
      status: 412,
      body: { code: 'VERSION_CONFLICT' },
    });
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': 'click-1' };
    const first = await follow(duty, child, {}, headers);
    const again = await follow(duty, child, {}, headers);
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(again).toMatchObject({ headers: { 'idempotency-replayed': 'true' }, body: first.body });
    await city.settle();
    expect((await read(child)).facts.filter(({ type }) => type === 'order.outflows-cleared')).toHaveLength(1);
  });

  test.each([
    ['two officers who are one', { officers: [officers[0], officers[0]] }, 400, 'SAME_OFFICER_TWICE'],
    ['an outflow that is not held', { outflows: [0, 199] }, 409, 'OUTFLOW_NOT_HELD'],
    ['no outflow at all', { outflows: [] }, 400, 'INPUT_INVALID'],
    ['a place that is none', { outflows: [-1] }, 400, 'INPUT_INVALID'],
    ['no reason', { reason: '' }, 400, 'INPUT_INVALID'],
  ])('is refused with %s', async (_, over, status, code) => {
    const child = await flooded();
    expect(await follow(haidian, child, over)).toMatchObject({ status, body: { code } });
  });

  test('is refused where nothing is held', async () => {
    expect(await follow(haidian, root)).toMatchObject({ status: 409, body: { code: 'OUTFLOW_NOT_HELD' } });
  });
});

describe('all that waits of an alarm', () => {
  let alertId: string;
  const followAll = (actor: Actor, over: object = {}, headers: Record<string, string> = {}) =>
    city.api.call(actor, 'POST', `/v1/alerts/${alertId}/follow`, { body: { ...signed, ...over }, headers });
  beforeEach(async () => {
    alertId = String((await city.api.call(haidian, 'GET', `/v1/orders/${root}`)).body['alertId']);
  });

  test('is followed with one command, once under its key', async () => {
    const child = await flooded();
    const headers = { 'idempotency-key': 'all' };
    const first = await followAll(duty, {}, headers);
    expect(first).toMatchObject({ status: 202, body: { ordersLeft: 0 } });
    expect(first.body['orders']).toContainEqual({ orderId: child, outflows: 50 });
    expect((await followAll(duty, {}, headers)).body).toEqual(first.body);
    await city.settle();
    expect((await graph()).edges.filter(({ how }) => how === 'held')).toEqual([]);
    expect((await followAll(duty)).body).toMatchObject({ code: 'OUTFLOW_NOT_HELD' });
  });

  test('an alarm of more orders than one step takes is followed in several, and the officer is told', async () => {
    await flooded();
    const children = (await read(root)).edges.flatMap(({ to }) => to ?? []);
    for (const [n, one] of children.slice(3, 35).entries()) await answered(one, 'bank-b', short(1, 10_000, 5_000 + n));
    expect(await followAll(duty)).toMatchObject({ status: 202, body: { ordersLeft: 6 } });
    expect(await followAll(duty)).toMatchObject({ status: 202, body: { ordersLeft: 0 } });
    await city.settle();
    expect((await graph()).edges.filter(({ how }) => how === 'held')).toEqual([]);
  });

  test('is for those who may know of the alarm, needs two officers, and has to be there', async () => {
    await flooded();
    expect((await followAll(chaoyang)).status).toBe(404);
    expect([403, 404]).toContain((await followAll(bankOf('bank-b'))).status);
    expect((await followAll(duty, { officers: [officers[0], officers[0]] })).body).toMatchObject({ code: 'SAME_OFFICER_TWICE' });
    alertId = 'alt_01KANXE8G00000000000000000';
    expect((await followAll(duty)).status).toBe(404);
  });
});

describe('an answer that contradicts itself over HTTP', () => {
  test.each([
    ['no-such-account', declined('0300', { outflows: [outflow(1)] }), 'returned'],
    ['after-stop', stoppedResult({ effectiveAt: minute(2), outflows: [outflow(1, { at: minute(4) })] }), 'stopped'],
    ['more-than-came-in', stoppedResult({ outflows: [outflow(1, { amountFen: 500_000_000 })] }), 'stopped'],
  ])('%s: taken, marked, not followed, told, and one click follows it', async (rule, result, state) => {
    await answered(root, 'bank-a', result);
    expect(await read(root)).toMatchObject({
      state,
      t4: minute(5),
      contradictions: [{ rule, outflows: [0] }],
      waitingOutflows: [0],
      edges: [{ how: 'held', held: rule }],
    });
    expect((await graph()).nodes).toHaveLength(1);
    const audit = await city.api.call({ ...haidian, roles: ['supervisor'] }, 'GET', `/v1/audit/${root}`);
    expect(audit.text).toContain('order.answer-contradicted');
    const inbox = await city.api.call(duty, 'GET', '/v1/inbox');
    expect(inbox.text).toContain('order.answer-contradicted');
    expect((await follow(duty, root)).status).toBe(202);
    await city.settle();
    expect((await graph()).nodes).toHaveLength(2);
  });

  test.each([
    ['after-stop', outflow(2, { at: minute(4) }), [1]],
    ['more-than-came-in', outflow(2, { amountFen: 500_000_000 }), [0, 1]],
  ])('%s, by outflows that are told later: marked, held and told; what was followed stays so', async (rule, later, places) => {
    await answered(root, 'bank-a', stoppedResult({ effectiveAt: minute(3), outflows: [outflow(1)] }));
    expect(await read(root)).toMatchObject({ contradictions: [], waitingOutflows: [], edges: [{ how: 'opened' }] });
    const told = await city.post(bankOf('bank-a'), `/v1/bank/orders/${root}/outflows`, { outflows: [later] });
    expect(told).toMatchObject({ status: 200, body: { outflows: [{ outcome: 'taken' }] } });
    await city.settle();
    expect(await read(root)).toMatchObject({
      contradictions: [{ rule, outflows: places }],
      waitingOutflows: [1],
      edges: [
        { outflow: 0, how: 'opened' },
        { outflow: 1, how: 'held', held: rule },
      ],
    });
    expect((await graph()).nodes).toHaveLength(2);
    expect((await city.api.call(duty, 'GET', '/v1/inbox')).text).toContain('order.answer-contradicted');
    // told again they change nothing, and a click follows them
    await city.post(bankOf('bank-a'), `/v1/bank/orders/${root}/outflows`, { outflows: [later] });
    await city.settle();
    expect((await read(root)).contradictions).toHaveLength(1);
    expect((await follow(duty, root)).status).toBe(202);
    await city.settle();
    expect((await graph()).nodes).toHaveLength(3);
  });

  test('the honest ways of an answer are followed beside the impossible one', async () => {
    await answered(
      root,
      'bank-a',
      stoppedResult({ effectiveAt: minute(3), outflows: [outflow(1), outflow(2, { at: minute(4) }), outflow(3)] }),
    );
    expect((await read(root)).waitingOutflows).toEqual([1]);
    expect((await graph()).nodes).toHaveLength(3);
  });
});
