import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { Actor } from '../../shared/kernel/context.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { chaoyang, city, haidian } from '../support/case-samples.ts';
import { raiseAlertInput } from '../support/samples.ts';

const Page = z.looseObject({ items: z.array(z.looseObject({ receivedAt: z.string() })), next: z.string().optional() });

let api: TestApi;

beforeEach(() => {
  api = createTestApi();
});

/** An alarm at this Beijing time. */
async function alarm(actor: Actor, at: string, over: Parameters<typeof raiseAlertInput>[0] = {}) {
  const receivedAt = `${at}+08:00`;
  api.now = new Date(receivedAt).toISOString();
  const body = raiseAlertInput({ ...over, receivedAt, sourceRef: at });
  const answer = await api.call(actor, 'POST', '/v1/alerts', { body });
  expect(answer.status).toBe(201);
  return String(answer.body['alertId']);
}

async function list(actor: Actor, query: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
  const moments: string[] = [];
  let cursor: Readonly<Record<string, string>> = {};
  do {
    const page = Page.parse((await api.call(actor, 'GET', '/v1/alerts', { query: { ...query, ...cursor } })).body);
    moments.push(...page.items.map(({ receivedAt }) => receivedAt));
    cursor = page.next === undefined ? {} : { cursor: page.next };
  } while ('cursor' in cursor);
  return moments;
}

const utc = (beijing: string): string => new Date(`${beijing}+08:00`).toISOString();

describe('a list over the ends of months and years', () => {
  test('an alarm of the last minute of the year stands in the list of the first of January', async () => {
    await alarm(haidian, '2026-12-31T23:59:30');
    api.now = utc('2027-01-01T00:00:10');
    expect(await list(haidian)).toEqual([utc('2026-12-31T23:59:30')]);
    await alarm(haidian, '2027-01-01T00:00:20');
    expect(await list(haidian)).toEqual([utc('2027-01-01T00:00:20'), utc('2026-12-31T23:59:30')]);
    expect(await list(haidian, { sort: 'oldest' })).toEqual([utc('2026-12-31T23:59:30'), utc('2027-01-01T00:00:20')]);
    expect(await list(haidian, { month: '2026-12' })).toEqual([utc('2026-12-31T23:59:30')]);
    expect(await list(haidian, { month: '2027-01' })).toEqual([utc('2027-01-01T00:00:20')]);
    expect(await list(haidian, { from: '2027-01-01' })).toEqual([utc('2027-01-01T00:00:20')]);
    expect(await list(haidian, { to: '2026-12-31' })).toEqual([utc('2026-12-31T23:59:30')]);
  });

  test('a period that ends in years to come leaves out nothing of what is there', async () => {
    await alarm(haidian, '2026-11-22T09:30:00');
    const query = { from: '2026-01-01', to: '2099-12-31' };
    const summary = await api.call(haidian, 'GET', '/v1/alerts/summary', { query });
    expect(summary.body).toMatchObject({ total: 1, more: false });
    const page = await api.call(haidian, 'GET', '/v1/alerts', { query });
    expect(Page.parse(page.body).items).toHaveLength(1);
    expect(page.body).not.toHaveProperty('next');
    expect(await list(haidian, { from: '2098-01-01', to: '2099-12-31' })).toEqual([]);
    expect(await list(haidian, { month: '2099-12' })).toEqual([]);
  });

  test('pages go on over months without an entry, each entry once', async () => {
    const moments = ['2025-06-30T23:59:59', '2025-07-01T00:00:00', '2026-01-15T08:00:00', '2026-11-30T12:00:00'];
    for (const at of moments) await alarm(haidian, at);
    api.now = utc('2026-12-05T00:00:00');
    const newest = moments.map(utc).toReversed();
    for (const limit of ['1', '2', '3', '20']) {
      expect(await list(haidian, { limit })).toEqual(newest);
      expect(await list(haidian, { limit, sort: 'oldest' })).toEqual(newest.toReversed());
    }
  });

  test('without a period it goes back two years; with one, as far as is asked', async () => {
    await alarm(haidian, '2020-02-29T12:00:00');
    api.now = utc('2026-11-26T00:00:00');
    expect(await list(haidian)).toEqual([]);
    expect(await list(haidian, { from: '2020-02-29' })).toEqual([utc('2020-02-29T12:00:00')]);
  });
});

describe('whose alarms', () => {
  test('the city lists all districts at once, and a district its own', async () => {
    await alarm(haidian, '2026-11-01T08:00:00');
    await alarm(chaoyang, '2026-11-01T09:00:00', { district: 'chaoyang' });
    expect(await list(city)).toEqual([utc('2026-11-01T09:00:00'), utc('2026-11-01T08:00:00')]);
    expect(await list(city, { district: 'all' })).toHaveLength(2);
    expect(await list(city, { district: 'chaoyang' })).toEqual([utc('2026-11-01T09:00:00')]);
    expect(await list(haidian)).toEqual([utc('2026-11-01T08:00:00')]);
    for (const district of ['all', 'chaoyang']) {
      expect(await api.call(haidian, 'GET', '/v1/alerts', { query: { district } })).toMatchObject({ status: 403 });
    }
  });

  test.each([
    [['chaoyang', 'haidian', 'chaoyang']],
    [['chaoyang', 'haidian', 'changping', 'haidian']],
    [['chaoyang', 'changping', 'haidian', 'chaoyang', 'changping']],
  ])('an agency finds an alarm once wherever it is handed: %j', async (ways) => {
    const alertId = await alarm(haidian, '2026-11-01T09:00:00');
    for (const to of ways) {
      const body = { to, reason: 'The victim lives there.' };
      expect(await api.call(city, 'POST', `/v1/alerts/${alertId}/hand-over`, { body })).toMatchObject({ status: 200 });
      expect(await list(haidian, { mine: 'true' }), to).toEqual([utc('2026-11-01T09:00:00')]);
      expect(await list(haidian), to).toHaveLength(to === 'haidian' ? 1 : 0);
    }
  });

  test('an agency finds the alarms that it took for another district, and those that it handed over', async () => {
    await alarm(haidian, '2026-10-31T23:00:00');
    await alarm(haidian, '2026-11-01T08:00:00', { district: 'chaoyang' });
    const handed = await alarm(haidian, '2026-11-01T09:00:00');
    await alarm(chaoyang, '2026-11-01T10:00:00', { district: 'chaoyang' });
    const body = { to: 'chaoyang', reason: 'The victim lives there.' };
    expect(await api.call(haidian, 'POST', `/v1/alerts/${handed}/hand-over`, { body })).toMatchObject({ status: 200 });
    expect(await list(haidian)).toEqual([utc('2026-10-31T23:00:00')]);
    const own = ['2026-11-01T09:00:00', '2026-11-01T08:00:00', '2026-10-31T23:00:00'].map(utc);
    expect(await list(haidian, { mine: 'true' })).toEqual(own);
    expect(await list(haidian, { mine: 'true', limit: '1' })).toEqual(own);
    expect(await list(chaoyang, { mine: 'true' })).toEqual([utc('2026-11-01T10:00:00')]);
    expect(await list({ ...haidian, agency: 'police-other' }, { mine: 'true' })).toEqual([]);
  });

  test('an alarm that comes back to the district that took it stands in the list once', async () => {
    const alertId = await alarm(haidian, '2026-11-01T09:00:00');
    const over = (actor: Actor, district: string) =>
      api.call(actor, 'POST', `/v1/alerts/${alertId}/hand-over`, { body: { to: district, reason: 'Jurisdiction.' } });
    expect(await over(haidian, 'chaoyang')).toMatchObject({ status: 200 });
    expect(await over(chaoyang, 'haidian')).toMatchObject({ status: 200 });
    expect(await list(haidian, { mine: 'true' })).toEqual([utc('2026-11-01T09:00:00')]);
  });
});

test('a case that was merged is in the lists of all agencies that answer for it', async () => {
  const other: Actor = { ...haidian, agency: 'police-other', subject: 'other' };
  const open = async (by: Actor) => {
    const body = { title: 't', district: 'haidian', fraudType: 'f', summary: 's' };
    return String((await api.call(by, 'POST', '/v1/cases', { body })).body['caseId']);
  };
  const [gone, kept] = [await open(haidian), await open(other)];
  const own = async (by: Actor) => {
    const { body } = await api.call(by, 'GET', '/v1/cases', { query: { mine: 'true' } });
    return z
      .object({ items: z.array(z.looseObject({ caseId: z.string() })) })
      .parse(body)
      .items.map(({ caseId }) => caseId);
  };
  expect([await own(haidian), await own(other)]).toEqual([[gone], [kept]]);
  const merged = await api.call(haidian, 'POST', `/v1/cases/${gone}/merge`, { body: { into: kept, reason: 'one group' } });
  expect(merged.status, merged.text).toBe(200);
  expect([await own(haidian), await own(other)]).toEqual([[kept], [kept]]);
  const { body } = await api.call(haidian, 'GET', '/v1/cases/summary', { query: { mine: 'true', status: 'open' } });
  expect(body).toMatchObject({ total: 1 });
});

test('the summary counts what the list has', async () => {
  const withdrawn = await alarm(haidian, '2026-10-31T23:00:00', { lossFen: 100 });
  await alarm(haidian, '2026-11-01T08:00:00', { lossFen: 5_000_000_00 });
  await alarm(chaoyang, '2026-11-01T09:00:00', { district: 'chaoyang', lossFen: 700 });
  const body = { reason: { code: 'false-alarm', text: 'The son called back.' }, orders: 'leave' };
  expect(await api.call(haidian, 'POST', `/v1/alerts/${withdrawn}/withdraw`, { body })).toMatchObject({ status: 200 });
  const summary = async (actor: Actor, query = {}) => (await api.call(actor, 'GET', '/v1/alerts/summary', { query })).body;
  expect(await summary(haidian)).toMatchObject({
    total: 2,
    more: false,
    statuses: { open: 1, withdrawn: 1 },
    lossFen: 5_000_000_00,
  });
  expect(await summary(city)).toMatchObject({ total: 3, statuses: { open: 2, withdrawn: 1 }, lossFen: 5_000_007_00 });
  expect(await summary(city, { status: 'open', district: 'chaoyang' })).toMatchObject({ total: 1, lossFen: 700 });
  expect(await summary(city, { month: '2026-10' })).toMatchObject({ total: 1, statuses: { withdrawn: 1 }, lossFen: 0 });
  expect(await summary(city, { month: '2026-09' })).toEqual({ total: 0, more: false, statuses: {}, grades: {}, lossFen: 0 });
  expect(await list(haidian, { status: 'open' })).toEqual([utc('2026-11-01T08:00:00')]);
  expect(await api.call(haidian, 'GET', '/v1/alerts/summary', { query: { district: 'all' } })).toMatchObject({ status: 403 });
});

describe('a filter that does not fit is refused with its place', () => {
  test.each([
    [
      { colour: 'red' },
      '/colour',
      /^is not known; known are limit, cursor, district, from, to, month, sort, mine, status, grade$/,
    ],
    [{ sort: 'sum' }, '/sort', /^must be one of newest, oldest$/],
    [{ grade: '5' }, '/grade', /^must be one of 1, 2, 3, 4$/],
    [{ month: '2026-13' }, '/month', /^must be a month as YYYY-MM$/],
    [{ month: '2026-11', from: '2026-11-02' }, '/from', /^must not stand beside `month`$/],
    [{ month: '2026-11', to: '2026-11-02' }, '/to', /^must not stand beside `month`$/],
    [{ from: '2026-11-03', to: '2026-11-02' }, '/from', /^must not be after `to`$/],
    [{ from: '2026-02-30' }, '/from', /^must be a date as YYYY-MM-DD$/],
    [{ mine: 'false' }, '/mine', /^must be one of true$/],
  ])('%j', async (query, path, rule) => {
    const answer = await api.call(haidian, 'GET', '/v1/alerts', { query });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    expect(answer.body['errors']).toEqual([{ in: 'query', path, rule: expect.stringMatching(rule) }]);
  });

  test.each([
    ['/v1/listed-cases', { from: '2026-11-01' }, '/from', 'is only for what is closed'],
    ['/v1/listed-cases/summary', { to: '2026-11-01' }, '/to', 'is only for what is closed'],
    ['/v1/regional-measures', { state: 'closed', dueBefore: '2026-11-01T00:00:00Z' }, '/dueBefore', 'is only for what is open'],
    ['/v1/cases', { shared: 'with-me', status: 'open' }, '/status', 'must not stand beside `shared`'],
    ['/v1/cases', { shared: 'with-me', sort: 'oldest' }, '/sort', 'must not stand beside `shared`'],
    ['/v1/cases/summary', { shared: 'with-me' }, '/shared', /^is not known; known are district, /],
  ])('%s %j', async (route, query, path, rule) => {
    const answer = await api.call(city, 'GET', route, { query });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INPUT_INVALID' } });
    expect(answer.body['errors']).toEqual([{ in: 'query', path, rule: expect.stringMatching(rule) }]);
  });
});
