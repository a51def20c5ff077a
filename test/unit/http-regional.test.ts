import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import { deskInboxKey } from '../../shared/notifications/keys.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { command, day, districtUnit } from '../support/listing-samples.ts';
import { measureInput, outletBank } from '../support/regional-samples.ts';
import { T0 } from '../support/samples.ts';

const otherBank: Actor = { ...outletBank, agency: 'bank-b', subject: 'qi' };
const judge: Actor = { agency: 'court-city', agencyKind: 'court', roles: ['judge'], subject: 'judge' };
const regulator: Actor = { agency: 'regulator', agencyKind: 'regulator', roles: ['regulator-reader'], subject: 'r' };
const prosecutor: Actor = {
  agency: 'procuratorate-haidian',
  agencyKind: 'procuratorate',
  district: 'haidian',
  roles: ['prosecutor'],
  subject: 'xu',
};
const papers = { summary: 'Checked', documents: [{ title: '整改报告' }] };

const Issued = z.looseObject({ measureId: z.string() });
const Page = z.looseObject({ items: z.array(z.looseObject({ measureId: z.string() })), next: z.string().optional() });
const Ranking = z.looseObject({
  publishedAt: z.string().optional(),
  stations: z.array(z.looseObject({ station: z.string(), filed: z.number(), measure: z.string().optional() })),
});

let city: Coordination;

beforeEach(async () => {
  city = createCoordination();
  await city.at(T0);
  const body = { name: '京华银行', dutyPhone: '010-66000001' };
  await city.api.call(outletBank, 'PUT', `/v1/banks/${outletBank.agency}`, { body });
});

const post = (actor: Actor, path: string, body: object = {}) => city.api.call(actor, 'POST', path, { body });
const list = async (actor: Actor, query: Record<string, string> = {}) =>
  Page.parse((await city.api.call(actor, 'GET', '/v1/regional-measures', { query })).body).items.map(
    ({ measureId }) => measureId,
  );

async function issued(over: Parameters<typeof measureInput>[0] = {}, by = command): Promise<string> {
  const answer = await post(by, '/v1/regional-measures', measureInput(over));
  expect(answer.status, answer.text).toBe(201);
  return Issued.parse(answer.body).measureId;
}

describe('a regional measure', () => {
  test('climbs, is answered by the bank it is on, accepted and lifted', async () => {
    const id = await issued({ step: 'interview' });
    const on = (actor: Actor, what: string, body: object = {}) => post(actor, `/v1/regional-measures/${id}/${what}`, body);
    expect((await on(command, 'escalate', { reason: 'Nothing came' })).body).toMatchObject({ status: 'warned', dueAt: day(30) });
    expect((await on(command, 'lift', { reason: 'r' })).body).toMatchObject({ code: 'CORRECTION_NOT_ACCEPTED' });
    expect((await on(command, 'accept')).body).toMatchObject({ code: 'CORRECTION_EVIDENCE_MISSING' });
    expect((await on(outletBank, 'evidence', papers)).body).toMatchObject({ evidence: [{ by: 'bank-a', step: 'warning' }] });
    expect((await on(command, 'accept')).body).toMatchObject({ status: 'correction-accepted' });
    expect((await on(command, 'lift', { reason: 'Corrected' })).body).toMatchObject({ status: 'lifted' });
    expect(await list(command)).toEqual([]);
    expect(await list(command, { district: 'haidian', state: 'closed' })).toEqual([id]);
  });

  test('is listed and counted over all districts, open by what is due, closed by its end', async () => {
    const near = await issued({ dueAt: day(5) });
    const target = { kind: 'town', name: '某街道', district: 'chaoyang' } as const;
    const far = await issued({ target, dueAt: day(20) });
    const ended = await issued({ step: 'warning' });
    await post(outletBank, `/v1/regional-measures/${ended}/evidence`, papers);
    await post(command, `/v1/regional-measures/${ended}/accept`);
    await city.at(day(1));
    expect((await post(command, `/v1/regional-measures/${ended}/lift`, { reason: 'Corrected' })).status).toBe(200);
    expect(await list(command)).toEqual([near, far]);
    expect(await list(command, { district: 'all', dueBefore: day(10) })).toEqual([near]);
    expect(await list(command, { status: 'warned' })).toEqual([]);
    expect(await list({ ...command, agency: 'other-police-city' }, { mine: 'true' })).toEqual([]);
    expect(await list(command, { mine: 'true', limit: '1' })).toEqual([near]);
    expect(await list(command, { state: 'closed' })).toEqual([ended]);
    expect(await list(command, { state: 'closed', from: day(2).slice(0, 10) })).toEqual([]);
    expect(await list(command, { state: 'closed', to: day(1).slice(0, 10) })).toEqual([ended]);
    const summary = async (actor: Actor, query = {}) =>
      (await city.api.call(actor, 'GET', '/v1/regional-measures/summary', { query })).body;
    const two = { total: 2, more: false, statuses: { noticed: 2 }, steps: { notice: 2 }, overdue: 0 };
    expect(await summary(command)).toEqual(two);
    expect(await summary(districtUnit)).toEqual({ ...two, total: 1, statuses: { noticed: 1 }, steps: { notice: 1 } });
    expect(await summary(command, { state: 'closed' })).toMatchObject({ total: 1, statuses: { lifted: 1 } });
    expect(await list(outletBank, { status: 'noticed' })).toEqual([near]);
    const asked = await city.api.call(outletBank, 'GET', '/v1/regional-measures', { query: { district: 'haidian' } });
    expect(asked).toMatchObject({ status: 400, body: { errors: [{ path: '/district', rule: 'is only for police' }] } });
    // a bank is told of those on itself, open and closed
    const own = { total: 2, more: false, statuses: { noticed: 1, lifted: 1 }, steps: { notice: 1, warning: 1 }, overdue: 0 };
    expect(await summary(outletBank)).toEqual(own);
    expect(await summary(outletBank, { status: 'lifted' })).toMatchObject({ total: 1 });
    expect(await summary(outletBank, { mine: 'true' })).toMatchObject({
      errors: [{ path: '/mine', rule: 'is only for police' }],
    });
  });

  test('is seen by the bank it is on, and by no other; the person who handed in a correction cannot accept it', async () => {
    const id = await issued();
    const read = (actor: Actor) => city.api.call(actor, 'GET', `/v1/regional-measures/${id}`);
    expect((await read(outletBank)).status).toBe(200);
    expect((await read(districtUnit)).status).toBe(200);
    expect((await read(otherBank)).status).toBe(404);
    expect(await list(outletBank)).toEqual([id]);
    expect(await list(otherBank)).toEqual([]);
    expect((await post(otherBank, `/v1/regional-measures/${id}/evidence`, papers)).status).toBe(404);
    expect((await post(outletBank, `/v1/regional-measures/${id}/accept`)).status).toBe(403);
  });

  test('is read, and nothing more, by agencies called to its interview', async () => {
    const { agency } = otherBank;
    await city.api.call(otherBank, 'PUT', `/v1/banks/${agency}`, { body: { name: 'bank-b', dutyPhone: '010-66000002' } });
    const id = await issued();
    const path = `/v1/regional-measures/${id}`;
    const read = async (actor: Actor) => (await city.api.call(actor, 'GET', path)).status;
    expect(await read(regulator)).toBe(404);
    await post(command, `${path}/escalate`, { reason: 'Nothing came', jointWith: ['regulator', 'bank-b', 'court-city'] });
    expect([await read(regulator), await read(otherBank)]).toEqual([200, 200]);
    await post(command, `${path}/escalate`, { reason: 'Nothing came' });
    expect(await read(regulator)).toBe(200);
    expect((await post(otherBank, `${path}/evidence`, papers)).status).toBe(403);
    expect(await list(otherBank)).toEqual([]);
    expect((await city.api.call(regulator, 'GET', '/v1/regional-measures')).status).toBe(403);
    expect(await read(judge)).toBe(200);
    expect((await city.api.call(judge, 'GET', `/v1/audit/${id}`)).status).toBe(404);
    expect((await city.api.call(prosecutor, 'GET', path)).status).toBe(404);
  });

  test('a correction of a district is not accepted by the police that handed in the evidence', async () => {
    const target = { kind: 'firm', name: '某公司', district: 'haidian' } as const;
    const id = await issued({ step: 'warning', target }, districtUnit);
    await post(districtUnit, `/v1/regional-measures/${id}/evidence`, papers);
    expect(await post(districtUnit, `/v1/regional-measures/${id}/accept`)).toMatchObject({
      ...{ status: 409, body: { code: 'CORRECTION_BY_SUBMITTER' } },
    });
    expect((await post(command, `/v1/regional-measures/${id}/accept`)).body).toMatchObject({ status: 'correction-accepted' });
  });

  test('is reminded of and found overdue by the sweep, each once', async () => {
    const id = await issued();
    expect(await city.swept(day(24))).toMatchObject({ noted: 0 });
    expect(await city.swept(day(25))).toMatchObject({ noted: 1 });
    expect(await city.swept(day(30))).toMatchObject({ noted: 1, failed: 0 });
    expect(await city.swept(day(60))).toMatchObject({ noted: 0 });
    const { body } = await city.api.call(command, 'GET', `/v1/regional-measures/${id}`);
    expect(body).toMatchObject({ reminded: true, overdue: true, neededAt: day(30) });
  });

  test('stands in the list by the moment when a person must act', async () => {
    const later = await issued({ dueAt: day(20) });
    const soon = await issued({ dueAt: day(5) });
    const answered = await issued({ dueAt: day(40) });
    await post(outletBank, `/v1/regional-measures/${answered}/evidence`, papers);
    expect(await list(command)).toEqual([soon, answered, later]);
    expect(await list(districtUnit)).toEqual([soon, answered, later]);
  });

  test('only the city takes a measure on a district; a district acts on its own towns, not on another’s', async () => {
    const target = { kind: 'district', name: '海淀区', district: 'haidian' } as const;
    expect((await post(districtUnit, '/v1/regional-measures', measureInput({ target }))).body).toMatchObject({
      code: 'MEASURE_NEEDS_CITY',
    });
    await issued({ target: { ...target, kind: 'town' } }, districtUnit);
    const elsewhere = measureInput({ target: { ...target, kind: 'town', district: 'yanqing' } });
    expect((await post(districtUnit, '/v1/regional-measures', elsewhere)).status).toBe(403);
  });
});

describe('the ranking of stations', () => {
  const [month, nextMonth] = ['2026-11', '2026-12'];
  const station = (id: string, residents: number, from = '2026-01-01') =>
    city.api.call(command, 'PUT', `/v1/stations/${id}`, { body: { name: id, district: 'haidian', residents, from } });
  const ranking = async (of: string, actor = command) =>
    Ranking.parse((await city.api.call(actor, 'GET', `/v1/station-rankings/${of}`)).body);
  const publish = (of: string, actor = command) => post(actor, `/v1/station-rankings/${of}/publish`);
  let filings = 0;
  const file = async (stationId: string, filedAt: string): Promise<void> => {
    filings += 1;
    const caseId = await city.opened(districtUnit, { station: stationId });
    const filing = { caseNumber: `A${filings}`, filedAt, decisionNumber: `${filings}` };
    expect((await post(districtUnit, `/v1/cases/${caseId}/file`, filing)).status).toBe(200);
    await city.settle();
  };

  beforeEach(async () => {
    await station('haidian-east', 20_000);
    await station('haidian-west', 10_000);
  });

  test('the ranking counts each filed case once, for its station and month, even if the stream repeats it', async () => {
    await file('haidian-east', T0);
    await file('haidian-east', T0);
    await file('haidian-west', T0);
    await city.replay();
    const { stations, publishedAt } = await ranking(month);
    expect(publishedAt).toBeUndefined();
    expect(stations).toMatchObject([
      { station: 'haidian-east', rank: 1, filed: 2, rate: 1 },
      { station: 'haidian-west', rank: 1, filed: 1, rate: 1 },
    ]);
  });

  test('the ranking counts a filing in the month in which it is noted, not of the day it names; a day too long ago is not taken', async () => {
    await file('haidian-west', '2026-10-31T15:59:00.000Z');
    await city.at('2026-12-01T00:00:00.000Z');
    await publish(month);
    await file('haidian-west', '2026-11-30T01:00:00.000Z');
    // given its station later: it counts in the month in which the filing was noted
    const caseId = await city.opened(districtUnit);
    const filing = { caseNumber: 'B1', filedAt: T0, decisionNumber: 'B1' };
    const old = await post(districtUnit, `/v1/cases/${caseId}/file`, { ...filing, filedAt: '2000-01-01T00:00:00Z' });
    expect(old).toMatchObject({ status: 400, body: { code: 'TIME_TOO_LONG_AGO', errors: [{ in: 'body', path: '/filedAt' }] } });
    await post(districtUnit, `/v1/cases/${caseId}/file`, filing);
    const given = await post(districtUnit, `/v1/cases/${caseId}/correct`, { station: 'haidian-east', reason: 'forgotten' });
    expect(given.status, given.text).toBe(200);
    await city.settle();
    await city.replay();
    const filedIn = async (of: string) =>
      (await ranking(of)).stations.map(({ station: one, filed }) => `${one} ${filed}`).toSorted();
    expect(await filedIn('2026-10')).toEqual(['haidian-east 0', 'haidian-west 0']);
    expect(await filedIn(month)).toEqual(['haidian-east 0', 'haidian-west 1']);
    expect(await filedIn(nextMonth)).toEqual(['haidian-east 1', 'haidian-west 1']);
  });

  test('takes no station into a case that is not recorded, or of another district', async () => {
    const yanqing = { body: { name: 'y', district: 'yanqing', residents: 5_000, from: '2026-01-01' } };
    await city.api.call(command, 'PUT', '/v1/stations/yanqing-town', yanqing);
    const open = (stationId: string, by: Actor) =>
      post(by, '/v1/cases', { title: 't', district: 'haidian', fraudType: 'f', summary: 's', station: stationId });
    const errors = [{ in: 'body', path: '/station' }];
    expect(await open('haidian-none', districtUnit)).toMatchObject({ status: 400, body: { code: 'STATION_UNKNOWN', errors } });
    const foreign = { status: 409, body: { code: 'STATION_OF_OTHER_DISTRICT', errors } };
    expect(await open('yanqing-town', districtUnit)).toMatchObject(foreign);
    const yanqingPolice: Actor = { ...districtUnit, agency: 'police-yanqing', district: 'yanqing' };
    expect(await open('haidian-east', yanqingPolice)).toMatchObject(foreign);
    const caseId = await city.opened(districtUnit, { station: 'haidian-east' });
    const correct = (stationId: string) =>
      post(districtUnit, `/v1/cases/${caseId}/correct`, { station: stationId, reason: 'wrong' });
    expect(await correct('yanqing-town')).toMatchObject(foreign);
    expect(await correct('haidian-none')).toMatchObject({ status: 400, body: { code: 'STATION_UNKNOWN' } });
    expect((await correct('haidian-west')).status).toBe(200);
  });

  test('keeps a station in the district in which it was recorded', async () => {
    const body = { name: 'haidian-east', district: 'yanqing', residents: 20_000, from: '2026-01-01' };
    expect(await city.api.call(command, 'PUT', '/v1/stations/haidian-east', { body })).toMatchObject({
      ...{ status: 409, body: { code: 'STATION_DISTRICT_FIXED', errors: [{ in: 'body', path: '/district' }] } },
    });
  });

  test('counts a case that was filed without a station once it is given one, until the month is published', async () => {
    const filedWithout = async () => {
      filings += 1;
      const caseId = await city.opened(districtUnit);
      const filing = { caseNumber: `A${filings}`, filedAt: T0, decisionNumber: `${filings}` };
      expect((await post(districtUnit, `/v1/cases/${caseId}/file`, filing)).status).toBe(200);
      return caseId;
    };
    const correct = (caseId: string, stationId: string | null) =>
      post(districtUnit, `/v1/cases/${caseId}/correct`, { station: stationId, reason: 'forgotten' });
    const [one, late] = [await filedWithout(), await filedWithout()];
    // corrected while it is not filed: it is the filing that counts, for the station that stands then
    const twice = await city.opened(districtUnit);
    await correct(twice, 'haidian-east');
    await correct(twice, 'haidian-west');
    filings += 1;
    await post(districtUnit, `/v1/cases/${twice}/file`, { caseNumber: `A${filings}`, filedAt: T0, decisionNumber: '1' });
    await city.at('2026-12-01T00:00:00.000Z');
    expect((await correct(one, 'haidian-east')).status).toBe(200);
    expect(await correct(one, 'haidian-west')).toMatchObject({ status: 409, body: { code: 'STATION_COUNTED' } });
    await city.settle();
    await city.replay();
    const counted = (await ranking(month)).stations.map(({ station: of, filed }) => `${of} ${filed}`);
    expect(counted.toSorted()).toEqual(['haidian-east 1', 'haidian-west 1']);
    // the ranking is published while the correction is being decided on
    const { load } = city.api.journal;
    let published = 0;
    city.api.journal.load = async (type, id) => {
      const loaded = await load(type, id);
      if (type.name === 'station-ranking' && published === 0) {
        published = 1;
        published = (await publish(month)).status;
      }
      return loaded;
    };
    expect(await correct(late, 'haidian-east')).toMatchObject({
      ...{ status: 409, body: { code: 'RANKING_PUBLISHED', errors: [{ in: 'body', path: '/station' }] } },
    });
    expect(published).toBe(201);
  });

  test('rankings are listed by month, the newest first, published or not, ten years back', async () => {
    await city.at('2026-12-31T15:59:40.000Z');
    expect((await publish('2026-11')).status).toBe(201);
    const page = async (query: Record<string, string>, actor = command) =>
      (await city.api.call(actor, 'GET', '/v1/station-rankings', { query })).body;
    const first = await page({ limit: '2' }, regulator);
    expect(first).toMatchObject({
      items: [
        { month: '2026-12', published: false },
        { month: '2026-11', published: true, publishedAt: '2026-12-31T15:59:40.000Z', publishedBy: command.agency, stations: 2 },
      ],
    });
    await city.at('2026-12-31T16:00:30.000Z');
    const cursor = z.string().parse(first['next']);
    expect(await page({ limit: '2', cursor }, regulator)).toMatchObject({ items: [{ month: '2026-10' }, { month: '2026-09' }] });
    const all: unknown[] = [];
    let next: string | undefined;
    do {
      const { items, next: more } = z
        .object({ items: z.array(z.unknown()), next: z.string().optional() })
        .parse(await page({ limit: '100', ...(next === undefined ? {} : { cursor: next }) }));
      all.push(...items);
      next = more;
    } while (next !== undefined);
    expect(all).toHaveLength(120);
    expect(all.at(-1)).toEqual({ month: '2017-02', published: false });
    expect(await city.api.call(outletBank, 'GET', '/v1/station-rankings')).toMatchObject({ status: 403 });
  });

  test('a ranking stays as it was published, after later filings, corrections and publications', async () => {
    await file('haidian-west', T0);
    expect((await publish(month)).body).toMatchObject({ status: 409, code: 'MONTH_NOT_OVER' });
    await city.at('2026-12-01T00:00:00.000Z');
    const published = await publish(month);
    expect(published).toMatchObject({ status: 201, body: { month, publishedBy: 'police-city' } });
    const before = await ranking(month);
    await file('haidian-west', T0);
    await station('haidian-west', 1);
    expect((await publish(month)).body).toMatchObject({ status: 409, code: 'RANKING_PUBLISHED' });
    expect(await ranking(month)).toEqual(before);
    expect(before).toEqual(published.body);
  });

  test('tells, then warns a station that is among the top again', async () => {
    await file('haidian-west', T0);
    await file('haidian-west', '2026-11-02T02:00:00.000Z');
    await city.at('2026-12-20T00:00:00.000Z');
    await publish(month);
    await file('haidian-west', '2026-12-20T00:00:00.000Z');
    await city.at('2027-01-02T00:00:00.000Z');
    await publish(nextMonth);
    expect((await ranking(month)).stations[0]).toMatchObject({ station: 'haidian-west', measure: 'told', times: 1 });
    expect((await ranking(nextMonth)).stations[0]).toMatchObject({ station: 'haidian-west', measure: 'warned', times: 2 });
    const query = { station: 'haidian-west', limit: '3' };
    const history = await city.api.call(districtUnit, 'GET', '/v1/station-rankings', { query });
    expect(history.body).toMatchObject({
      items: [{ published: false }, { month: nextMonth, place: { measure: 'warned' } }, { month, place: { measure: 'told' } }],
    });
    const strange = await city.api.call(districtUnit, 'GET', '/v1/station-rankings', { query: { ...query, station: 'nowhere' } });
    expect(JSON.stringify(strange.body)).not.toContain('place');
  });

  test('is published by the city, recorded by the city, read by police and regulator', async () => {
    await city.at('2026-12-01T00:00:00.000Z');
    expect((await publish(month, districtUnit)).status).toBe(403);
    expect((await publish(month)).status).toBe(201);
    expect((await ranking(month, regulator)).publishedAt).toBe('2026-12-01T00:00:00.000Z');
    expect((await city.api.call(outletBank, 'GET', `/v1/station-rankings/${month}`)).status).toBe(403);
    const stations = await city.api.call(districtUnit, 'GET', '/v1/stations');
    expect(stations.body['items']).toMatchObject([{ stationId: 'haidian-east' }, { stationId: 'haidian-west' }]);
  });

  test('lies on the desk of each district that has a station among the top, once', async () => {
    await file('haidian-west', T0);
    await city.api.call(command, 'PUT', '/v1/stations/yanqing-town', {
      body: { name: 'y', district: 'yanqing', residents: 5_000, from: '2026-01-01' },
    });
    await city.at('2026-12-01T00:00:00.000Z');
    await publish(month);
    await city.settle();
    await city.replay();
    const told = async (district: 'haidian' | 'yanqing') => {
      const desk = deskKey({ kind: 'police', district, role: 'supervisor' });
      const { cards } = await city.api.journal.find({ index: 'inbox', pk: deskInboxKey(desk), limit: 20 });
      return cards.map(({ card }) => card['what']).filter((what) => what === 'station-ranking.published').length;
    };
    expect([await told('haidian'), await told('yanqing')]).toEqual([1, 0]);
  });

  test('takes no population that is none', async () => {
    for (const residents of [-1, 0, 1.5])
      expect((await station('haidian-north', residents)).body).toMatchObject({
        ...{ status: 400, errors: [{ path: '/residents' }] },
      });
    expect((await station('haidian-north', 1, '2026-13-01')).body).toMatchObject({ errors: [{ path: '/from' }] });
  });
});
