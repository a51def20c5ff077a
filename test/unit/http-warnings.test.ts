import { expect, test } from 'vitest';
import * as z from 'zod';
import { countWarnings } from '../../functions/sweep/count-warnings.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { DAY, MINUTE, plus } from '../../shared/kernel/time.ts';
import { actors } from '../support/access-actors.ts';
import { createApiOver } from '../support/api.ts';
import { createCoordination } from '../support/coordination-kit.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { minute } from '../support/samples.ts';
import { checklist, clue, risks } from '../support/warning-samples.ts';

const { haidian, chaoyang, city, town, operator, bankA } = actors;
const zhang: Actor = { ...haidian, subject: 'zhang' };
const Receipt = z.looseObject({ outcome: z.string(), warningId: z.string(), grade: z.string(), receivedAt: z.string() });
const Shown = z.looseObject({ warningId: z.string(), status: z.string(), grade: z.string(), alertId: z.string().optional() });
const Batch = z.looseObject({ taken: z.int(), refused: z.int(), outcomes: z.array(z.looseObject({ outcome: z.string() })) });

/** The API of warnings over one journal. */
function openDesk() {
  const world = createCoordination();
  const { api } = world;
  const send = (over: Parameters<typeof clue>[0] = {}, by: Actor = operator, headers: Record<string, string> = {}) =>
    api.call(by, 'POST', '/v1/warnings', { body: clue(over), headers });
  return {
    ...world,
    send,
    received: async (over: Parameters<typeof clue>[0] = {}) => Receipt.parse((await send(over)).body),
    next: async (by: Actor, body: object = {}) => {
      const answer = await api.call(by, 'POST', '/v1/warnings/next', { body });
      expect(answer.status, answer.text).toBe(200);
      const { warning } = z.object({ warning: Shown.optional() }).parse(answer.body);
      return warning;
    },
    on: (by: Actor, warningId: string, act: string, body?: object) =>
      api.call(by, 'POST', `/v1/warnings/${warningId}/${act}`, body === undefined ? {} : { body }),
    read: async (by: Actor, warningId: string) => (await api.call(by, 'GET', `/v1/warnings/${warningId}`)).body,
  };
}

/** A phone that is told apart from others. */
const phone = (n: number): string => `138${String(n).padStart(8, '0')}`;

test('a clue begins a warning; the next one of the person joins it, in any spelling; the same one again changes nothing', async () => {
  const desk = openDesk();
  const first = await desk.send({ sourceRef: 'a' });
  expect(first.status).toBe(201);
  const { warningId } = Receipt.parse(first.body);
  const joined = await desk.send({ sourceRef: 'b', risk: risks.urgent, person: { phone: '＋８６ 138-0000 0000' } });
  expect([joined.status, joined.body]).toMatchObject([200, { outcome: 'joined', warningId, grade: 'urgent' }]);
  // operators write mobile numbers without the plus
  const ofOperator = { sourceRef: 'd', person: { phone: '8613800000000' } };
  expect((await desk.send(ofOperator)).body).toMatchObject({ outcome: 'joined', warningId });
  expect((await desk.send({ sourceRef: ' A ' })).body).toMatchObject({ outcome: 'known', warningId });
  expect((await desk.send({ sourceRef: 'c', person: { phone: phone(9) } })).body).toMatchObject({ outcome: 'received' });
  expect(await desk.read(haidian, warningId)).toMatchObject({
    clues: [{ sourceRef: 'a' }, { sourceRef: 'b' }, { sourceRef: 'd' }],
    version: 3,
  });
});

test('two clues of one person at the same instant make one warning', async () => {
  const desk = openDesk();
  const all = await Promise.all(Array.from({ length: 6 }, (_, n) => desk.send({ sourceRef: `s-${n}` })));
  const receipts = all.map(({ body }) => Receipt.parse(body));
  expect(new Set(receipts.map(({ warningId }) => warningId)).size).toBe(1);
  expect(receipts.filter(({ outcome }) => outcome === 'received')).toHaveLength(1);
});

test('a document says who a person is: one phone of two people has two warnings, and two of one person are joined', async () => {
  const desk = openDesk();
  const [a, b] = ['110108196501010000', '110108197001010000'];
  const first = await desk.received({ sourceRef: 'a', person: { phone: phone(1), idNumber: a } });
  const second = await desk.received({ sourceRef: 'b', person: { phone: phone(1), idNumber: b } });
  expect(second.warningId).not.toBe(first.warningId);
  const third = await desk.received({ sourceRef: 'c', person: { phone: phone(2) } });
  const both = await desk.received({ sourceRef: 'd', person: { phone: phone(2), idNumber: a } });
  expect(both).toMatchObject({ outcome: 'joined', warningId: first.warningId });
  // the person has another phone, too
  expect(await desk.read(haidian, first.warningId)).toMatchObject({
    ...{ person: { phone: phone(1) }, clues: [{ sourceRef: 'a' }, { sourceRef: 'd', phone: phone(2) }] },
  });
  expect(await desk.read(haidian, third.warningId)).toMatchObject({
    ...{ status: 'closed', closed: { outcome: 'merged', into: first.warningId } },
  });
});

test('a batch takes what it can and names what it cannot, and gives the same answer again', async () => {
  const desk = openDesk();
  const warnings: object[] = Array.from({ length: 499 }, (_, n) => clue({ sourceRef: `n-${n}`, person: { phone: phone(n) } }));
  warnings.splice(17, 0, { ...clue({ sourceRef: 'odd' }), person: { phone: 7 } });
  const headers = { 'idempotency-key': 'batch-1' };
  const send = (body: object) => desk.api.call(operator, 'POST', '/v1/warnings/batch', { body, headers });
  const first = await send({ warnings });
  const answer = Batch.parse(first.body);
  expect(answer).toMatchObject({ taken: 499, refused: 1 });
  expect(answer.outcomes[17]).toMatchObject({
    ...{ outcome: 'refused', problem: { code: 'INPUT_INVALID', errors: [{ path: '/warnings/17/person/phone' }] } },
  });
  const writes = desk.api.journal.written.length;
  const again = await send({ warnings });
  expect([again.body, again.headers['idempotency-replayed']]).toEqual([first.body, 'true']);
  expect(desk.api.journal.written).toHaveLength(writes);
  expect((await send({ warnings: warnings.slice(1) })).body).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  const mixed = [
    { source: 'rumour' },
    clue({ source: 'rumour', sourceRef: 'x' }),
    clue({ sourceRef: 'y', person: { phone: '12' } }),
  ];
  const odd = await desk.api.call(operator, 'POST', '/v1/warnings/batch', { body: { warnings: mixed } });
  expect(Batch.parse(odd.body).outcomes.map(({ problem }) => z.object({ code: z.string() }).parse(problem).code)).toEqual([
    ...['INPUT_INVALID', 'WARNING_SOURCE_UNKNOWN', 'PHONE_FORM_UNKNOWN'],
  ]);
});

test('an odd part that is not essential holds up no warning: it is named and kept', async () => {
  const desk = openDesk();
  const body = { ...clue(), risk: 'high', signals: ['paying-now', 'aura'], station: 'no-such', community: 'town-x', model: 'v7' };
  const { body: taken } = await desk.api.call(operator, 'POST', '/v1/warnings', { body });
  expect(taken).toMatchObject({ outcome: 'received', grade: 'urgent' });
  const { notTaken } = z.looseObject({ notTaken: z.array(z.object({ path: z.string() })) }).parse(taken);
  expect(notTaken.map(({ path }) => path).toSorted()).toEqual(['/model', '/risk', '/signals/1', '/station']);
});

test('people get the most urgent warning of their level and area, each a different one', async () => {
  const desk = openDesk();
  const low = await desk.received({ sourceRef: 'm', risk: risks.medium, person: { phone: phone(1) } });
  const high = await desk.received({ sourceRef: 'h', risk: risks.high, person: { phone: phone(2) } });
  const urgent = await desk.received({ sourceRef: 'u', risk: risks.urgent, person: { phone: phone(3) } });
  expect(await desk.next(zhang)).toMatchObject({ warningId: high.warningId, status: 'held' });
  expect(await desk.next(haidian)).toBeUndefined();
  expect(await desk.next(city)).toMatchObject({ warningId: urgent.warningId });
  expect(await desk.next(chaoyang)).toBeUndefined();
  expect((await desk.read(haidian, low.warningId))['status']).toBe('open');
  const denied = await desk.api.call(haidian, 'POST', '/v1/warnings/next', { body: { level: 'city' } });
  expect(denied.status).toBe(403);
  const nowhere = await desk.api.call(city, 'POST', '/v1/warnings/next', { body: { level: 'station' } });
  expect(nowhere.body).toMatchObject({ code: 'AREA_MISSING' });
});

test('twenty people at once get twenty warnings, each given once; one more request gets none', async () => {
  const desk = openDesk();
  const sent = Array.from({ length: 20 }, (_, n) => desk.received({ sourceRef: `n-${n}`, person: { phone: phone(n) } }));
  const ids = (await Promise.all(sent)).map(({ warningId }) => warningId);
  const people = Array.from({ length: 20 }, (_, n): Actor => ({ ...haidian, subject: `p-${n}` }));
  const got = await Promise.all(people.map((one) => desk.next(one)));
  expect(got.map((one) => one?.warningId).toSorted()).toEqual(ids.toSorted());
  expect(await desk.next(zhang)).toBeUndefined();
});

test('a repeated request for the next warning gets the same one; a person holds no more than the policy says', async () => {
  const desk = openDesk();
  for (let n = 0; n < 12; n += 1) await desk.received({ sourceRef: `n-${n}`, person: { phone: phone(n) } });
  const headers = { 'idempotency-key': 'next-1' };
  const call = () => desk.api.call(zhang, 'POST', '/v1/warnings/next', { body: {}, headers });
  expect((await call()).body).toEqual((await call()).body);
  for (let n = 0; n < 9; n += 1) expect(await desk.next(zhang)).toBeDefined();
  const full = await desk.api.call(zhang, 'POST', '/v1/warnings/next', { body: {} });
  expect(full.body).toMatchObject({ code: 'LOAD_FULL', held: 10, limit: 10 });
  const held = await desk.api.call(zhang, 'GET', '/v1/warnings/held', { query: { limit: '100' } });
  expect(z.object({ items: z.array(Shown) }).parse(held.body).items).toHaveLength(10);
  const counted = await desk.api.call(zhang, 'GET', '/v1/warnings/desk');
  expect(counted.body).toMatchObject({ total: 2, overdue: 0, grades: { high: 2 }, held: 10, level: 'sub-bureau' });
});

test('a lease that lapsed is noted once, and the next person goes on', async () => {
  const desk = openDesk();
  const { warningId } = await desk.received();
  expect(await desk.next(zhang)).toMatchObject({ warningId });
  expect((await desk.on(haidian, warningId, 'take')).body).toMatchObject({ code: 'LEASE_OF_ANOTHER' });
  await desk.swept(minute(17));
  expect(await desk.swept(minute(17))).toMatchObject({ noted: 0 });
  expect((await desk.on(zhang, warningId, 'contacts', { outcome: 'dissuaded' })).body).toMatchObject({
    ...{ code: 'WARNING_STATE_FORBIDS', state: 'open' },
  });
});

test('a warning that is handed down to a town is worked on there, and a warning that climbs is told', async () => {
  const desk = openDesk();
  const { warningId } = await desk.received();
  const move = (community: string) => desk.on(haidian, warningId, 'move', { community, reason: '社区上门' });
  expect((await move('no-such-town')).body).toMatchObject({ code: 'AGENCY_UNKNOWN' });
  expect((await move('court-haidian')).body).toMatchObject({ code: 'AGENCY_UNFIT' });
  expect((await move('town-x')).status).toBe(200);
  await desk.settle();
  expect(await inbox(town)).toMatchObject([{ what: 'warning.moved' }]);
  expect(await desk.next(town)).toMatchObject({ warningId });
  await desk.swept(minute(17));
  expect(await desk.read(haidian, warningId)).toMatchObject({ rung: { level: 'station' } });
  const duty: Actor = { ...haidian, roles: ['duty-officer'], subject: 'duty' };
  expect(await inbox(duty)).toMatchObject([{ what: 'warning.climbed' }]);

  async function inbox(by: Actor) {
    const { body } = await desk.api.call(by, 'GET', '/v1/inbox', { query: { open: 'true' } });
    return z.object({ items: z.array(z.looseObject({ what: z.string() })) }).parse(body).items;
  }
});

test('where the money is gone an alarm is raised in the same append, once, and its clock starts at the contact', async () => {
  const desk = openDesk();
  const { warningId } = await desk.received({ person: { name: '王某', phone: phone(5), idNumber: '110108196501010000' } });
  await desk.at(minute(10));
  await desk.next(zhang);
  const paid = { lossFen: 5_000_000, summary: '已转两笔' };
  const body = { outcome: 'already-paid', at: minute(9), paid };
  const contact = () =>
    desk.api.call(zhang, 'POST', `/v1/warnings/${warningId}/contacts`, { body, headers: { 'idempotency-key': 'paid-1' } });
  const first = await contact();
  expect(first.status, first.text).toBe(200);
  const { alertId = '' } = Shown.parse(first.body);
  expect((await contact()).body).toEqual(first.body);
  const { body: alarm } = await desk.api.call(haidian, 'GET', `/v1/alerts/${alertId}`);
  expect(alarm).toMatchObject({ source: 'warning', receivedAt: minute(9), lossFen: 5_000_000, victim: { phone: phone(5) } });
  await desk.settle();
  expect(await desk.read(haidian, warningId)).toMatchObject({ losses: [], closed: { outcome: 'already-paid' } });
});

test('an alarm of the same person within the days is fraud after the warning, also after a replay, and is taken back with the alarm', async () => {
  const desk = openDesk();
  const { warningId } = await desk.received({ person: { phone: phone(5) }, risk: risks.medium });
  const victim = { phone: `+86 ${phone(5)}` };
  const alarm = { source: 'victim-report', sourceRef: 'x', receivedAt: minute(30), district: 'chaoyang', victim, lossFen: 100 };
  await desk.at(minute(30));
  const raised = await desk.api.call(chaoyang, 'POST', '/v1/alerts', { body: alarm });
  await desk.settle();
  await desk.replay();
  const { alertId } = z.looseObject({ alertId: z.string() }).parse(raised.body);
  expect(await desk.read(haidian, warningId)).toMatchObject({ losses: [{ alertId, afterContact: false }] });
  const reason = { code: 'false-alarm', text: '虚惊' };
  await desk.api.call(chaoyang, 'POST', `/v1/alerts/${alertId}/withdraw`, { body: { reason, orders: 'leave' } });
  await desk.settle();
  expect(await desk.read(haidian, warningId)).toMatchObject({ losses: [] });
});

test('figures equal a recount: counted now, and counted at night', async () => {
  const desk = openDesk();
  const figures = async (by: Actor = haidian, query: Record<string, string> = {}) => {
    const { body } = await desk.api.call(by, 'GET', '/v1/warnings/figures', {
      query: { from: '2026-11-22', to: '2026-11-24', ...query },
    });
    const { countedThrough, ...rest } = z.looseObject({ countedThrough: z.string().optional() }).parse(body);
    return { countedThrough, rest };
  };
  for (let n = 0; n < 5; n += 1) await desk.received({ sourceRef: `n-${n}`, person: { phone: phone(n) }, risk: risks.medium });
  const high = await desk.received({ sourceRef: 'h', person: { phone: phone(8) } });
  await desk.at(minute(4));
  await desk.next(zhang);
  await desk.on(zhang, high.warningId, 'contacts', { outcome: 'dissuaded' });
  await desk.on(zhang, high.warningId, 'take');
  await desk.on(zhang, high.warningId, 'contacts', { outcome: 'false-alarm', checklist });
  const live = await figures();
  expect(live).toMatchObject({
    countedThrough: undefined,
    rest: {
      total: { received: 6, open: 5, outcomes: { 'false-alarm': 1 }, contacted: 1, falseAlarms: 1 },
      byGrade: { medium: { received: 5 }, high: { received: 1 } },
      byMeans: { visit: { received: 1 } },
      fraudAfterWarning: 0,
      meanContactMinutes: 3,
    },
  });
  await desk.at(plus(minute(0), DAY));
  expect(await countWarnings(desk.platform, () => true)).toBeGreaterThan(0);
  expect(await countWarnings(desk.platform, () => true)).toBeUndefined();
  expect(await figures()).toEqual({ countedThrough: '2026-11-22', rest: live.rest });
  expect((await figures(city)).rest).toMatchObject({ total: { received: 6 }, district: 'all' });
  const refused = (query: Record<string, string>) => desk.api.call(haidian, 'GET', '/v1/warnings/figures', { query });
  expect((await refused({ from: '2026-11-24', to: '2026-11-22' })).body).toMatchObject({ code: 'RANGE_REVERSED' });
  expect((await refused({ from: '2026-01-01', to: '2026-11-22' })).body).toMatchObject({ code: 'RANGE_TOO_LONG', limit: 92 });
});

test('a list shows nothing of persons, and a bank that sent a clue does not read the warning', async () => {
  const desk = openDesk();
  const { warningId } = Receipt.parse((await desk.send({}, bankA)).body);
  const list = await desk.api.call(haidian, 'GET', '/v1/warnings');
  expect(list.body).toMatchObject({ items: [{ warningId, grade: 'high', overdue: false }] });
  expect(list.text).not.toMatch(/王某|138000/);
  expect((await desk.api.call(bankA, 'GET', `/v1/warnings/${warningId}`)).status).toBe(404);
  expect((await desk.api.call(haidian, 'GET', '/v1/warnings/to-do')).body).toMatchObject({ items: [{ warningId }] });
  const history = await desk.api.call(haidian, 'GET', `/v1/audit/${warningId}`);
  expect(history.body).toMatchObject({ items: [{ type: 'warning.received' }] });
  expect(desk.api.logged.join()).not.toMatch(/王某|138000/);
});

test('of a clue that is relayed late, later facts are read only if a desk is told of it', async () => {
  const journal = createMemoryJournal();
  const read: string[] = [];
  const facts: typeof journal.facts = (stream, page) => {
    read.push(stream);
    return journal.facts(stream, page);
  };
  const { api, at } = createCoordination(createApiOver({ ...journal, facts }));
  const received = async (sourceRef: string, risk: number, n: number): Promise<string> => {
    const body = clue({ sourceRef, risk, person: { phone: phone(n) } });
    return Receipt.parse((await api.call(operator, 'POST', '/v1/warnings', { body })).body).warningId;
  };
  const [high, urgent] = [await received('h', risks.high, 1), await received('u', risks.urgent, 2)];
  await at(plus(api.now, 2 * MINUTE));
  expect(read).toContain(`warning#${urgent}`);
  expect(read).not.toContain(`warning#${high}`);
});

test('a read tells what its reader may do now: work in reach alone, and the end of a warning only once all is tried', async () => {
  const desk = openDesk();
  const head: Actor = { ...haidian, roles: ['supervisor'], subject: 'head' };
  const { warningId } = await desk.received();
  const seen = async (by: Actor) => {
    const { body, headers } = await desk.api.call(by, 'GET', `/v1/warnings/${warningId}`);
    return { status: body['status'], lease: body['lease'], may: headers['cordon-actions']?.split(' ') ?? [] };
  };
  expect((await seen(zhang)).may).toContain('warning.handle');
  await desk.next(zhang);
  expect((await seen(zhang)).may).toContain('warning.handle');
  expect((await seen(haidian)).may).not.toContain('warning.handle');
  expect((await seen(haidian)).may).toContain('warning.grade');
  expect((await seen(head)).may).not.toContain('warning.close');

  // the time of the lease is over, and the sweep has not noted it yet
  await desk.at(minute(16));
  expect(await seen(haidian)).toMatchObject({ status: 'open', lease: undefined });
  expect((await seen(haidian)).may).toContain('warning.handle');
  expect((await desk.on(zhang, warningId, 'renew')).body).toMatchObject({ code: 'LEASE_LAPSED' });
  await desk.on(haidian, warningId, 'take');
  await desk.on(haidian, warningId, 'contacts', { outcome: 'not-reached' });
  // the pause before the next call runs
  expect((await seen(haidian)).may).not.toContain('warning.handle');
});

test('a warning says its ladder, who goes on, and what each outcome brings and needs', async () => {
  const desk = openDesk();
  const { warningId } = await desk.received();
  const Possible = z.object({ outcome: z.string(), ends: z.boolean(), needs: z.array(z.string()) });
  const View = z.looseObject({ outcomes: z.array(Possible) });
  const read = async () => View.parse(await desk.read(haidian, warningId));
  const brings = async (name: string) => (await read()).outcomes.find(({ outcome }) => outcome === name);
  expect(await read()).toMatchObject({
    ladder: [
      { means: 'phone', level: 'sub-bureau' },
      { means: 'visit', level: 'station' },
    ],
    climbsTo: 'city',
  });
  expect(await brings('dissuaded')).toEqual({ outcome: 'dissuaded', ends: false, needs: [] });
  expect(await brings('already-paid')).toEqual({ outcome: 'already-paid', ends: true, needs: ['paid'] });
  await desk.next(zhang);
  await desk.on(zhang, warningId, 'contacts', { outcome: 'dissuaded' });
  expect(await brings('dissuaded')).toEqual({ outcome: 'dissuaded', ends: true, needs: ['checklist'] });
  expect(await brings('not-reached')).toEqual({ outcome: 'not-reached', ends: false, needs: [] });
  // what the view says is what the decider asks for
  await desk.on(zhang, warningId, 'take');
  const needy = (await read()).outcomes.filter(({ needs }) => needs.length > 0);
  expect(needy.map(({ outcome }) => outcome)).toEqual(['dissuaded', 'doubtful', 'refused', 'already-paid', 'false-alarm']);
  const missing = { checklist: 'CHECKLIST_MISSING', paid: 'LOSS_MISSING' } as Readonly<Record<string, string>>;
  for (const { outcome, needs } of needy)
    expect((await desk.on(zhang, warningId, 'contacts', { outcome })).body, outcome).toMatchObject({
      code: missing[needs.join()],
    });
});

test('a desk says at which levels its reader works, and how many one person may hold', async () => {
  const desk = openDesk();
  const read = async (by: Actor) => (await desk.api.call(by, 'GET', '/v1/warnings/desk')).body;
  expect(await read(haidian)).toMatchObject({ level: 'sub-bureau', levels: ['station', 'sub-bureau'], held: 0, limit: 10 });
  expect(await read(city)).toMatchObject({ level: 'city', levels: ['station', 'sub-bureau', 'city'] });
  expect(await read(town)).toMatchObject({ level: 'community', levels: ['community'] });
});

test('no person gives the word of a machine: a grade that makes it the turn of a provider stops the one who holds the warning', async () => {
  const desk = openDesk();
  const { warningId } = await desk.received({ risk: risks.high });
  await desk.next(zhang);
  await desk.on(zhang, warningId, 'contacts', { outcome: 'doubtful' });
  await desk.on(zhang, warningId, 'take');
  await desk.on(zhang, warningId, 'grade', { grade: 'low', reason: 'r' });
  const answer = await desk.on(zhang, warningId, 'contacts', { outcome: 'informed' });
  expect(answer.body).toMatchObject({ code: 'MEANS_NOT_DUE', due: 'sms' });
  expect((await desk.read(haidian, warningId))['status']).toBe('held');
});

test('a lease that is over takes no place among those that a person may hold, noted or not', async () => {
  const desk = openDesk();
  for (let n = 0; n < 11; n += 1) await desk.received({ sourceRef: `n-${n}`, person: { phone: phone(n) } });
  for (let n = 0; n < 10; n += 1) await desk.next(zhang);
  const full = await desk.api.call(zhang, 'POST', '/v1/warnings/next', { body: {} });
  expect(full.body).toMatchObject({ code: 'LOAD_FULL' });
  const { items } = z
    .object({ items: z.array(z.looseObject({ lease: z.object({ until: z.string() }) })) })
    .parse((await desk.api.call(zhang, 'GET', '/v1/warnings/held')).body);
  desk.api.now = items[0]?.lease.until ?? '';
  expect((await desk.api.call(zhang, 'GET', '/v1/warnings/held')).body).toMatchObject({ items: [] });
  expect((await desk.api.call(zhang, 'GET', '/v1/warnings/desk')).body).toMatchObject({ held: 0 });
  expect(await desk.next(zhang)).toMatchObject({ status: 'held' });
});

test('an alarm before the warning that is handed over after it is no loss after the warning', async () => {
  const desk = openDesk();
  const victim = { name: '王某', phone: '13800000000' };
  const alarm = { source: 'victim-report', sourceRef: 'x', receivedAt: minute(1), district: 'haidian', victim, lossFen: 100 };
  const { alertId } = z
    .looseObject({ alertId: z.string() })
    .parse((await desk.post(haidian, '/v1/alerts', { ...alarm, fraudType: 'f', summary: 's' })).body);
  await desk.at(minute(20));
  const { warningId } = await desk.received();
  await desk.at(minute(30));
  expect((await desk.post(haidian, `/v1/alerts/${alertId}/hand-over`, { to: 'chaoyang', reason: 'r' })).status).toBe(200);
  await desk.settle();
  expect(await desk.read(haidian, warningId)).toMatchObject({ losses: [] });
});

test('an alarm whose victim the relay hears of after the withdrawal is no loss', async () => {
  const desk = openDesk();
  const { warningId } = await desk.received();
  await desk.settle();
  const victim = { name: '王某', phone: '13800000000' };
  const alarm = { source: 'victim-report', sourceRef: 'x', receivedAt: minute(1), district: 'haidian', victim, lossFen: 100 };
  const raised = await desk.post(haidian, '/v1/alerts', { ...alarm, fraudType: 'f', summary: 's' });
  const { alertId } = z.looseObject({ alertId: z.string() }).parse(raised.body);
  const withdrawn = { reason: { code: 'false-alarm', text: 'r' }, orders: 'leave' };
  const back = await desk.post(haidian, `/v1/alerts/${alertId}/withdraw`, withdrawn);
  expect(back.status, back.text).toBe(200);
  await desk.settle();
  const facts = await desk.api.journal.facts(`warning#${warningId}`, { limit: 10 });
  expect(facts.facts.map(({ type }) => type)).toEqual(['warning.received']);
});

test('a clue that comes again begins no new warning, however many the person had since', async () => {
  const desk = openDesk();
  for (const sourceRef of ['a', 'b', 'c']) {
    const { warningId } = await desk.received({ sourceRef, risk: risks.high });
    for (const contact of [{ outcome: 'doubtful' }, { outcome: 'dissuaded', checklist }]) {
      await desk.on(zhang, warningId, 'take');
      await desk.on(zhang, warningId, 'contacts', contact);
    }
  }
  for (const sourceRef of ['a', 'b', 'c'])
    expect(await desk.received({ sourceRef, risk: risks.high })).toMatchObject({ outcome: 'known' });
});

test('a page that is kept fresh learns that a warning is overdue, before the sweep says so', async () => {
  const desk = openDesk();
  const { warningId } = await desk.received();
  const path = `/v1/warnings/${warningId}`;
  const first = await desk.api.call(city, 'GET', path);
  const headers = { 'if-none-match': first.headers['etag'] ?? '' };
  expect((await desk.api.call(city, 'GET', path, { headers })).status).toBe(304);
  desk.api.now = minute(17);
  expect(await desk.api.call(city, 'GET', path, { headers })).toMatchObject({ status: 200, body: { overdue: true } });
  // the version alone counts for a command
  const taken = { headers: { 'if-match': headers['if-none-match'] } };
  expect((await desk.api.call(haidian, 'POST', `${path}/take`, taken)).status).toBe(200);
});
