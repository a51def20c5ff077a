import * as z from 'zod';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The years that a caller may name. Any other is a slip of the pen, and sums with it would leave the calendar. */
const FIRST_YEAR = '2000';
const YEAR_AFTER_LAST = '2100';
export const YEARS_RULE = 'must lie in the years 2000 to 2099';

/** Whether a day, or a moment in UTC, lies in the years that a caller may name. */
export function isInYears(at: string): boolean {
  return at >= FIRST_YEAR && at < YEAR_AFTER_LAST;
}

/**
 * A moment as it comes in: ISO 8601 with an offset (`2026-11-22T09:30:00+08:00` or `…Z`), in the years 2000 to 2099 (UTC). It
 * leaves the schema in UTC with milliseconds, so that stored instants compare as strings.
 */
export const Instant = momentThat(isInYears, YEARS_RULE);

/**
 * A moment by another system's clock, which may be wrong by centuries (a system's zero is `0001-01-01` or `1970-01-01`): any year of four
 * digits. The reader must mark impossible moments, so it must compare such a moment with one of ours before it calculates with it.
 */
export const InstantOfOthers = momentThat((at) => at >= '0', 'must lie in the years 0000 to 9999');

function momentThat(canBe: (at: string) => boolean, rule: string) {
  return z.iso
    .datetime({
      offset: true,
      error: ({ code }) => (code === 'invalid_format' ? 'must be an ISO 8601 date and time with an offset' : undefined),
    })
    .transform((text, { issues }) => {
      const at = new Date(text).toISOString();
      if (canBe(at)) return at;
      issues.push({ code: 'custom', message: rule, input: text });
      return z.NEVER;
    });
}

/** A stored moment: ISO 8601, UTC, milliseconds. */
export const UtcInstant = z.iso.datetime({ precision: 3 });

/** Epoch milliseconds of a stored moment. */
export function epoch(instant: string): number {
  return Date.parse(instant);
}

/** The stored form of epoch milliseconds. */
export function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** A moment `ms` milliseconds later (or earlier, if negative). */
export function plus(at: string, ms: number): string {
  return instant(epoch(at) + ms);
}

/** The earlier of two stored moments. */
export function earlierOf(a: string, b: string): string {
  return a < b ? a : b;
}

/** The later of two stored moments. */
export function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}

/** The milliseconds from one moment to another; negative if `to` is earlier. */
export function elapsed(from: string, to: string): number {
  return epoch(to) - epoch(from);
}

/** The whole seconds since a moment; 0 if it is still to come. */
export function secondsSince(from: string, now: string): number {
  return Math.max(0, Math.floor(elapsed(from, now) / SECOND));
}
