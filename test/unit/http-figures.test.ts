import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { MonthsFigures } from '../../shared/freezes/stats/folded/rollups.ts';
import { groupings } from '../../shared/freezes/stats/groups.ts';
import { change } from '../../shared/journal/stream.ts';
import { plusDays } from '../../shared/kernel/beijing.ts';
import { type District, systemActor } from '../../shared/kernel/context.ts';
import { actors } from '../support/access-actors.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { count, foldedAt, inTime, tooLate } from '../support/figure-samples.ts';

const { haidian, city, bankA, bankB, regulator } = actors;
const NOW = '2026-11-22T04:00:00.000Z';
/** After the midnight that ends the day, in Beijing. */
const NIGHT = '2026-11-22T16:30:00.000Z';

const Row = z.looseObject({ key: z.string() });
const Table = z.looseObject({ items: z.array(Row), next: z.string().optional() });

function apiAt(now = NOW): TestApi {
  const api = createTestApi();
  api.now = now;
  return api;
}

async function read(api: TestApi, actor: Parameters<TestApi['call']>[0], query: Record<string, string> = {}) {
  return (await api.call(actor, 'GET', '/v1/stats/freezes', { query })).body;
}

async function rows(api: TestApi, query: Record<string, string>, actor: Parameters<TestApi['call']>[0] = city) {
  return Table.parse(await read(api, actor, query)).items;
}

describe('figures of all', () => {
  test('add up over days, and over districts for the city', async () => {
    const api = apiAt();
    await count(api.journal, { day: '2026-11-21', order: 1 });
    await count(api.journal, { day: '2026-11-22', order: 2, adds: { ...inTime, histogram: { '9': 1 } } });
    await count(api.journal, { day: '2026-11-22', order: 3, district: 'chaoyang', adds: { ...inTime, histogram: { '40': 1 } } });
    expect(await read(api, haidian)).toMatchObject({ district: 'haidian', from: '2026-11-22', requested: 1, medianMinutes: 10 });
    expect(await read(api, haidian, { from: '2026-11-21' })).toMatchObject({
      ...{ requested: 2, tracedFen: 200, medianMinutes: 4, p90Minutes: 10, judged: 2, rate: 1, stoppedInTime: 2 },
      clocks: { stopped: { counted: 2, p50: 240, p99: 600, inDoubt: 0 } },
    });
    expect(await read(api, city, { from: '2026-11-21', to: '2026-11-22' })).toMatchObject({
      ...{ district: 'all', requested: 3, stoppedFen: 180, p90Minutes: 41, stoppedInTime: 2 },
    });
    expect(await read(api, haidian, { from: '2026-11-01', to: '2026-11-02' })).not.toHaveProperty('medianMinutes');
  });

  test.each([
    ['GROUPING_UNKNOWN', '/groupBy', { groupBy: 'officer' }],
    ['RANGE_REVERSED', '/from', { from: '2026-11-23', to: '2026-11-22' }],
    ['RANGE_TOO_LONG', '/from', { from: '2010-01-01' }],
    ['RANGE_TOO_LONG', '/from', { groupBy: 'day', from: '2026-08-22' }],
    ['RANGE_TOO_LONG', '/from', { groupBy: 'bank', from: '2025-11-01' }],
    ['RANGE_NOT_MONTHS', '/from', { groupBy: 'bank', from: '2026-11-02' }],
    ['RANGE_NOT_MONTHS', '/to', { groupBy: 'bank', from: '2026-11-01', to: '2026-11-21' }],
    ['INPUT_INVALID', '/from', { from: '2026-02-30' }],
  ])('are refused with %s at %s', async (code, path, query) => {
    const answer = await apiAt().call(city, 'GET', '/v1/stats/freezes', { query });
    expect(answer).toMatchObject({ status: 400, body: { code, errors: [{ in: 'query', path }] } });
    if (code === 'GROUPING_UNKNOWN') expect(answer.body['known']).toEqual([...groupings]);
  });

  test('come in pages by bank alone: elsewhere a cursor is refused', async () => {
    for (const groupBy of [undefined, 'month', 'day', 'hour', 'district']) {
      const query = { cursor: 'of-another-list', ...(groupBy === undefined ? {} : { groupBy }) };
      const answer = await apiAt().call(city, 'GET', '/v1/stats/freezes', { query });
      expect(answer).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
    }
  });

  test('go ten years back', async () => {
    const asked = await apiAt().call(city, 'GET', '/v1/stats/freezes', { query: { from: '2016-12-01' } });
    expect(asked.status).toBe(200);
  });
});

const Sample = fc.record({
  district: fc.constantFrom<District>('haidian', 'chaoyang'),
  ago: fc.integer({ min: 0, max: 28 }),
  hour: fc.integer({ min: 0, max: 23 }),
  bankId: fc.constantFrom('bank-a', 'bank-b', 'bank-c'),
  order: fc.integer({ min: 0, max: 40 }),
  adds: fc.constantFrom(inTime, tooLate, { refused: { fix: 1 as const }, codes: { '0301': 1 as const }, answeredInTime: 1 }),
});

describe('folded figures', () => {
  test('are those of the streams that they are folded from, by any grouping, wherever the fold stands', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(Sample, { maxLength: 25 }), fc.array(Sample, { maxLength: 8 }), async (early, late) => {
        const [folded, plain] = [apiAt(), apiAt()];
        const sampled = async (samples: typeof early) => {
          for (const { ago, ...sample } of samples)
            for (const { journal } of [folded, plain])
              await count(journal, { ...sample, day: plusDays('2026-11-22', -ago), at: NOW });
        };
        await sampled(early);
        await foldedAt(folded.journal, NOW);
        await sampled(late);
        for (const api of [folded, plain]) api.now = NIGHT;
        await foldedAt(folded.journal, NIGHT);
        for (const groupBy of groupings) {
          const query = groupBy === 'bank' ? { groupBy } : { groupBy, from: '2026-10-25', to: '2026-11-23' };
          const { foldedThrough, ...answer } = await read(folded, city, query);
          expect(foldedThrough).toBe('2026-11-22');
          expect(answer).toEqual(await read(plain, city, query));
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  test('take in what counts late, of years ago too, with the next night', async () => {
    const api = apiAt();
    await count(api.journal, { day: '2023-02-03', at: '2023-02-03T09:00:00.000Z' });
    await foldedAt(api.journal, '2023-02-03T17:00:00.000Z');
    const asked = { groupBy: 'month', from: '2023-01-01', to: '2023-03-31' };
    expect(await rows(api, asked)).toMatchObject([{ requested: 0 }, { requested: 1, released: 0 }, { requested: 0 }]);
    await count(api.journal, { day: '2023-02-03', adds: { released: 1 }, at: NOW });
    expect(await rows(api, asked)).toMatchObject([{}, { released: 0 }, {}]);
    await foldedAt(api.journal, NIGHT);
    expect(await rows(api, asked)).toMatchObject([{}, { requested: 1, released: 1 }, {}]);
    expect(
      await rows(api, { ...asked, district: 'haidian', groupBy: 'day', from: '2023-02-01', to: '2023-02-04' }),
    ).toMatchObject([...[{ requested: 0 }, { key: '2023-02-02' }, { requested: 1, released: 1 }, {}]]);
  });

  test.each(['day', 'bank', 'month', 'hour', 'district'])(
    'of yesterday have what came after the fold at once, by %s',
    async (groupBy) => {
      const api = apiAt('2026-11-22T16:30:00.000Z');
      // two alarms, one of them at 23:50 in Beijing: its bank answers five past midnight, and the relay counts after the fold
      await count(api.journal, { day: '2026-11-21', hour: 3 });
      await count(api.journal, { day: '2026-11-22', hour: 3, order: 2 });
      await count(api.journal, { day: '2026-11-22', hour: 23, order: 3, adds: { requested: 1 }, at: '2026-11-22T15:50:05.000Z' });
      await foldedAt(api.journal, '2026-11-22T16:10:00.000Z');
      const answered = { answeredInTime: 1, stopped: 1, histogram: { '15': 1 } } as const;
      await count(api.journal, { day: '2026-11-22', hour: 23, order: 3, adds: answered, at: '2026-11-22T16:11:00.000Z' });
      const asked = { groupBy, district: 'haidian', from: '2026-11-01' };
      const now = await read(api, city, asked);
      expect(now).toMatchObject({ requested: 3, answeredInTime: 3, stopped: 3, foldedThrough: '2026-11-22' });
      const all = Table.parse(now).items.reduce((sum, { answeredInTime }) => sum + Number(answeredInTime), 0);
      expect(all).toBe(3);
      const yesterday = await read(api, haidian, { from: '2026-11-22', to: '2026-11-22' });
      expect(yesterday).toMatchObject({ requested: 2, answeredInTime: 2, judged: 2, rate: 1 });
      // the next night folds the same
      api.now = '2026-11-23T16:30:00.000Z';
      await foldedAt(api.journal, api.now);
      const { foldedThrough: _, to: __, items: ___, ...folded } = await read(api, city, asked);
      const { foldedThrough: _1, to: _2, items: _3, ...live } = now;
      expect(folded).toEqual(live);
    },
  );

  test('of a month that ended yesterday have it too, in the year and by bank', async () => {
    const api = apiAt('2026-11-30T16:30:00.000Z');
    await count(api.journal, { day: '2026-11-30', adds: { requested: 1 } });
    await foldedAt(api.journal, '2026-11-30T16:10:00.000Z');
    await count(api.journal, { day: '2026-11-30', adds: { answeredInTime: 1 }, at: '2026-11-30T16:12:00.000Z' });
    for (const groupBy of ['month', 'bank'])
      expect(await read(api, city, { groupBy, from: '2026-11-01', to: '2026-11-30' })).toMatchObject({
        requested: 1,
        answeredInTime: 1,
        items: [{ requested: 1, answeredInTime: 1 }],
      });
  });

  test('of banks that an earlier release folded are counted once', async () => {
    const api = apiAt(NIGHT);
    await count(api.journal, { day: '2026-11-22' });
    await foldedAt(api.journal, NIGHT);
    const month = await api.journal.load(MonthsFigures, 'haidian:2026-11');
    const { lastBanks: _, ...before } = MonthsFigures.state.parse(month.state);
    const command = { name: 'test', id: 'old', inputHash: '', actor: systemActor, correlationId: 'c', now: NIGHT };
    const old = change(month, { type: 'month-figures.folded', data: { at: NIGHT, ...before } });
    await api.journal.append({ command, changes: [old] });
    expect(await read(api, city, { groupBy: 'bank' })).toMatchObject({ requested: 1, items: [{ requested: 1 }] });
    expect(await read(api, city, { from: '2026-11-22' })).toMatchObject({ requested: 1 });
  });

  test('stay whole where a run that began earlier ends later than the next', async () => {
    const api = apiAt();
    await foldedAt(api.journal, '2026-06-01T04:00:00.000Z');
    await count(api.journal, { day: '2026-07-20' });
    let others: Promise<void> | undefined;
    const slow = {
      ...api.journal,
      load: async (...[type, id]: Parameters<typeof api.journal.load>) => {
        if (type.name === MonthsFigures.name && id === 'haidian:2026-07') {
          others ??= (async () => {
            while ((await foldedAt(api.journal, NOW)) !== undefined);
          })();
          await others;
        }
        return api.journal.load(type, id);
      },
    } as typeof api.journal;
    await foldedAt(slow, NOW);
    expect(await rows(api, { groupBy: 'month', from: '2026-07-01', to: '2026-07-31' })).toMatchObject([{ requested: 1 }]);
    expect((await api.journal.load(MonthsFigures, 'haidian:2026-07')).state).toMatchObject({ through: '2026-07-31' });
  });

  test('are not counted twice by a second fold, a cut fold, or one that another night began', async () => {
    const api = apiAt();
    await count(api.journal, { day: '2026-11-20', at: NOW });
    expect(await foldedAt(api.journal, NOW)).toBeGreaterThan(0);
    expect(await foldedAt(api.journal, NOW)).toBeUndefined();
    await count(api.journal, { day: '2026-11-20', order: 2, at: NOW });
    await Promise.all([foldedAt(api.journal, NIGHT), foldedAt(api.journal, NIGHT)]);
    const { version, state } = await api.journal.load(MonthsFigures, 'haidian:2026-11');
    expect(version).toBe(2);
    expect(state).toMatchObject({ through: '2026-11-22', days: { '2026-11-20': { requested: 2 } } });
    await foldedAt(api.journal, '2026-11-23T16:30:00.000Z');
    expect((await api.journal.load(MonthsFigures, 'haidian:2026-11')).version).toBe(2);
    expect(await rows(api, { groupBy: 'district', from: '2026-11-01' })).toContainEqual(
      expect.objectContaining({ key: 'haidian', requested: 2 }),
    );
  });

  test('catch up after an outage a month at a time, and lose nothing', async () => {
    const api = apiAt();
    await foldedAt(api.journal, '2026-06-01T04:00:00.000Z');
    for (const day of ['2026-06-02', '2026-08-15', '2026-11-01']) await count(api.journal, { day, at: `${day}T09:00:00.000Z` });
    let rounds = 0;
    while ((await foldedAt(api.journal, NOW)) !== undefined) rounds += 1;
    expect(rounds).toBe(6);
    const asked = await rows(api, { groupBy: 'month', from: '2026-06-01' });
    expect(asked.map(({ requested }) => requested)).toEqual([1, 0, 1, 0, 0, 1]);
  });

  test('wait ten minutes after midnight for facts on their way', async () => {
    const { journal } = apiAt();
    await foldedAt(journal, NOW);
    expect(await foldedAt(journal, '2026-11-22T16:09:00.000Z')).toBeUndefined();
    expect(await foldedAt(journal, '2026-11-22T16:10:00.000Z')).toBe(0);
  });
});

describe('the league table of banks', () => {
  async function played(): Promise<TestApi> {
    const api = apiAt();
    for (const bank of [bankA, bankB])
      await api.call(bank, 'PUT', `/v1/banks/${bank.agency}`, {
        body: { name: `Bank ${bank.agency}`, dutyPhone: '010-66000001' },
      });
    const day = '2026-11-22';
    for (let order = 0; order < 10; order += 1) {
      await count(api.journal, { day, order, bankId: 'bank-a', adds: order < 9 ? inTime : tooLate });
      await count(api.journal, { day, order, bankId: 'bank-b', district: 'chaoyang' });
      await count(api.journal, { day, order, bankId: 'bank-c' });
    }
    await count(api.journal, { day, bankId: 'bank-d' });
    await count(api.journal, { day, bankId: 'bank-e', adds: { requested: 1, breachedNotByBank: 1, answeredLateNotByBank: 1 } });
    return api;
  }

  test('ranks by the rate of the 30 minutes, with the numbers behind it; banks with few orders have no place', async () => {
    const api = await played();
    expect(await rows(api, { groupBy: 'bank' })).toMatchObject([
      { key: 'bank-b', name: 'Bank bank-b', rank: 1, rate: 1, judged: 10, requested: 10, stoppedFen: 600 },
      { key: 'bank-c', rank: 1, rate: 1 },
      { key: 'bank-a', rank: 3, rate: 0.9, judged: 10, answeredInTime: 9, answeredLate: 1, breached: 1, tracedFen: 1000 },
      { key: 'bank-d', judged: 1, rate: 1 },
      { key: 'bank-e', judged: 0, answeredLateNotByBank: 1 },
    ]);
    const [, , , few] = await rows(api, { groupBy: 'bank' });
    expect(few).not.toHaveProperty('rank');
    expect((await rows(api, { groupBy: 'bank', district: 'chaoyang' })).map(({ key }) => key)).toEqual(['bank-b']);
  });

  test('comes in pages that lose no bank when another one moves', async () => {
    const api = await played();
    const first = Table.parse(await read(api, city, { groupBy: 'bank', limit: '2' }));
    expect(first.items.map(({ key }) => key)).toEqual(['bank-b', 'bank-c']);
    // bank-c falls behind: it moves to the pages to come
    await count(api.journal, { day: '2026-11-22', bankId: 'bank-c', order: 11, adds: tooLate });
    await count(api.journal, { day: '2026-11-22', bankId: 'bank-c', order: 12, adds: tooLate });
    const second = Table.parse(await read(api, city, { groupBy: 'bank', limit: '2', cursor: first.next ?? '' }));
    const third = Table.parse(await read(api, city, { groupBy: 'bank', limit: '2', cursor: second.next ?? '' }));
    expect([...second.items, ...third.items].map(({ key }) => key)).toEqual(['bank-a', 'bank-c', 'bank-d', 'bank-e']);
    expect(third.next).toBeUndefined();
    const foreign = await api.call(city, 'GET', '/v1/stats/freezes', {
      query: { groupBy: 'bank', district: 'haidian', cursor: first.next ?? '' },
    });
    expect(foreign).toMatchObject({ status: 400, body: { code: 'CURSOR_INVALID' } });
  });

  test('shows a bank its own row alone, and the total of the city', async () => {
    const api = await played();
    const answer = await api.call(bankA, 'GET', '/v1/stats/freezes', { query: { groupBy: 'bank' } });
    expect(answer.body).toMatchObject({ district: 'all', requested: 32, items: [{ key: 'bank-a', rank: 3 }] });
    for (const other of ['bank-b', 'bank-c', 'bank-d', 'bank-e', 'haidian', 'chaoyang']) expect(answer.text).not.toContain(other);
    expect(await read(api, bankB)).toMatchObject({ requested: 32 });
    for (const query of [
      { groupBy: 'district' },
      { groupBy: 'hour' },
      { district: 'haidian' },
      { district: 'haidian', groupBy: 'bank' },
    ])
      expect(await read(api, bankB, query)).toMatchObject({ status: 403, code: 'ACTION_NOT_ALLOWED' });
  });

  test('and every other table show the police of a district their district alone', async () => {
    const api = await played();
    for (const groupBy of groupings) {
      const own = await api.call(haidian, 'GET', '/v1/stats/freezes', { query: { groupBy } });
      expect(own.body).toMatchObject({ district: 'haidian', requested: 22 });
      for (const other of ['chaoyang', 'bank-b']) expect(own.text).not.toContain(other);
      for (const district of ['all', 'chaoyang'])
        expect(await read(api, haidian, { groupBy, district })).toMatchObject({ status: 403 });
      expect(await read(api, actors.prosecutor, { groupBy })).toMatchObject({ status: 403 });
      expect(await read(api, regulator, { groupBy })).toMatchObject({ requested: 32 });
    }
  });
});

test('by hour has every hour in Beijing of the alarms, in counts', async () => {
  const api = apiAt();
  await count(api.journal, { day: '2026-11-22', hour: 0 });
  await count(api.journal, { day: '2026-11-22', hour: 23, order: 2, adds: tooLate });
  const all = await rows(api, { groupBy: 'hour' });
  expect(all).toHaveLength(24);
  expect(all[0]).toMatchObject({ key: '00', requested: 1, answeredInTime: 1, judged: 1, rate: 1 });
  expect(all[23]).toMatchObject({ key: '23', requested: 1, breached: 1, judged: 1, rate: 0 });
  expect(all[0]).not.toHaveProperty('tracedFen');
});
