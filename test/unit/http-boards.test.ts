import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { chaoyang, city as cityCommand, filing, haidian, prosecutor } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { districtUnit, units } from '../support/listing-samples.ts';
import { declined, outflow, stoppedResult } from '../support/order-samples.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';

const bankOf = (agency: string): Actor => ({ agency, agencyKind: 'bank', roles: ['bank-system'], subject: agency });

const Row = z.looseObject({
  orderId: z.string(),
  tier: z.number(),
  state: z.string(),
  needs: z.array(z.string()),
  account: z.looseObject({ accountNumber: z.string() }),
});
const Board = z.looseObject({
  standing: z.looseObject({ total: z.number(), marks: z.record(z.string(), z.number()) }),
  items: z.array(Row),
  next: z.string().optional(),
});
const Graph = z.looseObject({
  accounts: z.array(z.looseObject({ account: z.string(), bankId: z.string(), orders: z.array(z.looseObject({})) })),
  edges: z.array(z.looseObject({ how: z.string(), tracedFen: z.number() })),
});

let city: Coordination;

beforeEach(async () => {
  city = createCoordination();
  for (const agency of ['bank-a', 'bank-b'])
    await city.api.call(bankOf(agency), 'PUT', `/v1/banks/${agency}`, {
      body: { name: `Bank ${agency}`, dutyPhone: '010-66000001' },
    });
});

const get = (actor: Actor, path: string, query: Record<string, string> = {}) => city.api.call(actor, 'GET', path, { query });

async function raised(over: object = {}, by: Actor = haidian): Promise<string> {
  return z.string().parse((await city.post(by, '/v1/alerts', { ...raiseAlertInput(), ...over })).body['alertId']);
}

async function asked(alertId: string, ...accounts: readonly object[]): Promise<readonly string[]> {
  const body = { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts };
  const answer = await city.post(haidian, '/v1/freeze-requests', body);
  await city.settle();
  const { orders } = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) }).parse(answer.body);
  return orders.map(({ orderId }) => orderId);
}

async function answered(orderId: string, bank: string, result: object): Promise<void> {
  expect((await city.post(bankOf(bank), `/v1/bank/orders/${orderId}/result`, result)).status).toBe(200);
  await city.settle();
}

const boardOf = async (alertId: string, query: Record<string, string> = {}, actor: Actor = haidian) =>
  Board.parse((await get(actor, `/v1/alerts/${alertId}/board`, query)).body);

describe('the board of an alarm', () => {
  test('of an alarm without orders shows the alarm, and that nothing runs', async () => {
    const alertId = await raised();
    expect((await get(haidian, `/v1/alerts/${alertId}/board`)).body).toMatchObject({
      alert: { alertId, riskGrade: expect.any(Number) },
      agencyNames: { [haidian.agency]: expect.any(String) },
      standing: { total: 0, waiting: 0, tracedFen: 0, marks: {} },
      items: [],
    });
  });

  test('shows every order of every tier with account, bank, clock and what it needs, in one read', async () => {
    const alertId = await raised();
    await city.at(minute(5));
    const second = account({
      accountNumber: '6222020200000000002',
      transfer: { amountFen: 5_000_000, currency: 'CNY', at: minute(-9) },
    });
    const [first = '', returned = ''] = await asked(alertId, account(), second);
    await answered(first, 'bank-a', stoppedResult({ stoppedFen: 9_000_000, outflows: [outflow(1, { amountFen: 1_000_000 })] }));
    await answered(returned, 'bank-a', declined('0304'));
    await city.at(minute(12));
    const { items, standing } = await boardOf(alertId);
    expect(items.map(({ tier, state, needs }) => [tier, state, needs])).toEqual([
      [1, 'stopped', []],
      [1, 'returned', ['returned']],
      [2, 'requested', []],
    ]);
    expect(items[0]).toMatchObject({
      ...{ orderId: first, bankName: 'Bank bank-a', bankDutyPhone: '010-66000001', stoppedFen: 9_000_000, version: 3 },
      account: { accountNumber: '6222020200000000001', accountName: '赵六' },
    });
    expect(items[0]).not.toHaveProperty('dueInSeconds');
    expect(items[2]).toMatchObject({ bankName: 'Bank bank-b', parent: first, dueInSeconds: 18 * 60, waitsOn: 'bank' });
    expect(standing).toMatchObject({
      ...{ total: 3, waiting: 1, waitingForBank: 1, waitingForPolice: 1, stoppedFen: 9_000_000, heldFen: 9_000_000 },
      ...{ tracedFen: 15_000_000, marks: { returned: 1 } },
    });
    const right = { reason: 'r', officers, account: { ...second, accountNumber: '6222020200000099999' } };
    expect((await city.post(haidian, `/v1/orders/${returned}/correct`, right)).status).toBe(202);
    await city.settle();
    // the money of the corrected order is that of its correction: it counts once
    expect((await boardOf(alertId)).standing).toMatchObject({ total: 4, tracedFen: 15_000_000, marks: {} });
  });

  test('is one page after another, with the standing of all orders on each', async () => {
    const alertId = await raised();
    const orders = await asked(alertId, ...[1, 2, 3].map((n) => account({ accountNumber: `622202020000000000${n}` })));
    const first = await boardOf(alertId, { limit: '2' });
    const second = await boardOf(alertId, { limit: '2', cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ orderId }) => orderId)).toEqual([...orders].toSorted());
    expect([first.standing, second.standing, second.next]).toEqual([first.standing, first.standing, undefined]);
    expect(first.standing.total).toBe(3);
    const stolen = await get(cityCommand, `/v1/alerts/${alertId}/board`, { limit: '2', cursor: first.next ?? '' });
    expect(stolen).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
  });

  test('counts and shows no order to an agency that may read the alarm alone', async () => {
    const alertId = await raised({}, chaoyang);
    await asked(alertId, account());
    expect((await boardOf(alertId)).standing.total).toBe(1);
    const { items, standing } = await boardOf(alertId, {}, chaoyang);
    expect([items, standing.total, standing.marks]).toEqual([[], 0, {}]);
    // neither the length of a page nor its cursor tells of the orders
    expect(await boardOf(alertId, { limit: '1' }, chaoyang)).not.toHaveProperty('next');
  });

  test('shows the orders to the district that the alarm was handed over to, and says that it was', async () => {
    const alertId = await raised();
    await asked(alertId, account());
    const handed = await city.post(haidian, `/v1/alerts/${alertId}/hand-over`, {
      to: 'chaoyang',
      reason: 'The victim lives there',
    });
    expect(handed.status, handed.text).toBe(200);
    await city.settle();
    expect((await boardOf(alertId, {}, chaoyang)).standing.total).toBe(1);
    expect((await get(chaoyang, `/v1/alerts/${alertId}/board`)).body).toMatchObject({
      alert: { status: 'open', handedOver: { from: 'haidian', to: 'chaoyang' } },
    });
    expect((await boardOf(alertId)).items).toHaveLength(1);
  });

  test('does not move the tag of a caller who cannot see what changed, nor with the clock alone', async () => {
    const alertId = await raised({}, chaoyang);
    const path = `/v1/alerts/${alertId}/board`;
    const [before, own] = [await get(chaoyang, path), await get(haidian, path)];
    await asked(alertId, account());
    const after = await get(haidian, path);
    expect((await get(chaoyang, path)).headers['etag']).toBe(before.headers['etag']);
    expect(after.headers['etag']).not.toBe(own.headers['etag']);
    await city.at(minute(9));
    expect((await get(haidian, path)).headers['etag']).toBe(after.headers['etag']);
  });

  test('names the case of the alarm to those whose case it is', async () => {
    const alertId = await raised({}, chaoyang);
    const caseId = await city.opened(haidian, { alerts: [alertId] });
    expect((await get(haidian, `/v1/alerts/${alertId}/board`)).body).toMatchObject({ case: { caseId } });
    expect((await get(chaoyang, `/v1/alerts/${alertId}/board`)).body).not.toHaveProperty('case');
  });
});

describe('the overview of a case', () => {
  test('shows the case, names, each alarm with the standing of its orders, and the listing', async () => {
    const [older, newer] = [await raised({ lossFen: 120_000_000 }), await raised({ sourceRef: 'two', receivedAt: minute(1) })];
    await asked(newer, account());
    const caseId = await city.opened(haidian, { alerts: [older, newer] });
    await city.post(haidian, `/v1/cases/${caseId}/shares`, share(['summary']));
    const listing = await city.post(districtUnit, '/v1/listed-cases', { caseId, level: 'city', units, reason: 'Over a million' });
    expect(listing.status, listing.text).toBe(201);
    await city.settle();
    const { status, body } = await get(haidian, `/v1/cases/${caseId}/overview`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      case: { caseId, money: { orders: 1, waiting: 1 } },
      agencyNames: { [haidian.agency]: expect.any(String), [prosecutor.agency]: expect.any(String) },
      alarms: [
        { alertId: newer, orders: { total: 1, waiting: 1 } },
        { alertId: older, orders: { total: 0 } },
      ],
    });
    expect(body['listing']).toMatchObject({ listedCaseId: listing.body['listedCaseId'], status: 'proposed' });
  });

  test('shows an agency of a share only its parts, and records the look', async () => {
    const alertId = await raised();
    await asked(alertId, account());
    const caseId = await city.opened(haidian, { alerts: [alertId] });
    await city.post(haidian, `/v1/cases/${caseId}/shares`, share(['summary', 'alerts']));
    const { body, text } = await get(prosecutor, `/v1/cases/${caseId}/overview`);
    expect(body).toMatchObject({ case: { parts: ['summary', 'alerts'] }, alarms: [{ alertId }] });
    expect(body['listing']).toBeUndefined();
    for (const canary of ['orders', '"money":', '赵六', '6222020200000000001', 'shares']) expect(text).not.toContain(canary);
    const reads = z.looseObject({ items: z.array(z.looseObject({ what: z.string(), agency: z.string() })) });
    const { items } = reads.parse((await get(haidian, `/v1/cases/${caseId}/reads`)).body);
    expect(items.map(({ what, agency }) => [what, agency])).toEqual([['case', prosecutor.agency]]);
  });
});

const share = (parts: readonly string[]) => ({ agency: prosecutor.agency, parts, purpose: 'opinion', until: hour(24) });

describe('the way of the money by account', () => {
  async function twoAlarms(): Promise<{ readonly caseId: string; readonly alarms: readonly [string, string] }> {
    const alarms = [await raised(), await raised({ sourceRef: 'two' })] as const;
    await city.at(minute(5));
    const [first = ''] = await asked(alarms[0], account());
    await asked(alarms[1], account({ transfer: { amountFen: 2_000_000, currency: 'CNY', at: minute(-5) } }));
    const onward = [outflow(1, { amountFen: 700_000 }), outflow(1, { amountFen: 300_000, at: minute(3), serial: 'OUT-2' })];
    await answered(first, 'bank-a', stoppedResult({ stoppedFen: 9_000_000, outflows: onward }));
    const caseId = await city.opened(haidian, { alerts: [...alarms] });
    return { caseId, alarms };
  }

  test('joins the orders of all alarms on one account, and the transfers between two accounts', async () => {
    const { caseId, alarms } = await twoAlarms();
    const { body } = await get(haidian, `/v1/cases/${caseId}/fund-graph`);
    expect(body['alarms']).toMatchObject([
      { alarm: 1, alertId: alarms[0], reference: expect.stringMatching(/^HD-/) },
      { alarm: 2, alertId: alarms[1] },
    ]);
    const { accounts, edges } = Graph.parse(body);
    expect(accounts.map(({ bankId, orders, tier, tracedFen }) => [bankId, orders.length, tier, tracedFen])).toEqual([
      ['bank-a', 2, 1, 12_000_000],
      ['bank-b', 1, 2, 1_000_000],
    ]);
    expect(accounts[0]).toMatchObject({ accountNumber: '6222020200000000001', accountName: '赵六', bankName: 'Bank bank-a' });
    const [a, b] = accounts.map((one) => one.account);
    expect(edges).toEqual([
      expect.objectContaining({ from: { alarm: 1 }, to: a, how: 'followed', tracedFen: 10_000_000, transfers: 1 }),
      expect.objectContaining({ from: { alarm: 2 }, to: a, how: 'followed', tracedFen: 2_000_000 }),
      expect.objectContaining({ from: { account: a }, to: b, how: 'followed', tracedFen: 1_000_000, transfers: 2 }),
    ]);
  });

  test('names holders and accounts in full only to readers of persons; the part money shows the last four characters', async () => {
    const { caseId } = await twoAlarms();
    const path = `/v1/cases/${caseId}/fund-graph`;
    await city.post(haidian, `/v1/cases/${caseId}/shares`, share(['summary', 'money']));
    const { body, text } = await get(prosecutor, path);
    expect(Graph.parse(body).accounts[0]).toMatchObject({ accountNumber: '…0001' });
    for (const canary of ['赵六', '钱七', '6222020200000000001', '6228480000000001', 'alt_', 'HD-', 'lossFen'])
      expect(text, canary).not.toContain(canary);
    await city.post(haidian, `/v1/cases/${caseId}/shares`, share(['persons']));
    expect(Graph.parse((await get(prosecutor, path)).body).accounts[0]).toMatchObject({ accountName: '赵六' });
    const reads = z.looseObject({ items: z.array(z.looseObject({ what: z.string(), parts: z.array(z.string()) })) });
    const { items } = reads.parse((await get(haidian, `/v1/cases/${caseId}/reads`)).body);
    expect(items.map(({ what, parts }) => [what, parts])).toEqual([
      ['fund-graph', ['money']],
      ['fund-graph', ['money', 'persons']],
    ]);
  });

  test('is for readers of the part money, and hidden with the case from all others', async () => {
    const { caseId } = await twoAlarms();
    const path = `/v1/cases/${caseId}/fund-graph`;
    expect((await get(prosecutor, path)).status).toBe(404);
    await city.post(haidian, `/v1/cases/${caseId}/shares`, share(['summary', 'persons']));
    expect((await get(prosecutor, path)).body).toMatchObject({ status: 403, code: 'ACTION_NOT_ALLOWED' });
    expect((await get(bankOf('bank-a'), path)).status).toBe(404);
  });

  test('of a case without alarms is empty, and of a filed case the same', async () => {
    const caseId = await city.opened(haidian);
    await city.at(minute(40));
    await city.post(haidian, `/v1/cases/${caseId}/file`, filing);
    expect((await get(haidian, `/v1/cases/${caseId}/fund-graph`)).body).toEqual({
      ...{ accounts: [], edges: [], alarms: [], ordersLeftOut: 0 },
    });
  });
});

describe('the orders that need an eye', () => {
  const Rows = z.looseObject({ items: z.array(Row), next: z.string().optional() });
  const listed = async (query: Record<string, string> = {}, actor: Actor = haidian) =>
    Rows.parse((await get(actor, '/v1/orders', query)).body);
  const summary = async (query: Record<string, string> = {}, actor: Actor = haidian) =>
    (await get(actor, '/v1/orders/summary', query)).body;

  /** An order that its bank sent back. */
  async function returned(n: number, over: object = {}, bankId = 'bank-a'): Promise<string> {
    const alertId = await raised({ sourceRef: `r-${n}`, ...over });
    const accountNumber = `62220202000000${String(n).padStart(5, '0')}`;
    const [orderId = ''] = await asked(alertId, account({ bankId, accountNumber }));
    await answered(orderId, bankId, declined('0304'));
    return orderId;
  }

  test('are none while all runs well', async () => {
    const [orderId = ''] = await asked(await raised(), account());
    await answered(orderId, 'bank-a', stoppedResult());
    expect(await listed()).toEqual({ items: [] });
    expect(await summary()).toEqual({ total: 0, marks: {}, heldFen: 0, overdue: 0, more: false });
  });

  test('stand there with account, bank, alarm and the moment, the overdue first, until an officer has acted', async () => {
    const orderId = await returned(1);
    const { items } = await listed();
    expect(items).toEqual([
      expect.objectContaining({
        orderId,
        marks: ['returned'],
        needs: ['returned'],
        neededAt: minute(30),
        bankName: 'Bank bank-a',
      }),
    ]);
    expect(items[0]).toMatchObject({ alertReference: expect.stringMatching(/^HD-/), account: { accountName: '赵六' } });
    await city.at(minute(31));
    expect(await summary()).toMatchObject({ total: 1, marks: { returned: 1 }, overdue: 1 });
    const right = { reason: 'r', officers, account: { ...account({ accountNumber: '6222020200000099999' }) } };
    expect((await city.post(haidian, `/v1/orders/${orderId}/correct`, right)).status).toBe(202);
    await city.settle();
    expect((await listed()).items).toEqual([]);
  });

  test('are filtered by mark, bank and own agency, page by page', async () => {
    const made = [await returned(1), await returned(2, {}, 'bank-b'), await returned(3)];
    // one moment for all: then by the end of the id
    const orders = made.toSorted((a, b) => (a.slice(-10) < b.slice(-10) ? -1 : 1));
    const silent = await asked(await raised({ sourceRef: 's' }), account({ accountNumber: '6222020200000077777' }));
    expect((await listed({ mark: 'returned' })).items.map(({ orderId }) => orderId)).toEqual(orders);
    expect((await listed({ bank: 'bank-b' })).items.map(({ orderId }) => orderId)).toEqual([made[1]]);
    expect((await listed({ mine: 'true' })).items).toHaveLength(3);
    expect((await listed({ mark: 'silent' })).items).toEqual([]);
    expect(silent).toHaveLength(1);
    expect((await listed({ dueBefore: minute(30) })).items).toEqual([]);
    expect((await listed({ dueBefore: minute(31) })).items).toHaveLength(3);
    expect(await summary({ bank: 'bank-b' })).toMatchObject({ total: 1, marks: { returned: 1 }, more: false });
    expect(await summary({ dueBefore: minute(30) })).toMatchObject({ total: 0 });
    for (const filter of [{}, { mark: 'returned' }] as const) {
      const first = await listed({ ...filter, limit: '2' });
      const second = await listed({ ...filter, limit: '2', cursor: first.next ?? '' });
      expect([...first.items, ...second.items].map(({ orderId }) => orderId)).toEqual(orders);
    }
    const other = await listed({ mark: 'returned', limit: '2' });
    expect((await get(haidian, '/v1/orders', { mark: 'silent', limit: '2', cursor: other.next ?? '' })).body).toMatchObject({
      code: 'CURSOR_INVALID',
    });
  });

  test('of the whole city are one list for the agencies of the city, and of another district none for a district', async () => {
    const orders = [await returned(1), await returned(2, { district: 'chaoyang' })];
    expect((await listed({}, cityCommand)).items.map(({ orderId }) => orderId).toSorted()).toEqual(orders.toSorted());
    expect((await listed({ district: 'chaoyang' }, cityCommand)).items.map(({ orderId }) => orderId)).toEqual([orders[1]]);
    expect(await summary({ district: 'all' }, cityCommand)).toMatchObject({ total: 2, marks: { returned: 2 } });
    expect((await listed()).items.map(({ orderId }) => orderId)).toEqual([orders[0]]);
    for (const district of ['chaoyang', 'all'])
      expect((await get(haidian, '/v1/orders', { district })).body).toMatchObject({ status: 403 });
  });

  test('do not disappear at the end of a month', async () => {
    const orderId = await returned(1);
    await city.at(hour(24 * 40));
    expect((await listed()).items.map((item) => item.orderId)).toContain(orderId);
  });

  test('a mark or a filter that there is not is a 400 that says which there are', async () => {
    const { body } = await get(haidian, '/v1/orders', { mark: 'lost' });
    expect(body).toMatchObject({ code: 'INPUT_INVALID' });
    expect(JSON.stringify(body)).toContain('returned');
    expect((await get(haidian, '/v1/orders', { month: '2026-11' })).status).toBe(400);
  });
});
