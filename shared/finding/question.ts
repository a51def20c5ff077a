import { type Refusal, refuse } from '../kernel/decision.ts';
import { idSchema } from '../kernel/ids.ts';
import { Phone } from '../kernel/people.ts';
import { type ReferencedKind, referenceIn } from '../kernel/phone-reference.ts';
import { plainNumber } from '../kernel/plain-number.ts';
import { plainAccount } from '../kernel/plain-text.ts';
import { inOneLine, inPlainForm, withoutSpaces } from '../kernel/tidy.ts';
import { plainMark, plainName, SHORTEST_NAME, type WholeMark } from './marks.ts';
import type { FoundKind } from './model.ts';

/** What a search looks for: one reading of the text that a person typed. */
export type Sought =
  | { readonly by: 'id'; readonly kind: FoundKind; readonly id: string }
  | { readonly by: 'reference'; readonly kind: ReferencedKind; readonly reference: string }
  /** `plain`: the number as it is compared, `plainNumber`. */
  | { readonly by: 'case-number'; readonly plain: string }
  | { readonly by: WholeMark; readonly plain: string }
  /** `plain`: the whole name or its beginning, `plainName`. */
  | { readonly by: 'name'; readonly plain: string };

/** The readings of a text. At least one. */
export interface Question {
  readonly kind: 'question';
  readonly sought: readonly Sought[];
  /** Whether the text may be data of a person or the number of an account. */
  readonly isPersonal: boolean;
}

/** So many letters and digits must a number have. */
export const SHORTEST_NUMBER = 6;

const FoundId = idSchema('alt', 'frq', 'ord', 'cas', 'cst', 'lst', 'obj', 'ret', 'wrn', 'ble', 'col', 'cmp', 'led');
const kindOfId: Readonly<Record<string, FoundKind>> = {
  alt: 'alert',
  frq: 'freeze-request',
  ord: 'order',
  cas: 'case',
  cst: 'consultation',
  lst: 'listed-case',
  obj: 'objection',
  ret: 'return-round',
  wrn: 'warning',
  ble: 'blacklist-entry',
  col: 'collision',
  cmp: 'campaign',
  led: 'lead',
};

/**
 * The whole number of a filing, as `plainNumber` writes it, and nothing that could be a number of a person or an account: the words of a
 * police agency, 字, the year and a running number (京公海立字〔2026〕1号); or as police number cases: A, the code of the agency, year, month
 * and running number.
 */
const CASE_NUMBER = [
  /^\p{Script=Han}*[公安]\p{Script=Han}*字第?20[0-9]{2}-?第?[0-9]{1,6}号?$/u,
  /^A[1-8][0-9]{5}(?:[0-9]{6})?20[0-9]{2}(?:0[1-9]|1[0-2])[0-9]{4}$/u,
];
/** Numbers of documents that are digits alone: of a resident (15, or 17 and a check sign), of a permit or passport. */
const DIGITS_OF_PERSON: readonly number[] = [8, 9, 10, 15, 18];
const LONGEST_PHONE = 15;
const LONGEST_ID_NUMBER = 20;
const LONGEST_ACCOUNT = 40;

/**
 * What a text can mean, in any spelling (full-width signs, spaces, hyphens, capitals or not). An id, a reference and a number that is plainly a
 * filing's mean only themselves; another number may be a phone, a person's document, an account and a filing's at once, and all are looked
 * for.
 *
 * @returns the readings, or SEARCH_TOO_SHORT: fewer than two characters of a name, or fewer than six of a number
 */
export function questionOf(typed: string): Question | Refusal {
  const said = inOneLine(inPlainForm(typed));
  const id = FoundId.safeParse(withoutSpaces(said));
  if (id.success) return asking(false, ...idSought(id.data));
  const reference = referenceIn(said);
  if (reference !== undefined) return asking(false, { by: 'reference', ...reference });
  const plain = plainAccount(said);
  const number = plainNumber(said);
  if (CASE_NUMBER.some((form) => form.test(number))) return asking(false, { by: 'case-number', plain: number });
  const readings = /^[0-9A-Z]*$/.test(plain) && /[0-9]/.test(plain) ? numberSought(said, plain) : nameSought(said, plain);
  return readings.length === 0 ? refuse('SEARCH_TOO_SHORT') : asking(true, ...readings);
}

function asking(isPersonal: boolean, ...sought: readonly Sought[]): Question {
  return { kind: 'question', sought, isPersonal };
}

function idSought(id: string): readonly Sought[] {
  const kind = kindOfId[id.slice(0, id.indexOf('_'))];
  return kind === undefined ? [] : [{ by: 'id', kind, id }];
}

/** @param plain its letters and digits, with at least one digit, all of the plain alphabet */
function numberSought(said: string, plain: string): readonly Sought[] {
  if (plain.length < SHORTEST_NUMBER) return [];
  const phone = phoneIn(said);
  return [
    { by: 'case-number', plain: plainNumber(said) },
    ...(phone === undefined ? [] : [{ by: 'phone', plain: phone } as const]),
    ...(isOfPerson(plain) ? [{ by: 'id-number', plain: plainMark('id-number', plain) } as const] : []),
    ...accountSought(plain),
  ];
}

function accountSought(plain: string): readonly Sought[] {
  const fits = plain.length >= SHORTEST_NUMBER && plain.length <= LONGEST_ACCOUNT;
  return fits ? [{ by: 'account-number', plain }] : [];
}

function phoneIn(said: string): string | undefined {
  const phone = Phone.safeParse(said);
  if (!phone.success) return undefined;
  const plain = plainMark('phone', phone.data);
  return plain.length >= SHORTEST_NUMBER - 1 && plain.length <= LONGEST_PHONE ? plain : undefined;
}

function isOfPerson(plain: string): boolean {
  if (/^[0-9]+$/.test(plain)) return DIGITS_OF_PERSON.includes(plain.length);
  return plain.length <= LONGEST_ID_NUMBER;
}

/** A text with other letters, or with letters alone: a name; with digits among other letters, perhaps a filing's number; a wallet's id. */
function nameSought(said: string, plain: string): readonly Sought[] {
  const name = plainName(said);
  const isPlain = /^[A-Z]*$/.test(plain);
  return [
    ...(/\p{N}/u.test(plain) ? [{ by: 'case-number', plain: plainNumber(said) } as const] : []),
    ...([...name].length >= SHORTEST_NAME ? [{ by: 'name', plain: name } as const] : []),
    ...(isPlain ? accountSought(plain) : []),
  ];
}
