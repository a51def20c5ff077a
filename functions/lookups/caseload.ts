import * as z from 'zod';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { Mine, OfDistrict, PageQuery, Period } from '../../shared/http/lists.ts';
import { invalid } from '../../shared/http/read-request.ts';
import { caseloadKey, supervisedKey } from '../../shared/journal/keys.ts';
import type { District } from '../../shared/kernel/context.ts';
import { Instant } from '../../shared/kernel/time.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { districtsAsked, periodOf, rangeOf } from '../platform/dated-page.ts';
import type { Page } from '../platform/paging.ts';
import {
  type Card,
  type Counted,
  cardsCounted,
  type Partition,
  pageOfWindows,
  type Window,
} from '../platform/partitions-page.ts';

/** A supervisor's list: open things by the moment when a person must act, or closed things, the latest first. */
export const CaseloadQuery = PageQuery.extend({
  district: OfDistrict,
  state: z.enum(['open', 'closed']).default('open'),
  mine: Mine,
  dueBefore: Instant.optional().meta({ description: 'Of what is open, only where a person must act before this moment.' }),
  from: Period.from.meta({
    description: 'Of what is closed, from this day on, in Beijing. By default two years before the last.',
  }),
  to: Period.to.meta({ description: 'Of what is closed, until this day, in Beijing. By default today.' }),
});

/** The filters of such a list, for its summary. */
export const CaseloadFilters = CaseloadQuery.omit({ limit: true, cursor: true });
type CaseloadFilters = z.output<typeof CaseloadFilters>;
type CaseloadCall = Call & { readonly query: z.output<typeof CaseloadQuery> };
type FilterCall = Call & { readonly query: CaseloadFilters };

/**
 * A page of the requested list, of a district or of all.
 *
 * @param of the kind of thing
 * @param keep the entries of the list, by their cards; absent for all
 * @param withCity whether there are things without a district, which the lists of all districts have as well
 * @returns the page, or why the caller may not list them; INPUT_INVALID for a filter of the other state; CURSOR_INVALID
 */
export async function caseloadPage(
  call: CaseloadCall,
  tools: ApiTools,
  of: string,
  keep?: (card: Card['card']) => boolean,
  withCity = false,
): Promise<Page | Rejection> {
  const asked = windowOf(call, of, withCity);
  if (asked.kind === 'refusal') return asked;
  const { limit: _, cursor: __, ...filter } = call.query;
  return pageOfWindows(call, tools, { ...asked.windows, filter, keep: keep && (({ card }) => keep(card)) });
}

/** The entries of the requested list that its summary counts. @returns the same as `caseloadPage` */
export async function caseloadCount(
  call: FilterCall,
  tools: ApiTools,
  of: string,
  keep?: (card: Card['card']) => boolean,
): Promise<Counted | Rejection> {
  const asked = windowOf(call, of);
  if (asked.kind === 'refusal') return asked;
  return cardsCounted(tools, { ...asked.windows, keep: keep && (({ card }) => keep(card)) });
}

function windowOf(call: FilterCall, of: string, withCity = false) {
  const asked = districtsAsked(call);
  if (asked.kind === 'refusal') return asked;
  const newestFirst = call.query.state === 'closed';
  const isAll = asked.districts.length > 1;
  const window = newestFirst
    ? closedOf(call, of, [...asked.districts, ...(isAll && withCity ? (['city'] as const) : [])])
    : openOf(call, of, asked.districts);
  return 'kind' in window ? window : ({ kind: 'asked', windows: { windows: [window], newestFirst } } as const);
}

function openOf({ query: { from, to, dueBefore } }: FilterCall, of: string, districts: readonly District[]): Window | Rejection {
  const unfit = from === undefined ? (to === undefined ? undefined : '/to') : '/from';
  if (unfit !== undefined) return invalid({ in: 'query', path: unfit, rule: 'is only for what is closed' });
  const [district, ...others] = districts;
  const partition: Partition =
    district === undefined || others.length > 0
      ? { index: 'inbox', pk: supervisedKey(of) }
      : { index: 'listing', pk: caseloadKey(of, district, 'open') };
  return { partitions: [partition], ...(dueBefore === undefined ? {} : { to: dueBefore }) };
}

function closedOf(call: FilterCall, of: string, districts: readonly (District | 'city')[]): Window | Rejection {
  if (call.query.dueBefore !== undefined) return invalid({ in: 'query', path: '/dueBefore', rule: 'is only for what is open' });
  const period = periodOf(call);
  if (period.kind === 'refusal') return period;
  const partitions = districts.map((one): Partition => ({ index: 'listing', pk: caseloadKey(of, one, 'closed') }));
  return { partitions, ...rangeOf(period) };
}
