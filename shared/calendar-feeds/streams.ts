import type { StreamType } from '../journal/stream.ts';
import { impossible } from '../kernel/impossible.ts';
import { CalendarFeed, CalendarFeedFact, type Issue, MOST_REMEMBERED } from './model.ts';

/** Feeds by the keyed hash of their person. No list has them. */
export const CalendarFeeds: StreamType<CalendarFeed, CalendarFeedFact> = {
  name: 'calendar-feed',
  schemaVersion: 2,
  state: CalendarFeed,
  fact: CalendarFeedFact,
  evolve: (before, { type, data }) => {
    if (type === 'calendar-feed.revoked')
      return { ...(before ?? impossible('a feed begins with an address')), revokedAt: data.at };
    const { at: issuedAt, ...issued } = data;
    return { ...issued, issuedAt, ...(before === undefined ? {} : { earlier: remembered(before) }) };
  },
  index: () => ({ entries: {}, card: {} }),
};

/** The addresses so far, as many as are remembered. */
function remembered({ n, issuedBy, issuedAt, until, earlier = [] }: CalendarFeed): Issue[] {
  return [...earlier, { n, issuedBy, issuedAt, until }].slice(-MOST_REMEMBERED);
}
