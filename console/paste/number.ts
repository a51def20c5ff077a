/** An account number in a pasted text. */
export interface FoundNumber {
  readonly number: string;
  readonly from: number;
  readonly to: number;
}

const ALONE = String.raw`(?<![\w.])`;
const OVER = String.raw`(?![\w@]|\.\d)`;
/** Digits as a card shows them, in groups by a space or a dash; or at one stretch. */
const printed = new RegExp(`${ALONE}\\d{4}(?:[ -]\\d{4}){2,}(?:[ -]\\d{1,4})?${OVER}`, 'gu');
const inTwo = new RegExp(`${ALONE}\\d{6} \\d{9,13}${OVER}`, 'gu');
const dashed = new RegExp(`${ALONE}\\d{2,}(?:-\\d{2,})+${OVER}`, 'gu');
const identity = new RegExp(`${ALONE}\\d{17}X${OVER}`, 'giu');
const atAStretch = new RegExp(`${ALONE}\\d{11,40}${OVER}`, 'gu');
/** The id of a payment account: letters and digits, or an address of mail. */
const ofWallet = new RegExp(`${ALONE}(?:[\\w.+-]+@[\\w.-]+|(?=[\\w-]*\\d)[a-z][\\w-]{5,39})(?![\\w@])`, 'giu');

const SHORTEST = 11;
const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const IDENTITY_CHECKS = '10X98765432';

/** Whether 18 signs hold a day of birth where the number of an identity card has it. */
export const looksLikeIdentity = (text: string): boolean =>
  /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/iu.test(text);

/** Whether these 18 signs are the number of an identity card: its own check digit says so. */
export function isIdentityNumber(text: string): boolean {
  if (!looksLikeIdentity(text)) return false;
  const sum = IDENTITY_WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return IDENTITY_CHECKS[sum % 11] === text[17]?.toUpperCase();
}

/** Whether the last digit of a card number fits the others (ISO/IEC 7812). Account numbers need not, so it is no more than a hint. */
export function isCardNumber(number: string): boolean {
  if (!/^\d{13,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** All that may be an account number in a text, in its order. @param text in plain signs (NFKC) */
export function numbersIn(text: string): readonly FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const form of [printed, inTwo, dashed, identity, atAStretch, ofWallet])
    for (const match of text.matchAll(form)) {
      const at = { from: match.index, to: match.index + match[0].length };
      const number = form === ofWallet ? match[0] : match[0].replaceAll(/[ -]/g, '');
      if (number.length < SHORTEST && form !== ofWallet) continue;
      if (found.every((other) => at.to <= other.from || at.from >= other.to)) found.push({ number, ...at });
    }
  return found.toSorted((one, other) => one.from - other.from);
}

/**
 * A number in groups whose last group may be a sum, as in `6222 0000 0000 0000 500`: the shorter reading, if its check digit speaks for it and
 * that of the longer one does not.
 */
export function withoutLastGroup(text: string, { number, from, to }: FoundNumber): FoundNumber | undefined {
  const last = /[ -](\d{1,4})$/.exec(text.slice(from, to));
  const [tail = '', digits = ''] = last ?? [];
  const shorter = number.slice(0, number.length - digits.length);
  if (last === null || shorter.length < 15) return undefined;
  const isTooLong = number.length > 19;
  if (!isTooLong && (isCardNumber(number) || !isCardNumber(shorter))) return undefined;
  return { number: shorter, from, to: to - tail.length };
}
