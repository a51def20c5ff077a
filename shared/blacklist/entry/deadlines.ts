import type { Context } from '../../kernel/context.ts';
import type { BlacklistEntryFact } from './entry-facts.ts';
import { entryLifecycle } from './entry-lifecycle.ts';
import { type BlacklistEntry, openAppeal } from './entry-model.ts';

type Standing = Pick<BlacklistEntry, 'status' | 'until'>;

/** Whether its term is over. It hits no more from that moment on, before a fact says so. @param now ISO 8601, UTC */
export function isExpired({ status, until }: Standing, now: string): boolean {
  return status === 'expired' || (entryLifecycle.allows(status, 'expire') && until <= now);
}

/** What time does: its term ends; the person concerned was not told, or the appeal not decided, in time. Each is noted once. */
export function advanceEntry(entry: BlacklistEntry, { now }: Pick<Context, 'now'>): readonly BlacklistEntryFact[] {
  const facts: BlacklistEntryFact[] = [];
  const tellBy = tellingDue(entry);
  const decideBy = appealDue(entry);
  if (tellBy !== undefined && tellBy <= now)
    facts.push({ type: 'blacklist-entry.telling-overdue', data: { at: now, dueAt: tellBy } });
  if (decideBy !== undefined && decideBy <= now)
    facts.push({ type: 'blacklist-entry.appeal-overdue', data: { at: now, dueAt: decideBy } });
  if (entryLifecycle.allows(entry.status, 'expire') && entry.until <= now)
    facts.push({ type: 'blacklist-entry.expired', data: { at: now, until: entry.until } });
  return facts;
}

/** When time next changes it; undefined once it is off the list. */
export function nextMoment(entry: BlacklistEntry): string | undefined {
  if (!entryLifecycle.allows(entry.status, 'expire')) return undefined;
  return [entry.until, tellingDue(entry), appealDue(entry)].flatMap((at) => at ?? []).toSorted()[0];
}

function tellingDue({ status, telling }: BlacklistEntry): string | undefined {
  if (telling === undefined || !entryLifecycle.allows(status, 'noteTellingOverdue')) return undefined;
  const { dueAt, overdueAt, told, notTold } = telling;
  return [overdueAt, told, notTold].every((one) => one === undefined) ? dueAt : undefined;
}

function appealDue(entry: BlacklistEntry): string | undefined {
  const appeal = openAppeal(entry);
  if (appeal === undefined || !entryLifecycle.allows(entry.status, 'noteAppealOverdue')) return undefined;
  return appeal.overdueAt === undefined ? appeal.dueAt : undefined;
}
