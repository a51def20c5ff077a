import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { keyOfStopped } from '../../shared/freezes/account/account-key.ts';
import { nextOrderId } from '../../shared/freezes/request/order-id.ts';
import { createCityJournal } from '../support/agencies.ts';
import { createApiOver, testDataKeys } from '../support/api.ts';
import { haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { type InterruptibleJournal, interruptibleJournal } from '../support/interruptible-journal.ts';
import { outflow, signed } from '../support/order-samples.ts';
import { open } from '../support/relay-kit.ts';
import { account, minute, officers, plan, raiseAlertInput } from '../support/samples.ts';
import { bankB, createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const Named = z.looseObject({ orderId: z.string() });
const Asked = z.looseObject({ orders: z.array(Named) });
const Order = z.looseObject({
  ...Named.shape,
  tracedFen: z.number(),
  state: z.string(),
  correctedBy: z.string().optional(),
  transfers: z.array(z.looseObject({ amountFen: z.number() })),
  edges: z.array(z.looseObject({ how: z.string(), to: z.string().optional(), cut: z.string().optional() })),
});

/** Where the money meets: an account that a bank names, that the victim paid too, and that officers correct an order to. */
const { serial: _, ...way } = outflow(1);
const { amountFen, at, ...owner } = way;
const met = { ...owner, transfer: { amountFen: 3_000_000, currency: 'CNY', at: minute(-5) } };
/** What two openings of one moment traced there together. */
const BOTH = amountFen + met.transfer.amountFen;

interface City extends Coordination {
  readonly desk: StopDesk;
  readonly journal: InterruptibleJournal;
  /** An order from whose account money has gone to the one where it meets; the relay has not followed it yet. */
  readonly source: string;
  /** An order that its bank has sent back. */
  readonly returned: string;
  read(orderId: string): Promise<z.infer<typeof Order>>;
}

async function newCity(): Promise<City> {
  const journal = interruptibleJournal(createCityJournal());
  const kit = createCoordination(createApiOver(journal));
  const desk = await createStopDesk(kit.api);
  const source = await desk.orderOf(account());
  const transfer = { ...met.transfer, serial: 'TX-9' };
  const returned = await desk.orderOf({ ...account({ accountNumber: '6222020200000000009' }), transfer });
  await kit.at(minute(5));
  expect((await desk.answer(returned, { code: '0304' })).status).toBe(200);
  await kit.settle();
  const short = { code: '1200', effectiveAt: minute(4), balanceBeforeFen: 0, stoppedFen: 0, outflows: [way] };
  expect((await desk.answer(source, short)).status).toBe(200);
  return { ...kit, desk, journal, source, returned, read: async (orderId) => Order.parse(await desk.read(orderId)) };
}

/** What opens an order at the account, or joins the one there. Each gives the id that its caller is told. */
const openings = {
  trace: async (city: City) => {
    await city.settle();
    return async () => (await city.read(city.source)).edges[0]?.to;
  },
  request: async (city: City) => {
    const orderId = await city.desk.orderOf(met);
    return async () => orderId;
  },
  correction: async (city: City) => {
    const corrected = await city.post(haidian, `/v1/orders/${city.returned}/correct`, { ...signed, account: met });
    expect(corrected.status, corrected.text).toBe(202);
    return async () => Named.parse(corrected.body).orderId;
  },
};
type Opening = keyof typeof openings;

describe('two openings of one alarm and account at once', () => {
  test.each<[Opening, Opening]>([
    ['request', 'trace'],
    ['trace', 'request'],
    ['correction', 'trace'],
    ['trace', 'correction'],
    ['correction', 'request'],
    ['request', 'correction'],
  ])('end in one order that both name: %s, and between any two of its reads a %s', async (first, second) => {
    for (let place = 1; ; place += 1) {
      const city = await newCity();
      let told: (() => Promise<string | undefined>) | undefined;
      city.journal.interrupt(place, async () => {
        told = await openings[second](city);
      });
      const named = [await openings[first](city)];
      const interrupted = city.journal.interrupted();
      named.push(told ?? (await openings[second](city)));
      await city.settle();
      const ids = await Promise.all(named.map((name) => name()));
      expect(new Set(ids).size, `${place}: ${ids.join(' ')}`).toBe(1);
      const order = await city.read(ids[0] ?? '');
      expect(order).toMatchObject({ state: 'requested' });
      // a transfer that a request and a correction tell is one; the trace brings another
      expect([order.tracedFen, order.transfers.length]).toEqual([BOTH, 2]);
      if (!interrupted) return;
    }
  });
});

describe('a correction', () => {
  test('a correction to an account where the alarm has a live order joins it, with its money and its papers', async () => {
    const city = await newCity();
    await city.settle();
    const there = (await city.read(city.source)).edges[0]?.to ?? '';
    const form = { kind: 'stop-form', number: '2026-1', issuedAt: minute(5) };
    await city.post(haidian, `/v1/orders/${city.returned}/documents`, { documents: [form] });
    const corrected = await city.post(haidian, `/v1/orders/${city.returned}/correct`, { ...signed, account: met });
    expect(corrected).toMatchObject({ status: 202, body: { orderId: there, corrects: city.returned, joined: true } });
    await city.settle();
    expect(await city.read(there)).toMatchObject({
      tracedFen: BOTH,
      documents: [form],
      transfers: [{ amountFen }, met.transfer],
    });
    expect(await city.read(city.returned)).toMatchObject({ state: 'corrected', correctedBy: there });
    const { facts } = await city.api.journal.facts(`order#${there}`, { limit: 100 });
    expect(facts.filter(({ type }) => type === 'order.requested')).toHaveLength(1);
    // the stream comes again: nothing is joined twice
    await city.replay();
    expect(await city.read(there)).toMatchObject({ tracedFen: BOTH });
  });

  test('a correction to an account whose order has ended opens one of its own', async () => {
    const city = await newCity();
    await city.settle();
    const there = (await city.read(city.source)).edges[0]?.to ?? '';
    expect((await city.post(haidian, `/v1/orders/${there}/withdraw`, signed)).status).toBe(202);
    const corrected = await city.post(haidian, `/v1/orders/${city.returned}/correct`, { ...signed, account: met });
    expect(corrected.body).not.toHaveProperty('joined');
    const { orderId } = Named.parse(corrected.body);
    expect(orderId).not.toBe(there);
    expect(await city.read(orderId)).toMatchObject({ state: 'requested', corrects: city.returned });
  });
});

describe('the trace', () => {
  test('opens an order anew where officers took the stop back', async () => {
    const city = await newCity();
    const first = await city.desk.orderOf(met);
    expect((await city.post(haidian, `/v1/orders/${first}/withdraw`, signed)).status).toBe(202);
    await city.settle();
    const [edge] = (await city.read(city.source)).edges;
    expect(edge).toMatchObject({ how: 'opened' });
    expect(edge?.to).not.toBe(first);
    expect(await city.read(edge?.to ?? '')).toMatchObject({ state: 'requested', tracedFen: amountFen });
    expect(await city.read(first)).toMatchObject({ state: 'withdrawn', tracedFen: met.transfer.amountFen });
  });

  test('opens an order that was turned down under its id, once a stop is left', async () => {
    const city = await newCity();
    const others = [];
    for (const sourceRef of ['110-1', '110-2']) {
      const { alertId } = (await city.post(haidian, '/v1/alerts', raiseAlertInput({ sourceRef }))).body;
      const body = { alertId, urgency: 'urgent', reason: 'fraud', officers, accounts: [met] };
      others.push(Asked.parse((await city.post(haidian, '/v1/freeze-requests', body)).body).orders[0]?.orderId);
    }
    const accountKey = keyOfStopped(testDataKeys.accounts, account(met));
    const orderId = nextOrderId({ alertId: city.desk.alertId, alarmAt: minute(0), accountKey, before: undefined });
    await open(city.platform, plan({ orderId, alertId: city.desk.alertId, account: account(met), accountKey }));
    expect(await city.read(orderId)).toMatchObject({ state: 'turned-down' });
    expect((await city.post(haidian, `/v1/orders/${others[0]}/withdraw`, signed)).status).toBe(202);
    await city.desk.answer(others[0] ?? '', { code: '0400' }, bankB);
    await city.settle();
    expect((await city.read(city.source)).edges).toMatchObject([{ how: 'opened', to: orderId }]);
    expect(await city.read(orderId)).toMatchObject({ state: 'requested', tier: 2 });
  });
});
