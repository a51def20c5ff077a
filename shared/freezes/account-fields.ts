import * as z from 'zod';

export const accountKinds = ['personal', 'corporate'] as const;

/** A number without spaces and invisible marks, full-width characters as plain ones, and every dash as a hyphen. */
function inPlainCharacters(number: string): string {
  return number
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-');
}

/** Account and card numbers: digits and letters as the bank prints them. Spaces are taken out before the form is checked. */
export const AccountNumber = z
  .string()
  .overwrite(inPlainCharacters)
  .regex(/^[0-9A-Za-z-]{6,40}$/, 'must be 6 to 40 letters, digits or hyphens');
