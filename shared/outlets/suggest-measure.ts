import { beijingMonth, firstDayOf, plusMonths, startOfDay } from '../kernel/beijing.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import { type MeasureStep, measureSteps } from '../regional/measure/measure-model.ts';
import type { DismissSuggestion } from './bodies.ts';
import type { Outlet, OutletMonth } from './model.ts';
import type { OutletFact } from './outlet-facts.ts';
import { outletLifecycle } from './outlet-lifecycle.ts';

/** The most months that the policy may have a step look back. */
const MOST_MONTHS_BACK = 12;

/** What is counted for an outlet in a month. */
export interface Counted {
  /** The keyed hash of the account or the phone card. */
  readonly opening: string;
  readonly outlet: Outlet;
  readonly month: string;
}

/**
 * Counts an account or a card for the month. Once the policy's figure is reached (`outlet.linked-accounts`, `outlet.linked-cards`), a measure
 * is suggested, once a month: the notice, or the next step after what stands of the months before (`outlet.climb-months`).
 *
 * @param earlier the months before, as far back as `monthsBefore` says
 * @returns `outlet.opening-counted`, and `outlet.suggested`
 */
export function countFor(
  before: OutletMonth | undefined,
  { opening, outlet, month }: Counted,
  earlier: readonly OutletMonth[],
  context: Context,
): readonly OutletFact[] {
  const { now } = context;
  const count = (before?.count ?? 0) + 1;
  const figure = figureOf(outlet, month, context);
  const status = before?.status ?? 'counting';
  const suggested = count >= figure && outletLifecycle.allows(status, 'suggest');
  return [
    { type: 'outlet.opening-counted', data: { at: now, opening, outlet, month } },
    ...(suggested ? [{ type: 'outlet.suggested' as const, data: { at: now, step: stepAfter(earlier), count, figure } }] : []),
  ];
}

/**
 * Takes an account or a card off the month. A suggestion whose figure is not reached any more is withdrawn, unless a supervisor acted on it.
 *
 * @returns `outlet.opening-taken-off`, and `outlet.suggestion-withdrawn`
 */
export function takeOff(before: OutletMonth, opening: string, context: Context): readonly OutletFact[] {
  const { now, actor } = context;
  const count = Math.max(0, before.count - 1);
  const over = outletLifecycle.allows(before.status, 'withdraw') && count < figureOf(before, before.month, context);
  return [
    { type: 'outlet.opening-taken-off', data: { at: now, opening } },
    ...(over ? [{ type: 'outlet.suggestion-withdrawn' as const, data: { at: now, count, by: actor.agency } }] : []),
  ];
}

/** The figure of a month, as the policy had it when the month began. */
function figureOf({ ownerKind }: Pick<Outlet, 'ownerKind'>, month: string, { policy }: Pick<Context, 'policy'>): number {
  return policy.amount(ownerKind === 'bank' ? 'outlet.linked-accounts' : 'outlet.linked-cards', startOfDay(firstDayOf(month)));
}

/** The months before this one whose suggestions a step follows, the latest first. */
export function monthsBefore(month: string, { policy, now }: Pick<Context, 'policy' | 'now'>): readonly string[] {
  const back = Math.min(MOST_MONTHS_BACK, policy.amount('outlet.climb-months', now));
  return Array.from({ length: back }, (_, ago) => beijingMonth(plusMonths(startOfDay(firstDayOf(month)), -ago - 1)));
}

/** The step after the sternest that was suggested before and not dismissed; the notice if there is none. */
function stepAfter(earlier: readonly OutletMonth[]): MeasureStep {
  const taken = earlier.flatMap(({ status, suggestion }) =>
    suggestion === undefined || status === 'dismissed' ? [] : [measureSteps.indexOf(suggestion.step)],
  );
  return measureSteps[Math.max(-1, ...taken) + 1] ?? 'warning';
}

/**
 * Dismisses the suggestion with a reason; the month has no other.
 *
 * @returns `outlet.dismissed`, or OUTLET_STATE_FORBIDS
 */
export function dismissSuggestion(
  month: OutletMonth,
  { reason }: DismissSuggestion,
  { now, actor }: Context,
): Decision<OutletFact> {
  const forbidden = outletLifecycle.refusal(month.status, 'dismiss');
  return forbidden ?? accept({ type: 'outlet.dismissed', data: { at: now, by: actor.agency, reason } });
}

/**
 * Notes that the measure was issued. The measure itself is decided beside it.
 *
 * @returns `outlet.measure-issued`, or OUTLET_STATE_FORBIDS
 */
export function noteMeasure(month: OutletMonth, measureId: string, { now, actor }: Context): Decision<OutletFact> {
  const forbidden = outletLifecycle.refusal(month.status, 'issue');
  return forbidden ?? accept({ type: 'outlet.measure-issued', data: { at: now, by: actor.agency, measureId } });
}

/**
 * What the measure on the outlet is: the step that was suggested, on the agency that runs the outlet.
 *
 * @param district where the bank did not name one
 * @returns step and target, or OUTLET_STATE_FORBIDS, OUTLET_DISTRICT_UNKNOWN
 */
export function measureOn(month: OutletMonth, district: OutletMonth['district']) {
  const { suggestion, name, owner, status } = month;
  if (suggestion === undefined) return outletLifecycle.forbidden(status, 'issue');
  const where = month.district ?? district;
  if (where === undefined) return refuse('OUTLET_DISTRICT_UNKNOWN', { paths: ['/district'] });
  return { kind: 'measure', step: suggestion.step, target: { kind: 'outlet', name, district: where, agency: owner } } as const;
}
