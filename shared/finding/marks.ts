import { keyedHash } from '../kernel/canonical.ts';
import { plainAccount, plainPhone, plainText } from '../kernel/plain-text.ts';
import { isPlaceholder } from '../kernel/reference.ts';

/** A name is found by at least so many of its first characters. */
export const SHORTEST_NAME = 2;
/** So many characters tell one name from another in the index; the thing itself decides about the rest. */
export const LONGEST_PREFIX = 16;

/** 128 bits of a keyed hash, and 36 for a link of a chain: a chance hit of the latter is dropped when the thing is read. */
const WHOLE = 22;
const LINK = 6;

/** The place of a name (姓名) among names: where those with the same first two characters are, and a link for each further character. */
export interface NamePlace {
  readonly first: string;
  readonly chain: string;
}

/** A name as it is compared: letters and digits alone, whatever their width and case, and without the dots and spaces between them. */
export function plainName(name: string): string {
  return plainText(name).replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The place of a name, or of the beginning of one. A name begins with a text exactly if it has the same `first`, and its chain begins with the
 * text's chain, as far as 16 characters tell.
 *
 * @param secret the data key: names are people's data
 * @returns undefined if fewer than two characters are left, or the text stands for no name (`不详`)
 */
export function placeOfName(secret: string, name: string): NamePlace | undefined {
  const characters = [...plainName(name)];
  if (characters.length < SHORTEST_NAME || isPlaceholder(name)) return undefined;
  const begins = (length: number) => markHash(secret, 'name', characters.slice(0, length).join(''));
  const longer = Array.from({ length: Math.min(characters.length, LONGEST_PREFIX) - SHORTEST_NAME }, (_, at) =>
    begins(at + SHORTEST_NAME + 1).slice(0, LINK),
  );
  return { first: begins(SHORTEST_NAME), chain: longer.join('') };
}

/** The marks that are found whole, each with the form in which it is compared. */
const plainMarks = { phone: plainPhone, 'id-number': plainText, 'account-number': plainAccount } as const;
export type WholeMark = keyof typeof plainMarks;

/** A mark as it is compared: every spelling of it has the same form. */
export function plainMark(mark: WholeMark, value: string): string {
  return plainMarks[mark](value);
}

/**
 * The keyed hash by which a mark is found.
 *
 * @param secret the data key
 * @returns 22 characters of base64url, or undefined for a placeholder (`0`, `无`), which many people and accounts share
 */
export function markKey(secret: string, mark: WholeMark, value: string): string | undefined {
  const plain = plainMark(mark, value);
  return isPlaceholder(plain) ? undefined : markHash(secret, mark, plain);
}

function markHash(secret: string, mark: string, plain: string): string {
  return Buffer.from(keyedHash(secret, `${mark}#${plain}`), 'hex')
    .toString('base64url')
    .slice(0, WHOLE);
}
