import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { account, minute, officers, raiseAlertInput } from '../support/samples.ts';

const officer: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };

const Accepted = z.looseObject({ requestId: z.string(), orders: z.array(z.looseObject({ orderId: z.string() })) });
const Corrected = z.looseObject({ orderId: z.string() });
const Graph = z.looseObject({ nodes: z.array(z.looseObject({ orderId: z.string() })), next: z.string().optional() });

let api: TestApi;
let requestId: string;
let orderIds: readonly string[];

/** Accounts that differ in their number. */
function accounts(count: number): readonly object[] {
  return Array.from({ length: count }, (_, i) => account({ accountNumber: `6222020200000000${String(i).padStart(3, '0')}` }));
}

async function request(count: number): Promise<void> {
  const alert = await api.call(officer, 'POST', '/v1/alerts', { body: raiseAlertInput() });
  const body = { alertId: alert.body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts: accounts(count) };
  const accepted = Accepted.parse((await api.call(officer, 'POST', '/v1/freeze-requests', { body })).body);
  requestId = accepted.requestId;
  orderIds = accepted.orders.map(({ orderId }) => orderId);
}

beforeEach(async () => {
  api = createTestApi();
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'Bank A', dutyPhone: '010-66000001' } });
});

describe('the figures of a request', () => {
  test('list the order that corrects a returned one, and say that the returned one waited for the police', async () => {
    await request(1);
    const [returned = ''] = orderIds;
    await api.call(bankA, 'POST', `/v1/bank/orders/${returned}/result`, { body: { code: '0301', outflows: [] } });
    const before = await api.call(officer, 'GET', `/v1/freeze-requests/${requestId}`);
    expect(before.body).toMatchObject({ orders: [{ orderId: returned, state: 'returned', waitsOn: 'police' }] });

    api.now = minute(40);
    const correction = { reason: 'the name was misspelled', officers, account: account({ accountName: '孙八' }) };
    const answer = await api.call(officer, 'POST', `/v1/orders/${returned}/correct`, { body: correction });
    const { orderId } = Corrected.parse(answer.body);
    const after = await api.call(officer, 'GET', `/v1/freeze-requests/${requestId}`);
    expect(after.body).toMatchObject({
      orders: [
        { orderId: returned, state: 'corrected', origin: 'requested' },
        { orderId, origin: 'correction', corrects: returned, waitsOn: 'bank' },
      ],
    });
    expect((await api.call(officer, 'GET', '/v1/alerts')).body).toMatchObject({
      items: [{ orders: { total: 2, waitingForBank: 1, waitingForPolice: 0, breached: 0, breachedNotByBank: 1 } }],
    });
  });

  test('show no version of a request, since what they show changes without it', async () => {
    await request(1);
    expect((await api.call(officer, 'GET', `/v1/freeze-requests/${requestId}`)).headers['etag']).toMatch(/^"~/);
  });
});

describe('the fund graph', () => {
  test('comes page by page, each order once', async () => {
    await request(5);
    const path = `/v1/orders/${orderIds[0]}/fund-graph`;
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await api.call(officer, 'GET', path, { query: { limit: '2', ...(cursor === undefined ? {} : { cursor }) } });
      expect(answer.status).toBe(200);
      const { nodes, next } = Graph.parse(answer.body);
      seen.push(...nodes.map(({ orderId }) => orderId));
      cursor = next;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(orderIds.toSorted());
  });

  test('gives no page for the cursor of another alert', async () => {
    await request(3);
    const page = await api.call(officer, 'GET', `/v1/orders/${orderIds[0]}/fund-graph`, { query: { limit: '1' } });
    const { next = '' } = Graph.parse(page.body);
    await api.call(officer, 'POST', '/v1/alerts', { body: raiseAlertInput({ sourceRef: 'another' }) });
    const other = await api.call(officer, 'GET', `/v1/freeze-requests`, { query: { cursor: next } });
    expect(other).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
  });
});
