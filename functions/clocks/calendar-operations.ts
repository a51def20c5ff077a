import { Agencies } from '../../shared/agencies/streams.ts';
import { addressOf, feedIdOf, feedNamed, issueBy, issueFeed, opens, revokeFeed } from '../../shared/calendar-feeds/feed.ts';
import type { CalendarFeed } from '../../shared/calendar-feeds/model.ts';
import { CalendarFeeds } from '../../shared/calendar-feeds/streams.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { planFrom } from '../../shared/journal/transact.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { termsOf } from '../lookups/running-terms.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { type calendarRoutes, MOST_EVENTS } from './calendar-routes.ts';
import { calendarOf } from './calendar-text.ts';

export const calendarOperations: Operations<typeof calendarRoutes, ApiTools> = {
  issueCalendar: async (request, { journal, dataKeys }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const key = (await dataKeys()).calendars;
    const feedId = feedIdOf(key, request.actor);
    const { id } = request.command;
    // A remembered command keeps its answer, and the address must not be kept. The feed knows a command that comes again by itself.
    return carryOut({ ...request, hasKey: false }, journal, async () => {
      const feed = await journal.load(CalendarFeeds, feedId);
      const decision = issueFeed(feed.state, id, request.context());
      return planFrom(decision, [feed], (after) => {
        const { state } = after(feed);
        const { n, issuedAt, until } = (state && issueBy(state, id)) ?? impossible('a feed was issued and is not there');
        return request.answer(201, { path: `/v1/calendar/${addressOf(key, feedId, n)}`, issuedAt, until });
      });
    });
  },

  revokeCalendar: async (request, { journal, dataKeys }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const feedId = feedIdOf((await dataKeys()).calendars, request.actor);
    return carryOut(request, journal, async () => {
      const feed = await journal.load(CalendarFeeds, feedId);
      if (feed.state === undefined) return refuse('NOT_FOUND');
      const context = request.context();
      return planFrom(revokeFeed(feed.state, context), [feed], () => request.answer(200, { revokedAt: context.now }));
    });
  },

  readCalendar: async (request, { journal, dataKeys, now }) => {
    const { address } = request.params;
    const { calendars } = await dataKeys();
    const { state } = await journal.load(CalendarFeeds, feedNamed(address));
    if (state === undefined || !opens(calendars, address, state, now())) return refuse('NOT_FOUND');
    if (await isClosed(state, journal)) return refuse('NOT_FOUND');
    const { terms } = await termsOf(readerOf(state), journal, { limit: MOST_EVENTS });
    const answer = request.answer(200, calendarOf(terms, state.issuedAt));
    return { ...answer, headers: { 'content-type': 'text/calendar; charset=utf-8' } };
  },
};

/** An agency that was closed has no readers any more. */
async function isClosed({ reader }: CalendarFeed, journal: Journal): Promise<boolean> {
  const { state } = await journal.load(Agencies, reader.agency);
  return state?.closed === true;
}

/** The rights that the address was given with. No term depends on the person, so the address knows none. */
function readerOf({ reader }: CalendarFeed): Actor {
  const { district, ...rest } = reader;
  return { ...rest, subject: 'calendar', ...(district === undefined ? {} : { district }) };
}
