import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { elapsed, plus } from '../../shared/kernel/time.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { account, bankClerk, minute, officer, officers, raiseAlertInput } from '../support/samples.ts';

const Page = z.looseObject({
  items: z.array(z.looseObject({ orderId: z.string() })),
  asOf: z.string(),
  next: z.string().optional(),
});
const bankB: Actor = { ...bankClerk, agency: 'bank-b', subject: 'bank-b' };
let api: TestApi;
let count: number;

beforeEach(async () => {
  api = createTestApi();
  count = 0;
  for (const bank of [bankClerk, bankB]) {
    await api.call(bank, 'PUT', `/v1/banks/${bank.agency}`, { body: { name: bank.agency, dutyPhone: '010-66000001' } });
  }
});

/** An order to bank A, on an account of its own. */
async function order(): Promise<string> {
  count += 1;
  const alert = await api.call(officer, 'POST', '/v1/alerts', {
    body: raiseAlertInput({ sourceRef: `s-${count}`, receivedAt: minute(0) }),
  });
  const accounts = [account({ accountNumber: `62220202001122334${String(count).padStart(2, '0')}` })];
  const body = { alertId: alert.body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts };
  const request = await api.call(officer, 'POST', '/v1/freeze-requests', { body });
  return z.object({ orders: z.array(z.object({ orderId: z.string() })) }).parse({ ...request.body }).orders[0]?.orderId ?? '';
}

const answer = (orderId: string) => api.call(bankClerk, 'POST', `/v1/bank/orders/${orderId}/result`, { body: { code: '0300' } });

async function list(query: Record<string, string> = {}, bank = bankClerk) {
  const reply = await api.call(bank, 'GET', '/v1/bank/orders', { query });
  expect(reply.status).toBe(200);
  return Page.parse(reply.body);
}

const ids = ({ items }: z.infer<typeof Page>) => items.map(({ orderId }) => orderId);

describe('the list of a bank’s orders', () => {
  test('has what waits unless it is asked for what was answered, or for all', async () => {
    const [first, second] = [await order(), await order()];
    await answer(first);
    expect(ids(await list())).toEqual([second]);
    expect(ids(await list({ state: 'open' }))).toEqual([second]);
    expect(ids(await list({ state: 'answered' }))).toEqual([first]);
    expect(ids(await list({ state: 'all' }))).toEqual([second, first]);
    expect(ids(await list({ state: 'all' }, bankB))).toEqual([]);
  });

  test('is a 304 while nothing changes, though its clocks run', async () => {
    const first = await order();
    const known = async (etag: string) => api.call(bankClerk, 'GET', '/v1/bank/orders', { headers: { 'if-none-match': etag } });
    const etag = String((await api.call(bankClerk, 'GET', '/v1/bank/orders')).headers['etag']);
    expect(await list()).toMatchObject({ items: [{ orderId: first, dueInSeconds: expect.any(Number), disputes: 0 }] });
    api.now = minute(5);
    expect((await known(etag)).status).toBe(304);
    await order();
    expect((await known(etag)).status).toBe(200);
  });

  test('gives what was answered by the latest change, each order once over its pages', async () => {
    const orders = [await order(), await order(), await order()];
    for (const [at, orderId] of orders.entries()) {
      api.now = minute(2 + at);
      await answer(orderId);
    }
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = await list({ state: 'answered', limit: '1', ...(cursor === '' ? {} : { cursor }) });
      seen.push(...ids(page));
      cursor = page.next;
    }
    expect(seen).toEqual(orders.toReversed());
  });

  test('since the answer before has what was given or answered meanwhile, and nothing else', async () => {
    const [old, answered] = [await order(), await order()];
    api.now = minute(3);
    const { asOf } = await list({ state: 'all' });
    api.now = minute(4);
    expect(ids(await list({ state: 'all', since: asOf }))).toEqual([]);
    const fresh = await order();
    await answer(answered);
    expect(ids(await list({ state: 'all', since: asOf }))).toEqual([fresh, answered]);
    expect(ids(await list({ since: asOf }))).toEqual([fresh]);
    expect(ids(await list({ state: 'answered', since: asOf }))).toEqual([answered]);
    expect(ids(await list())).toContain(old);
  });

  test('finds what is new behind pages of what is not', async () => {
    for (let i = 0; i < 4; i += 1) await order();
    api.now = minute(5);
    const { asOf } = await list();
    const fresh = await order();
    expect(ids(await list({ since: asOf, limit: '1' }))).toEqual([fresh]);
  });

  test('waits for the first order, a look a second, and no longer than it is told', async () => {
    const waited: number[] = [];
    let opened: string | undefined;
    api.whileWaiting = async (ms) => {
      waited.push(ms);
      api.now = plus(api.now, ms);
      if (waited.length === 3) opened = await order();
    };
    expect(ids(await list({ wait: '20' }))).toEqual([opened]);
    expect(waited).toEqual([1_000, 1_000, 1_000]);
    await answer(opened ?? '');
    waited.length = 3;
    expect(ids(await list({ wait: '7' }))).toEqual([]);
    expect(waited).toHaveLength(10);
  });

  test('waits no longer than it is told where each look takes long', async () => {
    const { find } = api.journal;
    let looks = 0;
    api.journal.find = async (query) => {
      looks += 1;
      api.now = plus(api.now, 700);
      return find(query);
    };
    const from = api.now;
    await list({ wait: '20' });
    expect(elapsed(from, api.now)).toBeLessThan(21_500);
    expect(looks).toBe(13);
  });

  test('lets two polls of a bank wait; another is answered at once, and told when to call again', async () => {
    let turns = 0;
    const during: Awaited<ReturnType<typeof poll>>[] = [];
    const poll = (bank: Actor, wait: string) => api.call(bank, 'GET', '/v1/bank/orders', { query: { wait } });
    api.whileWaiting = async (ms) => {
      turns += 1;
      // the first poll waits: a second one comes, and while that waits, others
      if (turns === 1) during.push(await poll(bankClerk, '20'));
      if (turns === 2) during.push(await poll(bankClerk, '20'), await poll(bankClerk, '0'), await poll(bankB, '1'));
      api.now = plus(api.now, ms);
    };
    await list({ wait: '20' });
    const [third, pull, other, second] = during;
    for (const reply of [third, pull, other, second]) expect(reply).toMatchObject({ status: 200, body: { items: [] } });
    expect([third, pull, other, second].map((reply) => reply?.headers['retry-after'])).toEqual([
      '5',
      undefined,
      undefined,
      undefined,
    ]);
    turns = 9;
    expect((await poll(bankClerk, '1')).headers['retry-after']).toBeUndefined();
  });

  test('gives its seat free where an order ends the wait', async () => {
    for (let round = 0; round < 3; round += 1) {
      let opened: string | undefined;
      api.whileWaiting = async () => {
        opened ??= await order();
      };
      expect(ids(await list({ wait: '20' }))).toEqual([opened]);
      await answer(opened ?? '');
    }
  });

  test('costs one query of the index a look while there is nothing', async () => {
    const { find, loadMany } = api.journal;
    let [queries, reads] = [0, 0];
    api.journal.find = (query) => {
      queries += 1;
      return find(query);
    };
    api.journal.loadMany = (type, wanted) => {
      reads += 1;
      return loadMany(type, wanted);
    };
    await list({ wait: '5' });
    expect([queries, reads]).toEqual([6, 0]);
  });

  test.each(['21', '-1', '1.5', '', 'x', '020'])('takes no wait of %j', async (wait) => {
    expect(await api.call(bankClerk, 'GET', '/v1/bank/orders', { query: { wait } })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID' },
    });
  });

  test.each([{ state: 'closed' }, { since: 'yesterday' }, { since: '2026-11-22' }])('refuses %j', async (query) => {
    const reply = await api.call(bankClerk, 'GET', '/v1/bank/orders', { query });
    expect(reply).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  });
});
