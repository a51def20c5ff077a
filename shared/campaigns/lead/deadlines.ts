import type { Context } from '../../kernel/context.ts';
import { DAY, elapsed, plus } from '../../kernel/time.ts';
import type { LeadFact } from './lead-facts.ts';
import type { Lead } from './lead-model.ts';

/** The policy's terms by priority. */
const termOf = { urgent: 'campaign.term-urgent', high: 'campaign.term-high', normal: 'campaign.term-normal' } as const;

/** The moments of a term. */
export interface LeadTerm {
  readonly dueAt: string;
  readonly remindAt: string;
  readonly climbAt: string;
}

/**
 * The term of a lead that is sent now: until the moment given, or that of its priority. Its target is reminded some days before the end, of a
 * short term at its half; some days after the end the unit that leads is told.
 *
 * @param given ISO 8601, UTC; it lies ahead
 */
export function leadTerm(
  { priority }: Pick<Lead, 'priority'>,
  given: string | undefined,
  { now, policy }: Pick<Context, 'now' | 'policy'>,
): LeadTerm {
  const dueAt = given ?? plus(now, policy.amount(termOf[priority], now) * DAY);
  const ahead = policy.amount('campaign.remind', now) * DAY;
  const half = elapsed(now, dueAt) / 2;
  return {
    dueAt,
    remindAt: plus(dueAt, -Math.min(ahead, half)),
    climbAt: plus(dueAt, policy.amount('campaign.climb', now) * DAY),
  };
}

/** Whether so little time is left that the target must be told at once. */
export function isShort({ dueAt }: Pick<LeadTerm, 'dueAt'>, { now, policy }: Pick<Context, 'now' | 'policy'>): boolean {
  return elapsed(now, dueAt) <= policy.amount('campaign.short', now);
}

/** The facts that are due now and not yet noted: the reminder, that the deadline passed, that the unit that leads is told. Each once. */
export function advance(lead: Lead, { now, actor }: Pick<Context, 'now' | 'actor'>): readonly LeadFact[] {
  const { dueAt, remindAt, climbAt, reminded, overdue, climbed } = lead;
  if (!isInHand(lead) || dueAt === undefined) return [];
  const data = { at: now, by: actor.agency, dueAt };
  const isDue = (at: string | undefined): boolean => at !== undefined && at <= now;
  return [
    ...(!reminded && isDue(remindAt) ? [{ type: 'lead.reminded', data } as const] : []),
    ...(!overdue && isDue(dueAt) ? [{ type: 'lead.fell-overdue', data } as const] : []),
    ...(!climbed && isDue(climbAt) ? [{ type: 'lead.climbed', data } as const] : []),
  ];
}

/** The next moment at which something is due, or undefined if time alone changes nothing. It may have passed: then call `advance`. */
export function nextMoment(lead: Lead): string | undefined {
  if (!isInHand(lead)) return undefined;
  const { dueAt, remindAt, climbAt, reminded, overdue, climbed } = lead;
  if (!reminded) return remindAt;
  if (!overdue) return dueAt;
  return climbed ? undefined : climbAt;
}

function isInHand({ status }: Pick<Lead, 'status'>): boolean {
  return status === 'dispatched' || status === 'accepted';
}
