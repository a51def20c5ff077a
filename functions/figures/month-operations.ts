import { FIGURES_NIGHT, FiguresNights } from '../../shared/freezes/stats/folded/night.ts';
import { MonthsFigures, monthFiguresId } from '../../shared/freezes/stats/folded/rollups.ts';
import { FiguresMonths } from '../../shared/freezes/stats/published/figures-months.ts';
import { type MonthView, monthView, type SheetPart } from '../../shared/freezes/stats/published/month-view.ts';
import { correctMonth, type MonthGrounds, publishMonth } from '../../shared/freezes/stats/published/publish-month.ts';
import { PublishedMonth } from '../../shared/freezes/stats/published/sheet.ts';
import { sheetCsv } from '../../shared/freezes/stats/published/sheet-csv.ts';
import { totalByBank, totalStats } from '../../shared/freezes/stats/stats.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { commandOn, recordOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { type AnyLoaded, streamKey } from '../../shared/journal/stream.ts';
import { beijingMonth } from '../../shared/kernel/beijing.ts';
import { districts } from '../../shared/kernel/context.ts';
import { type Decision, type Fact, refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly, readFact } from '../../shared/kernel/tolerant.ts';
import { registeredNames } from '../lookups/registered-names.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { refuseAt } from './refuse-at.ts';
import type { figureRoutes } from './routes.ts';

type MonthRoutes = Omit<typeof figureRoutes, 'getFreezeStats'>;

interface MonthCall extends Call {
  readonly params: { readonly month: string };
}

interface PublishCall extends MonthCall {
  answer(status: 200 | 201, month: MonthView, version: number): StoredAnswer;
}

interface CorrectCall extends MonthCall {
  answer(status: 200, month: MonthView, version: number): StoredAnswer;
}

interface EditionCall extends MonthCall {
  readonly query: { readonly edition?: number | undefined };
}

const load = ({ params }: Pick<MonthCall, 'params'>, journal: Journal) => journal.load(FiguresMonths, params.month);

export const monthOperations: Operations<MonthRoutes, ApiTools> = {
  listFigureMonths: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const part = { index: 'listing', pk: directoryKey(FiguresMonths.name), newestFirst: true } as const;
    const page = await pageOfIndex(request, tools, part);
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(MonthEntry, card)), ...page.next });
  },

  getFigureMonth: async (request, { journal }) => {
    const found = await editionOf(request, journal);
    return found.kind === 'refusal' ? found : request.answer(200, found.view, found.version);
  },

  getFigureSheet: async (request, { journal }) => {
    const found = await editionOf(request, journal);
    if (found.kind === 'refusal') return found;
    const { month, edition } = found.view;
    const answer = request.answer(200, sheetCsv(found.view));
    return {
      ...answer,
      headers: {
        ...answer.headers,
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': `attachment; filename="figures-${month}-${edition}.csv"`,
      },
    };
  },

  publishFigureMonth: recordOn({
    load: (request: PublishCall, journal: Journal) => load(request, journal),
    may: (request) => request.allowed(),
    answer: (request, { state, version }, before) =>
      request.answer(before === undefined ? 201 : 200, monthView(state, 'all'), version),
  })(async (before, _none, context, { loaded, tools }) => {
    const { grounds, rests } = await groundsOf(tools.journal, loaded.id);
    return { decision: placed(publishMonth(before, grounds, context)), rests };
  }),

  correctFigureMonth: commandOn({
    load: (request: CorrectCall, journal: Journal) => load(request, journal),
    answer: (request, { state, version }) => request.answer(200, monthView(state, 'all'), version),
  })(async (month, input, context, { loaded, tools }) => {
    const { grounds, rests } = await groundsOf(tools.journal, loaded.id);
    return { decision: correctMonth(month, input, grounds, context), rests };
  }),
};

const MonthEntry = PublishedMonth.pick({ month: true, edition: true, publishedAt: true, publishedBy: true });

/** A refusal of the month is about the path. */
function placed(decision: Decision<Fact>): Decision<Fact> {
  const ofPath =
    decision.kind === 'refusal' &&
    ['MONTH_IN_FUTURE', 'MONTH_NOT_OVER', 'MONTH_NOT_COUNTED', 'MONTH_WITHOUT_FIGURES'].includes(decision.code);
  return ofPath ? { ...decision, ...refuseAt(decision.code, { in: 'path', path: '/month' }) } : decision;
}

/** The folded figures of a month. A night that folds one of them meanwhile comes first: a sheet is of one night. */
async function groundsOf(
  journal: Journal,
  month: string,
): Promise<{ readonly grounds: MonthGrounds; readonly rests: readonly AnyLoaded[] }> {
  const night = await journal.load(FiguresNights, FIGURES_NIGHT);
  const ids = districts.map((district) => monthFiguresId(district, month));
  const loaded = await loadAll(journal, MonthsFigures, ids);
  const folded = loaded.flatMap(({ state }) => (state === undefined ? [] : [state]));
  const banks = totalByBank(folded.map((one) => one.banks));
  const grounds = {
    ...{ month, through: night.state?.through, banks },
    byDistrict: new Map(folded.map(({ district, days }) => [district, totalStats(Object.values(days))])),
    names: await registeredNames(journal, 'bank', Object.keys(banks)),
  };
  return { grounds, rests: [night, ...loaded] };
}

/** The edition that is asked for, or the one in force, as the caller sees it. Only the whole sheet tells its version. */
async function editionOf(
  request: EditionCall,
  journal: Journal,
): Promise<{ readonly kind: 'found'; readonly view: MonthView; readonly version?: number } | Rejection> {
  const access = request.allowed();
  if (access.kind === 'refusal') return access;
  const { month } = request.params;
  if (month > beijingMonth(request.context().now)) return refuseAt('MONTH_IN_FUTURE', { in: 'path', path: '/month' });
  const { state, version } = await load(request, journal);
  const { edition = state?.edition } = request.query;
  const published = edition === state?.edition ? state : await earlierEdition(journal, month, edition ?? 0);
  if (published === undefined) return refuse('NOT_FOUND');
  const part = partFor(access.fields, request.actor);
  return { kind: 'found', view: monthView(published, part), ...(part === 'all' ? { version } : {}) };
}

function partFor(fields: string, { agency, district }: Call['actor']): SheetPart {
  if (fields === 'full') return 'all';
  return fields === 'own-figures' ? { bank: agency } : { district: district ?? '' };
}

/** An edition is a fact; their numbers are the same. */
async function earlierEdition(journal: Journal, month: string, edition: number): Promise<PublishedMonth | undefined> {
  const { facts } = await journal.facts(streamKey(FiguresMonths.name, month), { after: edition - 1, limit: 1 });
  const fact = facts.map((one) => readFact(FiguresMonths.fact, one))[0];
  return fact?.data.sheet.edition === edition ? fact.data.sheet : undefined;
}
