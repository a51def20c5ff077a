import * as z from 'zod';
import { ADDRESS } from '../../shared/calendar-feeds/feed.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';

/** As many terms as a calendar shows: one page of the list. */
export const MOST_EVENTS = 100;

const IssuedCalendar = z
  .strictObject({
    path: z.string().meta({
      description: 'Of this API, for a calendar program. It opens the calendar without a token: keep it to yourself.',
    }),
    issuedAt: UtcInstant,
    until: UtcInstant.meta({ description: 'Then the address ends; a new one has the rights of that time.' }),
  })
  .meta({ id: 'IssuedCalendar' });

export const calendarRoutes = defineRoutes({
  issueCalendar: {
    method: 'POST',
    path: '/v1/calendar',
    summary:
      "Get a private address of the caller's terms as a calendar; it ends the address before, and has the caller's rights of now",
    tag: 'me',
    access: { action: 'calendar.issue' },
    answers: { 201: IssuedCalendar },
    refusals: [],
  },
  revokeCalendar: {
    method: 'POST',
    path: '/v1/calendar/revoke',
    summary: 'End the private address at once',
    tag: 'me',
    access: { action: 'calendar.issue' },
    answers: { 200: z.strictObject({ revokedAt: UtcInstant }) },
    refusals: ['NOT_FOUND'],
  },
  readCalendar: {
    method: 'GET',
    path: '/v1/calendar/{address}',
    summary: `Read the terms as a calendar (RFC 5545), the first ${MOST_EVENTS} by their end: what each is and the reference of its thing, nothing of people`,
    tag: 'me',
    access: 'public',
    params: z.strictObject({
      address: z
        .string()
        .regex(ADDRESS)
        .meta({ description: 'As `POST /v1/calendar` gave it.', example: `${'0'.repeat(128)}.ics` }),
    }),
    answers: { 200: z.string() },
    media: 'text/calendar',
    refusals: [],
  },
});
