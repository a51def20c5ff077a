import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { StopOrders } from '../../shared/freezes/streams.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import { createApiOver } from '../support/api.ts';
import { chaoyang, city, haidian } from '../support/case-samples.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { stoppedResult } from '../support/order-samples.ts';
import { account, minute, officers, raiseAlertInput } from '../support/samples.ts';

const bankA: Actor = { agency: 'bank-a', agencyKind: 'bank', roles: ['bank-system'], subject: 'bank-a' };
/** Police of another district that take an alarm of Haidian. */
const fengtai: Actor = { ...haidian, agency: 'police-fengtai', district: 'fengtai', subject: 'feng' };
const miyun: Actor = { ...haidian, agency: 'police-miyun', district: 'miyun', subject: 'mi' };

const Requested = z.looseObject({ orders: z.array(z.looseObject({ orderId: z.string() })) });
const Page = z.looseObject({ items: z.array(z.looseObject({ alertId: z.string() })) });

let kit: Coordination;

beforeEach(async () => {
  kit = createCoordination();
  await kit.api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
});

async function raised(sourceRef: string, over: object = {}, by = haidian): Promise<string> {
  const answer = await kit.post(by, '/v1/alerts', raiseAlertInput({ sourceRef, ...over }));
  expect(answer.status, answer.text).toBe(201);
  return z.string().parse(answer.body['alertId']);
}

const request = (alertId: string, accountNumbers: readonly string[], by = haidian) =>
  kit.post(by, '/v1/freeze-requests', {
    ...{ alertId, urgency: 'urgent', reason: 'fraud', officers },
    accounts: accountNumbers.map((accountNumber) => account({ accountNumber })),
  });

/** The orders of a stop of these accounts, in their order. */
async function stopsOf(alertId: string, count: number, by = haidian): Promise<readonly string[]> {
  const numbers = Array.from({ length: count }, (_, i) => `622202020000000000${i}`);
  const { orders } = Requested.parse((await request(alertId, numbers, by)).body);
  await kit.settle();
  return orders.map(({ orderId }) => orderId);
}

const read = (by: Actor, path: string) => kit.api.call(by, 'GET', path);
const stateOf = async (orderId: string) => (await kit.platform.journal.load(StopOrders, orderId)).state?.status;
const handOver = (alertId: string, to = 'chaoyang', by = haidian) =>
  kit.post(by, `/v1/alerts/${alertId}/hand-over`, { to, reason: 'She lives there.' });
const correct = (alertId: string, changes: object, by = haidian) =>
  kit.post(by, `/v1/alerts/${alertId}/correct`, { ...changes, reason: 'She called back.' });
const withdraw = (alertId: string, then: object = { orders: 'leave' }, code = 'false-alarm', by = haidian) =>
  kit.post(by, `/v1/alerts/${alertId}/withdraw`, { reason: { code, text: 'Her daughter had paid.' }, ...then });
const duplicate = (alertId: string, of: string, by = haidian) => kit.post(by, `/v1/alerts/${alertId}/duplicate`, { of });
const end = { orders: 'end', officers };

async function bankAnswers(orderId: string, over: object = {}): Promise<void> {
  const answer = await kit.post(bankA, `/v1/bank/orders/${orderId}/result`, stoppedResult(over));
  expect(answer.status, answer.text).toBe(200);
  await kit.settle();
}

async function listed(by: Actor, alertId: string) {
  const { items } = Page.parse((await kit.api.call(by, 'GET', '/v1/alerts', { query: { month: '2026-11' } })).body);
  return items.find((item) => item.alertId === alertId);
}

async function onDesk(agency: string, role: string): Promise<readonly Record<string, unknown>[]> {
  const pk = `desk#${deskKey({ agency, role })}`;
  return (await kit.platform.journal.find({ index: 'inbox', pk, limit: 100 })).cards.map(({ card }) => card);
}

describe('an alarm that is handed over', () => {
  test('is listed in its new district with the orders that the first one asked for, and no more in the first', async () => {
    const alertId = await raised('one');
    await stopsOf(alertId, 2);
    expect(await handOver(alertId)).toMatchObject({ status: 200, body: { district: 'chaoyang', status: 'open' } });
    expect(await listed(chaoyang, alertId)).toMatchObject({
      status: 'open',
      corrections: 0,
      handedOver: { from: 'haidian', to: 'chaoyang' },
      orders: { total: 2, waiting: 2 },
    });
    expect(await listed(haidian, alertId)).toBeUndefined();
  });

  test('counts the orders of both districts once each', async () => {
    const alertId = await raised('one');
    await stopsOf(alertId, 1);
    await handOver(alertId);
    expect((await request(alertId, ['6222020200000000099'], chaoyang)).status).toBe(202);
    expect(await listed(chaoyang, alertId)).toMatchObject({ orders: { total: 2 } });
  });

  test('is still read by the first district, which works on it no more; to others it does not exist', async () => {
    const alertId = await raised('one', {}, fengtai);
    await handOver(alertId);
    expect((await read(haidian, `/v1/alerts/${alertId}`)).body).toMatchObject({ district: 'chaoyang' });
    expect((await read(haidian, `/v1/audit/${alertId}`)).body).toMatchObject({ verified: true });
    expect(await handOver(alertId, 'miyun')).toMatchObject({ status: 403, body: { code: 'ACTION_NOT_ALLOWED' } });
    expect(await request(alertId, ['6222020200000000001'])).toMatchObject({ status: 403 });
    expect(await read(miyun, `/v1/alerts/${alertId}`)).toMatchObject({ status: 404 });
    expect(await handOver(alertId, 'haidian', miyun)).toMatchObject({ status: 404 });
  });

  test('stays with the station that took it, which goes on seeing it and working on it', async () => {
    const alertId = await raised('one', {}, fengtai);
    await handOver(alertId, 'chaoyang', fengtai);
    expect((await read(fengtai, `/v1/alerts/${alertId}`)).status).toBe(200);
    expect((await correct(alertId, { lossFen: 1 }, fengtai)).status).toBe(200);
  });

  test('shows its new district the orders and the requests of the first, which alone acts on them', async () => {
    const alertId = await raised('one');
    const [orderId = ''] = await stopsOf(alertId, 2);
    const { body } = await read(haidian, `/v1/orders/${orderId}`);
    const requestId = String(body['requestId']);
    const paths = [
      ...[`/v1/orders/${orderId}`, `/v1/orders/${orderId}/fund-graph`, `/v1/freeze-requests/${requestId}`],
      ...[orderId, requestId].map((named) => `/v1/audit/${named}`),
    ];
    for (const path of paths) expect((await read(chaoyang, path)).status, path).toBe(404);
    await handOver(alertId);
    for (const path of paths) expect((await read(chaoyang, path)).status, path).toBe(200);
    expect((await read(chaoyang, `/v1/orders/${orderId}`)).body).toMatchObject({ district: 'haidian', agency: 'police-haidian' });
    expect((await read(chaoyang, paths[1] ?? '')).body['nodes']).toHaveLength(2);
    for (const path of paths) expect((await read(miyun, path)).status, path).toBe(404);
    const signed = { reason: 'r', officers };
    expect(await kit.post(chaoyang, `/v1/orders/${orderId}/withdraw`, signed)).toMatchObject({
      status: 403,
      body: { code: 'ACTION_NOT_ALLOWED' },
    });
    expect((await kit.post(miyun, `/v1/orders/${orderId}/withdraw`, signed)).status).toBe(404);
    expect((await kit.post(haidian, `/v1/orders/${orderId}/withdraw`, signed)).status).toBe(202);
  });

  test('shows the station that asked for one stop the money of its own orders, page by page, and no sign of the others', async () => {
    const alertId = await raised('one', {}, fengtai);
    for (let n = 0; n < 3; n += 1) await request(alertId, [`622202020000000000${n}`], haidian);
    const { orders } = Requested.parse((await request(alertId, ['6222020200000000077', '6222020200000000078'], fengtai)).body);
    await kit.settle();
    const own = orders.map(({ orderId }) => orderId);
    expect((await read(haidian, `/v1/orders/${own[0]}/fund-graph`)).body['nodes']).toHaveLength(5);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: '1', ...(cursor === undefined ? {} : { cursor }) };
      const page = z
        .looseObject({ nodes: z.array(z.looseObject({ orderId: z.string() })), next: z.string().optional() })
        .parse((await kit.api.call(fengtai, 'GET', `/v1/orders/${own[0]}/fund-graph`, { query })).body);
      expect(page.nodes).toHaveLength(1);
      seen.push(...page.nodes.map(({ orderId }) => orderId));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual(own.toSorted());
  });

  test('is known to its new district by its victim, and by its own reference at an account', async () => {
    const alertId = await raised('one');
    await stopsOf(alertId, 1);
    await handOver(alertId);
    const again = await kit.post(chaoyang, '/v1/alerts', raiseAlertInput({ sourceRef: 'two', district: 'chaoyang' }));
    const { reference } = (await read(chaoyang, `/v1/alerts/${alertId}`)).body;
    expect(again.body['known']).toMatchObject([{ alertId, reference, district: 'chaoyang' }]);
    // a stop of the new district at another account, which a third alarm meets
    await request(alertId, ['6222020200000000077'], chaoyang);
    const third = await raised('three', { district: 'chaoyang' }, chaoyang);
    const met = await request(third, ['6222020200000000077'], chaoyang);
    expect(met.body['known']).toMatchObject([{ orders: [{ alertId, reference }] }]);
  });

  test('is refused to its own district, and at an older version', async () => {
    const alertId = await raised('one');
    expect(await handOver(alertId, 'haidian')).toMatchObject({
      status: 400,
      body: { code: 'DISTRICT_HAS_ALERT', errors: [{ path: '/to' }] },
    });
    await correct(alertId, { lossFen: 1 });
    const body = { to: 'chaoyang', reason: 'r' };
    const stale = await kit.api.call(haidian, 'POST', `/v1/alerts/${alertId}/hand-over`, {
      body,
      headers: { 'if-match': '"1"' },
    });
    expect(stale).toMatchObject({ status: 412, body: { code: 'VERSION_CONFLICT' } });
    expect((await read(haidian, `/v1/alerts/${alertId}`)).body).toMatchObject({ district: 'haidian' });
  });

  test('lies on the desks of its new district and of the station that took it, and on no desk of a bank', async () => {
    const { source: _, ...report } = raiseAlertInput({ sourceRef: 'bank-1' });
    const told = await kit.post(bankA, '/v1/bank/reports', report);
    const alarms = [await raised('one', {}, fengtai), z.string().parse(told.body['alertId'])];
    await kit.settle();
    for (const alertId of alarms) await handOver(alertId);
    await kit.settle();
    const desk = await kit.platform.journal.find({
      ...{ index: 'inbox', limit: 100 },
      pk: `desk#${deskKey({ kind: 'police', district: 'chaoyang', role: 'duty-officer' })}`,
    });
    expect(desk.cards.map(({ card }) => card['what'])).toEqual(['alert.handed-over', 'alert.handed-over']);
    expect(await onDesk('police-fengtai', 'duty-officer')).toMatchObject([{ what: 'alert.handed-over' }]);
    const entries = await read(bankA, '/v1/inbox');
    expect(entries.body['items']).toEqual([]);
  });
});

describe('a corrected alarm', () => {
  const wrong = { victim: { name: '王某', idNumber: '110108199001010000', phone: '13800000000' } };

  test('is graded anew, counts its corrections, and keeps its first report in the history', async () => {
    const alertId = await raised('one', { lossFen: 100 });
    const answer = await correct(alertId, { lossFen: 200_000_000 });
    expect(answer).toMatchObject({ status: 200, body: { grade: 1, riskGrade: 1, corrections: 1, lossFen: 200_000_000 } });
    expect(await listed(haidian, alertId)).toMatchObject({ grade: 1, corrections: 1, lossFen: 200_000_000 });
    const { items } = z
      .looseObject({ items: z.array(z.looseObject({ type: z.string(), data: z.looseObject({}) })) })
      .parse((await read(haidian, `/v1/audit/${alertId}`)).body);
    expect(items).toMatchObject([
      { type: 'alert.raised', data: { lossFen: 100 } },
      { type: 'alert.corrected', data: { changes: { lossFen: 200_000_000 } } },
    ]);
  });

  test('is found under the right number of the victim, and no longer under the wrong one', async () => {
    const alertId = await raised('one', wrong);
    const right = { idNumber: '11010519491231002X', phone: '13912345678' };
    const other = await raised('other', { victim: right });
    expect((await correct(alertId, { victim: right })).body['known']).toMatchObject([
      { alertId: other, by: ['idNumber', 'phone'] },
    ]);
    const known = async (victim: object, sourceRef: string) =>
      (await kit.post(haidian, '/v1/alerts', raiseAlertInput({ sourceRef, victim }))).body['known'];
    expect(await known(wrong.victim, 'by-wrong')).toEqual([]);
    expect(await known(right, 'by-right')).toMatchObject([{ alertId: other }, { alertId }]);
  });

  test('answers the same report with the alarm, and another one with the places that differ', async () => {
    const alertId = await raised('one', wrong);
    await correct(alertId, { lossFen: 1, victim: { phone: null } });
    await handOver(alertId);
    const again = (over: object) => kit.post(haidian, '/v1/alerts', raiseAlertInput({ sourceRef: 'one', ...wrong, ...over }));
    expect(await again({})).toMatchObject({ status: 200, body: { alertId, lossFen: 1, district: 'chaoyang' } });
    expect(await again({ lossFen: 2 })).toMatchObject({
      status: 409,
      body: { code: 'SOURCE_REF_USED', errors: [{ path: '/lossFen' }] },
    });
  });

  test('is followed by its case: the loss, the district, and the suggestion to list it; a number of the victim is nothing to the case', async () => {
    const alertId = await raised('one', { lossFen: 100 });
    const caseId = await kit.opened(haidian, { alerts: [alertId] });
    const ofCase = async () => (await read(haidian, `/v1/cases/${caseId}`)).body;
    const { version } = await ofCase();
    await correct(alertId, { victim: { phone: '13912345678' } });
    expect(await ofCase()).toMatchObject({ version });
    await correct(alertId, { lossFen: 200_000_000 });
    await handOver(alertId);
    await kit.settle();
    expect(await ofCase()).toMatchObject({ alerts: [{ alertId, lossFen: 200_000_000, grade: 1, district: 'chaoyang' }] });
    const pk = `desk#${deskKey({ kind: 'police', district: 'haidian', role: 'supervisor' })}`;
    const { cards } = await kit.platform.journal.find({ index: 'inbox', pk, limit: 10 });
    expect(cards.map(({ card }) => card['what'])).toEqual(['listed-case.suggested']);
  });

  test('leaves the orders that run with their own clock', async () => {
    const alertId = await raised('one');
    const [orderId = ''] = await stopsOf(alertId, 1);
    const before = (await read(haidian, `/v1/orders/${orderId}`)).body;
    expect(await correct(alertId, { receivedAt: minute(3) })).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    await correct(alertId, { lossFen: 7 });
    expect((await read(haidian, `/v1/orders/${orderId}`)).body).toEqual(before);
  });

  test('does not change by what it says already, nor after its withdrawal', async () => {
    const alertId = await raised('one');
    const { lossFen } = raiseAlertInput();
    expect(await correct(alertId, { lossFen })).toMatchObject({
      status: 409,
      body: { code: 'NOTHING_TO_CORRECT', errors: [{ path: '/lossFen' }] },
    });
    await withdraw(alertId);
    expect(await correct(alertId, { lossFen: 1 })).toMatchObject({ status: 409, body: { code: 'ALERT_WITHDRAWN' } });
    expect((await read(haidian, `/v1/alerts/${alertId}`)).body).toMatchObject({ lossFen, corrections: 0 });
  });

  test('repeats its answer under the same key, and corrects once', async () => {
    const alertId = await raised('one');
    const once = { body: { lossFen: 5, reason: 'r' }, headers: { 'idempotency-key': 'k-1' } };
    const [first, second] = [
      await kit.api.call(haidian, 'POST', `/v1/alerts/${alertId}/correct`, once),
      await kit.api.call(haidian, 'POST', `/v1/alerts/${alertId}/correct`, once),
    ];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect((await read(haidian, `/v1/alerts/${alertId}`)).body).toMatchObject({ corrections: 1 });
  });

  test('says nothing of the victim in a log, a list, or a notice', async () => {
    const alertId = await raised('one', wrong, fengtai);
    await correct(alertId, { victim: { name: '周某', idNumber: '11010519491231002X', phone: '13912345678' } });
    await kit.settle();
    const said = JSON.stringify([kit.api.logged, await listed(haidian, alertId), await onDesk('police-fengtai', 'duty-officer')]);
    expect(said).toContain('alert.corrected');
    for (const secret of ['周某', '王某', '11010519491231002X', '13912345678', '13800000000']) expect(said).not.toContain(secret);
  });
});

describe('a withdrawn alarm', () => {
  test('says how each order stands and what ends it, and leaves the orders if the officer says so', async () => {
    const alertId = await raised('one');
    const [open = '', stopped = ''] = await stopsOf(alertId, 2);
    await bankAnswers(stopped);
    const answer = await withdraw(alertId);
    expect(answer).toMatchObject({
      status: 200,
      body: { status: 'withdrawn', withdrawal: { code: 'false-alarm', orders: 'leave' }, ordersNotShown: 0 },
    });
    expect(answer.body['orders']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ orderId: open, ending: 'withdraw', outcome: 'left' }),
        expect.objectContaining({ orderId: stopped, state: 'stopped', ending: 'release', outcome: 'left' }),
      ]),
    );
    await kit.settle();
    expect([await stateOf(open), await stateOf(stopped)]).not.toContain('withdrawn');
    expect(await listed(haidian, alertId)).toMatchObject({ status: 'withdrawn' });
  });

  test('has its orders ended by the relay: recalled, released, or left with the reason', async () => {
    const alertId = await raised('one');
    const [open = '', little = '', great = ''] = await stopsOf(alertId, 3);
    await bankAnswers(little, { balanceBeforeFen: 100, stoppedFen: 100 });
    await bankAnswers(great, { balanceBeforeFen: 900_000_000, stoppedFen: 900_000_000 });
    const answer = await withdraw(alertId, end);
    expect(answer.body['orders']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ orderId: open, ending: 'withdraw', outcome: 'to-be-ended' }),
        expect.objectContaining({ orderId: little, ending: 'release', outcome: 'to-be-ended' }),
        expect.objectContaining({ orderId: great, ending: 'release', outcome: 'left', because: 'APPROVAL_MISSING' }),
      ]),
    );
    await kit.settle();
    const order = async (orderId: string) => (await kit.platform.journal.load(StopOrders, orderId)).state;
    expect(await order(open)).toMatchObject({ status: 'withdrawn', pending: { instruction: 'recall', officers } });
    expect(await order(little)).toMatchObject({ status: 'stopped', pending: { instruction: 'release' } });
    expect((await order(great))?.pending).toBeUndefined();
    const versions = async () =>
      Promise.all([open, little, great].map(async (orderId) => (await kit.platform.journal.load(StopOrders, orderId)).version));
    const before = await versions();
    await kit.replay();
    expect(await versions()).toEqual(before);
  });

  test('names to the history of each order the agency that withdrew it, and tells no bank the words', async () => {
    const alertId = await raised('one');
    const [open = ''] = await stopsOf(alertId, 1);
    await withdraw(alertId, end);
    await kit.settle();
    const { facts } = await kit.platform.journal.facts(`order#${open}`, { limit: 100 });
    expect(facts.find(({ type }) => type === 'order.withdrawn')?.actor.agency).toBe('police-haidian');
    const told = await read(bankA, `/v1/bank/orders/${open}`);
    expect(told.body).toMatchObject({ instruction: 'recall' });
    expect(told.text).toContain('false-alarm');
    expect(told.text).not.toContain('daughter');
  });

  test('ends no order of another district, and counts those that the caller may not read', async () => {
    const alertId = await raised('one', {}, fengtai);
    const [orderId = ''] = await stopsOf(alertId, 1);
    await handOver(alertId);
    const byStation = await withdraw(alertId, end, 'not-fraud', fengtai);
    expect(byStation.body).toMatchObject({ orders: [], ordersNotShown: 1 });
    await kit.settle();
    expect(await stateOf(orderId)).not.toBe('withdrawn');
  });

  test('tells its new district of the orders of the first that it may not end', async () => {
    const alertId = await raised('one');
    const [orderId] = await stopsOf(alertId, 1);
    await handOver(alertId);
    expect((await withdraw(alertId, end, 'not-fraud', chaoyang)).body['orders']).toMatchObject([
      { orderId, outcome: 'left', because: 'ACTION_NOT_ALLOWED' },
    ]);
  });

  test('takes no stop and no other change', async () => {
    const [alertId, older] = [await raised('one'), await raised('older', { receivedAt: minute(-5) })];
    await withdraw(alertId);
    for (const answer of [
      await request(alertId, ['6222020200000000001']),
      await handOver(alertId),
      await correct(alertId, { lossFen: 1 }),
      await withdraw(alertId),
      await duplicate(alertId, older),
    ])
      expect(answer).toMatchObject({ status: 409, body: { code: 'ALERT_WITHDRAWN' } });
    const { receivedAt: _, ...younger } = raiseAlertInput({ sourceRef: 'younger' });
    const raisedLater = await kit.post(haidian, '/v1/alerts', { ...younger, receivedAt: minute(1) });
    expect(await duplicate(z.string().parse(raisedLater.body['alertId']), alertId)).toMatchObject({
      status: 409,
      body: { code: 'ALERT_WITHDRAWN', errors: [{ path: '/of' }] },
    });
  });

  test.each([
    ['false-alarm', 1],
    ['entered-by-mistake', 0],
  ])('as %s leaves %i alarm that the victim is known from', async (code, known) => {
    const alertId = await raised('one');
    await withdraw(alertId, { orders: 'leave' }, code);
    const next = await kit.post(haidian, '/v1/alerts', raiseAlertInput({ sourceRef: 'two' }));
    expect(next.body['known']).toHaveLength(known);
  });

  test('cannot be withdrawn on the word of one officer', async () => {
    const alertId = await raised('one');
    expect(await withdraw(alertId, { orders: 'end', officers: [officers[0], officers[0]] })).toMatchObject({
      status: 400,
      body: { code: 'SAME_OFFICER_TWICE' },
    });
    expect(await withdraw(alertId, { orders: 'end' })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', errors: [{ path: '/officers' }] },
    });
  });
});

describe('a withdrawn alarm whose orders are to end', () => {
  const many = Array.from({ length: 60 }, (_, i) => `62220202000000${String(i).padStart(5, '0')}`);
  const statesOf = (orders: readonly string[]) => Promise.all(orders.map(stateOf));

  test('opens no further order of a large request, and those that were open end', async () => {
    const alertId = await raised('large');
    const { orders } = Requested.parse((await request(alertId, many)).body);
    expect((await withdraw(alertId, end)).status).toBe(200);
    await kit.settle();
    const states = await statesOf(orders.map(({ orderId }) => orderId));
    expect(states.filter((state) => state !== undefined && state !== 'withdrawn')).toEqual([]);
    expect(states.filter((state) => state === 'withdrawn').length).toBeGreaterThan(0);
  });

  test('leaves the orders of a large request alone if the officers say so', async () => {
    const alertId = await raised('left');
    const { orders } = Requested.parse((await request(alertId, many.slice(0, 20))).body);
    await withdraw(alertId);
    await kit.settle();
    expect(new Set(await statesOf(orders.map(({ orderId }) => orderId)))).toEqual(new Set(['requested']));
  });

  test('takes no further stop by a correction either', async () => {
    const alertId = await raised('corrected');
    const [orderId = ''] = await stopsOf(alertId, 1);
    await kit.post(bankA, `/v1/bank/orders/${orderId}/result`, { code: '0304' });
    await kit.settle();
    await withdraw(alertId, end);
    const body = { reason: 'r', officers, account: account({ accountNumber: '6222020200000099999' }) };
    expect((await kit.post(haidian, `/v1/orders/${orderId}/correct`, body)).body).toMatchObject({
      ...{ status: 409, code: 'ALERT_WITHDRAWN' },
    });
    expect((await kit.post(haidian, `/v1/alerts/${alertId}/follow`, { reason: 'r', officers })).body).toMatchObject({
      code: 'ALERT_WITHDRAWN',
    });
  });
});

describe('a duplicate of another alarm', () => {
  test('is joined, both references are found, and its orders go on', async () => {
    const [older, younger] = [await raised('older', { receivedAt: minute(-5) }), await raised('younger')];
    const [orderId = ''] = await stopsOf(younger, 1);
    const references = await Promise.all(
      [older, younger].map(async (alertId) => (await read(haidian, `/v1/alerts/${alertId}`)).body['reference']),
    );
    expect((await duplicate(younger, older)).body).toMatchObject({
      status: 'duplicate',
      reference: references[1],
      joinedTo: { alertId: older, reference: references[0] },
    });
    expect((await read(haidian, `/v1/alerts/${older}`)).body).toMatchObject({
      status: 'open',
      duplicates: [{ alertId: younger, reference: references[1] }],
    });
    expect(await listed(haidian, younger)).toMatchObject({ status: 'duplicate', orders: { total: 1 } });
    await bankAnswers(orderId);
    expect(await stateOf(orderId)).toBe('stopped');
    expect(await request(younger, ['6222020200000000088'])).toMatchObject({
      status: 409,
      body: { code: 'ALERT_IS_DUPLICATE', alertId: older, reference: references[0], errors: [{ path: '/alertId' }] },
    });
    expect(await handOver(younger)).toMatchObject({ status: 409, body: { code: 'ALERT_IS_DUPLICATE', alertId: older } });
  });

  test('lets the station that took it ask for stops of the alarm that stands for it, wherever that is', async () => {
    const older = await raised('older', { receivedAt: minute(-5), district: 'chaoyang' }, chaoyang);
    const younger = await raised('younger', {}, fengtai);
    expect((await request(older, ['6222020200000000001'], fengtai)).status).toBe(404);
    expect((await duplicate(younger, older, city)).status).toBe(200);
    expect((await request(older, ['6222020200000000001'], fengtai)).status).toBe(202);
    expect((await read(haidian, `/v1/alerts/${older}`)).status).toBe(200);
    expect((await read(chaoyang, `/v1/alerts/${younger}`)).status).toBe(200);
    expect((await read(miyun, `/v1/alerts/${older}`)).status).toBe(404);
  });

  test('follows its alarm to another one and to another district', async () => {
    const eldest = await raised('eldest', { receivedAt: minute(-9) });
    const older = await raised('older', { receivedAt: minute(-5) });
    const younger = await raised('younger');
    await duplicate(younger, older);
    await duplicate(older, eldest);
    expect((await read(haidian, `/v1/alerts/${younger}`)).body).toMatchObject({ joinedTo: { alertId: eldest } });
    expect((await read(haidian, `/v1/alerts/${eldest}`)).body['duplicates']).toHaveLength(2);
    expect((await read(chaoyang, `/v1/alerts/${younger}`)).status).toBe(404);
    await handOver(eldest);
    expect((await read(chaoyang, `/v1/alerts/${younger}`)).status).toBe(200);
  });

  test('is refused of itself, of a younger alarm, of a duplicate, and of one that the caller may not see', async () => {
    const older = await raised('older', { receivedAt: minute(-5) });
    const younger = await raised('younger');
    const hidden = await raised('hidden', { receivedAt: minute(-6), district: 'miyun' }, miyun);
    const refused = async (one: string, of: string) => {
      const { status, body } = await duplicate(one, of);
      const errors = z
        .array(z.looseObject({ path: z.string() }))
        .optional()
        .parse(body['errors']);
      return [status, body['code'], errors?.map(({ path }) => path)];
    };
    expect(await refused(younger, younger)).toEqual([400, 'ALERT_WITH_ITSELF', ['/of']]);
    expect(await refused(older, younger)).toEqual([409, 'DUPLICATE_OF_YOUNGER', ['/of']]);
    expect(await refused(younger, hidden)).toEqual([404, 'NOT_FOUND', undefined]);
    expect(await refused(younger, `${hidden.slice(0, -4)}ZZZZ`)).toEqual([404, 'NOT_FOUND', undefined]);
    await duplicate(younger, older);
    const third = await raised('third', { receivedAt: minute(1) });
    expect(await refused(third, younger)).toEqual([409, 'ALERT_IS_DUPLICATE', ['/of']]);
    expect((await read(haidian, `/v1/alerts/${third}`)).body).toMatchObject({ status: 'open' });
  });
});

describe('money that is stopped', () => {
  test('is told to the officers who asked for it and to the station that took the alarm: order, bank and sum, once', async () => {
    const alertId = await raised('one', {}, fengtai);
    const [orderId = ''] = await stopsOf(alertId, 1);
    await bankAnswers(orderId);
    await kit.replay();
    const { reference } = (await read(haidian, `/v1/alerts/${alertId}`)).body;
    for (const agency of ['police-haidian', 'police-fengtai'])
      expect((await onDesk(agency, 'officer')).filter(({ what }) => what === 'order.stopped')).toMatchObject([
        { subject: { kind: 'order', id: orderId, reference }, bankId: 'bank-a', counts: { stoppedFen: 10_000_000 } },
      ]);
  });

  test('lies once on the desk of an agency that did both, and on none where the account was empty', async () => {
    const alertId = await raised('one');
    const [orderId = '', empty = ''] = await stopsOf(alertId, 2);
    await bankAnswers(orderId);
    await bankAnswers(empty, { code: '1200', balanceBeforeFen: 0, stoppedFen: 0 });
    const told = (await onDesk('police-haidian', 'officer')).filter(({ what }) => what === 'order.stopped');
    expect(told.map(({ subject }) => z.object({ id: z.string() }).parse(subject).id)).toEqual([orderId]);
  });
});

describe('at the same instant', () => {
  test.each([
    ['is withdrawn', 'withdraw', 'ALERT_WITHDRAWN'],
    ['is joined to another one', 'duplicate', 'ALERT_IS_DUPLICATE'],
  ])('an alarm that %s while a stop is asked for takes no stop', async (_what, change, code) => {
    const journal = createMemoryJournal();
    let meanwhile: (() => Promise<unknown>) | undefined;
    const api = createApiOver({
      ...journal,
      append: async (append) => {
        const first = append.command.name === 'requestFreeze' ? meanwhile : undefined;
        if (first !== undefined) meanwhile = undefined;
        await first?.();
        return journal.append(append);
      },
    });
    kit = { ...kit, post: (by, path, body) => api.call(by, 'POST', path, body === undefined ? {} : { body }) };
    await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name: 'bank-a', dutyPhone: '010-66000001' } });
    const [older, alertId] = [await raised('older', { receivedAt: minute(-5) }), await raised('one')];
    meanwhile = () => (change === 'withdraw' ? withdraw(alertId) : duplicate(alertId, older));
    expect(await request(alertId, ['6222020200000000001'])).toMatchObject({ status: 409, body: { code } });
    expect(meanwhile).toBeUndefined();
    expect((await journal.find({ index: 'file', pk: `alert#${alertId}`, from: '01', limit: 10 })).cards).toEqual([]);
  });
});

test('a list takes four reads more for a district that handed alarms over, however many', async () => {
  const journal = createMemoryJournal();
  const read: string[] = [];
  const api = createApiOver({
    ...journal,
    find: (query) => {
      read.push(query.pk);
      return journal.find(query);
    },
  });
  kit = { ...kit, api, post: (by, path, body) => api.call(by, 'POST', path, body === undefined ? {} : { body }) };
  for (let n = 0; n < 12; n += 1) await handOver(await raised(`moved-${n}`));
  read.length = 0;
  const { items } = Page.parse((await api.call(chaoyang, 'GET', '/v1/alerts', { query: { month: '2026-11' } })).body);
  expect(items).toHaveLength(12);
  expect(read.filter((pk) => pk.startsWith('order#haidian'))).toHaveLength(4);
  expect(read).toHaveLength(9);
});
