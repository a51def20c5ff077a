import { timelineShown } from '../../shared/cases/timeline.ts';
import { caseView } from '../../shared/cases/views.ts';
import { holdsCase, partsVisible } from '../../shared/cases/visibility.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { looked } from '../lookups/case-looks.ts';
import { moneyOf } from '../lookups/case-money.ts';
import { linkProposalsOf } from '../lookups/link-proposals.ts';
import { caseOf } from '../lookups/opened-case.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { placeOf } from '../platform/place.ts';
import { firstRead, readsPage } from './reads-page.ts';
import type { caseRoutes } from './routes.ts';
import { timelineKinds, timelinePage } from './timeline.ts';

type LookRoutes = Pick<typeof caseRoutes, 'getCase' | 'getCaseTimeline' | 'listCaseReads'>;

/** Reads of a case; a look by another agency is recorded before that agency gets the answer. */
export const lookOperations: Operations<LookRoutes, ApiTools> = {
  getCase: async (request, { journal }) =>
    carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { loaded, fraudCase, context } = found;
      const { actor, now } = context;
      const [money, linkProposals] = await Promise.all([
        partsVisible(fraudCase, actor, now).includes('money') ? moneyOf(journal, fraudCase, now) : undefined,
        holdsCase(fraudCase, actor) ? linkProposalsOf(journal, fraudCase, actor) : undefined,
      ]);
      const look = { actor, now, version: loaded.version, asked: request.params.caseId, money, linkProposals };
      const view = caseView(fraudCase, look);
      return looked(journal, found, 'case', context, request.answer(200, view, tagOf(view.version, view)));
    }),

  getCaseTimeline: async (request, tools) => {
    const { journal } = tools;
    return carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { fraudCase, context } = found;
      const parts = partsVisible(fraudCase, context.actor, context.now);
      if (!parts.includes('timeline')) return refuse('ACTION_NOT_ALLOWED');
      const place = await placeOf(request, tools, request.params);
      if (place.kind === 'refusal') return place;
      const shown = timelineShown(fraudCase, context.actor, { kinds: timelineKinds, parts });
      const numbered = holdsCase(fraudCase, context.actor);
      const asked = { limit: request.query.limit, last: place.after?.['last'], shown, numbered };
      const { items, last } = await timelinePage(journal, fraudCase, asked);
      const next = place.next(last === undefined ? undefined : { last });
      return looked(journal, found, 'timeline', context, request.answer(200, { items: [...items], ...next }));
    });
  },

  listCaseReads: async (request, tools) => {
    const found = await caseOf(request, tools.journal);
    if (found.kind === 'refusal') return found;
    const place = await placeOf(request, tools, request.params);
    if (place.kind === 'refusal') return place;
    const { items, next } = await readsPage(tools.journal, found.fraudCase, request.query.limit, place.after ?? firstRead);
    return request.answer(200, { items: [...items], ...place.next(next) });
  },
};
