import type * as z from 'zod';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { invalid } from '../../shared/http/read-request.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { aimedAtKey } from '../../shared/journal/keys.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { measureThing } from '../../shared/regional/measure/kind.ts';
import { measureEntry, measureView, RegionalMeasureCard } from '../../shared/regional/measure/measure-answers.ts';
import type { MeasureFact } from '../../shared/regional/measure/measure-facts.ts';
import {
  type IssueMeasure,
  measureStatuses,
  measureSteps,
  type RegionalMeasure,
} from '../../shared/regional/measure/measure-model.ts';
import { RegionalMeasures } from '../../shared/regional/measure/measures.ts';
import {
  acceptCorrection,
  escalateMeasure,
  issueMeasure,
  liftMeasure,
  submitEvidence,
} from '../../shared/regional/measure/take-measure.ts';
import { type CaseloadQuery, caseloadCount, caseloadPage } from '../lookups/caseload.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { cardsWith, ownIf, tallied } from '../platform/dated-page.ts';
import { pageOfWindows } from '../platform/partitions-page.ts';
import { joined, namedIn } from './agencies-named.ts';
import type { regionalRoutes } from './routes.ts';

type MeasureRoutes = Pick<
  typeof regionalRoutes,
  | 'issueMeasure'
  | 'listMeasures'
  | 'getMeasuresSummary'
  | 'getMeasure'
  | 'submitEvidence'
  | 'acceptCorrection'
  | 'escalateMeasure'
  | 'liftMeasure'
>;

interface MeasureCall<Status> extends Call {
  answer(status: Status, view: ReturnType<typeof measureView>, version: number): StoredAnswer;
}

const measure: Target<MeasureCall<200> & { readonly params: { readonly measureId: string } }, RegionalMeasure, MeasureFact> = {
  load: ({ params }, journal) => journal.load(RegionalMeasures, params.measureId),
  thing: measureThing,
  answer: answered(200),
};
const onMeasure = commandOn(measure);

/** The answer with a measure as it is now. */
function answered<Status>(status: Status) {
  return (request: MeasureCall<Status>, { state, version }: Present<RegionalMeasure>): StoredAnswer =>
    request.answer(status, measureView(state, version, request.context().now), version);
}

export const measureOperations: Operations<MeasureRoutes, ApiTools> = {
  issueMeasure: createOn({
    type: RegionalMeasures,
    may: (request: MeasureCall<201> & { readonly body: IssueMeasure }) =>
      request.allowed({ district: request.body.target.district }),
    answer: answered(201),
  })((input, context, { tools }) => ifRegistered(tools.journal, issueMeasure(input, context), namedIn(input))),

  listMeasures: async (request, tools) => {
    const isPolice = request.actor.agencyKind === 'police';
    const keep = cardsWith(RegionalMeasureCard, {
      issuedBy: isPolice ? ownIf(request) : undefined,
      status: request.query.status,
    });
    const page = isPolice ? await caseloadPage(request, tools, RegionalMeasures.name, keep) : await onOwn(request, tools, keep);
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => measureEntry(parseTolerantly(RegionalMeasureCard, card), now));
    return request.answer(200, { items, ...page.next });
  },

  getMeasuresSummary: async (request, tools) => {
    const keep = cardsWith(RegionalMeasureCard, { issuedBy: ownIf(request), status: request.query.status });
    const counted = await caseloadCount(request, tools, RegionalMeasures.name, keep);
    if ('kind' in counted) return counted;
    const measures = counted.cards.map(({ card }) => parseTolerantly(RegionalMeasureCard, card));
    return request.answer(200, {
      ...{ total: measures.length, more: counted.more },
      statuses: tallied(measureStatuses, measures, 'status'),
      steps: tallied(measureSteps, measures, 'step'),
      overdue: measures.filter(({ overdue }) => overdue).length,
    });
  },

  getMeasure: readOn(measure),
  submitEvidence: onMeasure(submitEvidence),
  acceptCorrection: onMeasure(acceptCorrection),
  escalateMeasure: onMeasure((state, input, context, { tools }) =>
    ifRegistered(tools.journal, escalateMeasure(state, input, context), joined(input)),
  ),
  liftMeasure: onMeasure(liftMeasure),
};

type OwnCall = Call & { readonly query: z.output<typeof CaseloadQuery> & { readonly status?: string | undefined } };

/** The measures on the caller's own agency, open and closed, by the day of their beginning. */
async function onOwn(request: OwnCall, tools: ApiTools, keep: ReturnType<typeof cardsWith>) {
  const { agency } = request.actor;
  const access = request.allowed({ aimedAt: agency });
  if (access.kind === 'refusal') return access;
  const { status, ...query } = request.query;
  const unfit = (['district', 'mine', 'dueBefore', 'from', 'to'] as const).find((name) => query[name] !== undefined);
  if (unfit !== undefined) return invalid({ in: 'query', path: `/${unfit}`, rule: 'is only for police' });
  return pageOfWindows(request, tools, {
    windows: [{ partitions: [{ index: 'file', pk: aimedAtKey(RegionalMeasures.name, agency) }] }],
    newestFirst: true,
    filter: { status },
    keep: keep && (({ card }) => keep(card)),
  });
}
