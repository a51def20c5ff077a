import { timelineShown } from '../../shared/cases/timeline.ts';
import { caseView } from '../../shared/cases/views.ts';
import { holdsCase, partsVisible } from '../../shared/cases/visibility.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { makeCursor, readCursor } from '../../shared/http/cursor.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { looked } from '../lookups/case-looks.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { moneyOf } from './case-money.ts';
import { caseOf } from './found-case.ts';
import { linkProposalsOf } from './link-proposals.ts';
import { firstRead, readsPage } from './reads-page.ts';
import type { caseRoutes } from './routes.ts';
import { timelinePage } from './timeline.ts';

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

  getCaseTimeline: async (request, { journal, dataKeys }) => {
    const key = (await dataKeys()).cursors;
    const { limit, cursor } = request.query;
    const scope = { operation: request.operation, query: request.params, actor: request.actor };
    return carryOut(request, journal, async () => {
      const found = await caseOf(request, journal);
      if (found.kind === 'refusal') return found;
      const { fraudCase, context } = found;
      if (!partsVisible(fraudCase, context.actor, context.now).includes('timeline')) return refuse('ACTION_NOT_ALLOWED');
      const position = cursor === undefined ? undefined : readCursor(key, scope, cursor, context.now);
      if (cursor !== undefined && position === undefined) return refuse('CURSOR_INVALID');
      const shown = timelineShown(fraudCase, context.actor);
      const numbered = holdsCase(fraudCase, context.actor);
      const { items, last } = await timelinePage(journal, fraudCase, { limit, last: position?.['last'], shown, numbered });
      const next = last === undefined ? {} : { next: makeCursor(key, scope, { last }, context.now) };
      return looked(journal, found, 'timeline', context, request.answer(200, { items: [...items], ...next }));
    });
  },

  listCaseReads: async (request, { journal, dataKeys, now }) => {
    const found = await caseOf(request, journal);
    if (found.kind === 'refusal') return found;
    const key = (await dataKeys()).cursors;
    const { limit, cursor } = request.query;
    const scope = { operation: request.operation, query: request.params, actor: request.actor };
    const position = cursor === undefined ? firstRead : readCursor(key, scope, cursor, now());
    if (position === undefined) return refuse('CURSOR_INVALID');
    const { items, next } = await readsPage(journal, found.fraudCase, limit, position);
    return request.answer(200, {
      items: [...items],
      ...(next === undefined ? {} : { next: makeCursor(key, scope, next, now()) }),
    });
  },
};
