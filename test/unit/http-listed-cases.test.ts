import { beforeEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { streamKey } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { deskInboxKey } from '../../shared/notifications/keys.ts';
import { postStep } from '../support/approvals.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import {
  command,
  day,
  districtUnit,
  laterApproval,
  listingApproval,
  otherSupervisor,
  progressInput,
  units,
} from '../support/listing-samples.ts';
import { T0 } from '../support/samples.ts';

const elsewhere: Actor = { ...districtUnit, agency: 'police-yanqing', district: 'yanqing', subject: 'mu' };
const approval = listingApproval();

const Listed = z.looseObject({ listedCaseId: z.string() });
const LossIds = z.looseObject({ losses: z.array(z.looseObject({ itemId: z.string() })) });
const Page = z.looseObject({
  items: z.array(z.looseObject({ listedCaseId: z.string(), status: z.string(), neededAt: z.string().optional() })),
  next: z.string().optional(),
});

let city: Coordination;

beforeEach(async () => {
  city = createCoordination();
  await city.at(T0);
});

const call = (actor: Actor, path: string, body: object, headers: Record<string, string> = {}) =>
  postStep(city.api.call, actor, path, body, headers);
const list = async (actor: Actor, query: Record<string, string> = {}) =>
  Page.parse((await city.api.call(actor, 'GET', '/v1/listed-cases', { query })).body);
const get = async (id: string, actor: Actor = command) => (await city.api.call(actor, 'GET', `/v1/listed-cases/${id}`)).body;

/** A case over a million, so that the rule suggests it. */
async function bigCase(lossFen = 120_000_000): Promise<string> {
  const caseId = await city.opened(districtUnit);
  await call(districtUnit, `/v1/cases/${caseId}/items`, { kind: 'loss', amountFen: lossFen, at: T0 });
  await city.settle();
  return caseId;
}

const proposalOf = (caseId: string) => ({ caseId, level: 'city', units, reason: 'Over a million' });

async function listedCase(caseId?: string): Promise<string> {
  const answer = await call(districtUnit, '/v1/listed-cases', proposalOf(caseId ?? (await bigCase())));
  const { listedCaseId } = Listed.parse(answer.body);
  expect((await call(command, `/v1/listed-cases/${listedCaseId}/approve`, { approval })).status).toBe(200);
  return listedCaseId;
}

async function factsOf(id: string): Promise<readonly string[]> {
  const { facts } = await city.api.journal.facts(streamKey('listed-case', id), { limit: 100 });
  return facts.map(({ type }) => type);
}

describe('a listed case', () => {
  test('is suggested by the relay as soon as the loss is over the threshold, and only once', async () => {
    await bigCase(99_999_999);
    expect((await list(command)).items).toEqual([]);
    const caseId = await bigCase(100_000_000);
    const { items } = await list(command);
    expect(items).toMatchObject([
      { caseId, status: 'suggested', grounds: ['large-loss'], lossFen: 100_000_000, district: 'haidian' },
    ]);
    await call(districtUnit, `/v1/cases/${caseId}/items`, { kind: 'loss', amountFen: 5, at: T0 });
    await city.settle();
    await city.replay();
    expect((await list(command)).items).toHaveLength(1);
  });

  test('goes from the suggestion through proposal and approval to its delisting', async () => {
    const caseId = await bigCase();
    const suggested = (await list(districtUnit)).items[0]?.listedCaseId;
    const proposed = await call(districtUnit, '/v1/listed-cases', proposalOf(caseId));
    expect(proposed).toMatchObject({
      status: 201,
      body: { listedCaseId: suggested, status: 'proposed' },
      headers: { etag: '"2"' },
    });
    const path = `/v1/listed-cases/${suggested}`;
    expect((await call(districtUnit, `${path}/approve`, { approval })).body).toMatchObject({
      ...{ status: 403, code: 'ACTION_NOT_ALLOWED' },
    });
    const approved = await call(command, `${path}/approve`, { approval });
    expect(approved.body).toMatchObject({
      ...{ status: 'listed', supervisor: 'police-city', neededAt: '2026-12-22T01:30:00.000Z' },
      deadlineAt: '2027-02-22T01:30:00.000Z',
      aim: { chains: { broken: 0, aim: 2 }, arrests: { arrested: 0, aim: 10 }, money: { lossFen: 120_000_000 }, reached: false },
    });
    await city.at(day(20));
    const done = progressInput({ informationChain: true, moneyChain: true, arrested: 12, returnedFen: 40_000_000 });
    expect((await call(districtUnit, `${path}/progress`, done)).body).toMatchObject({
      aim: { reached: true },
      reports: [{ late: false }],
    });
    expect((await call(districtUnit, `${path}/delist`, {})).body).toMatchObject({
      status: 409,
      code: 'DELISTING_BY_RESPONSIBLE_UNIT',
    });
    expect((await call(command, `${path}/delist`, {})).body).toMatchObject({ status: 'delisted', end: { aimReached: true } });
    expect((await list(command)).items).toEqual([]);
    expect((await list(command, { district: 'haidian', state: 'closed' })).items).toMatchObject([
      { status: 'delisted', overdue: [] },
    ]);
    expect((await call(districtUnit, '/v1/listed-cases', proposalOf(caseId))).status).toBe(201);
  });

  test('the sweep presses for a report that does not come: reminder, notice, interview, each once', async () => {
    const id = await listedCase();
    const due = '2026-12-22T01:30:00.000Z';
    expect(await city.swept(plus(due, -DAY))).toMatchObject({ noted: 0 });
    expect(await city.swept(due)).toMatchObject({ noted: 1, failed: 0 });
    expect(await city.swept(due)).toMatchObject({ noted: 0 });
    expect(await city.swept(plus(due, 14 * DAY))).toMatchObject({ noted: 2 });
    const [reminded, noticed, called] = ['listed-case.reminded', 'listed-case.notice-issued', 'listed-case.interview-called'];
    expect((await factsOf(id)).slice(3)).toEqual([reminded, noticed, called]);
    expect(await get(id)).toMatchObject({
      overdue: [{ matter: 'report', since: due, days: 14, steps: ['reminder', 'notice', 'interview'] }],
      neededAt: due,
    });
    for (const desk of [units.bureau, units.district, units.cyber]) {
      const { cards } = await city.api.journal.find({ index: 'inbox', pk: deskInboxKey(desk), limit: 20 });
      expect(cards.map(({ card }) => card['what'])).toEqual(expect.arrayContaining([reminded, noticed, called]));
    }
    await call(districtUnit, `/v1/listed-cases/${id}/progress`, progressInput({ arrested: 1 }));
    expect(await get(id)).toMatchObject({ overdue: [], neededAt: '2027-01-22T01:30:00.000Z', reports: [{ late: true }] });
  });

  test('below the aim is delisted with a reason and an approval only; nothing changes otherwise', async () => {
    const id = await listedCase();
    const before = await get(id);
    const delist = (body: object) => call(command, `/v1/listed-cases/${id}/delist`, body);
    expect((await delist({})).body).toMatchObject({ code: 'DELISTING_REASON_MISSING' });
    expect((await delist({ reason: 'Abroad' })).body).toMatchObject({ code: 'APPROVAL_MISSING', level: 'city' });
    expect(await get(id)).toEqual(before);
    const { approvalId } = z.looseObject({ approvalId: z.string() }).parse((await get(id))['approval']);
    expect((await delist({ reason: 'Abroad', approvalId })).body).toMatchObject({
      ...{ code: 'APPROVAL_OF_OTHER_MATTER', differs: ['gate'], errors: [{ path: '/approvalId' }] },
    });
    expect((await delist({ reason: 'Abroad', approval: laterApproval() })).body).toMatchObject({
      end: { aimReached: false, reason: 'Abroad' },
    });
  });

  test('is one for two who decide at the same time', async () => {
    const id = await listedCase();
    const stale = { 'if-match': '"1"' };
    expect(await call(command, `/v1/listed-cases/${id}/delist`, {}, stale)).toMatchObject({
      status: 412,
      body: { code: 'VERSION_CONFLICT', version: 3 },
    });
  });

  test('a case is proposed once, even if many propose it at once', async () => {
    const caseId = await city.opened(districtUnit);
    const body = { ...proposalOf(caseId), grounds: ['severe-harm'] };
    const answers = await Promise.all([1, 2, 3].map(() => call(districtUnit, '/v1/listed-cases', body)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    expect(answers.flatMap(({ body: { code } }) => code ?? [])).toEqual(['CASE_LISTED_ALREADY', 'CASE_LISTED_ALREADY']);
  });

  test('is delisted only by the agency that listed it', async () => {
    const id = await listedCase();
    const before = await get(id);
    const delist = (actor: Actor) => call(actor, `/v1/listed-cases/${id}/delist`, { reason: 'r', approval: laterApproval() });
    expect((await delist(otherSupervisor)).body).toMatchObject({
      ...{ status: 409, code: 'LISTING_OF_OTHER_SUPERVISOR', supervisor: 'police-city' },
    });
    expect(await get(id)).toEqual(before);
    expect((await delist(command)).body).toMatchObject({ status: 'delisted' });
  });

  test('is reported on by its units, with no more given back than the case has lost by now', async () => {
    const caseId = await bigCase();
    const id = await listedCase(caseId);
    const report = (returnedFen: number, actor = districtUnit) =>
      call(actor, `/v1/listed-cases/${id}/progress`, progressInput({ returnedFen }));
    expect((await report(1, command)).body).toMatchObject({ status: 403, code: 'ACTION_NOT_ALLOWED' });
    expect((await report(120_000_001)).body).toMatchObject({
      ...{ status: 409, code: 'RETURNED_OVER_LOSS', lossFen: 120_000_000, errors: [{ path: '/progress/returnedFen' }] },
    });
    await call(districtUnit, `/v1/cases/${caseId}/items`, { kind: 'loss', amountFen: 1, at: T0 });
    expect((await report(120_000_001)).body).toMatchObject({
      aim: { money: { lossFen: 120_000_001, returnedFen: 120_000_001 } },
    });
    const cyber = { ...districtUnit, agency: units.cyber, roles: ['officer'] } as const;
    const { district: _, ...cyberUnit } = cyber;
    expect((await report(120_000_001, cyberUnit)).status).toBe(200);
  });

  test('follows the loss of its case; that more was reported returned than lost shows, and the supervisor is told once', async () => {
    const caseId = await city.opened(districtUnit);
    const loss = async (amountFen: number) => {
      const { body } = await call(districtUnit, `/v1/cases/${caseId}/items`, { kind: 'loss', amountFen, at: T0 });
      await city.settle();
      return LossIds.parse(body).losses.at(-1)?.itemId;
    };
    await loss(120_000_000);
    const id = await listedCase(caseId);
    const extra = await loss(10_000_000);
    expect(await get(id)).toMatchObject({ lossFen: 130_000_000, aim: { money: { overReported: false } } });
    await call(districtUnit, `/v1/listed-cases/${id}/progress`, progressInput({ returnedFen: 129_000_000 }));
    await call(districtUnit, `/v1/cases/${caseId}/items/${extra}/withdraw`, { reason: 'Entered twice' });
    await city.settle();
    await city.replay();
    expect(await get(id)).toMatchObject({
      ...{ lossFen: 120_000_000 },
      aim: { money: { lossFen: 120_000_000, returnedFen: 129_000_000, overReported: true } },
    });
    expect((await list(command)).items).toMatchObject([{ lossFen: 120_000_000 }]);
    expect((await factsOf(id)).filter((type) => type === 'listed-case.loss-noted')).toHaveLength(2);
    const { cards } = await city.api.journal.find({ index: 'inbox', pk: deskInboxKey(command.agency), limit: 20 });
    expect(cards.filter(({ card }) => card['what'] === 'listed-case.loss-noted')).toHaveLength(1);
  });

  test('without a decision is overdue, and the city’s supervisors are told once, also after an outage', async () => {
    const overdue = 'listed-case.decision-overdue';
    const toldCity = async () => {
      const pk = deskInboxKey(deskKey({ kind: 'police', role: 'supervisor' }));
      const { cards } = await city.api.journal.find({ index: 'inbox', pk, limit: 50 });
      return cards.filter(({ card }) => card['what'] === overdue).length;
    };
    const caseId = await bigCase();
    const id = Listed.parse((await list(command)).items[0]).listedCaseId;
    expect(await city.swept(day(6))).toMatchObject({ noted: 0 });
    expect((await list(command)).items).toMatchObject([{ overdue: [] }]);
    const now = day(87);
    expect(await city.swept(now)).toMatchObject({ noted: 1, failed: 0 });
    expect(await city.swept(now)).toMatchObject({ noted: 0 });
    await city.replay();
    const since = { matter: 'decision', since: day(7), days: 80, steps: [] };
    expect(await get(id)).toMatchObject({ status: 'suggested', overdue: [since], neededAt: day(7) });
    expect((await list(command)).items).toMatchObject([{ overdue: [since] }]);
    expect(await toldCity()).toBe(1);
    await call(districtUnit, '/v1/listed-cases', proposalOf(caseId));
    expect(await get(id)).toMatchObject({ status: 'proposed', overdue: [] });
    expect(await city.swept(day(91))).toMatchObject({ noted: 1 });
    expect(await toldCity()).toBe(2);
    const later = listingApproval({ approvedAt: day(91) });
    expect((await call(command, `/v1/listed-cases/${id}/approve`, { approval: later })).body).toMatchObject({ overdue: [] });
    expect((await factsOf(id)).filter((type) => type === overdue)).toHaveLength(2);
  });

  test('stands in the timeline of its case', async () => {
    const caseId = await bigCase();
    const id = await listedCase(caseId);
    const { body } = await city.api.call(districtUnit, 'GET', `/v1/cases/${caseId}/timeline`, { query: { limit: '100' } });
    expect(body['items']).toContainEqual(expect.objectContaining({ of: id, type: 'listed-case.listed', by: 'police-city' }));
  });

  test('has its facts audited, and their chain is whole', async () => {
    const id = await listedCase();
    const { body } = await city.api.call(districtUnit, 'GET', `/v1/audit/${id}`);
    expect(body).toMatchObject({ verified: true });
    expect(body['items']).toMatchObject([
      { type: 'listed-case.suggested', by: { agency: 'cordon' } },
      { type: 'listed-case.proposed', by: { agency: 'police-haidian' } },
      { type: 'listed-case.listed', by: { agency: 'police-city' } },
    ]);
    expect((await city.api.call(elsewhere, 'GET', `/v1/audit/${id}`)).status).toBe(404);
  });

  test('shows no cases of another district', async () => {
    const id = await listedCase();
    expect((await city.api.call(elsewhere, 'GET', `/v1/listed-cases/${id}`)).status).toBe(404);
    expect((await call(elsewhere, `/v1/listed-cases/${id}/delist`, {})).status).toBe(404);
    expect((await list(elsewhere)).items).toEqual([]);
    expect((await city.api.call(elsewhere, 'GET', '/v1/listed-cases', { query: { district: 'haidian' } })).status).toBe(403);
  });
});

describe('the supervisor’s list', () => {
  test('has at the top what a person must act on first: the overdue, then what is due next', async () => {
    const overdue = await listedCase();
    await city.at(day(31));
    const proposed = Listed.parse((await call(districtUnit, '/v1/listed-cases', proposalOf(await bigCase()))).body).listedCaseId;
    const inTime = await listedCase();
    const [suggestion] = [await bigCase()];
    const order = (await list(command)).items.map(({ listedCaseId, caseId }) =>
      caseId === suggestion ? 'suggestion' : listedCaseId,
    );
    expect(order).toEqual([overdue, proposed, 'suggestion', inTime]);
    expect((await list(districtUnit)).items.map(({ neededAt }) => neededAt)).toEqual(
      (await list(command)).items.map(({ neededAt }) => neededAt),
    );
  });

  test('comes in pages without gap or overlap', async () => {
    const ids = [await listedCase(), await listedCase(), await listedCase()];
    const first = await list(command, { limit: '2' });
    const second = await list(command, { limit: '2', cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ listedCaseId }) => listedCaseId).toSorted()).toEqual(ids.toSorted());
    expect(second.next).toBeUndefined();
  });

  test('has only what is overdue, or what a supervisor must decide, if these are asked for; the summary counts both', async () => {
    const overdue = await listedCase();
    await city.at(day(31));
    const inTime = await listedCase();
    const proposed = Listed.parse((await call(districtUnit, '/v1/listed-cases', proposalOf(await bigCase()))).body).listedCaseId;
    const more = { months: 1, reason: 'An expert is late.' };
    expect((await call(districtUnit, `/v1/listed-cases/${inTime}/extension-requests`, more)).status).toBe(200);
    const ids = async (query: Record<string, string>) =>
      (await list(command, query)).items.map(({ listedCaseId }) => listedCaseId);
    expect(await ids({ overdue: 'true' })).toEqual([overdue]);
    expect((await ids({ toDecide: 'true' })).toSorted()).toEqual([inTime, proposed].toSorted());
    expect(await ids({ overdue: 'true', toDecide: 'true' })).toEqual([]);
    const summary = await city.api.call(command, 'GET', '/v1/listed-cases/summary');
    expect(summary.body).toMatchObject({ total: 3, overdue: 1, toDecide: 2, extensionsAsked: 1 });
    const narrow = await city.api.call(command, 'GET', '/v1/listed-cases/summary', { query: { toDecide: 'true' } });
    expect(narrow.body).toMatchObject({ total: 2, overdue: 0, toDecide: 2 });
    const other = await city.api.call(command, 'GET', '/v1/listed-cases', { query: { overdue: 'false' } });
    expect(other).toMatchObject({ status: 400, body: { errors: [{ path: '/overdue' }] } });
  });

  test('has what is closed over the whole city, and the summary counts both', async () => {
    const kept = await listedCase();
    const proposed = await call(districtUnit, '/v1/listed-cases', proposalOf(await bigCase()));
    const ended = Listed.parse(proposed.body).listedCaseId;
    const reason = { reason: 'Not a case to list.' };
    const summary = async (query = {}) => (await city.api.call(command, 'GET', '/v1/listed-cases/summary', { query })).body;
    expect(await summary()).toMatchObject({ total: 2, more: false });
    const rejected = await city.api.call(command, 'POST', `/v1/listed-cases/${ended}/reject`, { body: reason });
    expect(rejected.status, rejected.text).toBe(200);
    expect((await list(command)).items).toMatchObject([{ listedCaseId: kept }]);
    expect((await list(command, { state: 'closed' })).items).toMatchObject([{ listedCaseId: ended, status: 'rejected' }]);
    expect((await list(command, { state: 'closed', district: 'all', status: 'delisted' })).items).toEqual([]);
    expect((await list(districtUnit, { mine: 'true' })).items).toMatchObject([{ listedCaseId: kept }]);
    expect((await list({ ...districtUnit, agency: 'police-other' }, { mine: 'true' })).items).toEqual([]);
    expect(await summary()).toMatchObject({ total: 1 });
    expect(await summary({ state: 'closed' })).toMatchObject({ total: 1, statuses: { rejected: 1 } });
  });
});

describe('bad input', () => {
  test('names the place and the rule, and changes nothing', async () => {
    const caseId = await bigCase();
    for (const [body, path] of [
      [{ ...proposalOf(caseId), level: 'town' }, '/level'],
      [{ ...proposalOf(caseId), units: { ...units, cyber: 'Not An Agency' } }, '/units/cyber'],
      [{ ...proposalOf(caseId), grounds: ['severe-harm', 'severe-harm'] }, '/grounds'],
    ] as const) {
      expect(await call(districtUnit, '/v1/listed-cases', body)).toMatchObject({ status: 400, body: { errors: [{ path }] } });
    }
    const strangers = { ...units, district: elsewhere.agency };
    const unfit = { status: 400, body: { code: 'AGENCY_UNFIT', errors: [{ path: '/units/district' }] } };
    expect(await call(districtUnit, '/v1/listed-cases', { ...proposalOf(caseId), units: strangers })).toMatchObject(unfit);
    const other = Listed.parse((await call(districtUnit, '/v1/listed-cases', proposalOf(await bigCase()))).body).listedCaseId;
    expect(await call(command, `/v1/listed-cases/${other}/approve`, { approval, units: strangers })).toMatchObject(unfit);
    expect((await call(command, `/v1/listed-cases/${other}/reject`, { reason: 'r' })).status).toBe(200);
    expect((await call(districtUnit, '/v1/listed-cases', proposalOf('cas_00000000000000000000000000'))).status).toBe(404);
    expect((await list(command)).items).toMatchObject([{ status: 'suggested' }]);
  });
});

test('a command on a listing reads it once', async () => {
  const id = await listedCase();
  const [one, many] = [vi.spyOn(city.api.journal, 'load'), vi.spyOn(city.api.journal, 'loadMany')];
  const answer = await call(districtUnit, `/v1/listed-cases/${id}/progress`, progressInput());
  expect(answer.status).toBe(200);
  const read = [...one.mock.calls, ...many.mock.calls].flatMap(([type, ids]) => (type.name === 'listed-case' ? ids : []));
  expect(read).toEqual([id]);
});
