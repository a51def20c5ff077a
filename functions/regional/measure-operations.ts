import type { Named } from '../../shared/agencies/named.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { aimedAtKey } from '../../shared/journal/keys.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import { measureThing } from '../../shared/regional/measure/kind.ts';
import { measureEntry, measureView, RegionalMeasureCard } from '../../shared/regional/measure/measure-answers.ts';
import type { MeasureFact } from '../../shared/regional/measure/measure-facts.ts';
import type { RegionalMeasure } from '../../shared/regional/measure/measure-model.ts';
import { RegionalMeasures } from '../../shared/regional/measure/measures.ts';
import {
  acceptCorrection,
  escalateMeasure,
  issueMeasure,
  liftMeasure,
  submitEvidence,
} from '../../shared/regional/measure/take-measure.ts';
import { caseloadOf } from '../lookups/caseload.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { noState } from '../platform/no-state.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { joined, namedIn } from './agencies-named.ts';
import type { regionalRoutes } from './routes.ts';

type MeasureRoutes = Pick<
  typeof regionalRoutes,
  'issueMeasure' | 'listMeasures' | 'getMeasure' | 'submitEvidence' | 'acceptCorrection' | 'escalateMeasure' | 'liftMeasure'
>;

export const measureOperations: Operations<MeasureRoutes, ApiTools> = {
  issueMeasure: async (request, { journal }) => {
    const access = request.allowed({ district: request.body.target.district });
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const context = request.context();
      const decision = await ifRegistered(journal, issueMeasure(request.body, context), namedIn(request.body));
      const measure = fresh(RegionalMeasures, newIdOf(decision.facts) ?? '');
      return planFrom(decision, [measure], (after) => {
        const { state = noState(), version } = after(measure);
        return request.answer(201, measureView(state, version, context.now), version);
      });
    });
  },

  listMeasures: async (request, tools) => {
    const part = request.actor.agencyKind === 'police' ? caseloadOf(request, RegionalMeasures.name) : ownOf(request);
    if (part.kind === 'refusal') return part;
    const page = await pageOfIndex(request, tools, part);
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => measureEntry(RegionalMeasureCard.parse(card), now));
    return request.answer(200, { items, ...page.next });
  },

  getMeasure: async (request, { journal, now }) => {
    const { state, version } = await journal.load(RegionalMeasures, request.params.measureId);
    if (state === undefined) return refuse('NOT_FOUND');
    const access = request.allowed(measureThing(state));
    return access.kind === 'refusal' ? access : request.answer(200, measureView(state, version, now()), version);
  },

  submitEvidence: commandOn(submitEvidence),
  acceptCorrection: commandOn(acceptCorrection),
  escalateMeasure: commandOn(escalateMeasure, joined),
  liftMeasure: commandOn(liftMeasure),
};

/** The measures on the caller's own agency. */
function ownOf(request: Call) {
  const { agency } = request.actor;
  const access = request.allowed({ aimedAt: agency });
  if (access.kind === 'refusal') return access;
  const pk = aimedAtKey(RegionalMeasures.name, agency);
  return { kind: 'own', index: 'file', pk, newestFirst: true } as const;
}

interface MeasureCall<Body> extends Call {
  readonly params: { readonly measureId: string };
  readonly body: Body;
  answer(status: 200, view: ReturnType<typeof measureView>, version: number): StoredAnswer;
}

type Decide<Body> = (measure: RegionalMeasure, input: Body, context: Context) => Decision<MeasureFact>;

/** The operation that puts this decider to a measure. */
function commandOn<Body>(decide: Decide<Body>, named: (body: Body) => readonly Named[] = () => []) {
  return async (request: MeasureCall<Body>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> =>
    carryOut(request, journal, async () => {
      const measure = await journal.load(RegionalMeasures, request.params.measureId);
      if (measure.state === undefined) return refuse('NOT_FOUND');
      const access = request.allowed(measureThing(measure.state));
      if (access.kind === 'refusal') return access;
      const stale = staleness(request, measure.version);
      if (stale !== undefined) return stale;
      const context = request.context();
      const decision = await ifRegistered(journal, decide(measure.state, request.body, context), named(request.body));
      return planFrom(decision, [measure], (after) => {
        const { state = noState(), version } = after(measure);
        return request.answer(200, measureView(state, version, context.now), version);
      });
    });
}

function newIdOf(facts: readonly MeasureFact[]): string | undefined {
  return facts.flatMap(({ data }) => ('birth' in data && data.birth !== undefined ? [data.birth.measureId] : []))[0];
}
