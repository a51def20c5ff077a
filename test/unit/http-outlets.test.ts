import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { outletIdOf } from '../../shared/outlets/model.ts';
import type { TestApi } from '../support/api.ts';
import { bankA } from '../support/case-desk.ts';
import { haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { account, hour, minute, officers } from '../support/samples.ts';
import { bankB, createStopDesk, type StopDesk } from '../support/stop-desk.ts';

const supervisor: Actor = { ...haidian, roles: ['supervisor'], subject: 'supervisor-of-haidian' };
const cityCommand: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor'], subject: 'he' };
const chaoyang: Actor = { ...haidian, agency: 'police-chaoyang', district: 'chaoyang', subject: 'c' };
const regulator: Actor = { agency: 'regulator', agencyKind: 'regulator', roles: ['regulator-reader'], subject: 'r' };
const operator: Actor = { agency: 'operator-huabei', agencyKind: 'operator', roles: ['operator-system'], subject: 'o' };

const outlet = { outletId: 'A-001', name: '某支行', district: 'haidian' };
const outletId = outletIdOf(bankA.agency, outlet.outletId);
const month = '2026-11';
const Page = z.looseObject({
  items: z.array(z.looseObject({ outletId: z.string(), count: z.number() })),
  next: z.string().optional(),
});

let city: Coordination;
let desk: StopDesk;
let api: TestApi;

beforeEach(async () => {
  desk = await createStopDesk();
  ({ api } = desk);
  city = createCoordination(api);
});

const get = (by: Actor, path: string, query: Record<string, string> = {}) => api.call(by, 'GET', path, { query });
const list = async (by: Actor, query: Record<string, string> = {}) =>
  Page.parse((await get(by, '/v1/outlets', query)).body).items;
const read = async (by: Actor = cityCommand) => (await get(by, `/v1/outlets/${outletId}`)).body;
const on = (by: Actor, what: string, body: object) => city.post(by, `/v1/outlets/${outletId}/months/${month}/${what}`, body);
const numbered = (n: number) => account({ accountNumber: `622202020000000000${n}` });
const executed = { code: '0000', effectiveAt: minute(4), balanceBeforeFen: 10_000_000, stoppedFen: 10_000_000 };

/** So many accounts of first tier, stopped by bank A, which names the outlet of each. */
async function stopped(count: number, openedAt: unknown = outlet): Promise<readonly string[]> {
  const { orders } = await desk.ask(...Array.from({ length: count }, (_, n) => numbered(n)));
  await city.at(minute(5));
  for (const { orderId } of orders) {
    const answer = await desk.answer(orderId, { ...executed, openedAt });
    expect(answer.status, answer.text).toBe(200);
  }
  await city.settle();
  return orders.map(({ orderId }) => orderId);
}

const notices = async (by: Actor) => {
  const Entries = z.object({ items: z.array(z.looseObject({ what: z.string() })) });
  const { items } = Entries.parse((await get(by, '/v1/inbox', { open: 'true' })).body);
  return items.filter(({ what }) => what === 'outlet.suggested').length;
};

describe('an outlet that a bank names with its results', () => {
  test('is counted by its accounts, and at the figure a notice is suggested to the regulator and the supervisors', async () => {
    await stopped(5);
    expect(await list(cityCommand)).toMatchObject([
      { outletId, owner: 'bank-a', number: 'A-001', count: 5, status: 'suggested', suggestion: { step: 'notice' } },
    ]);
    expect([await notices(regulator), await notices(supervisor), await notices(cityCommand)]).toEqual([1, 1, 1]);
    expect(await notices(bankA)).toBe(0);
    await city.replay();
    await city.settle();
    expect(await list(cityCommand)).toMatchObject([{ count: 5 }]);
    const audit = await get(cityCommand, `/v1/audit/outlet:${outletId}:${month}`);
    expect(audit.text).toContain('outlet.suggested');
    expect(audit.text).not.toMatch(/6222020/);
  });

  test('is shown to the agency that runs it, the police of its district, the city and the regulator', async () => {
    await stopped(1);
    for (const by of [bankA, haidian, cityCommand, regulator]) expect(await list(by), by.agency).toMatchObject([{ count: 1 }]);
    for (const by of [bankB, operator]) expect(await list(by), by.agency).toEqual([]);
    expect((await get(bankB, '/v1/outlets', { owner: 'bank-a' })).status).toBe(403);
    expect((await get(chaoyang, '/v1/outlets', { district: 'haidian' })).status).toBe(403);
    expect((await get(bankB, `/v1/outlets/${outletId}`)).status).toBe(404);
    expect((await get(chaoyang, `/v1/outlets/${outletId}`)).status).toBe(404);
    expect(await list(cityCommand, { owner: 'bank-a', district: 'haidian' })).toHaveLength(1);
    expect(await list(cityCommand, { owner: 'bank-a', district: 'chaoyang' })).toEqual([]);
    expect(await list(cityCommand, { month: '2026-10' })).toEqual([]);
    expect(await list(regulator, { district: 'haidian' })).toHaveLength(1);
    expect(await read(bankA)).toMatchObject({ outletId, months: [{ month, count: 1 }], measures: [] });
  });

  test('the most accounts come first, page by page', async () => {
    await stopped(3);
    const [first] = (await desk.ask(account({ accountNumber: '6222020200000000777' }))).orders;
    await desk.answer(first?.orderId ?? '', { ...executed, openedAt: { outletId: 'A-2', name: '另一支行' } });
    await city.settle();
    const page = Page.parse((await get(cityCommand, '/v1/outlets', { limit: '1' })).body);
    expect(page.items).toMatchObject([{ count: 3 }]);
    expect(await list(cityCommand, { limit: '1', cursor: page.next ?? '' })).toMatchObject([{ count: 1, number: 'A-2' }]);
  });

  test.each([
    ['of another form', 'A-001'],
    ['without a name', { outletId: 'A-001' }],
    ['a placeholder', { outletId: '-', name: 'n' }],
    ['of an unknown district', { ...outlet, district: '海淀' }],
  ])('that is %s holds up no stop, and the answer names it', async (_, openedAt) => {
    const orderId = await desk.orderOf(account());
    await city.at(minute(5));
    const answer = await desk.answer(orderId, { ...executed, openedAt });
    expect(answer.body, answer.text).toMatchObject({ state: 'stopped' });
    expect(z.object({ unread: z.array(z.object({ path: z.string() })) }).parse(answer.body).unread[0]?.path).toMatch(
      /^\/openedAt/,
    );
    await city.settle();
    expect(await list(cityCommand)).toEqual([]);
  });

  test('with the same result later counts as well, and the order shows it', async () => {
    const orderId = await desk.orderOf(account());
    await city.at(minute(5));
    await desk.answer(orderId, executed);
    expect((await desk.answer(orderId, { ...executed, openedAt: outlet })).status).toBe(200);
    expect((await desk.answer(orderId, { ...executed, openedAt: outlet })).status).toBe(200);
    await city.settle();
    expect(await desk.read(orderId)).toMatchObject({ openedAt: outlet });
    expect(await list(cityCommand)).toMatchObject([{ count: 1 }]);
  });

  test('loses the accounts of an alarm that is taken back, and the suggestion with them', async () => {
    await stopped(5);
    const body = { reason: { code: 'entered-by-mistake', text: 't' }, orders: 'leave' };
    const gone = await city.post(haidian, `/v1/alerts/${desk.alertId}/withdraw`, body);
    expect(gone.status, gone.text).toBe(200);
    await city.settle();
    expect(await list(cityCommand)).toEqual([]);
    expect(await read()).toMatchObject({ months: [{ count: 0, status: 'counting' }] });
    expect(await notices(regulator)).toBe(0);
    expect((await on(cityCommand, 'measure', { demands: 'd' })).body).toMatchObject({ code: 'OUTLET_STATE_FORBIDS' });
  });
});

describe('an outlet that is suggested for a measure', () => {
  beforeEach(async () => {
    await stopped(5);
  });

  test('gets the notice by one command, once, and its page has the measure', async () => {
    const both = await Promise.all([
      on(supervisor, 'measure', { demands: 'Train the counter staff' }),
      on(cityCommand, 'measure', { demands: 'Train the counter staff' }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    await city.settle();
    const { months, measures } = z
      .looseObject({
        months: z.array(z.looseObject({ issued: z.looseObject({ measureId: z.string() }) })),
        measures: z.array(z.unknown()),
      })
      .parse(await read());
    const measureId = months[0]?.issued.measureId ?? '';
    expect(measures).toMatchObject([{ measureId, month, status: 'noticed', step: 'notice' }]);
    const measure = await get(bankA, `/v1/regional-measures/${measureId}`);
    expect(measure.body).toMatchObject({ target: { kind: 'outlet', name: '某支行', district: 'haidian', agency: 'bank-a' } });
    expect(await notices(supervisor)).toBe(0);
  });

  test('is dismissed with a reason, by a supervisor', async () => {
    expect((await on(haidian, 'dismiss', { reason: 'r' })).status).toBe(403);
    expect((await on(regulator, 'dismiss', { reason: 'r' })).status).toBe(403);
    expect((await on(chaoyang, 'dismiss', { reason: 'r' })).status).toBe(404);
    expect((await on(supervisor, 'dismiss', {})).status).toBe(400);
    expect((await on(supervisor, 'dismiss', { reason: 'r' })).body).toMatchObject({
      status: 'dismissed',
      dismissal: { reason: 'r' },
    });
    expect((await on(supervisor, 'dismiss', { reason: 'r' })).body).toMatchObject({ code: 'OUTLET_STATE_FORBIDS' });
  });
});

describe('an outlet that a bank names otherwise', () => {
  const why = { reason: '核实资金', officers };

  test('with the holder counts; one that cannot be read is kept beside the answer', async () => {
    const [orderId = ''] = await stopped(1, null);
    expect(await list(cityCommand)).toEqual([]);
    const asked = await city.post(haidian, `/v1/orders/${orderId}/holder-requests`, why);
    const path = `/v1/bank/holder-requests/${z.string().parse(asked.body['holderRequestId'])}/answer`;
    const holder = { name: '赵六', accountKind: 'personal' };
    const answer = await city.post(bankA, path, { holder, openedAt: { ...outlet, name: '' } });
    expect(answer.body, answer.text).toMatchObject({ unread: [{ path: '/openedAt/name' }] });
    await city.settle();
    expect(await list(cityCommand)).toEqual([]);
    const [other = ''] = (await desk.ask(account({ accountNumber: '6222020200000000555' }))).orders.map((one) => one.orderId);
    await desk.answer(other, executed);
    const again = await city.post(haidian, `/v1/orders/${other}/holder-requests`, why);
    const place = `/v1/bank/holder-requests/${z.string().parse(again.body['holderRequestId'])}/answer`;
    expect((await city.post(bankA, place, { holder, openedAt: outlet })).status).toBe(200);
    await city.settle();
    expect(await list(cityCommand)).toMatchObject([{ outletId, count: 1 }]);
  });

  test('on a page of a statement counts', async () => {
    const [orderId = ''] = await stopped(1, null);
    const period = { from: hour(-100), to: minute(4) };
    const asked = await city.post(haidian, `/v1/orders/${orderId}/statement-requests`, { ...period, ...why });
    const path = `/v1/bank/statements/${z.string().parse(asked.body['statementId'])}/lines`;
    const bad = await city.post(bankA, path, { page: 1, lines: [], openedAt: [] });
    expect(bad.body, bad.text).toMatchObject({ unread: [{ path: '/openedAt' }] });
    const good = await city.post(bankA, path, { page: 2, last: true, lines: [], openedAt: outlet });
    expect(good.body, good.text).toMatchObject({ unread: [] });
    await city.settle();
    expect(await list(cityCommand)).toMatchObject([{ outletId, count: 1 }]);
  });
});

describe('phone cards', () => {
  const shop = { outletId: 'HB-1', name: '某营业厅', district: 'haidian' };
  const card = (over: object = {}) => ({ phone: '13800001111', openedAt: shop, at: hour(-200), ...over });
  const tell = (cards: readonly unknown[], by: Actor = operator, key?: string) =>
    api.call(by, 'POST', '/v1/phone-cards/openings', {
      body: { cards },
      ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
    });
  const suspect = { role: 'suspect', name: '某人', phone: '+86 138-0000-1111' };

  test('of suspects count for the shop that opened them, whichever is known first, until the person has left the case', async () => {
    await city.at(minute(5));
    const caseId = await city.opened(haidian);
    expect((await tell([card()])).body).toMatchObject({ taken: 1, refused: 0 });
    const added = await city.post(haidian, `/v1/cases/${caseId}/items`, { kind: 'person', ...suspect });
    expect(added.status, added.text).toBe(201);
    await city.settle();
    expect(await list(operator)).toMatchObject([{ owner: operator.agency, ownerKind: 'operator', number: 'HB-1', count: 1 }]);
    await city.post(haidian, `/v1/cases/${caseId}/items`, { kind: 'person', ...suspect, phone: '13800002222' });
    await city.settle();
    await tell([card({ phone: '13800002222' }), card()]);
    expect(await list(operator)).toMatchObject([{ count: 2 }]);
    await city.replay();
    await city.settle();
    expect(await list(operator)).toMatchObject([{ count: 2 }]);
    const itemId = z
      .object({ persons: z.array(z.looseObject({ itemId: z.string() })) })
      .parse((await get(haidian, `/v1/cases/${caseId}`)).body).persons[0]?.itemId;
    const left = await city.post(haidian, `/v1/cases/${caseId}/items/${itemId}/withdraw`, { reason: 'r' });
    expect(left.status, left.text).toBe(200);
    await city.settle();
    expect(await list(operator)).toMatchObject([{ count: 1 }]);
  });

  test('that cannot be taken are named, and hold up no other; the same key gives the same answer', async () => {
    await city.at(minute(5));
    const cards = [card(), card({ phone: 'x' }), card({ phone: '13800003333', at: hour(20) }), {}, card({ phone: '00000000' })];
    const first = await tell(cards, operator, 'k-1');
    expect(first.body, first.text).toMatchObject({
      ...{ taken: 1, refused: 4 },
      cards: [
        { outcome: 'taken' },
        { outcome: 'refused', faults: [{ path: '/phone' }] },
        { outcome: 'refused', faults: [{ path: '/at' }] },
        { outcome: 'refused' },
        { outcome: 'refused', faults: [{ path: '/phone' }] },
      ],
    });
    expect((await tell(cards, operator, 'k-1')).body).toEqual(first.body);
    expect((await tell([card()], operator, 'k-1')).body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect((await tell(Array.from({ length: 201 }, () => card()))).status).toBe(400);
    expect((await tell([card()], bankA)).status).toBe(403);
    expect(first.text).not.toMatch(/1380000/);
  });

  test('opened again elsewhere count for the last shop, in whatever order they are told', async () => {
    await city.at(minute(5));
    const caseId = await city.opened(haidian);
    await city.post(haidian, `/v1/cases/${caseId}/items`, { kind: 'person', ...suspect });
    await city.settle();
    await tell([card({ openedAt: { ...shop, outletId: 'HB-2' }, at: hour(-10) }), card()]);
    expect(await list(operator)).toMatchObject([{ number: 'HB-2', count: 1 }]);
    await Promise.all([tell([card({ openedAt: { ...shop, outletId: 'HB-3' }, at: hour(-5) })]), tell([card()])]);
    expect(await list(operator)).toMatchObject([{ number: 'HB-3', count: 1 }]);
  });
});
