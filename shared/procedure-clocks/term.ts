import { beijingDay, plusDays, startOfDay } from '../kernel/beijing.ts';
import type { Context } from '../kernel/context.ts';
import { plus } from '../kernel/time.ts';
import { firstWorkingDay, isBehindHorizon } from '../kernel/working-days.ts';
import { type ClockKind, clockRules, type ExtensionGround } from './kinds.ts';

/** The start of a term. */
export interface TermBasis {
  readonly kind: ClockKind;
  /** When the term was set off, ISO 8601, UTC. */
  readonly from: string;
  readonly inCustody: boolean;
  readonly extension?: { readonly ground: ExtensionGround; readonly days: number } | undefined;
}

export interface Term {
  /** The last day on which it may be done: ISO 8601 date in Beijing. */
  readonly lastDay: string;
  /** The midnight after it, ISO 8601, UTC. */
  readonly endsAt: string;
  /** When its end is announced. */
  readonly warnAt: string;
  /** The calendar of that time is not known yet: the last day may become another by a few days. */
  readonly provisional?: true;
}

type Figures = Pick<Context, 'now' | 'policy'>;

/** Up to here a term is announced a day ahead; a longer one, earlier. */
const SHORT_TERM = 7;

/**
 * When a term ends (刑事诉讼法 art. 105). The day that set it off does not count. A month ends on the day of the same number, on the last day if
 * there is none, and on the last day if it began on the last (法释〔2021〕1号 art. 202; C). A last day that is a holiday moves to the first
 * working day after it, but not while the suspect is in custody. If the calendar is not known so far ahead, the last day moves for certain
 * holidays only, is provisional, and is announced earlier.
 *
 * @param figures which figures are meant: those in force at `now`
 */
export function termOf({ kind, from, inCustody, extension }: TermBasis, figures: Figures): Term {
  const { now, policy } = figures;
  const begun = beijingDay(from);
  const counted = lengthened(kind, begun, inCustody, extension, figures);
  const moves = !inCustody && policy.enabled('procedure.last-day-moves', now);
  const lastDay = moves ? firstWorkingDay(counted) : counted;
  const endsAt = startOfDay(plusDays(lastDay, 1));
  const short = counted <= plusDays(begun, SHORT_TERM);
  const ahead = policy.amount(short ? 'procedure.warning-days' : 'procedure.warning-weeks', now);
  if (!moves || !isBehindHorizon(lastDay)) return { lastDay, endsAt, warnAt: plus(endsAt, -ahead) };
  const earlier = ahead + policy.amount('procedure.provisional-ahead', now);
  return { lastDay, endsAt, warnAt: plus(endsAt, -earlier), provisional: true };
}

function lengthened(
  kind: ClockKind,
  begun: string,
  inCustody: boolean,
  extension: TermBasis['extension'],
  { now, policy }: Figures,
): string {
  const rule = clockRules[kind];
  const length = policy.amount(inCustody ? (rule.termInCustody ?? rule.term) : rule.term, now);
  const ordinary = rule.unit === 'months' ? monthsLater(begun, length) : plusDays(begun, length);
  if (extension === undefined) return ordinary;
  const { ground, days } = extension;
  const inAll = rule.extensions.some(({ grounds, counts }) => counts === 'in-all' && grounds.includes(ground));
  return inAll ? plusDays(begun, days) : plusDays(ordinary, days);
}

/**
 * The days by which this ground may lengthen the term, or to which; undefined if the law knows no such extension.
 *
 * @param asked the days asked for, for extensions of which the law gives only the most
 */
export function extensionDays(
  { kind, inCustody }: Pick<TermBasis, 'kind' | 'inCustody'>,
  ground: ExtensionGround,
  asked: number | undefined,
  { now, policy }: Figures,
): number | undefined {
  const extension = clockRules[kind].extensions.find(({ grounds }) => grounds.includes(ground));
  if (extension === undefined || (extension.notInCustody === true && inCustody)) return undefined;
  const most = policy.amount(extension.days, now);
  const days = asked ?? most;
  return days > most ? undefined : days;
}

/** @param day ISO 8601 date */
function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = (m: number) => new Date(Date.UTC(year, m, 0)).getUTCDate();
  const to = month + months;
  const target = date === last(month) ? last(to) : Math.min(date, last(to));
  return new Date(Date.UTC(year, to - 1, target)).toISOString().slice(0, 10);
}
