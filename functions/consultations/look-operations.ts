import type { Consultation } from '../../shared/consultations/consultation.ts';
import { currentOpinions } from '../../shared/consultations/give-opinion.ts';
import { type Opinion, opinionId } from '../../shared/consultations/opinion.ts';
import { takesPart } from '../../shared/consultations/standing.ts';
import { Consultations, Opinions } from '../../shared/consultations/streams.ts';
import { consultationEntry, consultationView, exhibitsSeen, isOutdated, openedSeen } from '../../shared/consultations/views.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import { findOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { findCases } from '../lookups/cases.ts';
import { filesOfExhibits, openedByActor } from '../lookups/consultation-files.ts';
import { evidenceLooked } from '../lookups/evidence-looks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { numberedPlaceOf } from '../platform/place.ts';
import { consultationNamed } from './found-consultation.ts';
import type { consultationRoutes } from './routes.ts';
import { seatsOf } from './seats-page.ts';

type LookRoutes = Pick<typeof consultationRoutes, 'getConsultation' | 'listConsultations' | 'listOpinions'>;

/** The view of the parties on a consultation; evidence of another agency's case is a look at that case, and recorded. */
export const consultationLooks: Operations<LookRoutes, ApiTools> = {
  getConsultation: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await findOn(consultationNamed, request, journal);
      if (found.kind === 'refusal') return found;
      const context = request.context();
      const isParty = takesPart(found.state, request.actor.agency);
      const [cases, texts, files, opened] = await Promise.all([
        findCases(journal, found.state.caseIds),
        isParty ? textsInForce(journal, found.state) : undefined,
        isParty ? filesOfExhibits(journal, found.state) : undefined,
        isParty ? openedByActor(journal, found.state, found.state.bundleVersion, request.actor) : undefined,
      ]);
      const known = defined({ texts, files, opened: opened?.of });
      const view = consultationView(found.state, cases.files, request.actor, context.now, known);
      // the title of a case is of its summary, whether the bundle has that or not
      const titles = found.state.caseIds.map((caseId) => ({ caseId, part: 'summary' as const }));
      const exhibits = view.shows === 'all' ? [...found.state.exhibits, ...titles] : [];
      const answer = request.answer(200, view, tagOf(view.shows === 'all' ? found.loaded.version : undefined, view));
      return evidenceLooked(journal, cases, found.state.consultationId, exhibits, context, answer);
    }),

  listConsultations: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await seatsOf(request, tools, Consultations, 'consultation', request.query.open === 'true');
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    return request.answer(200, {
      items: page.states.map((state) => consultationEntry(state, request.actor.agency, now)),
      ...page.next,
    });
  },

  listOpinions: async (request, tools) => {
    const { journal } = tools;
    const found = await findOn(consultationNamed, request, journal);
    if (found.kind === 'refusal') return found;
    const { consultationId, opinions, exhibits, caseIds } = found.state;
    const place = await numberedPlaceOf(request, tools, request.params, 'before', opinions.length + 1);
    if (place.kind === 'refusal') return place;
    const lines = opinions.filter(({ n }) => n < place.at && n >= place.at - request.query.limit).toReversed();
    const loaded = await journal.loadMany(
      Opinions,
      lines.map(({ n }) => opinionId(consultationId, n)),
    );
    const cases = await findCases(journal, caseIds);
    const seen = exhibitsSeen(exhibits, cases.files, request.actor, request.context().now);
    const items = loaded.flatMap(({ state }, i) =>
      state === undefined
        ? []
        : [
            {
              ...state,
              ...openedSeen(state, seen),
              supersededBy: lines[i]?.supersededBy,
              outdated: isOutdated(found.state, state),
            },
          ],
    );
    const last = lines.at(-1)?.n ?? 1;
    return request.answer(200, { items, ...place.next(last > 1 ? last : undefined) });
  },
};

/** The opinions in force, by their numbers. */
async function textsInForce(
  journal: Journal,
  { consultationId, opinions }: Pick<Consultation, 'consultationId' | 'opinions'>,
): Promise<ReadonlyMap<number, Opinion>> {
  const ids = currentOpinions(opinions).map(({ n }) => opinionId(consultationId, n));
  const loaded = await loadAll(journal, Opinions, ids);
  return new Map(loaded.flatMap(({ state }) => (state === undefined ? [] : [[state.n, state] as const])));
}
