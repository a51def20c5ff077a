import * as z from 'zod';
import { plainNumber } from './plain-number.ts';

/** Letters and signs that are blank: fillers of Hangul and Khmer, the empty Braille pattern. */
const BLANK = /[\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]/gu;

/** Whether there is something to read. What is empty is told so by its length. */
function isReadable(value: string): boolean {
  return value === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(value.replaceAll(BLANK, ''));
}

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
    .regex(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u, 'must not contain control or invisible characters')
    .refine(isReadable, 'must hold something to read');
}

/** Free text of several lines, such as minutes: as `text`, but with line breaks and tabs. */
export function prose(max: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[\n\t]|[^\p{Cc}\p{Cs}])*$/u, 'must not contain control characters other than line breaks and tabs')
    .refine((value) => !/\p{Cf}/u.test(value), 'must not contain invisible characters')
    .refine(isReadable, 'must hold something to read');
}

/** The number of a paper of another system: free text with at least one letter or digit, by which it is compared (`plainNumber`). */
export function paperNumber(max: number) {
  return text(max).refine((value) => plainNumber(value) !== '', 'must hold a letter or a digit');
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
