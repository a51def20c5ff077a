import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { StatsOfDay, statsIdOf } from '../../shared/freezes/stats/stats.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { calendarKnownUntil } from '../../shared/kernel/working-days.ts';
import { policyRows } from '../../shared/policy/values.ts';
import { createTestApi, type TestApi } from '../support/api.ts';
import { id, minute, officer } from '../support/samples.ts';

const haidian: Actor = {
  agency: 'police-haidian',
  agencyKind: 'police',
  district: 'haidian',
  roles: ['officer'],
  subject: 'gao',
};
const city: Actor = { agency: 'police-city', agencyKind: 'police', roles: ['supervisor'], subject: 'he' };

async function counted(
  api: TestApi,
  district: 'haidian' | 'chaoyang',
  day: string,
  minutes: string,
  order: number,
): Promise<void> {
  const stream = fresh(StatsOfDay, statsIdOf(district, day, id('ord', order)));
  const adds = { requested: 1, stopped: 1, answeredInTime: 1, tracedFen: 100, stoppedFen: 60, histogram: { [minutes]: 1 } };
  const counting = change(stream, { type: 'stats.counted', data: { at: minute(1), district, day, adds } });
  const command = { name: 'tally', id: `${district}${order}`, inputHash: '', actor: officer, correlationId: 'c', now: minute(1) };
  await api.journal.append({ command, changes: [counting] });
}

describe('what needs no token', () => {
  test('health tells the time, and the keys are public ones', async () => {
    const api = createTestApi();
    expect(await api.call(undefined, 'GET', '/v1/health')).toMatchObject({
      status: 200,
      body: { status: 'ok', now: api.now, calendar: { knownUntil: calendarKnownUntil } },
    });
    const keys = await api.call(undefined, 'GET', '/v1/jwks');
    expect(keys.body).toMatchObject({
      keys: [
        { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' },
        { kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' },
      ],
    });
    expect(keys.text).not.toContain('"d"');
  });
});

describe('the figures', () => {
  test('add up over days, and over districts for the city', async () => {
    const api = createTestApi();
    await counted(api, 'haidian', '2026-11-21', '3', 1);
    await counted(api, 'haidian', '2026-11-22', '9', 2);
    await counted(api, 'chaoyang', '2026-11-22', '20', 3);
    const read = async (actor: Actor, query: Record<string, string>) =>
      (await api.call(actor, 'GET', '/v1/stats/freezes', { query })).body;
    expect(await read(haidian, {})).toMatchObject({ district: 'haidian', from: '2026-11-22', requested: 1, medianMinutes: 10 });
    expect(await read(haidian, { from: '2026-11-21' })).toMatchObject({
      requested: 2,
      tracedFen: 200,
      medianMinutes: 4,
      p90Minutes: 10,
    });
    expect(await read(city, { from: '2026-11-21', to: '2026-11-22' })).toMatchObject({
      district: 'all',
      requested: 3,
      stoppedFen: 180,
      p90Minutes: 21,
    });
    expect(await read(haidian, { from: '2026-11-01', to: '2026-11-02' })).not.toHaveProperty('medianMinutes');
  });

  test('are of one to thirty-one days', async () => {
    const read = (query: Record<string, string>) => createTestApi().call(haidian, 'GET', '/v1/stats/freezes', { query });
    for (const query of [
      { from: '2026-11-23', to: '2026-11-22' },
      { from: '2026-10-22', to: '2026-11-22' },
      { from: '0001-01-01' },
    ]) {
      expect(await read(query)).toMatchObject({ status: 400, body: { errors: [{ in: 'query', path: '/from' }] } });
    }
    expect((await read({ from: '2026-10-23', to: '2026-11-22' })).status).toBe(200);
    expect(await read({ from: '2026-02-30' })).toMatchObject({ status: 400 });
  });
});

test('the policy shows each figure with its source and grade', async () => {
  const { body } = await createTestApi().call(haidian, 'GET', '/v1/policy');
  const items = z
    .array(z.looseObject({ name: z.string(), grade: z.string(), source: z.string(), inForce: z.boolean() }))
    .parse(body['items']);
  expect(new Set(items.map(({ name }) => name))).toEqual(new Set(Object.keys(policyRows)));
  expect(items.find(({ name }) => name === 'stop.extension-counts')).toMatchObject({ grade: 'P', value: true, inForce: true });
});
