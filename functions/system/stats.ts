import { minutesWithin, StatsOfDay, statsIds, total } from '../../shared/freezes/stats/stats.ts';
import type { Operation } from '../../shared/http/api-request.ts';
import { invalid } from '../../shared/http/read-request.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { beijingDay } from '../../shared/kernel/beijing.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import { type District, districts } from '../../shared/kernel/context.ts';
import { DAY, epoch, instant } from '../../shared/kernel/time.ts';
import type { Platform } from '../platform/platform.ts';
import type { systemRoutes } from './routes.ts';

/** The most days of one answer; each is a handful of reads. */
const MAX_DAYS = 31;
/** As many streams as are read at once. */
const BATCH = 100;

/** The figures of a district, or of the city, over days of the alarm in Beijing time; today unless told otherwise. */
export const readStats: Operation<typeof systemRoutes.getFreezeStats, Platform> = async (request, { journal, now }) => {
  const { query, actor } = request;
  const district = query.district ?? actor.district ?? 'all';
  const access = request.allowed(district === 'all' ? {} : { district });
  if (access.kind === 'refusal') return access;
  const to = query.to ?? beijingDay(now());
  const from = query.from ?? to;
  const days = daysBetween(from, to);
  if (from > to) return invalid({ in: 'query', path: '/from', rule: 'must not be after `to`' });
  if (days.length > MAX_DAYS)
    return invalid({ in: 'query', path: '/from', rule: `must be at most ${MAX_DAYS} days before \`to\`` });
  const counted = await countedOn(journal, district === 'all' ? districts : [district], days);
  const median = minutesWithin(counted, 0.5);
  const p90 = minutesWithin(counted, 0.9);
  return request.answer(200, {
    ...{ district, from, to, ...counted },
    ...(median === undefined ? {} : { medianMinutes: median }),
    ...(p90 === undefined ? {} : { p90Minutes: p90 }),
  });
};

async function countedOn(journal: Journal, of: readonly District[], days: readonly string[]) {
  const ids = of.flatMap((district) => days.flatMap((day) => statsIds(district, day)));
  const batches = chunks(ids, BATCH);
  const loaded = await Promise.all(batches.map((batch) => journal.loadMany(StatsOfDay, batch)));
  return total(loaded.flat().flatMap(({ state }) => (state === undefined ? [] : [state])));
}

/** The days from one to the other, both included; one more than allowed is enough to see that there are too many. */
function daysBetween(from: string, to: string): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length <= MAX_DAYS; day = instant(epoch(`${day}T00:00:00Z`) + DAY).slice(0, 10))
    days.push(day);
  return days;
}
