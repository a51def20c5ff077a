import { expect, test } from 'vitest';
import { Alerts } from '../../shared/alerts/streams.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { districts } from '../../shared/kernel/context.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { city, haidian } from '../support/case-samples.ts';
import { meteredApi } from '../support/metered-api.ts';
import { alert, id, T0 } from '../support/samples.ts';

const FEW = 400;
const MANY = 4_000;

const bench = meteredApi(plus(T0, DAY));

/** Alarms with these numbers, hour by hour back from T0, in turn in each district: some years of them. */
function raise(from: number, to: number): Promise<void> {
  return bench.fill({ from, to, atOnce: 40, now: T0 }, (number) => {
    const district = districts[number % districts.length] ?? 'haidian';
    const alertId = id('alt', number);
    const data = alert({ alertId, district, receivedAt: plus(T0, -number * HOUR), grade: number % 2 === 0 ? 2 : 3 });
    return change(fresh(Alerts, alertId), { type: 'alert.raised', data });
  });
}

test('a page of alarms costs the same capacity whether there are 400 or 4,000, of a district or of the city', {
  timeout: 180_000,
}, async () => {
  const all = async () => ({
    own: await bench.pages(haidian, '/v1/alerts', { limit: '5' }, 'receivedAt'),
    city: await bench.pages(city, '/v1/alerts', {}, 'receivedAt'),
    oldest: await bench.pages(city, '/v1/alerts', { sort: 'oldest', from: '2026-11-16' }, 'receivedAt'),
    graded: await bench.pages(city, '/v1/alerts', { grade: '3' }, 'receivedAt'),
  });
  await raise(1, 1 + FEW);
  const few = await all();
  await raise(1 + FEW, 1 + MANY);
  const many = await all();
  expect(few.city.units).toBeGreaterThan(0);
  expect(many.own.units).toBeLessThanOrEqual(few.own.units + 2);
  expect(many.city.units).toBeLessThanOrEqual(few.city.units + 2);
  expect(many.oldest.units).toBeLessThanOrEqual(few.oldest.units + 2);
  // of a filtered page the index is read a hundred cards at a time
  expect(many.graded.units).toBeLessThanOrEqual(few.graded.units * 4);
  expect(many.city.members).toEqual(few.city.members);
  expect(many.city.members).toHaveLength(40);
  expect(many.city.members).toEqual(many.city.members.toSorted().toReversed());
  expect(many.oldest.members).toEqual(many.oldest.members.toSorted());
});

test('a summary counts the alarms of all months', { timeout: 60_000 }, async () => {
  bench.table.consumed = 0;
  const { body } = await bench.api.call(city, 'GET', '/v1/alerts/summary');
  expect(body).toMatchObject({ total: MANY, more: false, grades: { 2: MANY / 2, 3: MANY / 2 } });
  expect(bench.table.consumed).toBeLessThan(500);
});
