import * as z from 'zod';
import { CaseCard } from '../../shared/cases/answers.ts';
import type { CaseStatus } from '../../shared/cases/model.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { invalid } from '../../shared/http/read-request.ts';
import { listingKey } from '../../shared/journal/keys.ts';
import { AgencyId } from '../../shared/kernel/ids.ts';
import { secondsSince } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { cardsWith, type DatedAsked, datedAsked, datedCount, datedPage, ownIf, tallied } from '../platform/dated-page.ts';
import { type caseRoutes, listedStatuses } from './routes.ts';
import { sharedWithCaller } from './shared-list.ts';

type ListRoutes = Pick<typeof caseRoutes, 'listCases' | 'getCasesSummary'>;

/** Cases in lists. */
export const caseListOperations: Operations<ListRoutes, ApiTools> = {
  listCases: async (request, tools) => {
    if (request.query.shared !== undefined) {
      const unfit = unfitForShares(request.query);
      if (unfit !== undefined) return invalid({ in: 'query', path: `/${unfit}`, rule: 'must not stand beside `shared`' });
      const page = await sharedWithCaller(request, tools);
      return page.kind === 'refusal' ? page : request.answer(200, { items: [...page.items], ...page.next });
    }
    const asked = datedAsked(request);
    if (asked.kind === 'refusal') return asked;
    const page = await datedPage(request, tools, asked.period, listOf(request, asked));
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => {
      const fraudCase = parseTolerantly(CaseCard, card);
      return {
        ...fraudCase,
        openSeconds: secondsSince(fraudCase.openedAt, now),
        untouchedSeconds: secondsSince(fraudCase.touchedAt, now),
      };
    });
    return request.answer(200, { items, ...page.next });
  },

  getCasesSummary: async (request, tools) => {
    const asked = datedAsked(request);
    if (asked.kind === 'refusal') return asked;
    const { cards, more } = await datedCount(tools, asked.period, listOf(request, asked));
    const cases = cards.map(({ card }) => parseTolerantly(CaseCard, card));
    return request.answer(200, {
      ...{ total: cases.length, more },
      statuses: tallied(listedStatuses, cases, 'status'),
      lossFen: cases.reduce((sum, { lossFen }) => sum + lossFen, 0),
      victims: cases.reduce((sum, { victims }) => sum + victims, 0),
    });
  },
};

/** The first filter that would be heard of the cases of a district alone. */
function unfitForShares({ sort, ...query }: z.output<typeof caseRoutes.listCases.query>) {
  const filters = ['district', 'from', 'to', 'month', 'mine', 'status', 'station'] as const;
  return filters.find((name) => query[name] !== undefined) ?? (sort === 'oldest' ? 'sort' : undefined);
}

/** A merged case is of several agencies; cards of earlier releases name the one that opened it. */
const Owners = CaseCard.pick({ agency: true }).extend({ agencies: z.array(AgencyId).optional() });

type ListCall = Parameters<typeof ownIf>[0] & {
  readonly query: { readonly status?: CaseStatus | undefined; readonly station?: string | undefined };
};

function listOf(request: ListCall, { districts }: DatedAsked) {
  const { status, station } = request.query;
  const own = ownIf(request);
  const isAsked = cardsWith(CaseCard, { status, station });
  const isOwn = (card: object): boolean => {
    const { agency, agencies = [agency] } = parseTolerantly(Owners, card);
    return own === undefined || agencies.includes(own);
  };
  return {
    pksOf: (month: string) => districts.map((district) => listingKey('case', district, month)),
    keep:
      own === undefined && isAsked === undefined
        ? undefined
        : (card: Readonly<Record<string, unknown>>) => isOwn(card) && isAsked?.(card) !== false,
  };
}
