import type { ApiRequest, Call, Rejection } from '../../shared/http/api-request.ts';
import { commandOn, type Present, type Reach } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { fresh, idOfStream } from '../../shared/journal/stream.ts';
import { beijingMonth } from '../../shared/kernel/beijing.ts';
import type { District } from '../../shared/kernel/context.ts';
import { accept, type Fact, refuse } from '../../shared/kernel/decision.ts';
import type { IssueSuggested } from '../../shared/outlets/bodies.ts';
import { monthsOfOutletKey, outletsOfDistrictKey, outletsOfMonthKey, outletsOfOwnerKey } from '../../shared/outlets/keys.ts';
import { outletThing } from '../../shared/outlets/kind.ts';
import { type OutletMonth, outletMonthId } from '../../shared/outlets/model.ts';
import type { OutletFact } from '../../shared/outlets/outlet-facts.ts';
import { OutletMonths } from '../../shared/outlets/streams.ts';
import { dismissSuggestion, measureOn, noteMeasure } from '../../shared/outlets/suggest-measure.ts';
import { measureOfMonth, monthView, outletEntry } from '../../shared/outlets/views.ts';
import type { IssueMeasure } from '../../shared/regional/measure/measure-model.ts';
import { RegionalMeasures } from '../../shared/regional/measure/measures.ts';
import { issueMeasure } from '../../shared/regional/measure/take-measure.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { districtsAsked } from '../platform/dated-page.ts';
import { type Partition, pageOfWindows } from '../platform/partitions-page.ts';
import { namedIn } from '../regional/agencies-named.ts';
import type { outletRoutes } from './routes.ts';

type OutletRoutes = Pick<typeof outletRoutes, 'listOutlets' | 'getOutlet' | 'issueSuggestedMeasure' | 'dismissSuggestion'>;

/** The most months of an outlet that are read together, the latest: five years. */
const MOST_MONTHS = 60;

/** The agencies that run outlets see their own alone. */
const runners: readonly string[] = ['bank', 'operator'];

type MonthCall = Call & { readonly params: { readonly outletId: string; readonly month: string } };

const month: Reach<MonthCall, OutletMonth, OutletFact> = {
  load: ({ params }, journal) => journal.load(OutletMonths, outletMonthId(params.outletId, params.month)),
  thing: outletThing,
};
const onMonth = commandOn(month);

export const outletOperations: Operations<OutletRoutes, ApiTools> = {
  listOutlets: async (request, tools) => {
    const asked = listAsked(request, tools.now());
    if (asked.kind === 'refusal') return asked;
    const { limit: _, cursor: __, ...filter } = request.query;
    const { district } = asked;
    const page = await pageOfWindows(request, tools, {
      windows: [{ partitions: [asked.partition] }],
      filter: { ...filter, month: asked.month },
      keep: district === undefined ? undefined : ({ card }) => card['district'] === district,
    });
    if (page.kind === 'refusal') return page;
    const months = await loadAll(
      tools.journal,
      OutletMonths,
      page.cards.map(({ stream }) => idOfStream(stream)),
    );
    return request.answer(200, {
      items: months.flatMap(({ state }) => (state === undefined ? [] : [outletEntry(state)])),
      ...page.next,
    });
  },

  getOutlet: async (request, { journal }) => {
    const months = await monthsOf(journal, request.params.outletId);
    const [latest] = months;
    if (latest === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(outletThing(latest.state));
    if (access.kind === 'refusal') return access;
    const issued = months.flatMap(({ state: { month: of, issued: one } }) =>
      one === undefined ? [] : [{ of, id: one.measureId }],
    );
    const measures = await loadAll(
      journal,
      RegionalMeasures,
      issued.map(({ id }) => id),
    );
    const { outletId, owner, ownerKind, number, name, district } = latest.state;
    return request.answer(200, {
      ...{ outletId, owner, ownerKind, number, name, ...(district === undefined ? {} : { district }) },
      months: months.map(({ state, version }) => monthView(state, version)),
      measures: measures.flatMap(({ state }, at) => (state === undefined ? [] : [measureOfMonth(issued[at]?.of ?? '', state)])),
    });
  },

  issueSuggestedMeasure: onMonth<ApiRequest<OutletRoutes['issueSuggestedMeasure']>, ApiTools>(
    async (state, input, context, { request, tools: { journal } }) => {
      const suggested = measureOn(state, input.district);
      if (suggested.kind === 'refusal') return { decision: suggested };
      const body = bodyOf(state, suggested, input);
      const measure = await ifRegistered(journal, issueMeasure(body, context), namedIn(body));
      if (measure.kind === 'refusal') return { decision: measure };
      const noted = noteMeasure(state, measure.made, context);
      if (noted.kind === 'refusal') return { decision: noted };
      return {
        decision: accept<Fact>(...noted.facts, ...measure.facts),
        streams: [fresh(RegionalMeasures, measure.made)],
        answer: (after) => request.answer(201, monthView(after.state, after.version), after.version),
      };
    },
  ),

  dismissSuggestion: onMonth<ApiRequest<OutletRoutes['dismissSuggestion']>, ApiTools>((state, input, context, { request }) => ({
    decision: dismissSuggestion(state, input, context),
    answer: (after) => request.answer(200, monthView(after.state, after.version), after.version),
  })),
};

/** The months of an outlet, the latest first. */
async function monthsOf(journal: Journal, outletId: string): Promise<readonly Present<OutletMonth>[]> {
  const { cards } = await journal.find({ index: 'file', pk: monthsOfOutletKey(outletId), newestFirst: true, limit: MOST_MONTHS });
  const loaded = await loadAll(
    journal,
    OutletMonths,
    cards.map(({ stream }) => idOfStream(stream)),
  );
  return loaded.flatMap(({ state, version }) => (state === undefined ? [] : [{ state, version }]));
}

/** What a list asks for: where its entries stand, and the district that the others of an owner are left out by. */
interface Asked {
  readonly kind: 'asked';
  readonly month: string;
  readonly partition: Partition;
  readonly district: District | undefined;
}

function listAsked(request: ApiRequest<OutletRoutes['listOutlets']>, now: string): Asked | Rejection {
  const { actor, query } = request;
  const { month: of = beijingMonth(now) } = query;
  const isRunner = runners.includes(actor.agencyKind);
  const owner = query.owner ?? (isRunner ? actor.agency : undefined);
  if (isRunner) {
    const access = request.allowed({ aimedAt: owner ?? actor.agency });
    if (access.kind === 'refusal') return access;
  }
  const asked = isRunner ? query.district : districtOf(request);
  if (typeof asked === 'object') return asked;
  const district = asked === 'all' ? undefined : asked;
  if (owner !== undefined)
    return { kind: 'asked', month: of, district, partition: { index: 'inbox', pk: outletsOfOwnerKey(owner, of) } };
  const partition: Partition =
    district === undefined
      ? { index: 'listing', pk: outletsOfMonthKey(of) }
      : { index: 'attention', pk: outletsOfDistrictKey(district, of) };
  return { kind: 'asked', month: of, district: undefined, partition };
}

/** The district that police or the regulator list, or all. @returns it, or why the caller may not list it */
function districtOf(request: ApiRequest<OutletRoutes['listOutlets']>): District | 'all' | Rejection {
  const of = districtsAsked(request);
  if (of.kind === 'refusal') return of;
  const [district, ...others] = of.districts;
  return district === undefined || others.length > 0 ? 'all' : district;
}

type Suggested = Extract<ReturnType<typeof measureOn>, { readonly kind: 'measure' }>;

/** The measure as it would be issued by hand. */
function bodyOf({ month: of, count, ownerKind }: OutletMonth, { step, target }: Suggested, input: IssueSuggested): IssueMeasure {
  const { demands, jointWith, dueAt } = input;
  const what = ownerKind === 'bank' ? '账户' : '电话卡';
  const { reason = `${of}，在该网点开立的${what}中有 ${count} 个被认定涉诈` } = input;
  return { step, target, reason, demands, jointWith, dueAt };
}
