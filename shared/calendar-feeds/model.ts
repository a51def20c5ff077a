import * as z from 'zod';
import { callerKinds, districts } from '../kernel/context.ts';
import { fact } from '../kernel/fact.ts';
import { AgencyId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';

/** What the address was given for: agency, kind, district and roles of the person at that moment. No subject and no name. */
const FeedReader = z.strictObject({
  agency: AgencyId,
  agencyKind: z.enum(callerKinds),
  district: z.enum(districts).optional(),
  roles: z.array(z.string()),
});

/** An address that was issued, and the command that asked for it. */
const Issue = z.strictObject({ n: z.int().positive(), issuedBy: z.string(), issuedAt: UtcInstant, until: UtcInstant });
export type Issue = z.infer<typeof Issue>;

/** So many of the addresses before the last are remembered: a command that comes again finds its own. */
export const MOST_REMEMBERED = 40;

/**
 * The private address of a person's calendar (日历订阅). The address is not kept: it is a keyed hash over the feed and `n`, so a new one ends
 * the one before.
 */
export const CalendarFeed = z.strictObject({
  n: z.int().positive(),
  /** The command that issued it: the same command again gives the same address. */
  issuedBy: z.string(),
  reader: FeedReader,
  issuedAt: UtcInstant,
  /** Rights change, and a calendar shows no token: so an address ends, and is asked for anew. */
  until: UtcInstant,
  revokedAt: UtcInstant.optional(),
  /** The addresses before this one, the newest last. They open nothing any more. */
  earlier: z.array(Issue).optional(),
});
export type CalendarFeed = z.infer<typeof CalendarFeed>;

export const CalendarFeedFact = z.discriminatedUnion('type', [
  fact('calendar-feed.issued', {
    n: z.int().positive(),
    issuedBy: z.string(),
    reader: FeedReader,
    until: UtcInstant,
  }),
  fact('calendar-feed.revoked', {}),
]);
export type CalendarFeedFact = z.infer<typeof CalendarFeedFact>;
