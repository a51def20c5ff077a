import { expect, test } from 'vitest';
import * as z from 'zod';
import { MonthsFigures, YearsFigures } from '../../shared/freezes/stats/folded/rollups.ts';
import { StatsOfDay } from '../../shared/freezes/stats/stats.ts';
import { change, fresh } from '../../shared/journal/stream.ts';
import { daysFrom, lastDayOf, monthsFrom } from '../../shared/kernel/beijing.ts';
import { districts, systemActor } from '../../shared/kernel/context.ts';
import { city, haidian } from '../support/case-samples.ts';
import { foldedAt, inTime } from '../support/figure-samples.ts';
import { meteredApi } from '../support/metered-api.ts';
import { id } from '../support/samples.ts';

const NIGHT = '2026-11-22T16:30:00.000Z';
const Table = z.looseObject({ requested: z.number(), items: z.array(z.looseObject({ key: z.string(), requested: z.number() })) });

const on = meteredApi(NIGHT);

/** Three years of every district, folded, with so many orders a day. */
async function threeYears(orders: number): Promise<void> {
  let key = 0;
  for (const district of districts) {
    const { banks, changed: _, counted: __, ...stats } = StatsOfDay.evolve(undefined, counted(district, orders));
    for (const year of [2024, 2025, 2026]) {
      const months = monthsFrom(`${year}-01-01`, year === 2026 ? '2026-11-01' : `${year}-12-01`);
      const ofMonths = months.map((month) => {
        const through = lastDayOf(month) < '2026-11-22' ? lastDayOf(month) : '2026-11-22';
        const days = Object.fromEntries(daysFrom(`${month}-01`, through).map((day) => [day, stats]));
        return { month, through, days };
      });
      const facts = ofMonths.map(({ month, through }) => ({
        type: 'year-figures.folded' as const,
        data: { at: NIGHT, district, month, through, figures: stats },
      }));
      const [first, ...rest] = facts;
      if (first === undefined) throw new Error('a year has months');
      const id = `${district}:${year}`;
      const before = await on.journal.load(YearsFigures, id);
      const changes = [
        change(before, first, ...rest),
        ...ofMonths.slice(-2).map(({ month, through, days }) =>
          change(fresh(MonthsFigures, `${district}:${month}`), {
            type: 'month-figures.folded',
            data: { at: NIGHT, district, month, through, days, banks },
          }),
        ),
      ];
      key += 1;
      const asked = { name: 'test', id: `y-${orders}-${key}`, inputHash: '', actor: systemActor, correlationId: 'c', now: NIGHT };
      const own = before.version === 0 ? changes : changes.slice(0, 1);
      expect(await on.journal.append({ command: asked, changes: own })).toMatchObject({ outcome: 'appended' });
    }
  }
}

function counted(district: (typeof districts)[number], orders: number) {
  const adds = { ...inTime, requested: orders, answeredInTime: orders, stopped: orders, tracedFen: orders * 1_000 };
  return {
    type: 'stats.counted' as const,
    data: {
      at: NIGHT,
      district,
      day: '2026-01-01',
      adds,
      bankId: 'bank-a',
      hour: 9,
      of: { orderId: id('ord', 1), seq: 1, on: '2026-11-23' },
    },
  };
}

async function units(actor: typeof city, query: Record<string, string>) {
  on.table.consumed = 0;
  const reply = await on.api.call(actor, 'GET', '/v1/stats/freezes', { query });
  const answer = Table.parse(reply.body);
  return { units: on.table.consumed, answer };
}

test('a table of three years by month reads a bounded number of items, however many orders they have', {
  timeout: 240_000,
}, async () => {
  const byMonth = { groupBy: 'month', from: '2024-01-01', to: '2026-11-23' };
  await foldedAt(on.journal, NIGHT);
  await threeYears(3);
  const few = { city: await units(city, byMonth), own: await units(haidian, byMonth) };
  await threeYears(3_000_000);
  const many = { city: await units(city, byMonth), own: await units(haidian, byMonth) };
  expect(many.city.answer.items).toHaveLength(35);
  expect(many.city.answer.items[0]).toMatchObject({ key: '2024-01', requested: 16 * 3_000_000 });
  // 48 years and 16 present months of districts, the marker of the night, and the 256 streams each of today and yesterday
  expect(few.city.units).toBeGreaterThan(0);
  expect(few.city.units).toBeLessThan(48 * 2 + 16 * 2 + 1 + 2 * 256 + 10);
  expect(few.own.units).toBeLessThan(3 * 2 + 2 + 1 + 2 * 16 + 10);
  // another digit here and there
  expect(many.city.units).toBeLessThanOrEqual(few.city.units + 16);
  expect(many.own.units).toBeLessThanOrEqual(few.own.units + 3);
});
