import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { aimedAtKey } from '../../shared/journal/keys.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { measureThing } from '../../shared/regional/measure/kind.ts';
import { measureEntry, measureView, RegionalMeasureCard } from '../../shared/regional/measure/measure-answers.ts';
import type { MeasureFact } from '../../shared/regional/measure/measure-facts.ts';
import type { IssueMeasure, RegionalMeasure } from '../../shared/regional/measure/measure-model.ts';
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
import { pageOfIndex } from '../platform/paging.ts';
import { joined, namedIn } from './agencies-named.ts';
import type { regionalRoutes } from './routes.ts';

type MeasureRoutes = Pick<
  typeof regionalRoutes,
  'issueMeasure' | 'listMeasures' | 'getMeasure' | 'submitEvidence' | 'acceptCorrection' | 'escalateMeasure' | 'liftMeasure'
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
    const part = request.actor.agencyKind === 'police' ? caseloadOf(request, RegionalMeasures.name) : ownOf(request);
    if (part.kind === 'refusal') return part;
    const page = await pageOfIndex(request, tools, part);
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => measureEntry(parseTolerantly(RegionalMeasureCard, card), now));
    return request.answer(200, { items, ...page.next });
  },

  getMeasure: readOn(measure),
  submitEvidence: onMeasure(submitEvidence),
  acceptCorrection: onMeasure(acceptCorrection),
  escalateMeasure: onMeasure((state, input, context, { tools }) =>
    ifRegistered(tools.journal, escalateMeasure(state, input, context), joined(input)),
  ),
  liftMeasure: onMeasure(liftMeasure),
};

/** The measures on the caller's own agency. */
function ownOf(request: Call) {
  const { agency } = request.actor;
  const access = request.allowed({ aimedAt: agency });
  if (access.kind === 'refusal') return access;
  const pk = aimedAtKey(RegionalMeasures.name, agency);
  return { kind: 'own', index: 'file', pk, newestFirst: true } as const;
}
