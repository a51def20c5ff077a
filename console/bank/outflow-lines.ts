import { instantOf } from '../forms/city-time.ts';
import { fenIn } from '../forms/money.ts';
import type { components } from '../generated/api.ts';
import { bankNamed } from '../paste/bank-names.ts';
import { type Doubt, type Knows, type Member, members } from '../paste/line.ts';
import { momentIn } from '../paste/moment.ts';
import { type PastedAccount, readPasted } from '../paste/read-pasted.ts';
import { sumIn } from '../paste/sum.ts';

type Means = NonNullable<components['schemas']['OutflowLine']['means']>;

/** An outflow as the API takes it, as far as the line says it: the API keeps what is not complete, and says so. */
export interface OutflowRead {
  readonly means?: Means;
  readonly bankId?: string;
  readonly accountName?: string;
  readonly accountNumber?: string;
  readonly amountFen?: number;
  readonly at?: string;
  readonly serial?: string;
  readonly remark?: string;
}

/** Why a person looks twice at a line: a member is missing or was read in one of several ways; or nothing of it was read. */
export interface OutflowDoubt {
  readonly why: 'missing' | 'unknown' | 'not-read' | Doubt;
  readonly member?: Member;
}

export interface PastedOutflow {
  readonly outflow: OutflowRead;
  readonly doubts: readonly OutflowDoubt[];
  /** The lines that say so, as they were pasted. */
  readonly source: readonly string[];
}

export interface PastedOutflows {
  readonly outflows: readonly PastedOutflow[];
  /** Lines that say what the columns are about. */
  readonly heads: readonly string[];
}

/** The longest remark that the API takes; the person still sees the whole line. */
const REMARK = 500;

/** How people and core systems write that money went to no account at a bank. */
const elsewhere: readonly (readonly [Means, RegExp])[] = [
  ['cash', /取现|取款|现金|柜面支取|\bATM\b|\bcash\b/iu],
  ['virtual-currency', /USDT|泰达币|虚拟币|虚拟货币|比特币|\bBTC\b|\bTRC-?20\b/iu],
  ['card-payment', /消费|刷卡|\bPOS\b|商户/iu],
  ['wallet', /支付宝|微信|财付通|零钱|钱包|\bwallet\b/iu],
  ['abroad', /境外|国外|跨境|\bSWIFT\b/iu],
];

/**
 * Reads the lines of a core system's sheet, or typed ones, into outflows. No line is dropped: what is not understood goes into the remark of
 * its outflow, whole lines too.
 *
 * @param knows the banks by name, and the city's time: a time without a day or a year is the last such time
 */
export function readOutflows(text: string, knows: Knows): PastedOutflows {
  const { accounts, left, heads } = readPasted(text, knows);
  const toAccounts = accounts.map((account) => toAccount(account, knows) ?? toNoAccount(account.source, knows));
  return { outflows: [...toAccounts, ...left.map((line) => toNoAccount([line], knows))], heads };
}

/** An outflow to an account at a bank; undefined if the line says that the money left another way. */
function toAccount({ values, doubts, rest, source }: PastedAccount, { banks }: Knows): PastedOutflow | undefined {
  const bank = values.bank === undefined ? undefined : bankNamed(values.bank, banks);
  if (bank === undefined && meansIn(source.join(' ')) !== undefined) return undefined;
  const at = values.at === undefined ? undefined : instantOf(values.at);
  const amountFen = values.amount === undefined ? undefined : fenIn(values.amount);
  // the day alone, or a bank that is not registered, must not be lost
  const unread = [
    ...(bank === undefined && values.bank !== undefined ? [values.bank] : []),
    ...(at === undefined && values.at !== undefined ? [values.at] : []),
    ...rest,
  ];
  return {
    outflow: given({
      bankId: bank?.bankId,
      accountName: values.name,
      accountNumber: values.number,
      amountFen,
      at,
      serial: values.serial,
      remark: remarkOf(unread.join(' ')),
    }),
    doubts: [
      ...doubtIf(bank === undefined, { member: 'bank', why: values.bank === undefined ? 'missing' : 'unknown' }),
      ...doubtIf(bank?.guessed === true, { member: 'bank', why: 'bank' }),
      ...doubtIf(amountFen === undefined, { member: 'amount', why: 'missing' }),
      ...doubtIf(at === undefined, { member: 'at', why: 'missing' }),
      ...members.flatMap((member) => (doubts[member] === undefined ? [] : [{ member, why: doubts[member] }])),
    ],
    source,
  };
}

/** Money that went to no account that a bank could stop, or a line of which no account was read: all of it stands in the remark. */
function toNoAccount(source: readonly string[], { now }: Knows): PastedOutflow {
  const line = source.join(' ').normalize('NFKC');
  const means = meansIn(line);
  const moment = momentIn(line, now);
  const at = moment === undefined ? undefined : instantOf(moment.wall);
  const sum = sumIn(moment === undefined ? line : `${line.slice(0, moment.from)} ${line.slice(moment.to)}`);
  const isRead = means !== undefined || at !== undefined || sum !== undefined;
  return {
    outflow: given({ means: means ?? 'other', amountFen: sum?.fen, at, remark: remarkOf(source.join(' ')) }),
    doubts: [
      ...doubtIf(!isRead, { why: 'not-read' }),
      ...doubtIf(isRead && sum === undefined, { member: 'amount', why: 'missing' }),
      ...doubtIf(isRead && at === undefined, { member: 'at', why: 'missing' }),
      ...doubtIf(moment?.dayGuessed === true, { member: 'at', why: 'day' }),
    ],
    source,
  };
}

const meansIn = (text: string): Means | undefined => elsewhere.find(([, words]) => words.test(text.normalize('NFKC')))?.[0];

const doubtIf = (is: boolean, doubt: OutflowDoubt): readonly OutflowDoubt[] => (is ? [doubt] : []);

function remarkOf(text: string): string | undefined {
  const tidy = text.replaceAll(/\s+/gu, ' ').trim();
  return tidy === '' ? undefined : [...tidy].slice(0, REMARK).join('');
}

type Given = { readonly [Name in keyof OutflowRead]: OutflowRead[Name] | undefined };

/** Only the members that were read. */
function given(members: Given): OutflowRead {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
