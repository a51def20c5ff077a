/**
 * How input that people type and paste is tidied before the check. Each function is idempotent, so that stored values can pass through once
 * more.
 */

/**
 * Signs without width that editors, web pages and phone books leave in copied text: zero-width spaces, joiners and marks, soft hyphen, byte
 * order mark.
 */
const ZERO_WIDTH = /[\u00AD\u061C\u200B-\u200F\u2060\uFEFF]/gu;
/** The ends of a line: of Windows, of old Macs, of Unicode, of word processors. */
const LINE_END = /\r\n|[\r\n\v\f\u0085\u2028\u2029]/gu;
/** Marks of the direction of writing: phone books wrap numbers in them. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Hyphens and dashes of all kinds, as they stand between the digits of a number. */
const DASH = /[\u2010-\u2015\u2212\u2043\u30FC\uFE58\uFE63]/gu;

/** Composed (NFC), without signs that have no width; line ends are `\n`. White space around goes. */
export function inSeveralLines(value: string): string {
  return value.replaceAll(ZERO_WIDTH, '').normalize('NFC').replaceAll(LINE_END, '\n').trim();
}

/** The same on one line: each run of white space, including line ends and ideographic spaces, is one space. */
export function inOneLine(value: string): string {
  return inSeveralLines(value).replaceAll(/\s+/gu, ' ');
}

/** Full-width letters, digits and signs of numbers as plain ones, every dash as a hyphen, nothing unseen. Brackets stay as they are. */
export function inPlainForm(value: string): string {
  return inSeveralLines(value)
    .replaceAll(DIRECTION, '')
    .replaceAll(/[０-９Ａ-Ｚａ-ｚ＋－．：＿]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(DASH, '-')
    .trim();
}

export function withoutSpaces(value: string): string {
  return value.replaceAll(/\s/gu, '');
}
