import { timingSafeEqual } from 'node:crypto';
import { keyedHash } from '../kernel/canonical.ts';
import { type Actor, type CallerKind, type Context, callerKinds } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import { impossible } from '../kernel/impossible.ts';
import { DAY, plus } from '../kernel/time.ts';
import type { CalendarFeed, CalendarFeedFact, Issue } from './model.ts';

/** How long keyed hashes are, in hex. */
const HASH = 64;

/** The secret part of an address: the feed, and the proof that Cordon issued it. */
export const ADDRESS = new RegExp(`^[0-9a-f]{${2 * HASH}}\\.ics$`);

/** The id of a person's feed: a keyed hash, so that it tells nothing of the person. @param key the data key of calendars */
export function feedIdOf(key: string, { agency, subject }: Pick<Actor, 'agency' | 'subject'>): string {
  return keyedHash(key, `feed#${agency}#${subject}`);
}

/** The address of the n-th issue of a feed. Without the key it cannot be guessed. */
export function addressOf(key: string, feedId: string, n: number): string {
  return `${feedId}${proofOf(key, feedId, n)}.ics`;
}

function proofOf(key: string, feedId: string, n: number): string {
  return keyedHash(key, `address#${feedId}#${n}`);
}

/** The feed that an address names; whether it opens it, `opens` says. */
export function feedNamed(address: string): string {
  return address.slice(0, HASH);
}

/** Whether the address is the one issued last, and holds at this moment. @param now ISO 8601, UTC */
export function opens(key: string, address: string, { n, until, revokedAt }: CalendarFeed, now: string): boolean {
  const given = Buffer.from(address.slice(HASH, 2 * HASH), 'hex');
  const expected = Buffer.from(proofOf(key, feedNamed(address), n), 'hex');
  const isIssued = given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
  return isIssued && revokedAt === undefined && now < until;
}

/** The address that a command was given, if it is remembered. */
export function issueBy({ earlier = [], ...last }: CalendarFeed, issuedBy: string): Issue | undefined {
  return [...earlier, last].find((issue) => issue.issuedBy === issuedBy);
}

/**
 * Issues an address with the rights that the person has now; it ends the one before.
 *
 * @param issuedBy the command: where it comes again, however late, its address stays what it is, also revoked or followed by another
 * @returns `calendar-feed.issued`, or no fact
 */
export function issueFeed(
  before: CalendarFeed | undefined,
  issuedBy: string,
  { now, actor, policy }: Context,
): Decision<CalendarFeedFact> {
  if (before !== undefined && issueBy(before, issuedBy) !== undefined) return accept();
  const until = plus(now, policy.amount('calendar.feed-life', now) * DAY);
  return accept({
    type: 'calendar-feed.issued',
    data: { at: now, n: (before?.n ?? 0) + 1, issuedBy, reader: readerOf(actor), until },
  });
}

function readerOf({ agency, agencyKind, district, roles }: Actor): CalendarFeed['reader'] {
  const kind: CallerKind = callerKinds.find((one) => one === agencyKind) ?? impossible('Cordon itself has no calendar');
  return { agency, agencyKind: kind, roles: [...roles], ...defined({ district }) };
}

/** Ends the address. @returns `calendar-feed.revoked`, or NOT_FOUND if there is none that holds */
export function revokeFeed({ revokedAt }: CalendarFeed, { now }: Context): Decision<CalendarFeedFact> {
  if (revokedAt !== undefined) return refuse('NOT_FOUND');
  return accept({ type: 'calendar-feed.revoked', data: { at: now } });
}
