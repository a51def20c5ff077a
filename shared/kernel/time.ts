import * as z from 'zod';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * A moment as it comes in: ISO 8601 with an offset (`2026-11-22T09:30:00+08:00` or `…Z`). It leaves the schema in UTC with
 * milliseconds, so that stored instants compare as strings.
 */
export const Instant = z.iso
  .datetime({ offset: true, error: 'must be an ISO 8601 date and time with an offset' })
  .transform((text) => new Date(text).toISOString());

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

/** The milliseconds from one moment to another; negative if `to` is earlier. */
export function elapsed(from: string, to: string): number {
  return epoch(to) - epoch(from);
}

/** The whole seconds since a moment; 0 if it is still to come. */
export function secondsSince(from: string, now: string): number {
  return Math.max(0, Math.floor(elapsed(from, now) / SECOND));
}
