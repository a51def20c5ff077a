import type { paths } from '../generated/api.ts';
import { useDistrictAsked } from '../states/district-choice.tsx';
import { behindMidnight } from '../words/format.ts';
import { useLabels } from '../words/labels.ts';

type Query = NonNullable<paths['/v1/listed-cases']['get']['parameters']['query']>;
type MeasureQuery = NonNullable<paths['/v1/regional-measures']['get']['parameters']['query']>;

/** The filters that both lists of a supervisor have, from the address of the page. */
export type Which = Pick<Query, 'district' | 'state' | 'mine' | 'dueBefore'>;

/** Reads the address of a page: values that the API has no word for are left out. */
export function useWhich(query: URLSearchParams): Which {
  const district = useDistrictAsked();
  const isClosed = query.get('state') === 'closed';
  const before = Date.parse(behindMidnight(query.get('before') ?? ''));
  return {
    ...(isClosed && { state: 'closed' as const }),
    ...district,
    ...(query.get('mine') === 'true' && { mine: 'true' as const }),
    ...(!isClosed && !Number.isNaN(before) && { dueBefore: new Date(before).toISOString() }),
  };
}

/** Which of the listings are shown: a status, or what needs a person. */
export function useShownListings(query: URLSearchParams): Pick<Query, 'status' | 'overdue' | 'toDecide'> {
  const labels = useLabels();
  const shown = query.get('show') ?? '';
  const isStatus = (value: string): value is NonNullable<Query['status']> => Object.hasOwn(labels?.['listingState'] ?? {}, value);
  if (shown === 'overdue') return { overdue: 'true' };
  if (shown === 'toDecide') return { toDecide: 'true' };
  return isStatus(shown) ? { status: shown } : {};
}

/** Which of the measures are shown: those with a status. */
export function useShownMeasures(query: URLSearchParams): Pick<MeasureQuery, 'status'> {
  const labels = useLabels();
  const shown = query.get('show') ?? '';
  const isStatus = (value: string): value is NonNullable<MeasureQuery['status']> =>
    Object.hasOwn(labels?.['measureState'] ?? {}, value);
  return isStatus(shown) ? { status: shown } : {};
}
