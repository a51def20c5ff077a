import { opinionId } from '../../shared/consultations/opinion.ts';
import { Consultations, Opinions } from '../../shared/consultations/streams.ts';
import { consultationEntry, consultationView, isOutdated } from '../../shared/consultations/views.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { makeCursor, readCursor } from '../../shared/http/cursor.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { findCases } from '../lookups/cases.ts';
import { evidenceLooked } from '../lookups/evidence-looks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { consultationOf } from './found-consultation.ts';
import type { consultationRoutes } from './routes.ts';
import { seatsOf } from './seats-page.ts';

type LookRoutes = Pick<typeof consultationRoutes, 'getConsultation' | 'listConsultations' | 'listOpinions'>;

/** The view of the parties on a consultation; evidence of another agency's case is a look at that case, and recorded. */
export const consultationLooks: Operations<LookRoutes, ApiTools> = {
  getConsultation: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await consultationOf(request, journal);
      if (found.kind === 'refusal') return found;
      const context = request.context();
      const cases = await findCases(journal, found.state.caseIds);
      const view = consultationView(found.state, cases.files, request.actor, context.now);
      const exhibits = view.shows === 'all' ? found.state.exhibits : [];
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

  listOpinions: async (request, { journal, dataKeys, now }) => {
    const found = await consultationOf(request, journal);
    if (found.kind === 'refusal') return found;
    const { consultationId, opinions } = found.state;
    const { limit, cursor } = request.query;
    const key = (await dataKeys()).cursors;
    const scope = { operation: request.operation, query: request.params, actor: request.actor };
    const position = cursor === undefined ? { before: String(opinions.length + 1) } : readCursor(key, scope, cursor, now());
    const before = Number(position?.['before']);
    if (!Number.isSafeInteger(before)) return refuse('CURSOR_INVALID');
    const lines = opinions.filter(({ n }) => n < before && n >= before - limit).toReversed();
    const loaded = await journal.loadMany(
      Opinions,
      lines.map(({ n }) => opinionId(consultationId, n)),
    );
    const items = loaded.flatMap(({ state }, i) =>
      state === undefined ? [] : [{ ...state, supersededBy: lines[i]?.supersededBy, outdated: isOutdated(found.state, state) }],
    );
    const last = lines.at(-1)?.n ?? 1;
    const next = last > 1 ? { next: makeCursor(key, scope, { before: String(last) }, now()) } : {};
    return request.answer(200, { items, ...next });
  },
};
