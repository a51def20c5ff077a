import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Actor, Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { personActing } from '../../kernel/people.ts';
import { DAY, laterOf, plus } from '../../kernel/time.ts';
import type { MarkFact } from '../mark/mark-register.ts';
import type { AppealEntry, DecideAppeal } from './bodies.ts';
import type { BlacklistEntryFact } from './entry-facts.ts';
import { type BlacklistEntry, MAX_APPEALS } from './entry-model.ts';
import { forbids, type KnownToEntry, rowChanged } from './work-entry.ts';

/**
 * Records an appeal (申诉) of the person concerned. It is decided within policy `blacklist.appeal`, counted from the day the police received it.
 *
 * @returns `blacklist-entry.appealed`, or BLACKLIST_STATE_FORBIDS (one waits already, or the mark is off the list), BLACKLIST_FULL,
 *   TIME_IN_FUTURE, TIMES_OUT_OF_ORDER
 */
export function appealEntry(
  entry: BlacklistEntry,
  { appellant, text, receivedAt }: AppealEntry,
  { name }: Pick<KnownToEntry, 'name'>,
  context: Context,
): Decision<BlacklistEntryFact> {
  const { now, policy, actor } = context;
  const refusal = forbids(entry, 'appeal', now);
  if (refusal !== undefined) return refusal;
  if (entry.appeals.length >= MAX_APPEALS) return refuse('BLACKLIST_FULL', { limit: MAX_APPEALS });
  if (inFuture(receivedAt, context)) return refuse('TIME_IN_FUTURE', { paths: ['/receivedAt'] });
  if (isBefore(receivedAt, entry.listedAt, context)) return refuse('TIMES_OUT_OF_ORDER', { paths: ['/receivedAt'] });
  const due = plus(receivedAt, policy.amount('blacklist.appeal', now) * DAY);
  const data = { at: now, by: personActing(actor, name), appellant, text, receivedAt, dueAt: laterOf(due, now) };
  return accept({ type: 'blacklist-entry.appealed', data });
}

/** Why this caller may not decide: only a person does, and none who listed the mark or gave a ground for it. */
export function deciderRefusal({ listedBy, grounds }: BlacklistEntry, { agency, subject, isPerson }: Actor): Refusal | undefined {
  if (isPerson !== true) return refuse('APPEAL_DECIDER_NOT_A_PERSON');
  const listers = [listedBy, ...grounds.map(({ by }) => by)];
  const isLister = listers.some((by) => by.agency === agency && by.subject === subject);
  return isLister ? refuse('APPEAL_OF_OWN_LISTING') : undefined;
}

/**
 * Decides the appeal: upheld, the mark is off the list at once; rejected, it stays, with the reason.
 *
 * @returns `blacklist-entry.appeal-upheld` or `blacklist-entry.appeal-rejected`, or BLACKLIST_STATE_FORBIDS, APPEAL_DECIDER_NOT_A_PERSON,
 *   APPEAL_OF_OWN_LISTING
 */
export function decideAppeal(
  entry: BlacklistEntry,
  { outcome, reason }: DecideAppeal,
  { register, name }: KnownToEntry,
  { now, actor }: Context,
): Decision<BlacklistEntryFact | MarkFact> {
  const isUpheld = outcome === 'upheld';
  const refusal = forbids(entry, isUpheld ? 'uphold' : 'reject', now) ?? deciderRefusal(entry, actor);
  if (refusal !== undefined) return refusal;
  const data = { at: now, by: personActing(actor, name), reason };
  if (!isUpheld) return accept({ type: 'blacklist-entry.appeal-rejected', data });
  return accept<BlacklistEntryFact | MarkFact>(
    { type: 'blacklist-entry.appeal-upheld', data },
    ...rowChanged(entry, register, { endedAt: now, cleared: true }, now),
  );
}
