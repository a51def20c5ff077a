import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { MonthsFigures } from '../../shared/freezes/stats/folded/rollups.ts';
import { change } from '../../shared/journal/stream.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { policyRows } from '../../shared/policy/values.ts';
import { actors } from '../support/access-actors.ts';
import { type ApiReply, createTestApi, type TestApi } from '../support/api.ts';
import { count, foldedAt, inTime, tooLate } from '../support/figure-samples.ts';

const { haidian, chaoyang, administrator, bankA, bankB, regulator } = actors;
const head = actors.city;
/** The second night of December in Beijing, after the fold. */
const DECEMBER = '2026-12-01T17:00:00.000Z';

/** November is over and folded: haidian has two orders of bank-a, chaoyang one of bank-b. */
async function novemberOver(earlier?: Parameters<typeof count>[1]): Promise<TestApi> {
  const api = createTestApi();
  for (const bank of [bankA, bankB])
    await api.call(bank, 'PUT', `/v1/banks/${bank.agency}`, {
      body: { name: `=cmd|"${bank.agency}"`, dutyPhone: '010-66000001' },
    });
  if (earlier !== undefined) {
    await count(api.journal, earlier);
    await foldedAt(api.journal, '2026-11-01T16:30:00.000Z');
  }
  await count(api.journal, { day: '2026-11-05', at: '2026-11-05T09:00:00.000Z' });
  await count(api.journal, { day: '2026-11-30', order: 2, adds: tooLate, at: '2026-11-30T09:00:00.000Z' });
  await count(api.journal, { day: '2026-11-30', bankId: 'bank-b', district: 'chaoyang', at: '2026-11-30T09:00:00.000Z' });
  await foldedAt(api.journal, DECEMBER);
  api.now = DECEMBER;
  return api;
}

const publish = (api: TestApi, actor: Parameters<TestApi['call']>[0] = head, month = '2026-11') =>
  api.call(actor, 'POST', `/v1/stats/months/${month}/publish`);
const month = (api: TestApi, actor: Parameters<TestApi['call']>[0] = head, query = {}) =>
  api.call(actor, 'GET', '/v1/stats/months/2026-11', { query });
const correct = (api: TestApi, headers: Record<string, string> = {}) =>
  api.call(head, 'POST', '/v1/stats/months/2026-11/correct', { body: { reason: 'Counted late.' }, headers });
const sheet = (api: TestApi, actor: Parameters<TestApi['call']>[0] = head) =>
  api.call(actor, 'GET', '/v1/stats/months/2026-11/sheet.csv');

describe('a month of figures', () => {
  test('is published with its totals, districts, banks and the policy in force', async () => {
    const api = await novemberOver();
    const published = await publish(api);
    expect(published).toMatchObject({
      status: 201,
      body: {
        ...{ month: '2026-11', edition: 1, publishedAt: DECEMBER, publishedBy: 'police-city', countedThrough: '2026-12-01' },
        total: { requested: 3, judged: 3, rate: 0.6667, clocks: { stopped: { counted: 2, p50: 240 } } },
        policy: [
          { name: 'sla.breach', value: policyRows['sla.breach'][0].value },
          { name: 'figures.least-orders', value: policyRows['figures.least-orders'][0].value },
        ],
      },
    });
    const { districts, banks } = z
      .looseObject({ districts: z.array(z.looseObject({ key: z.string() })), banks: z.array(z.unknown()) })
      .parse(published.body);
    expect(districts).toHaveLength(16);
    expect(districts.find(({ key }) => key === 'haidian')).toMatchObject({ requested: 2, judged: 2, rate: 0.5 });
    expect(banks).toMatchObject([
      { key: 'bank-a', judged: 2 },
      { key: 'bank-b', judged: 1, requested: 1 },
    ]);
  });

  test('is published once: a second time, a retry and a race give the same', async () => {
    const api = await novemberOver();
    const [first, race] = await Promise.all([publish(api), publish(api)]);
    expect([first.status, race.status].toSorted()).toEqual([200, 201]);
    api.now = '2026-12-05T00:00:00.000Z';
    const again = await publish(api);
    expect(again).toMatchObject({ status: 200, body: { edition: 1, publishedAt: DECEMBER } });
    expect(again.body).toEqual(first.body);
  });

  test('stays as it was published when facts come late, until it is corrected by a new edition', async () => {
    const api = await novemberOver();
    const first = await publish(api);
    expect(await correct(api)).toMatchObject({ status: 409, body: { code: 'MONTH_FIGURES_UNCHANGED' } });
    await count(api.journal, { day: '2026-11-05', adds: { released: 1 }, at: '2026-12-02T00:00:00.000Z' });
    api.now = '2026-12-02T16:30:00.000Z';
    await foldedAt(api.journal, api.now);
    expect((await month(api)).body).toEqual(first.body);
    expect(await correct(api, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
    const corrected = await correct(api, { 'if-match': '"1"' });
    expect(corrected).toMatchObject({
      ...{ status: 200 },
      body: { edition: 2, reason: 'Counted late.', total: { requested: 3, released: 1 }, countedThrough: '2026-12-02' },
    });
    expect((await month(api)).body).toEqual(corrected.body);
    expect((await month(api, head, { edition: '1' })).body).toEqual(first.body);
    expect((await month(api, head, { edition: '3' })).status).toBe(404);
    const audit = await api.call(head, 'GET', '/v1/audit/figures-month:2026-11');
    expect(audit.body).toMatchObject({
      verified: true,
      items: [{ type: 'figures-month.published' }, { type: 'figures-month.corrected' }],
    });
  });

  test.each([
    ['MONTH_IN_FUTURE', 400, '2027-01'],
    ['MONTH_NOT_OVER', 409, '2026-12'],
  ])('is refused with %s', async (code, status, asked) => {
    const answer = await publish(await novemberOver(), head, asked);
    expect(answer).toMatchObject({ status, body: { code, errors: [{ in: 'path', path: '/month' }] } });
  });

  test('is refused where no order ever counted: a mistyped year would stand in the list for good', async () => {
    const api = await novemberOver();
    const refused = { status: 409, body: { code: 'MONTH_WITHOUT_FIGURES', errors: [{ in: 'path', path: '/month' }] } };
    expect(await publish(api, head, '2016-11')).toMatchObject(refused);
    expect((await api.call(bankB, 'GET', '/v1/stats/months')).body).toEqual({ items: [] });
  });

  test('waits for what banks answer to its last orders', async () => {
    const api = createTestApi();
    await count(api.journal, { day: '2026-11-30', adds: { requested: 1 }, at: '2026-11-30T15:50:00.000Z' });
    await foldedAt(api.journal, '2026-11-30T16:10:00.000Z');
    await count(api.journal, { day: '2026-11-30', adds: { answeredInTime: 1 }, at: '2026-11-30T16:11:00.000Z' });
    api.now = '2026-11-30T17:00:00.000Z';
    expect(await publish(api)).toMatchObject({ status: 409, body: { code: 'MONTH_NOT_COUNTED' } });
    await foldedAt(api.journal, DECEMBER);
    api.now = DECEMBER;
    expect(await publish(api)).toMatchObject({ status: 201, body: { total: { requested: 1, answeredInTime: 1, rate: 1 } } });
  });

  test('waits until its last days are counted', async () => {
    const api = createTestApi();
    await foldedAt(api.journal, '2026-11-29T17:00:00.000Z');
    api.now = '2026-11-30T16:05:00.000Z';
    const early = await publish(api);
    expect(early).toMatchObject({ status: 409, body: { code: 'MONTH_NOT_COUNTED', errors: [{ in: 'path', path: '/month' }] } });
    expect(await month(api)).toMatchObject({ status: 404 });
    expect(await api.call(head, 'GET', '/v1/stats/months/2027-01')).toMatchObject({
      status: 400,
      body: { code: 'MONTH_IN_FUTURE' },
    });
  });

  test('is published by a person of the city alone', async () => {
    const api = await novemberOver();
    expect(await publish(api, { ...actors.city, isPerson: false })).toMatchObject({
      status: 409,
      body: { code: 'PUBLISHER_NOT_A_PERSON' },
    });
    for (const actor of [haidian, administrator, bankA, regulator]) expect((await publish(api, actor)).status).toBe(403);
  });

  test('is of one night: a fold between its reads comes first', async () => {
    const api = await novemberOver();
    await count(api.journal, { day: '2026-11-05', adds: { released: 1 }, at: '2026-12-02T00:00:00.000Z' });
    api.now = '2026-12-02T17:00:00.000Z';
    const { loadMany } = api.journal;
    let folds = 0;
    Object.assign(api.journal, {
      loadMany: async (...asked: Parameters<typeof loadMany>) => {
        const read = await loadMany(...asked);
        if (asked[0].name === MonthsFigures.name && folds === 0) {
          folds += 1;
          await foldedAt(api.journal, api.now);
        }
        return read;
      },
    });
    expect(await publish(api)).toMatchObject({ status: 201, body: { countedThrough: '2026-12-02', total: { released: 1 } } });
  });

  test('shows each reader the part that is theirs, in the sheet and as a table', async () => {
    const api = await novemberOver();
    await publish(api);
    const whole = (await month(api, regulator)).body;
    expect(whole).toEqual((await month(api)).body);
    const parts: readonly (readonly [typeof haidian | typeof bankA, object, readonly string[]])[] = [
      [haidian, { districts: [{ key: 'haidian', requested: 2 }], banks: [] }, ['chaoyang', 'bank-a', 'bank-b', '0.6667']],
      [bankA, { total: { requested: 3 }, districts: [], banks: [{ key: 'bank-a', requested: 2 }] }, ['haidian', 'bank-b']],
    ];
    for (const [actor, part, hidden] of parts) {
      const answers: readonly ApiReply[] = [await month(api, actor), await sheet(api, actor)];
      expect(answers[0]?.body).toMatchObject(part);
      for (const { text } of answers) for (const one of hidden) expect(text).not.toContain(one);
    }
    expect((await month(api, haidian)).body).not.toHaveProperty('total');
    for (const actor of [actors.prosecutor, actors.judge, actors.town])
      for (const answer of [await month(api, actor), await sheet(api, actor)]) expect(answer.status).toBe(403);
  });

  test('keeps its ETag for a reader whose part a correction leaves as it was', async () => {
    const api = await novemberOver();
    await publish(api);
    const tag = (reply: ApiReply) => reply.headers['etag'];
    expect(tag(await month(api))).toBe('"1"');
    expect(tag(await month(api, chaoyang))).not.toBe('"1"');
    const known = { 'if-none-match': tag(await month(api, chaoyang)) ?? '' };
    expect((await api.call(chaoyang, 'GET', '/v1/stats/months/2026-11', { headers: known })).status).toBe(304);
  });

  test('stands in the list of months, the newest first', async () => {
    const api = await novemberOver({ day: '2026-10-05', order: 9, at: '2026-10-05T09:00:00.000Z' });
    await publish(api, head, '2026-10');
    await publish(api);
    const list = (query: Record<string, string>) => api.call(bankB, 'GET', '/v1/stats/months', { query });
    const first = await list({ limit: '1' });
    expect(first.body).toMatchObject({
      items: [{ month: '2026-11', edition: 1, publishedAt: DECEMBER, publishedBy: 'police-city' }],
    });
    const second = await list({ limit: '1', cursor: z.string().parse(first.body['next']) });
    expect(second.body).toEqual({ items: [expect.objectContaining({ month: '2026-10' })] });
  });
});

describe('the table of a month', () => {
  test('is UTF-8 with its mark, lines end as RFC 4180 says, and no name becomes a formula', async () => {
    const api = await novemberOver();
    await publish(api);
    const { status, headers, text } = await sheet(api);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="figures-2026-11-1.csv"',
    });
    expect(text.startsWith('\uFEFF范围 part,编号 key,名称 name,')).toBe(true);
    expect(text.split('\r\n').at(-1)).toBe('');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    const lines = text.split('\r\n');
    expect(lines.find((line) => line.startsWith('全市 total'))).toMatch(/^全市 total,2026-11,,,3,3,2,0\.6667,/);
    expect(lines.filter((line) => line.startsWith('区 district'))).toHaveLength(16);
    expect(lines.find((line) => line.includes('bank-a'))).toContain(`银行 bank,bank-a,"'=cmd|""bank-a""",`);
    expect(text).toContain(`公布时间 publishedAt,${DECEMBER}\r\n`);
    expect(text).toContain('政策 figures.least-orders,10\r\n');
  });
});

test.each([
  ['=1+1', "'=1+1"],
  ['\u200B =1', "'=1"],
  ['\u00A0@x', "'@x"],
  ['＝SUM(A1)', "'＝SUM(A1)"],
  ['a;=1', `"a;'=1"`],
  ['a; +1;-1', `"a;' +1;'-1"`],
  ['"=1', `"'""=1"`],
  ['京华银行;分行', '"京华银行;分行"'],
])('a bank that is called %j is a text in the table', async (name, cell) => {
  const api = createTestApi();
  await api.call(bankA, 'PUT', '/v1/banks/bank-a', { body: { name, dutyPhone: '010-66000001' } });
  await count(api.journal, { day: '2026-11-05' });
  await foldedAt(api.journal, DECEMBER);
  api.now = DECEMBER;
  await publish(api);
  expect((await sheet(api)).text).toContain(`银行 bank,bank-a,${cell},,1,1,`);
});

test('the sheet of two thousand banks fits one item', async () => {
  const api = createTestApi();
  await foldedAt(api.journal, DECEMBER);
  const banks = Object.fromEntries(
    Array.from({ length: 2_000 }, (_, bank) => [
      `bank-${bank * 7_919}`,
      {
        ...inTime,
        tracedFen: bank * 104_729,
        stoppedFen: bank * 96_137,
        codes: { '0301': bank },
        histogram: { [bank % 60]: bank },
      },
    ]),
  );
  const folded = {
    type: 'month-figures.folded' as const,
    data: { at: DECEMBER, district: 'haidian' as const, month: '2026-11', through: '2026-11-30', days: {}, banks },
  };
  const command = { name: 'test', id: 'k', inputHash: 'k', actor: systemActor, correlationId: 'k', now: DECEMBER };
  await api.journal.append({ command, changes: [change(await api.journal.load(MonthsFigures, 'haidian:2026-11'), folded)] });
  api.now = DECEMBER;
  const published = await publish(api);
  expect(published.status).toBe(201);
  expect(z.array(z.unknown()).parse(published.body['banks'])).toHaveLength(2_000);
  // the journal in memory holds items to the bound of a real one
  expect((await month(api)).status).toBe(200);
});
