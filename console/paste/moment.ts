import { instantOf, wallOf } from '../forms/city-time.ts';

/** A moment that a pasted text names. */
export interface FoundMoment {
  /** As a field for moments takes it: `2026-11-27T14:02:00`; the day alone, if the text names no time. */
  readonly wall: string;
  /** The text names no day, or no year: it is the last such time before now. */
  readonly dayGuessed: boolean;
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
}

const YEAR_DAY = String.raw`(?<year>20\d{2})(?:[-/.]|\s*年\s*)(?<month>\d{1,2})(?:[-/.]|\s*月\s*)(?<day>\d{1,2})(?:\s*[日号])?`;
const MONTH_DAY = String.raw`(?<month>\d{1,2})\s*月\s*(?<day>\d{1,2})\s*[日号]?|(?<month2>\d{1,2})[-/](?<day2>\d{1,2})(?=[\s,]+\d{1,2}[:时点])`;
const COMPACT = String.raw`(?<year>20\d{2})(?<month>[01]\d)(?<day>[0-3]\d)(?:\s*(?<hour>[0-2]\d)(?<minute>[0-5]\d)(?<second>[0-5]\d)?)?(?!\s?\d)`;
const WORD = '(?<word>今天|今日|今早|今晚|今|昨天|昨日|昨晚|昨|前天|前日)';
const HALF = String.raw`(?<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|晚)?\s*`;
const TIME = String.raw`(?<hour>\d{1,2})(?:\s*:\s*(?<minute>\d{2})(?:\s*:\s*(?<second>\d{2})(?:\.\d+)?)?|\s*[时点]\s*(?:(?<minute2>\d{1,2})\s*分?(?:\s*(?<second2>\d{1,2})\s*秒)?|(?<thirty>半)|整)?)(?:\s*(?:左右|许))?`;
const ZONE = String.raw`(?<zone>\s*(?:Z|[+-]\d{2}:?\d{2}))?`;
const ALONE = String.raw`(?<![\d.:/-])`;
const OVER = String.raw`(?![\d:/-])`;

/** Forms of a moment, those that say most first. */
const forms = [
  `${ALONE}(?:${YEAR_DAY})(?:T|[\\s,]*)${HALF}${TIME}${ZONE}${OVER}`,
  `${ALONE}(?:${MONTH_DAY})[\\s,]*${HALF}${TIME}${OVER}`,
  `${ALONE}${COMPACT}${OVER}`,
  `${WORD}[\\s,]*${HALF}${TIME}${OVER}`,
  `${ALONE}(?:${YEAR_DAY})${OVER}`,
  `${ALONE}(?:${MONTH_DAY})${OVER}`,
  `${ALONE}${HALF}${TIME}${OVER}`,
].map((form) => new RegExp(form, 'iu'));

const daysBack: Readonly<Record<string, number>> = { 昨天: 1, 昨日: 1, 昨晚: 1, 昨: 1, 前天: 2, 前日: 2 };
const DAY_MS = 86_400_000;

/**
 * The first moment in a text, on the clocks of Beijing.
 *
 * @param text in plain signs (NFKC)
 * @param now ISO 8601: a text without a year, or without a day, means the last such moment before it
 */
export function momentIn(text: string, now: string): FoundMoment | undefined {
  for (const form of forms) {
    const match = form.exec(text);
    const read = match === null ? undefined : wallFrom(groupsOf(match), now);
    if (match !== null && read !== undefined) return { ...read, from: match.index, to: match.index + match[0].length };
  }
  return undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

/** What the groups of a form found; `month2` is `month` in another form. */
function groupsOf({ groups = {} }: RegExpExecArray): Groups {
  const found = Object.entries(groups).filter(([, value]) => value !== undefined);
  return Object.fromEntries(found.map(([name, value]) => [name.replace(/\d$/, ''), value]));
}

function wallFrom(groups: Groups, now: string): Pick<FoundMoment, 'wall' | 'dayGuessed'> | undefined {
  const { hour, zone, word = '' } = groups;
  const half = groups['half'] ?? (/晚$/u.test(word) ? '晚' : '');
  const time = hour === undefined ? undefined : timeOf({ ...groups, half });
  if (hour !== undefined && time === undefined) return undefined;
  const isDayNamed = groups['month'] !== undefined || groups['word'] !== undefined;
  const day = groups['month'] === undefined ? dayBefore(now, time, groups['word']) : dayOf(groups, now, time);
  if (day === undefined) return undefined;
  if (time === undefined) return instantOf(`${day}T00:00`) === undefined ? undefined : { wall: day, dayGuessed: false };
  const wall = `${day}T${time}`;
  if (instantOf(wall) === undefined) return undefined;
  if (zone === undefined) return { wall, dayGuessed: !isDayNamed || isOfYearBefore(groups, day, now) };
  const there = wallOf(`${wall}${zone.trim()}`);
  return there === undefined ? undefined : { wall: there, dayGuessed: false };
}

const isOfYearBefore = ({ year, month }: Groups, day: string, now: string): boolean =>
  year === undefined && month !== undefined && day.slice(0, 4) !== wallOf(now)?.slice(0, 4);

const two = (value: string | number): string => String(value).padStart(2, '0');

function timeOf({ hour = '', minute, second = '0', half = '', thirty }: Groups): string | undefined {
  const minutes = thirty === undefined ? Number(minute ?? 0) : 30;
  let hours = Number(hour);
  if (/下午|傍晚|晚|夜/u.test(half) && hours >= 1 && hours < 12) hours += 12;
  if (half === '中午' && hours >= 1 && hours < 3) hours += 12;
  if (half === '凌晨' && hours === 12) hours = 0;
  if (hours > 23 || minutes > 59 || Number(second) > 59) return undefined;
  return `${two(hours)}:${two(minutes)}:${two(second)}`;
}

function dayOf({ year, month = '', day = '' }: Groups, now: string, time = '00:00:00'): string | undefined {
  const rest = `${two(month)}-${two(day)}`;
  if (year !== undefined) return `${year}-${rest}`;
  const thisYear = Number(wallOf(now)?.slice(0, 4));
  const one = [thisYear, thisYear - 1].find((each) => isBefore(`${each}-${rest}T${time}`, now));
  return one === undefined ? undefined : `${one}-${rest}`;
}

/** The day of a time alone, or with a word for the day. */
function dayBefore(now: string, time = '00:00:00', word?: string): string | undefined {
  const on = (back: number): string | undefined => wallOf(new Date(Date.parse(now) - back * DAY_MS).toISOString())?.slice(0, 10);
  if (word !== undefined) return on(daysBack[word] ?? 0);
  const today = on(0);
  return today !== undefined && isBefore(`${today}T${time}`, now) ? today : on(1);
}

function isBefore(wall: string, now: string): boolean {
  const instant = instantOf(wall);
  return instant !== undefined && Date.parse(instant) <= Date.parse(now);
}
