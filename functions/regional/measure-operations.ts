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
import { type CaseloadFilters, type CaseloadQuery, caseloadCount, caseloadPage } from '../lookups/caseload.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { cardsWith, ownIf, tallied } from '../platform/dated-page.ts';
import { cardsCounted, pageOfWindows } from '../platform/partitions-page.ts';
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
    const isPolice = request.actor.agencyKind === 'police';
    const keep = cardsWith(RegionalMeasureCard, {
      issuedBy: isPolice ? ownIf(request) : undefined,
      status: request.query.status,
    });
    const counted = isPolice
      ? await caseloadCount(request, tools, RegionalMeasures.name, keep)
      : await countOnOwn(request, tools, keep);
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

type FilterCall = Call & { readonly query: z.output<typeof CaseloadFilters> & { readonly status?: string | undefined } };
type OwnCall = FilterCall & { readonly query: z.output<typeof CaseloadQuery> };
type Keep = ReturnType<typeof cardsWith>;

/** The measures on the caller's own agency, open and closed, by the day of their beginning. */
async function onOwn(request: OwnCall, tools: ApiTools, keep: Keep) {
  const own = windowsOnOwn(request);
  if (own.kind === 'refusal') return own;
  const { status } = request.query;
  return pageOfWindows(request, tools, {
    ...own.of,
    newestFirst: true,
    filter: { status },
    keep: keep && (({ card }) => keep(card)),
  });
}

async function countOnOwn(request: FilterCall, tools: ApiTools, keep: Keep) {
  const own = windowsOnOwn(request);
  return own.kind === 'refusal' ? own : cardsCounted(tools, { ...own.of, keep: keep && (({ card }) => keep(card)) });
}

function windowsOnOwn(request: FilterCall) {
  const { agency } = request.actor;
  const access = request.allowed({ aimedAt: agency });
  if (access.kind === 'refusal') return access;
  const unfit = (['district', 'mine', 'dueBefore', 'from', 'to'] as const).find((name) => request.query[name] !== undefined);
  if (unfit !== undefined) return invalid({ in: 'query', path: `/${unfit}`, rule: 'is only for police' });
  const partition = { index: 'file', pk: aimedAtKey(RegionalMeasures.name, agency) } as const;
  return { kind: 'asked', of: { windows: [{ partitions: [partition] }] } } as const;
}
