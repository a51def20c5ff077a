import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { personActing } from '../../kernel/people.ts';
import type { MarkFact, MarkRegister, MarkRow } from '../mark/mark-register.ts';
import type { DelistEntry, RenewEntry, TellPerson } from './bodies.ts';
import { isExpired } from './deadlines.ts';
import type { BlacklistEntryFact } from './entry-facts.ts';
import { type EntryCommand, entryLifecycle } from './entry-lifecycle.ts';
import { type BlacklistEntry, MAX_RENEWALS } from './entry-model.ts';
import { noted, termSpent } from './list-mark.ts';
import { termEnd } from './terms.ts';

/** What a command on an entry needs to know besides it. */
export interface KnownToEntry {
  readonly register: MarkRegister | undefined;
  /** Of the one who acts, as the token gives it. */
  readonly name: string;
}

type EntryDecision = Decision<BlacklistEntryFact | MarkFact>;

/** Why the command is not possible; an entry whose term is over is as good as expired, before a fact says so. */
export function forbids(entry: BlacklistEntry, command: EntryCommand, now: string): Refusal | undefined {
  return entryLifecycle.refusal(isExpired(entry, now) ? 'expired' : entry.status, command);
}

/** The row of the entry in the register of its mark, changed. */
export function rowChanged(
  { entryId, mark }: BlacklistEntry,
  register: MarkRegister | undefined,
  change: Partial<MarkRow>,
  now: string,
): readonly MarkFact[] {
  const row = register?.rows.find((one) => one.entryId === entryId);
  return row === undefined ? [] : [noted(mark.kind, { ...row, ...change }, now)];
}

/**
 * Begins the term anew (续期), within the time that a mark may be listed in all. The heaviest of its grounds says how long it is.
 *
 * @returns `blacklist-entry.renewed`, or BLACKLIST_STATE_FORBIDS, BLACKLIST_FULL, LISTING_TERM_SPENT
 */
export function renewEntry(
  entry: BlacklistEntry,
  { reason }: RenewEntry,
  { register, name }: KnownToEntry,
  context: Context,
): EntryDecision {
  const { now, actor } = context;
  const refusal = forbids(entry, 'renew', now);
  if (refusal !== undefined) return refusal;
  if (entry.renewals.length >= MAX_RENEWALS) return refuse('BLACKLIST_FULL', { limit: MAX_RENEWALS });
  const ends = entry.grounds.flatMap(({ ground }) => termEnd(entry.mark.kind, ground, register, context) ?? []);
  const until = ends.toSorted().at(-1);
  if (until === undefined || until <= entry.until) return termSpent();
  return accept<BlacklistEntryFact | MarkFact>(
    { type: 'blacklist-entry.renewed', data: { at: now, by: personActing(actor, name), reason, until } },
    ...rowChanged(entry, register, { until }, now),
  );
}

/**
 * Takes the mark off the list (移出).
 *
 * @returns `blacklist-entry.delisted`, or BLACKLIST_STATE_FORBIDS
 */
export function delistEntry(
  entry: BlacklistEntry,
  { reason }: DelistEntry,
  { register, name }: KnownToEntry,
  { now, actor }: Context,
): EntryDecision {
  const refusal = forbids(entry, 'delist', now);
  if (refusal !== undefined) return refusal;
  return accept<BlacklistEntryFact | MarkFact>(
    { type: 'blacklist-entry.delisted', data: { at: now, by: personActing(actor, name), cause: 'word', reason } },
    ...rowChanged(entry, register, { endedAt: now }, now),
  );
}

/**
 * Records that the person concerned was told in writing (告知), or why not. It is said once.
 *
 * @returns `blacklist-entry.told` or `blacklist-entry.not-told`, or BLACKLIST_STATE_FORBIDS, NOT_TO_BE_TOLD, TOLD_BEFORE, TIME_IN_FUTURE,
 *   TIMES_OUT_OF_ORDER
 */
export function tellPerson(
  entry: BlacklistEntry,
  input: TellPerson,
  { name }: Pick<KnownToEntry, 'name'>,
  context: Context,
): Decision<BlacklistEntryFact> {
  const { now, actor } = context;
  const refusal = forbids(entry, input.outcome === 'told' ? 'tell' : 'leaveUntold', now);
  if (refusal !== undefined) return refusal;
  const { telling } = entry;
  if (telling === undefined) return refuse('NOT_TO_BE_TOLD');
  if (telling.told !== undefined || (input.outcome === 'not-told' && telling.notTold !== undefined)) return refuse('TOLD_BEFORE');
  const by = personActing(actor, name);
  if (input.outcome === 'not-told')
    return accept({ type: 'blacklist-entry.not-told', data: { at: now, by, reason: input.reason } });
  const { toldAt, how, paper } = input;
  if (inFuture(toldAt, context)) return refuse('TIME_IN_FUTURE', { paths: ['/toldAt'] });
  if (isBefore(toldAt, entry.listedAt, context)) return refuse('TIMES_OUT_OF_ORDER', { paths: ['/toldAt'] });
  return accept({ type: 'blacklist-entry.told', data: { at: now, by, toldAt, how, paper } });
}
