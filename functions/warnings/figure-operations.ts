import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { beijingDay, daysFrom } from '../../shared/kernel/beijing.ts';
import type { District } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import {
  noFigures,
  sumOf,
  WARNING_NIGHT,
  WarningDays,
  type WarningFigures,
  WarningNights,
  warningDayId,
} from '../../shared/warnings/figures.ts';
import { countDay } from '../lookups/warning-days.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { districtsAsked } from '../platform/dated-page.ts';
import { inParallel } from '../platform/in-parallel.ts';
import type { warningRoutes } from './routes.ts';

/** So many districts are counted at the same time. */
const LANES = 8;

/** The figures of warnings. */
export const figureOperations: Operations<Pick<typeof warningRoutes, 'getWarningFigures'>, ApiTools> = {
  getWarningFigures: async (request, tools) => {
    const asked = districtsAsked(request);
    if (asked.kind === 'refusal') return asked;
    const { from, to } = request.query;
    const { now, policy } = request.context();
    if (from > to) return refuse('RANGE_REVERSED');
    const limit = policy.amount('warning.figures-days', now);
    const days = daysFrom(from, to);
    if (days.length > limit) return refuse('RANGE_TOO_LONG', { limit });
    const today = beijingDay(now);
    const past = days.filter((day) => day <= today);
    const night = (await tools.journal.load(WarningNights, WARNING_NIGHT)).state?.through;
    const counted = past.filter((day) => night !== undefined && day <= night);
    const live = past.filter((day) => !counted.includes(day));
    const [kept, fresh] = await Promise.all([
      keptFigures(tools.journal, asked.districts, counted),
      liveFigures(tools.journal, asked.districts, live),
    ]);
    const figures = sumOf(kept, fresh);
    const { contacted, contactMinutes, lossesAfterContact } = figures.total;
    return request.answer(200, {
      ...{ from, to, district: asked.districts.length === 1 ? (asked.districts[0] ?? 'all') : 'all' },
      ...(night === undefined ? {} : { countedThrough: night }),
      ...figures,
      ...(contacted === 0
        ? {}
        : { fraudAfterWarning: lossesAfterContact / contacted, meanContactMinutes: contactMinutes / contacted }),
    });
  },
};

/** The figures that nights have counted. A day without any has no item. */
async function keptFigures(journal: Journal, of: readonly District[], days: readonly string[]): Promise<WarningFigures> {
  const ids = of.flatMap((district) => days.map((day) => warningDayId(district, day)));
  const loaded = await loadAll(journal, WarningDays, ids);
  return loaded.reduce((sum, { state }) => (state === undefined ? sum : sumOf(sum, state.figures)), noFigures);
}

async function liveFigures(journal: Journal, of: readonly District[], days: readonly string[]): Promise<WarningFigures> {
  let sum = noFigures;
  const parts = of.flatMap((district) => days.map((day) => ({ district, day })));
  await inParallel(parts, LANES, async ({ district, day }) => {
    const figures = await countDay(journal, district, day);
    sum = sumOf(sum, figures);
  });
  return sum;
}
