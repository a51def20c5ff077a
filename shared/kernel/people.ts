import * as z from 'zod';
import { AgencyId } from './ids.ts';
import { plainNumber } from './plain-number.ts';
import { inOneLine, inPlainForm, inSeveralLines, withoutSpaces } from './tidy.ts';

/** Letters and signs that are blank: fillers of Hangul and Khmer, the empty Braille pattern. */
const BLANK = /[\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]/gu;

/** Whether the text has a visible character. Another rule refuses an empty text. */
function isReadable(value: string): boolean {
  return value === '' || /[\p{L}\p{N}\p{P}\p{S}]/u.test(value.replaceAll(BLANK, ''));
}

// Rules with Unicode classes are refinements: most languages and linters could not compile them as patterns of the API's document.
const onOneLine = (value: string): boolean => /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u.test(value);
const onSeveralLines = (value: string): boolean => /^(?:[\n\t]|[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])*$/u.test(value);

/**
 * Free text of people on one line: any language, not blank. It is tidied first (`inOneLine`): white space, including line breaks, becomes
 * one space, and zero-width signs go. The rest must hold no control characters and nothing that turns the direction of writing: an officer
 * must read the real text. The limit counts the rest.
 *
 * @param tidy how it is tidied, if more than that is to be done first; tidied twice it is the same
 */
export function text(max: number, tidy: (value: string) => string = inOneLine) {
  return z
    .string()
    .overwrite(tidy)
    .min(1)
    .max(max)
    .refine(onOneLine, 'must not contain control or invisible characters')
    .refine(isReadable, 'must hold something to read');
}

/** Free text of several lines, such as a summary, a reason or minutes: as `text`, but with line breaks (`\n`) and tabs. */
export function prose(max: number) {
  return z
    .string()
    .overwrite(inSeveralLines)
    .min(1)
    .max(max)
    .refine(onSeveralLines, 'must not contain control or invisible characters other than line breaks and tabs')
    .refine(isReadable, 'must hold something to read');
}

/** The number of a paper, as it is shown: one line, full-width letters and digits as plain ones. */
export function writtenNumber(max: number) {
  return text(max).overwrite(inPlainForm);
}

/** The number of a paper of another system that is compared (`plainNumber`): it has at least one letter or digit. */
export function paperNumber(max: number) {
  return writtenNumber(max).refine((value) => plainNumber(value) !== '', 'must hold a letter or a digit');
}

/**
 * A number made of letters and digits of the plain alphabet (account, card, police number, serial). Before the check of the pattern,
 * full-width signs become plain ones, and white space goes.
 */
export function plainCode(pattern: RegExp, rule: string) {
  return z
    .string()
    .overwrite((value) => withoutSpaces(inPlainForm(value)))
    .regex(pattern, rule);
}

/** The number of an identity document (证件号码). Its letters are capitals: the X of a Chinese one too. */
export const IdNumber = z
  .string()
  .overwrite((value) => withoutSpaces(inPlainForm(value)).toUpperCase())
  .regex(/^[0-9A-Za-z]{5,20}$/, 'must be 5 to 20 letters and digits');

/** The SHA-256 of a scan or a file, in hex; tools that write it in capitals mean the same. */
export const Sha256 = z
  .string()
  .overwrite((value) => withoutSpaces(inPlainForm(value)).toLowerCase())
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex');

/** A phone number in one of the many forms that people write: digits, single spaces and hyphens, a plus in front, an extension as `x12`. */
function tidyPhone(value: string): string {
  return inOneLine(inPlainForm(value))
    .replaceAll(/[()（）[\]]/g, ' ')
    .replaceAll(/[./／]/g, '-')
    .replace(/\s*(?:ext[-. ]*|x|#|＃|转|轉|分机)[-: ]*(?=[0-9]+$)/i, 'x')
    .replaceAll(/\s*-[\s-]*/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replace(/^\s*\+\s*/, '+')
    .trim();
}

/** A phone number: digits, spaces, hyphens, an optional plus and extension. `（010）8888 6666` and full-width digits are put into this form. */
export const Phone = z
  .string()
  .overwrite(tidyPhone)
  .regex(/^\+?[0-9][0-9 -]{4,22}[0-9](?:x[0-9]{1,6})?$/, 'must be a phone number');

/** An officer who signs a request (办案民警). */
export const Officer = z.strictObject({
  name: text(64),
  /** Police number (警号). */
  badge: plainCode(/^[0-9A-Za-z]{4,20}$/, 'must be 4 to 20 letters and digits'),
  phone: Phone,
});
export type Officer = z.infer<typeof Officer>;

/** The two officers who sign an act. */
export const TwoOfficers = z.array(Officer).length(2);

/** A person as the token names them: subject, and name where the token has one. */
export const Person = z.strictObject({ agency: AgencyId, subject: z.string(), name: z.string() });
export type Person = z.infer<typeof Person>;

/** The person who acts, as the token gives them. */
export function personActing({ agency, subject }: Pick<Person, 'agency' | 'subject'>, name: string): Person {
  return { agency, subject, name };
}
