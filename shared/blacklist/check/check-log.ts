import * as z from 'zod';
import type { AuditedKind } from '../../journal/kind.ts';
import type { StreamType } from '../../journal/stream.ts';
import { beijingDay, plusDays, startOfDay } from '../../kernel/beijing.ts';
import { hashOf } from '../../kernel/canonical.ts';
import type { Actor, Context } from '../../kernel/context.ts';
import { StoredDay } from '../../kernel/day.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { fact } from '../../kernel/fact.ts';
import { AGENCY_ID, AgencyId } from '../../kernel/ids.ts';
import { forTheCity } from '../../kernel/thing.ts';
import { elapsed, epoch, instant, MINUTE, plus, SECOND, UtcInstant } from '../../kernel/time.ts';
import { MarkKind } from '../mark/mark-model.ts';

/**
 * A check on the record (核验留痕): who asked for which marks, each by its keyed hash, and how many hit. It never holds a mark, so command can
 * compare checks and read no person's data here.
 */
export const CheckFact = z.discriminatedUnion('type', [
  fact('blacklist-checks.noted', {
    agency: AgencyId,
    subject: z.string(),
    marks: z.array(z.strictObject({ kind: MarkKind, key: z.string() })),
    hits: z.int().nonnegative(),
  }),
]);
export type CheckFact = z.infer<typeof CheckFact>;

const CheckDay = z.strictObject({
  agency: AgencyId,
  day: StoredDay,
  /** Marks that were checked on this day, and in the minute of the last check. */
  marks: z.int().positive(),
  calls: z.int().positive(),
  minute: z.strictObject({ at: UtcInstant, marks: z.int().positive() }),
});
export type CheckDay = z.infer<typeof CheckDay>;

/** The checks of one caller on a Beijing day: the limits are a caller's. Command reads them one by one, so no index has them. */
export const BlacklistChecks: StreamType<CheckDay, CheckFact> = {
  name: 'blacklist-checks',
  schemaVersion: 1,
  state: CheckDay,
  fact: CheckFact,
  evolve: (before, { data: { at, agency, marks } }) => {
    const minute = minuteOf(at);
    const earlier = before?.minute.at === minute ? before.minute.marks : 0;
    return {
      ...{ agency, day: beijingDay(at), marks: (before?.marks ?? 0) + marks.length, calls: (before?.calls ?? 0) + 1 },
      minute: { at: minute, marks: earlier + marks.length },
    };
  },
  index: () => ({ entries: {}, card: {} }),
};

const SUBJECT_DIGITS = 16;

/** The stream of a caller's checks of a day: `<agency>:<hash of the subject>:<day in Beijing>`. @param now ISO 8601, UTC */
export function checksId({ agency, subject }: Actor, now: string): string {
  return `${agency}:${hashOf(subject).slice(0, SUBJECT_DIGITS)}:${beijingDay(now)}`;
}

/** The checks of an agency: for the city's command, which watches what is checked and by which agency. */
export const auditedChecks: AuditedKind = {
  stream: 'blacklist-checks',
  starts: 'blacklist-checks:',
  ids: `${AGENCY_ID}:[0-9a-f]{16}:20[0-9]{2}-[0-9]{2}-[0-9]{2}`,
  reader: forTheCity,
};

function minuteOf(at: string): string {
  return instant(epoch(at) - (epoch(at) % MINUTE));
}

/**
 * Notes a check, before its answer goes out. A caller may check so many marks a minute, and so many a day (policy `blacklist.checks-*`).
 *
 * @param marks the keyed hash of each
 * @returns `blacklist-checks.noted`, or CHECK_LIMIT with the limit, for what time it is, and in how many seconds there is room again
 */
export function noteCheck(
  day: CheckDay | undefined,
  marks: readonly { readonly kind: MarkKind; readonly key: string }[],
  { hits }: { readonly hits: number },
  { now, actor, policy }: Context,
): Decision<CheckFact> {
  const minute = minuteOf(now);
  const inMinute = day?.minute.at === minute ? day.minute.marks : 0;
  const perMinute = policy.amount('blacklist.checks-per-minute', now);
  const perDay = policy.amount('blacklist.checks-per-day', now);
  if ((day?.marks ?? 0) + marks.length > perDay) return overLimit('day', perDay, startOfDay(plusDays(beijingDay(now), 1)), now);
  if (inMinute + marks.length > perMinute) return overLimit('minute', perMinute, plus(minute, MINUTE), now);
  const { agency, subject } = actor;
  return accept({ type: 'blacklist-checks.noted', data: { at: now, agency, subject, marks: [...marks], hits } });
}

function overLimit(per: 'minute' | 'day', limit: number, roomAt: string, now: string) {
  return refuse('CHECK_LIMIT', { per, limit, retryAfterSeconds: Math.ceil(elapsed(now, roomAt) / SECOND) });
}
