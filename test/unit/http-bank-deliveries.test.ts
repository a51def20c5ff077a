import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { noteInCircuit } from '../../functions/bank-gateway/circuit.ts';
import { bankLogKey } from '../../shared/banks/keys.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { createBankWay } from '../support/bank-way.ts';
import { declined } from '../support/order-samples.ts';
import { answer, appendFacts, open, plannedOrder, registerBanks } from '../support/relay-kit.ts';
import { account, bank, bankClerk, id, minute, orderFacts, plan } from '../support/samples.ts';

const Page = z.looseObject({ items: z.array(z.looseObject({ orderId: z.string() })), next: z.string().optional() });
const bankB: Actor = { ...bankClerk, agency: 'bank-b', subject: 'bank-b' };
const [first, second] = [id('ord', 1), id('ord', 2)];
const stop = { orderId: first, bankId: 'bank-a', instruction: 'stop', purpose: 'order' } as const;
const unavailable = { delivered: false, reason: 'status', status: 503 } as const;

let way: ReturnType<typeof createBankWay>;

beforeEach(async () => {
  way = createBankWay();
  await registerBanks(way.platform, bank());
  await open(
    way.platform,
    plannedOrder(),
    plannedOrder({ orderId: second, account: account({ accountNumber: '6222020200112233499' }) }),
  );
});

const ask = (query: Record<string, string> = {}, actor = bankClerk) =>
  way.api.call(actor, 'GET', '/v1/bank/deliveries', { query });

async function log(query: Record<string, string> = {}, actor = bankClerk) {
  const reply = await ask(query, actor);
  expect(reply.status).toBe(200);
  return Page.parse(reply.body);
}

async function pages(query: Record<string, string>) {
  const seen: (readonly unknown[])[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const page = await log({ ...query, ...(cursor === '' ? {} : { cursor }) });
    seen.push(page.items);
    cursor = page.next;
  }
  return seen;
}

describe.each([
  { of: 'all orders', query: {} },
  { of: 'one order', query: { orderId: first } },
])('the log of deliveries, of $of', ({ query }) => {
  test('tells each attempt of a push that fails twice and arrives, the newest first', async () => {
    way.outcome = unavailable;
    way.at(minute(2));
    await way.push(stop, 'm-1');
    way.outcome = { delivered: false, reason: 'timeout' };
    way.at(minute(3));
    await way.push(stop, 'm-1', 2);
    way.outcome = { delivered: true };
    way.at(minute(4));
    await way.push(stop, 'm-1', 3);
    const line = { orderId: first, instructionId: id('ins', 1), instruction: 'stop', purpose: 'order', channel: 'push' };
    expect((await log(query)).items).toEqual([
      { ...line, at: minute(4), outcome: 'delivered', attempt: 3 },
      { ...line, at: minute(3), outcome: 'failed', attempt: 2, reason: 'timeout' },
      { ...line, at: minute(2), outcome: 'failed', attempt: 1, reason: 'status', httpStatus: 503 },
      { ...line, at: minute(2), outcome: 'sent' },
    ]);
  });

  test('tells what was held back because the circuit is open, and what was given up', async () => {
    for (let failure = 0; failure < 5; failure += 1)
      await noteInCircuit(way.platform, 'bank-a', false, { id: `f-${failure}`, correlationId: 'f' });
    await way.push(stop, 'm-1');
    way.at(minute(2));
    await way.lose(stop, 'm-1');
    expect((await log(query)).items).toMatchObject([
      { outcome: 'given-up', purpose: 'order' },
      { outcome: 'held-back', purpose: 'order', attempt: 1 },
    ]);
    expect((await log(query)).items[1]).not.toHaveProperty('reason');
  });

  test('tells what was laid out to be pulled', async () => {
    const { endpoint: _, ...pulling } = bank();
    await registerBanks(way.platform, pulling);
    await way.push(stop, 'm-1');
    expect((await log(query)).items).toMatchObject([{ outcome: 'sent', channel: 'pull' }]);
  });

  test('is of the time that is asked for, both ends included', async () => {
    for (const at of [2, 3, 4]) {
      way.at(minute(at));
      await way.push({ ...stop, purpose: 'reminder' }, `m-${at}`);
    }
    const moments = async (part: Record<string, string>) => (await log({ ...query, ...part })).items.map(({ at }) => at);
    expect(await moments({ from: minute(3) })).toEqual([minute(4), minute(3)]);
    expect(await moments({ to: minute(3) })).toEqual([minute(3), minute(2)]);
    expect(await moments({ from: minute(3), to: minute(3) })).toEqual([minute(3)]);
    expect(await moments({ from: minute(4), to: minute(2) })).toEqual([]);
  });

  test('comes in pages with no gap and no overlap, and the last has no next', async () => {
    for (let at = 2; at < 40; at += 1) {
      way.at(minute(at));
      await way.push({ ...stop, purpose: 'reminder' }, `m-${at}`);
    }
    const whole = (await log({ ...query, limit: '100' })).items;
    expect(whole).toHaveLength(38);
    const found = await pages({ ...query, limit: '10' });
    expect(found.map((page) => page.length)).toEqual([10, 10, 10, 8]);
    expect(found.flat()).toEqual(whole);
  });
});

test('the log has all orders to the bank, and no order to another', async () => {
  await way.push(stop, 'm-1');
  way.at(minute(2));
  await way.push({ ...stop, orderId: second }, 'm-2');
  expect((await log()).items.map(({ orderId }) => orderId)).toEqual([second, first]);
  expect((await log({ orderId: first })).items.map(({ orderId }) => orderId)).toEqual([first]);
  expect((await log({}, bankB)).items).toEqual([]);
});

test('an order to another bank is as little there as one that does not exist', async () => {
  await way.push(stop, 'm-1');
  for (const reply of [await ask({ orderId: first }, bankB), await ask({ orderId: id('ord', 99) })])
    expect(reply).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
});

test('tells a retry and an instruction after the stop by their purpose', async () => {
  await way.push(stop, 'm-1');
  way.at(minute(2));
  await answer(way.platform, first, declined('1100'));
  way.at(minute(3));
  await way.push({ ...stop, purpose: 'retry' }, 'm-2');
  expect((await log()).items.map(({ purpose, outcome }) => `${purpose} ${outcome}`)).toEqual(['retry sent', 'order sent']);
});

test('a cursor fits neither another bank nor another part of the log', async () => {
  for (const name of ['m-1', 'm-2']) await way.push({ ...stop, purpose: 'reminder' }, name);
  const { next = '' } = await log({ limit: '1' });
  const { next: ofOrder = '' } = await log({ limit: '1', orderId: first });
  for (const reply of [
    await ask({ cursor: next }, bankB),
    await ask({ cursor: next, from: minute(0) }),
    await ask({ cursor: next, orderId: first }),
    await ask({ cursor: ofOrder }),
    await ask({ cursor: ofOrder, orderId: first, to: minute(9) }),
  ])
    expect(reply).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
});

test.each([{ from: 'yesterday' }, { to: '2026-11-22' }, { orderId: 'ord_1' }, { limit: '0' }, { state: 'open' }])(
  'refuses %j',
  async (query) => {
    expect(await ask(query)).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
  },
);

test('an index entry of a push has no account number, no name and no signature', async () => {
  await way.push(stop, 'm-1');
  const { cards } = await way.platform.journal.find({ index: 'listing', pk: bankLogKey('bank-a'), limit: 10 });
  expect(cards).toHaveLength(1);
  const { accountNumber = '', accountName = '' } = account();
  for (const secret of [accountNumber, accountName, 'ignature', 'eyJ'])
    expect(JSON.stringify(cards), secret).not.toContain(secret);
});

test('only the facts on the way to the bank stand in its log, so nothing else costs one more write', () => {
  const order = StopOrders.evolve(undefined, orderFacts.requested());
  expect(StopOrders.factLog?.(order, orderFacts.requested())).toBeUndefined();
  expect(StopOrders.factLog?.(order, orderFacts.sent())?.pk).toBe(bankLogKey(plan().account.bankId));
});

test('a line from before instructions had ids, and purpose and attempt were kept, is shown without them', async () => {
  const order = await way.platform.journal.load(StopOrders, first);
  const failed = { at: minute(1), instruction: 'stop', reason: 'network' } as const;
  await appendFacts(way.platform, [order], [orderFacts.sent(), { type: 'order.delivery-failed', data: failed }]);
  const line = { orderId: first, instruction: 'stop', channel: 'push', at: minute(1) };
  for (const query of [{}, { orderId: first }])
    expect((await log(query)).items).toEqual([
      { ...line, outcome: 'failed', reason: 'network' },
      { ...line, purpose: 'order', outcome: 'sent' },
    ]);
});
