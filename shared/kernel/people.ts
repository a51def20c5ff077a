import * as z from 'zod';

/**
 * Free text of people: any language, on one line, not blank. No control characters, and none that are invisible or turn the
 * direction of writing (zero-width, bidi): what is read has to be what is there.
 */
export function text(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'must not contain control or invisible characters');
}

/** Free text of several lines, such as minutes: as `text`, but with line breaks and tabs. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[\n\t]|[^\p{Cc}\p{Cs}])*$/u, 'must not contain control characters other than line breaks and tabs');
}

/** A phone number as people write it: digits, spaces, hyphens, an optional plus and extension. */
export const Phone = z.string().regex(/^\+?[0-9][0-9 -]{4,22}[0-9](?:x[0-9]{1,6})?$/, 'must be a phone number');

/** An officer who signs a request (办案民警). */
export const Officer = z.strictObject({
  name: text(64),
  /** Police number (警号). */
  badge: z.string().regex(/^[0-9A-Za-z]{4,20}$/, 'must be 4 to 20 letters and digits'),
  phone: Phone,
});
export type Officer = z.infer<typeof Officer>;
