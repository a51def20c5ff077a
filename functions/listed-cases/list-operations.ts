import type { Call } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { ListedCaseCard } from '../../shared/listed-cases/answers.ts';
import { awaitsDecision } from '../../shared/listed-cases/deadlines.ts';
import { type ListingStatus, listingStatuses } from '../../shared/listed-cases/model.ts';
import { ListedCases } from '../../shared/listed-cases/streams.ts';
import { isResponsible } from '../../shared/listed-cases/supervision.ts';
import { listedCaseEntry } from '../../shared/listed-cases/views.ts';
import { caseloadCount, caseloadPage } from '../lookups/caseload.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { tallied } from '../platform/dated-page.ts';
import type { listedCaseRoutes } from './routes.ts';

type ListRoutes = Pick<typeof listedCaseRoutes, 'listListedCases' | 'getListedCasesSummary'>;

/** Listed cases in lists. */
export const listedCaseListOperations: Operations<ListRoutes, ApiTools> = {
  listListedCases: async (request, tools) => {
    const page = await caseloadPage(request, tools, ListedCases.name, keepOf(request, tools.now()));
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => listedCaseEntry(parseTolerantly(ListedCaseCard, card), now));
    return request.answer(200, { items, ...page.next });
  },

  getListedCasesSummary: async (request, tools) => {
    const counted = await caseloadCount(request, tools, ListedCases.name, keepOf(request, tools.now()));
    if ('kind' in counted) return counted;
    const now = tools.now();
    const listings = counted.cards.map(({ card }) => listedCaseEntry(parseTolerantly(ListedCaseCard, card), now));
    return request.answer(200, {
      ...{ total: listings.length, more: counted.more },
      statuses: tallied(listingStatuses, listings, 'status'),
      overdue: listings.filter(({ overdue }) => overdue.length > 0).length,
      toDecide: listings.filter(awaitsDecision).length,
      extensionsAsked: listings.filter(({ extensionRequest }) => extensionRequest !== undefined).length,
      lossFen: listings.reduce((sum, { lossFen }) => sum + lossFen, 0),
    });
  },
};

interface ListCall extends Call {
  readonly query: {
    readonly mine?: 'true' | undefined;
    readonly status?: ListingStatus | undefined;
    readonly overdue?: 'true' | undefined;
    readonly toDecide?: 'true' | undefined;
  };
}

/** Which listings are asked for, by their cards at this moment; undefined for all. */
function keepOf({ query, actor }: ListCall, now: string) {
  const { mine, status, overdue, toDecide } = query;
  if ([mine, status, overdue, toDecide].every((filter) => filter === undefined)) return undefined;
  return (card: Readonly<Record<string, unknown>>): boolean => {
    const listed = parseTolerantly(ListedCaseCard, card);
    const isOwn = listed.units !== undefined && isResponsible(listed.units, actor.agency);
    return (
      (status === undefined || listed.status === status) &&
      (mine === undefined || isOwn) &&
      (overdue === undefined || listedCaseEntry(listed, now).overdue.length > 0) &&
      (toDecide === undefined || awaitsDecision(listed))
    );
  };
}
