import { yuanOf } from '../forms/money.ts';
import { bankNamed, bankWithin, type NamedBank } from './bank-names.ts';
import { momentIn } from './moment.ts';
import { isIdentityNumber, looksLikeIdentity, numbersIn, withoutLastGroup } from './number.ts';
import { markedSumIn, sumIn } from './sum.ts';
import type { Labelled } from './words.ts';

/** The members of an account that a line can name, as the fields of the table hold them. */
export const members = ['name', 'number', 'bank', 'amount', 'at', 'serial'] as const;
export type Member = (typeof members)[number];

/** Why an officer looks twice at a member. */
export type Doubt = 'several' | 'day' | 'bank' | 'identity' | 'last-group' | 'masked';

/** What a line says, as far as it was understood. */
export interface ReadLine {
  readonly values: Readonly<Partial<Record<Member, string>>>;
  readonly doubts: Readonly<Partial<Record<Member, Doubt>>>;
  /** Words for which no member was found. */
  readonly rest: readonly string[];
}

export interface Knows {
  readonly banks: readonly NamedBank[];
  /** ISO 8601. */
  readonly now: string;
}

/** Stands where something was taken out of a text, so that its neighbours stay apart. */
const GAP = '¦';
const SEPARATORS = /[\s,;|、。¦"'“”‘’()<>[\]【】《》]+/u;
const BANK_WORD = /(?:银行|信用社|联社|支行|分行|营业部|支付|支付宝|财付通|微信|零钱)$|^\p{Script=Han}{1,3}行$/u;
const NAME = /^(?:\p{Script=Han}[\p{Script=Han}·*＊某]{1,40}|[A-Za-z][A-Za-z .'-]{1,60}|\*+\p{Script=Han}{1,3})$/u;
const MASKED = /\*|^\p{Script=Han}?某{1,2}$/u;
/** What people write before a name: 转给吴九. */
const TO = /^(?:转账给|转账至|转给|转入|转到|汇款给|汇给|汇入|汇到|打给|打到|付给|收款人|户名|姓名|给)(?=\p{Script=Han}{2})/u;
/** Words around a transfer that name no one. */
const NOISE =
  /^(?:转账?|汇款?|转给|转入|转到|汇到|汇入|汇给|打到|打给|付款?给?|转账给|转账至|汇款给|收款|到账|借记卡|储蓄卡|对私|对公|第?[一二三四五六七八九十\d]+笔|人民币|元|账户|账号|卡号|户名|银行卡|其中|共|合计|一类|二类|了|的|给|向|到|于|在|至)$/u;

/** A text of which parts are taken, one after the other. */
interface Reading extends Omit<ReadLine, 'rest'> {
  readonly left: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function taken(reading: Reading, member: Member, value: string, { from, to }: Span, doubt?: Doubt): Reading {
  const { left, values, doubts } = reading;
  return {
    left: `${left.slice(0, from)}${GAP}${left.slice(to)}`,
    values: { ...values, [member]: value },
    doubts: doubt === undefined ? doubts : { ...doubts, [member]: doubt },
  };
}

/**
 * Reads the members of an account out of a text in which they stand in any order.
 *
 * @param text in plain signs (NFKC)
 * @param values what labels have said already
 */
export function readLoose(text: string, values: ReadLine['values'], knows: Knows): ReadLine {
  const steps = [takeMoment, takeNumber, takeBank, takeSum, takeWords] as const;
  const { left, ...read } = steps.reduce<Reading>((reading, step) => step(reading, knows), { left: text, values, doubts: {} });
  return { ...read, rest: left.split(SEPARATORS).filter((word) => /[\p{L}\p{N}]/u.test(word) && !NOISE.test(word)) };
}

function takeMoment(reading: Reading, { now }: Knows): Reading {
  const found = reading.values.at === undefined ? momentIn(reading.left, now) : undefined;
  return found === undefined ? reading : taken(reading, 'at', found.wall, found, found.dayGuessed ? 'day' : undefined);
}

const rank = (number: string): number => {
  if (!/^\d+$/.test(number)) return 3;
  if (number.length < 12) return 2;
  return looksLikeIdentity(number) ? 1 : 0;
};

function takeNumber(reading: Reading): Reading {
  if (reading.values.number !== undefined) return reading;
  const all = numbersIn(reading.left);
  const accounts = all.filter(({ number }) => !isIdentityNumber(number));
  // Longer than a telephone number first; an id of letters and digits last.
  const [first, ...others] = accounts.toSorted((one, other) => rank(one.number) - rank(other.number));
  const found = first ?? all[0];
  if (found === undefined) return reading;
  const anotherSum = sumIn(taken(reading, 'number', found.number, found).left);
  const shorter = anotherSum === undefined ? withoutLastGroup(reading.left, found) : undefined;
  if (shorter !== undefined) return taken(reading, 'number', shorter.number, shorter, 'last-group');
  const isDoubtful = others.some(({ number }) => rank(number) <= 1);
  return taken(reading, 'number', found.number, found, first === undefined ? 'identity' : isDoubtful ? 'several' : undefined);
}

function takeBank(reading: Reading, { banks }: Knows): Reading {
  if (reading.values.bank !== undefined) return reading;
  const whole = bankWithin(reading.left, banks);
  if (whole !== undefined) {
    // The branch behind the name belongs to it: 京华银行海淀支行.
    const branch = /^\p{Script=Han}{0,12}[支分]行|^\p{Script=Han}{0,8}营业部/u.exec(reading.left.slice(whole.to))?.[0] ?? '';
    const span = { from: whole.from, to: whole.to + branch.length };
    return taken(reading, 'bank', reading.left.slice(span.from, span.to), span);
  }
  const words = wordsIn(reading.left);
  const known = words.find(({ word }) => BANK_WORD.test(word) && bankNamed(word, banks) !== undefined);
  const found =
    known ?? words.find(({ word }) => BANK_WORD.test(word)) ?? words.find(({ word }) => bankNamed(word, banks) !== undefined);
  return found === undefined ? reading : taken(reading, 'bank', found.word, found);
}

function takeSum(reading: Reading): Reading {
  if (reading.values.amount !== undefined) return reading;
  const found = markedSumIn(reading.left) ?? sumIn(reading.left);
  if (found === undefined) return reading;
  const next = taken(reading, 'amount', yuanOf(found.fen), found);
  return sumIn(next.left) === undefined ? next : { ...next, doubts: { ...next.doubts, amount: 'several' } };
}

/** What is left in words is the holder, if it looks like a name. */
function takeWords(reading: Reading): Reading {
  if (reading.values.name !== undefined) return reading;
  const names = [...latinNames(reading.left), ...wordsIn(reading.left)].filter(
    ({ word }) => NAME.test(word) && !NOISE.test(word),
  );
  const [first, ...others] = names.filter((one, i) =>
    names.slice(0, i).every((earlier) => one.to <= earlier.from || one.from >= earlier.to),
  );
  if (first === undefined) return reading;
  const doubt = others.length > 0 ? 'several' : MASKED.test(first.word) ? 'masked' : undefined;
  const before = TO.exec(first.word)?.[0].length ?? 0;
  return taken(reading, 'name', first.word.slice(before), { from: first.from + before, to: first.to }, doubt);
}

interface Word extends Span {
  readonly word: string;
}

function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(/[^\s,;|、。:=¦"'“”‘’()<>[\]【】《》]+/gu)].map((match) => ({
    word: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** A name in Latin letters is of several words: ZHANG SAN. */
function latinNames(text: string): readonly Word[] {
  return [...text.matchAll(/(?<![\w@.])[A-Za-z][A-Za-z'-]+(?: [A-Za-z][A-Za-z'.-]*)+(?![\w@])/gu)].map((match) => ({
    word: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/**
 * Reads labelled values: each by what its label says, and what a value of that kind cannot be goes to the rest.
 */
export function readLabelled(labelled: readonly Labelled[], knows: Knows): ReadLine {
  const values: Partial<Record<Member, string>> = {};
  const doubts: Partial<Record<Member, Doubt>> = {};
  const rest: string[] = [];
  for (const { part, value } of labelled) {
    if (value === '') continue;
    // Two columns, of the day and of the time, are one moment.
    const text = part === 'at' && values.at !== undefined ? `${values.at} ${value}` : value;
    const read = part === 'none' ? undefined : readMember(part, text, knows);
    if (part === 'none' || read === undefined || (part !== 'at' && values[part] !== undefined)) {
      rest.push(value);
      continue;
    }
    values[part] = read.value;
    if (read.doubt !== undefined) doubts[part] = read.doubt;
    if (read.rest !== undefined) rest.push(read.rest);
  }
  return { values, doubts, rest };
}

interface ReadMember {
  readonly value: string;
  readonly doubt?: Doubt | undefined;
  readonly rest?: string | undefined;
}

/** Reads a text of which is known what it is about. */
export function readMember(member: Member, text: string, { now }: Pick<Knows, 'now'>): ReadMember | undefined {
  switch (member) {
    case 'at': {
      const found = momentIn(text, now);
      return found && { value: found.wall, doubt: found.dayGuessed ? 'day' : undefined, rest: around(text, found) };
    }
    case 'amount': {
      const found = sumIn(text);
      return found && { value: yuanOf(found.fen), rest: around(text, found) };
    }
    case 'number': {
      const [found] = numbersIn(text);
      if (found !== undefined)
        return { value: found.number, doubt: isIdentityNumber(found.number) ? 'identity' : undefined, rest: around(text, found) };
      const short = text.replaceAll(/[\s-]/gu, '');
      return /^[0-9A-Za-z]{6,40}$/.test(short) ? { value: short } : undefined;
    }
    default:
      return { value: text.trim(), doubt: member === 'name' && MASKED.test(text) ? 'masked' : undefined };
  }
}

/** What stands around the part that was understood, if it says anything. */
function around(text: string, { from, to }: Span): string | undefined {
  const words = `${text.slice(0, from)} ${text.slice(to)}`
    .split(SEPARATORS)
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !NOISE.test(word));
  return words.length === 0 ? undefined : words.join(' ');
}
