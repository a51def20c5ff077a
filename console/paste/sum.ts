import { fenIn } from '../forms/money.ts';

const NUMBER = String.raw`\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?`;
const MARK = '(?:人民币|RMB|CNY|¥)';
const SCALE = '(?<scale>亿|万|千|w|k)';
const YUAN = '(?:元|圆|块钱?|yuan)(?:整|正)?';
const ALONE = String.raw`(?<![\w.-]|\d,)`;
const OVER = String.raw`(?!\w|[.,]\d)`;

/** Sums that say that they are sums, and those that only look so. */
const marked = [
  `${MARK}\\s*(?<number>${NUMBER})\\s*${SCALE}?\\s*(?:${YUAN})?`,
  `${ALONE}(?<number>${NUMBER})\\s*${SCALE}?\\s*${YUAN}`,
  `${ALONE}(?<number>${NUMBER})\\s*${SCALE}${OVER}`,
];
const grouped = String.raw`${ALONE}(?<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?)${OVER}`;
const bare = String.raw`${ALONE}(?<number>\d{1,9}(?:\.\d{1,2})?)${OVER}`;
const sure = [...marked, grouped].map((form) => new RegExp(form, 'iu'));
const all = [...sure, new RegExp(bare, 'iu')];

export interface FoundSum {
  readonly fen: number;
  readonly from: number;
  readonly to: number;
}

/** The first sum in a text that is marked as one: by ¥, 元, 万 or groups of three digits. @param text in plain signs (NFKC) */
export const markedSumIn = (text: string): FoundSum | undefined => firstOf(sure, text);

/** The first sum in a text, also a bare number. */
export const sumIn = (text: string): FoundSum | undefined => firstOf(all, text);

function firstOf(forms: readonly RegExp[], text: string): FoundSum | undefined {
  for (const form of forms) {
    const match = form.exec(text);
    const { number = '', scale } = match?.groups ?? {};
    const fen = match === null ? undefined : scaled(number, scale?.toLowerCase());
    if (match !== null && fen !== undefined && fen > 0) return { fen, from: match.index, to: match.index + match[0].length };
  }
  return undefined;
}

function scaled(number: string, scale: string | undefined): number | undefined {
  if (scale === undefined) return fenIn(number);
  const inWan = fenIn(`${number}万`);
  if (inWan === undefined || scale === '万' || scale === 'w') return inWan;
  const fen = scale === '亿' ? inWan * 10_000 : inWan / 10;
  return Number.isSafeInteger(fen) ? fen : undefined;
}
