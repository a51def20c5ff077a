import type { Call } from '../../shared/http/api-request.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { ListedCaseCard } from '../../shared/listed-cases/answers.ts';
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
    const page = await caseloadPage(request, tools, ListedCases.name, keepOf(request));
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => listedCaseEntry(parseTolerantly(ListedCaseCard, card), now));
    return request.answer(200, { items, ...page.next });
  },

  getListedCasesSummary: async (request, tools) => {
    const counted = await caseloadCount(request, tools, ListedCases.name, keepOf(request));
    if ('kind' in counted) return counted;
    const now = tools.now();
    const listings = counted.cards.map(({ card }) => listedCaseEntry(parseTolerantly(ListedCaseCard, card), now));
    return request.answer(200, {
      ...{ total: listings.length, more: counted.more },
      statuses: tallied(listingStatuses, listings, 'status'),
      overdue: listings.filter(({ overdue }) => overdue.length > 0).length,
      extensionsAsked: listings.filter(({ extensionRequest }) => extensionRequest !== undefined).length,
      lossFen: listings.reduce((sum, { lossFen }) => sum + lossFen, 0),
    });
  },
};

/** Which listings are asked for: with this status, or for which the caller's agency answers; undefined for all. */
function keepOf({
  query,
  actor,
}: Call & { readonly query: { readonly mine?: 'true' | undefined; readonly status?: ListingStatus | undefined } }) {
  const { mine, status } = query;
  if (mine === undefined && status === undefined) return undefined;
  return (card: Readonly<Record<string, unknown>>): boolean => {
    const { units, ...listed } = parseTolerantly(ListedCaseCard, card);
    const isOwn = units !== undefined && isResponsible(units, actor.agency);
    return (status === undefined || listed.status === status) && (mine === undefined || isOwn);
  };
}
