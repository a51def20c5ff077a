import type { Members } from '../../forms/draft.ts';
import { fenIn } from '../../forms/money.ts';
import { bankNamed, type NamedBank } from '../../paste/bank-names.ts';
import { type Doubt, type Member, readMember } from '../../paste/line.ts';
import { isCardNumber } from '../../paste/number.ts';
import type { PastedAccount } from '../../paste/read-pasted.ts';

/** What the number of a row is of: an account, or one transaction by one of its numbers. */
export type NumberKind = 'account' | 'bankSerial' | 'orderNumber' | 'posSerial';

/** An account that is to be stopped, as the table holds it: texts, so that nothing typed is lost. */
export interface Row {
  readonly key: string;
  readonly of: NumberKind;
  readonly number: string;
  readonly name: string;
  readonly accountKind: string;
  readonly bankId: string;
  /** The bank as it was pasted. */
  readonly bankWords: string;
  readonly amount: string;
  readonly currency: string;
  /** On the clocks of Beijing, as `2026-11-27 14:02:00`. */
  readonly at: string;
  readonly serial: string;
  readonly scope: string;
  /** What is to be held, if it is less than the transfer. */
  readonly sum: string;
  readonly doubts: Readonly<Partial<Record<Member, Doubt>>>;
  /** Pasted words that no member took. */
  readonly rest: readonly string[];
}

/** A rule that a row breaks, and where in the row. */
export interface Told {
  readonly path: string;
  readonly text: string;
}

/** The defaults of the API's document, by which an empty row begins. */
const CITY_CURRENCY = 'CNY';
const CORPORATE = /公司|集团|商行|经营部|中心|合作社|工作室|厂$|店$|ltd|limited|inc\b|co\./iu;
let made = 0;

export function emptyRow(): Row {
  made += 1;
  return {
    ...{ key: `row-${made}`, of: 'account', number: '', name: '', accountKind: 'personal', bankId: '', bankWords: '' },
    ...{ amount: '', currency: CITY_CURRENCY, at: '', serial: '', scope: '', sum: '', doubts: {}, rest: [] },
  };
}

/** The row of a pasted account. */
export function rowOf({ values, doubts, rest }: PastedAccount, banks: readonly NamedBank[]): Row {
  const { name = '', number = '', bank = '', amount = '', at = '', serial = '' } = values;
  const found = bankNamed(bank, banks);
  return {
    ...emptyRow(),
    ...{ name, number, amount, serial, rest, bankWords: bank, bankId: found?.bankId ?? '' },
    at: at.replace('T', ' '),
    accountKind: CORPORATE.test(name) ? 'corporate' : 'personal',
    doubts: found?.guessed === true ? { ...doubts, bank: 'bank' } : doubts,
  };
}

/** The row with another text in a member; what a person typed is in doubt no more. */
export function withMember(row: Row, member: keyof Row, value: string): Row {
  const doubted = ({ bankId: 'bank' } as const)[member as 'bankId'] ?? member;
  const { [doubted as Member]: _, ...doubts } = row.doubts;
  return { ...row, [member]: value, doubts };
}

/** A typed sum or time in the form of the table: `1.2万` → `12,000.00`, `14:02` → today's. @param now ISO 8601 */
export function tidied(row: Row, member: 'amount' | 'at' | 'number', now: string): Row {
  const typed = row[member];
  if (typed.trim() === '' || (member === 'number' && row.of !== 'account')) return row;
  const plain = typed.normalize('NFKC');
  if (member === 'at' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(plain)) return { ...row, at: plain };
  const read = readMember(member, plain, { now });
  if (read === undefined || read.rest !== undefined) return row;
  const doubts = read.doubt === undefined ? row.doubts : { ...row.doubts, [member]: read.doubt };
  return { ...row, [member]: member === 'at' ? read.value.replace('T', ' ') : read.value, doubts };
}

/** The row as a form of the API's own document holds it. */
export function draftOfRow(row: Row): Members {
  const { of, number, name, accountKind, bankId, scope, sum, amount } = row;
  const draft = {
    bankId,
    transfer: transferOf(row),
    ...(of === 'account'
      ? { accountNumber: number, accountName: name, accountKind, scope, amountFen: scope === 'sum' ? sum || amount : '' }
      : { target: { kind: 'transaction', [of]: number } }),
  };
  return draft;
}

function transferOf({ amount, currency, at, serial }: Row): Members {
  const moment = at.trim().replace(' ', 'T');
  const code = currency.trim().toUpperCase();
  const isOfCity = code === '' || code === CITY_CURRENCY;
  const sum = isOfCity ? { amountFen: amount } : { amountMinor: minorOf(amount, code) };
  return { ...sum, currency: isOfCity ? CITY_CURRENCY : code, at: moment, serial };
}

/** A sum in the smallest units of a currency: yen have none below one. */
function minorOf(amount: string, currency: string): string {
  const fen = fenIn(amount);
  if (fen === undefined) return amount;
  const digits = digitsOf(currency);
  const minor = digits >= 2 ? fen * 10 ** (digits - 2) : fen / 10 ** (2 - digits);
  return String(minor);
}

function digitsOf(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** Whether nothing has been typed into the row. */
export const isEmpty = ({ number, name, amount, at, bankId }: Row): boolean =>
  [number, name, amount, at, bankId].every((text) => text.trim() === '');

/** What an officer may have overlooked; none of it keeps the row from being sent. */
export type Hint = Doubt | 'luhn' | 'twice' | 'bank-unknown' | 'no-number' | 'no-amount' | 'no-time' | 'no-bank';

export function hintsOf(row: Row, all: readonly Row[]): readonly Hint[] {
  const { number, bankId, bankWords, amount, at, doubts, of, key } = row;
  const sameAs = (other: Row): boolean => other.key !== key && other.number.trim() === number.trim() && other.bankId === bankId;
  const looksLikeCard = of === 'account' && /^62\d{14,17}$/.test(number);
  const hints: readonly (readonly [boolean, Hint])[] = [
    [number.trim() === '', 'no-number'],
    [bankId === '' && bankWords === '', 'no-bank'],
    [bankId === '' && bankWords !== '', 'bank-unknown'],
    [amount.trim() === '', 'no-amount'],
    [at.trim() === '', 'no-time'],
    [number.trim() !== '' && all.some(sameAs), 'twice'],
    [looksLikeCard && !isCardNumber(number), 'luhn'],
  ];
  return [...new Set([...hints.flatMap(([holds, hint]) => (holds ? [hint] : [])), ...Object.values(doubts)])];
}

/** The account that the API is asked for, before anything is sent. */
export interface AskedAccount {
  readonly bankId: string;
  readonly accountNumber: string;
}

/** An account number as the API takes it. */
const NUMBER = /^[0-9A-Za-z-]{6,40}$/;

/** The account of a row as the API is asked for it; undefined while the row names none. */
export function accountOf({ of, number, bankId }: Row): AskedAccount | undefined {
  const accountNumber = number.trim();
  return of === 'account' && bankId !== '' && NUMBER.test(accountNumber) ? { bankId, accountNumber } : undefined;
}
