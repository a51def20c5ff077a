import * as z from 'zod';
import { beijingMonth, lastDayOf } from '../../../kernel/beijing.ts';
import { canonicalJson } from '../../../kernel/canonical.ts';
import { type Context, districts } from '../../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../../kernel/decision.ts';
import { text } from '../../../kernel/people.ts';
import type { PolicyName } from '../../../policy/values.ts';
import { figuresOf, leagueOf, rowOf } from '../groups.ts';
import { type DayStats, type Stats, totalStats } from '../stats.ts';
import type { FiguresMonthFact } from './figures-months.ts';
import type { PublishedMonth, Sheet, SheetRow } from './sheet.ts';

/** Correct a published month: a new edition of it, with the figures of now. */
export const CorrectMonth = z.strictObject({ reason: text(1_000) });
export type CorrectMonth = z.infer<typeof CorrectMonth>;

/** The figures of a month as they are folded at this moment. */
export interface MonthGrounds {
  readonly month: string;
  /** The last day whose changes are folded; undefined if nothing was folded yet. */
  readonly through: string | undefined;
  readonly byDistrict: ReadonlyMap<string, Stats>;
  readonly banks: DayStats['banks'];
  /** By the bank's id. */
  readonly names: ReadonlyMap<string, string>;
}

/** The policy that the figures of a sheet follow from. */
const followed = ['sla.breach', 'figures.least-orders'] as const satisfies readonly PolicyName[];

/**
 * Publishes the figures of a month, once. Facts that come later change nothing of it; a month that is published already stays as it is.
 *
 * @returns `figures-month.published`, or MONTH_IN_FUTURE, MONTH_NOT_OVER, MONTH_NOT_COUNTED, MONTH_WITHOUT_FIGURES,
 *   PUBLISHER_NOT_A_PERSON
 */
export function publishMonth(
  published: PublishedMonth | undefined,
  grounds: MonthGrounds,
  context: Context,
): Decision<FiguresMonthFact> {
  if (context.actor.isPerson !== true) return refuse('PUBLISHER_NOT_A_PERSON');
  if (published !== undefined) return accept();
  const sheet = sheetOf(grounds, context);
  if ('kind' in sheet) return sheet;
  // a mistyped year would stand in the list for good
  if (grounds.byDistrict.size === 0) return refuse('MONTH_WITHOUT_FIGURES');
  const { now, actor } = context;
  const edition = { ...sheet, edition: 1, publishedAt: now, publishedBy: actor.agency };
  return accept({ type: 'figures-month.published', data: { at: now, sheet: edition } });
}

/**
 * Corrects a published month by a new edition with the figures of now. The editions before stay.
 *
 * @returns `figures-month.corrected`, or MONTH_FIGURES_UNCHANGED, MONTH_NOT_COUNTED, PUBLISHER_NOT_A_PERSON
 */
export function correctMonth(
  published: PublishedMonth,
  { reason }: CorrectMonth,
  grounds: MonthGrounds,
  context: Context,
): Decision<FiguresMonthFact> {
  const { now, actor } = context;
  if (actor.isPerson !== true) return refuse('PUBLISHER_NOT_A_PERSON');
  const sheet = sheetOf(grounds, context);
  if ('kind' in sheet) return sheet;
  if (figuresText(sheet) === figuresText(published)) return refuse('MONTH_FIGURES_UNCHANGED');
  const edition = { ...sheet, edition: published.edition + 1, publishedAt: now, publishedBy: actor.agency, reason };
  return accept({ type: 'figures-month.corrected', data: { at: now, sheet: edition } });
}

function figuresText({ total, districts: rows, banks }: Sheet): string {
  return canonicalJson(JSON.parse(JSON.stringify({ total, rows, banks })));
}

/** The sheet of a month that is over and counted: with the day behind it, since orders wait for their banks for 24 hours. */
function sheetOf({ month, through, byDistrict, banks, names }: MonthGrounds, { now, policy }: Context): Sheet | Refused {
  const present = beijingMonth(now);
  if (month > present) return refuse('MONTH_IN_FUTURE');
  if (month === present) return refuse('MONTH_NOT_OVER');
  // the fold of the next day has what banks answered to the last orders of the month
  if (through === undefined || through <= lastDayOf(month)) return refuse('MONTH_NOT_COUNTED');
  const least = policy.amount('figures.least-orders', now);
  const named = (row: SheetRow): SheetRow => {
    const name = names.get(row.key);
    return name === undefined ? row : { ...row, name };
  };
  return {
    month,
    countedThrough: through,
    total: figuresOf(totalStats([...byDistrict.values()])),
    districts: districts.map((district) => rowOf(district, byDistrict.get(district) ?? totalStats([]))),
    banks: leagueOf(banks, least).map(named),
    policy: followed.map((name) => ({ name, value: policy.amount(name, now) })),
  };
}

type Refused = ReturnType<typeof refuse>;
