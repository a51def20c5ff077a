import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { advanceOrder } from '../../functions/lookups/advance-order.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver } from '../support/api.ts';
import { haidian } from '../support/case-samples.ts';
import { type InterruptibleJournal, interruptibleJournal } from '../support/interruptible-journal.ts';
import { signed, stoppedResult } from '../support/order-samples.ts';
import { createTestPlatform } from '../support/relay-kit.ts';
import { account, hour, minute, officers, raiseAlertInput } from '../support/samples.ts';
import { createStopDesk } from '../support/stop-desk.ts';

const Order = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })).length(1) });
const ACCOUNT = /^account#/;

/** An order that holds the account, and one of another alarm to which the bank said that the account is held. */
async function createTwoOrders() {
  const api = createApiOver(interruptibleJournal(createCityJournal()));
  const desk = await createStopDesk(api);
  const holder = await desk.orderOf(account());
  const raised = await api.call(haidian, 'POST', '/v1/alerts', {
    body: raiseAlertInput({
      sourceRef: 'second',
      victim: { name: '孙九', idNumber: '110101199003077715', phone: '13900000009' },
    }),
  });
  const request = { alertId: raised.body['alertId'], urgency: 'urgent', reason: 'fraud', officers, accounts: [account()] };
  const asked = await api.call(haidian, 'POST', '/v1/freeze-requests', { body: request });
  const later = Order.parse(asked.body).orders[0]?.orderId ?? '';
  api.now = minute(5);
  await desk.answer(holder, { ...stoppedResult(), outflows: [] });
  await desk.answer(later, { code: '1303' });
  return { api, desk, holder, later };
}

type City = Awaited<ReturnType<typeof createTwoOrders>>;

async function releaseOrdered({ api, desk, holder }: City): Promise<string> {
  const ordered = await api.call(haidian, 'POST', `/v1/orders/${holder}/release`, { body: signed });
  expect(ordered.status, ordered.text).toBe(202);
  return z.string().parse((await desk.told(holder))['instructionId']);
}

/** Each way in which an order lets go of its account: what prepares it, and then the act itself. */
const ends: Readonly<Record<string, (city: City) => Promise<() => Promise<unknown>>>> = {
  'its term ends': async ({ api, holder }) => {
    api.now = hour(49);
    const platform = { ...createTestPlatform(), journal: api.journal, now: () => api.now };
    return () => advanceOrder(platform, holder);
  },
  'its bank releases it': async (city) => {
    const instructionId = await releaseOrdered(city);
    return () => city.desk.answer(city.holder, { code: '0000', instructionId, effectiveAt: minute(5) });
  },
  'its bank says by telephone that it released it': async (city) => {
    const instructionId = await releaseOrdered(city);
    const call = { spokenWith: { name: '周某', phone: '010-66000001' }, at: minute(5), officers: [...officers] };
    const body = { result: { code: '0000', instructionId, effectiveAt: minute(5) }, call };
    return () => city.api.call(haidian, 'POST', `/v1/orders/${city.holder}/phone-result`, { body });
  },
};

const over: readonly unknown[] = ['expired', 'released'];

/** What the register recorded of the line and of the account's end. */
async function recordedOf(journal: InterruptibleJournal): Promise<readonly { readonly type: string; readonly next?: unknown }[]> {
  const stream = journal.written.map(({ item }) => String(item['pk'])).find((pk) => ACCOUNT.test(pk)) ?? '';
  const { facts } = await journal.facts(stream, { limit: 100 });
  return facts
    .map(({ type, data }) => ({ type, ...z.object({ next: z.string().optional() }).parse(data) }))
    .filter(({ type }) => type === 'account.lined-up' || type === 'account.freed');
}

describe.each(Object.entries(ends))('an order holds an account until %s', (_, prepare) => {
  test('and its account’s register says nothing of it where no order waits', async () => {
    const city = await createTwoOrders();
    const end = await prepare(city);
    const writtenBefore = city.api.journal.written.length;
    await end();
    expect(over).toContain((await city.desk.read(city.holder))['state']);
    const written = city.api.journal.written.slice(writtenBefore).map(({ item }) => String(item['pk']));
    expect(written.filter((pk) => ACCOUNT.test(pk))).toEqual([]);
    expect(written).toContain(streamKey('order', city.holder));
  });

  test('and an order that lines up at any moment before that gets the turn', async () => {
    let moments = 0;
    for (let at = 1; ; at += 1) {
      const city = await createTwoOrders();
      const end = await prepare(city);
      city.api.journal.interrupt(at, async () => {
        const lined = await city.api.call(haidian, 'POST', `/v1/orders/${city.later}/line`, { body: signed });
        expect(lined.status, lined.text).toBe(200);
      });
      await end();
      if (!city.api.journal.interrupted()) break;
      moments += 1;
      expect(over).toContain((await city.desk.read(city.holder))['state']);
      expect(await recordedOf(city.api.journal)).toEqual([
        { type: 'account.lined-up' },
        { type: 'account.freed', next: city.later },
      ]);
    }
    // before each read, and before the append
    expect(moments).toBeGreaterThanOrEqual(3);
  });
});
