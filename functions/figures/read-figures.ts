import {
  type FigureRow,
  figuresOf,
  type Grouping,
  groupings,
  leagueOf,
  rowOf,
  rowsByHour,
  standsBehind,
} from '../../shared/freezes/stats/groups.ts';
import { minutesWithin, totalByBank, totalStats } from '../../shared/freezes/stats/stats.ts';
import type { ApiRequest, Operation, Rejection } from '../../shared/http/api-request.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { beijingDay, daysFrom, firstDayOf, lastDayOf, monthsFrom } from '../../shared/kernel/beijing.ts';
import { districts } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { defined } from '../../shared/kernel/defined.ts';
import type { PolicyName } from '../../shared/policy/values.ts';
import { registeredNames } from '../lookups/registered-names.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { type Next, placeOf } from '../platform/place.ts';
import { figuresIn, type Piece, type Span } from './figures-in.ts';
import { refuseAt } from './refuse-at.ts';
import type { figureRoutes } from './routes.ts';

type Request = ApiRequest<typeof figureRoutes.getFreezeStats>;

/** The figures of a district, or of the city, over days of the alarm in Beijing time; today unless told otherwise. */
export const readFigures: Operation<typeof figureRoutes.getFreezeStats, ApiTools> = async (request, tools) => {
  const { query, actor } = request;
  const district = query.district ?? actor.district ?? 'all';
  const access = request.allowed(district === 'all' ? { itself: actor.agency } : { district });
  if (access.kind === 'refusal') return access;
  const groupBy = groupings.find((known) => known === query.groupBy);
  if (query.groupBy !== undefined && groupBy === undefined)
    return refuseAt('GROUPING_UNKNOWN', { in: 'query', path: '/groupBy' }, { known: groupings });
  if (query.cursor !== undefined && groupBy !== 'bank') return refuse('CURSOR_INVALID');
  const own = access.fields === 'own-figures' ? actor.agency : undefined;
  if (own !== undefined && groupBy !== undefined && groupBy !== 'bank') return refuse('ACTION_NOT_ALLOWED');
  const days = daysOf(request, groupBy);
  if ('kind' in days) return days;
  const span: Span = {
    ...{ ...days, today: beijingDay(tools.now()), districts: district === 'all' ? districts : [district] },
    grain: groupBy === 'day' || groupBy === 'bank' ? groupBy : 'month',
  };
  const { pieces, through } = await figuresIn(tools.journal, span);
  const all = totalStats(pieces.map(({ stats }) => stats));
  const table = groupBy === undefined ? undefined : await tableOf(request, tools, { span, pieces, groupBy, own });
  if (table !== undefined && 'kind' in table) return table;
  return request.answer(200, {
    ...{ district, ...days, ...figuresOf(all) },
    ...defined({ foldedThrough: through, medianMinutes: minutesWithin(all, 0.5), p90Minutes: minutesWithin(all, 0.9) }),
    ...(groupBy === undefined ? {} : { groupBy }),
    ...table,
  });
};

interface Days {
  readonly from: string;
  readonly to: string;
}

/** The days that are asked for. */
function daysOf(request: Request, groupBy: Grouping | undefined): Days | Rejection {
  const { now, policy } = request.context();
  const today = beijingDay(now);
  const { to = today } = request.query;
  const { from = firstUnlessTold(to, groupBy) } = request.query;
  if (from > to) return refuseAt('RANGE_REVERSED', { in: 'query', path: '/from' });
  const bound = boundOf(groupBy);
  const most = policy.amount(bound, now);
  const length = (groupBy === 'day' ? daysFrom : monthsFrom)(from, to).length;
  if (length > most) return refuseAt('RANGE_TOO_LONG', { in: 'query', path: '/from' }, { most });
  if (groupBy !== 'bank') return { from, to };
  if (from !== firstDayOf(from.slice(0, 7))) return refuseAt('RANGE_NOT_MONTHS', { in: 'query', path: '/from' });
  const ends = to === lastDayOf(to.slice(0, 7)) || to === today;
  return ends ? { from, to } : refuseAt('RANGE_NOT_MONTHS', { in: 'query', path: '/to' });
}

function firstUnlessTold(to: string, groupBy: Grouping | undefined): string {
  if (groupBy === 'month') return `${to.slice(0, 4)}-01-01`;
  return groupBy === 'bank' ? firstDayOf(to.slice(0, 7)) : to;
}

function boundOf(groupBy: Grouping | undefined): PolicyName {
  if (groupBy === 'day') return 'figures.most-days';
  return groupBy === 'bank' ? 'figures.most-bank-months' : 'figures.most-months';
}

interface Asked {
  readonly span: Span;
  readonly pieces: readonly Piece[];
  readonly groupBy: Grouping;
  /** The bank that reads: it sees its own row alone. */
  readonly own: string | undefined;
}

type Table = Next & { readonly items: FigureRow[] };

/** The rows. Only those of banks may be so many that they come in pages. */
async function tableOf(request: Request, tools: ApiTools, asked: Asked): Promise<Table | Rejection> {
  const { span, pieces, groupBy } = asked;
  const { from, to } = span;
  const rows = (keys: readonly string[], keyOf: (piece: Piece) => string | undefined): Table => {
    const grouped = Map.groupBy(pieces, keyOf);
    return { items: keys.map((key) => rowOf(key, totalStats((grouped.get(key) ?? []).map(({ stats }) => stats)))) };
  };
  switch (groupBy) {
    case 'district':
      return rows(span.districts, ({ district }) => district);
    case 'month':
      return rows(monthsFrom(from, to), ({ month }) => month);
    case 'day':
      return rows(daysFrom(from, to), ({ day }) => day);
    case 'hour':
      return { items: [...rowsByHour(totalStats(pieces.map(({ stats }) => stats)))] };
    case 'bank':
      return league(request, tools, asked);
  }
}

/** A page of the league table of banks. It goes on behind the row at which the page before ended, also if rows moved meanwhile. */
async function league(request: Request, tools: ApiTools, { span, pieces, own }: Asked): Promise<Table | Rejection> {
  const { from, to } = span;
  const { limit, district } = request.query;
  const place = await placeOf(request, tools, { groupBy: 'bank', from, to, district });
  if (place.kind === 'refusal') return place;
  const { policy, now } = request.context();
  const least = policy.amount('figures.least-orders', now);
  const table = leagueOf(totalByBank(pieces.flatMap(({ banks }) => (banks === undefined ? [] : [banks]))), least);
  const seen = own === undefined ? table : table.filter(({ key }) => key === own);
  const { after } = place;
  const rest = after === undefined ? seen : seen.filter((row) => standsBehind(row, after, least));
  const items = await named(tools.journal, rest.slice(0, limit));
  const last = items.at(-1);
  if (last === undefined || rest.length <= limit) return { items };
  const { key, answeredInTime, judged } = last;
  return { items, ...place.next({ key, answeredInTime: String(answeredInTime), judged: String(judged) }) };
}

async function named(journal: Journal, rows: readonly FigureRow[]): Promise<FigureRow[]> {
  const names = await registeredNames(
    journal,
    'bank',
    rows.map(({ key }) => key),
  );
  return rows.map((row) => ({ ...row, ...defined({ name: names.get(row.key) }) }));
}
