import { plainCode, text } from '../../kernel/people.ts';

export const accountKinds = ['personal', 'corporate'] as const;

/** Account and card numbers: digits and letters as the bank prints them, no spaces. */
export const AccountNumber = plainCode(/^[0-9A-Za-z-]{6,40}$/, 'must be 6 to 40 letters, digits or hyphens');
/** The name of an account's holder. */
export const HolderName = text(128)
  .optional()
  .describe("The holder's name. Left out where it is not known: then the bank checks the rest (`check`).");
