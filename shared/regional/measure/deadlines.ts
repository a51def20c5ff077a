import type { Context } from '../../kernel/context.ts';
import type { MeasureFact } from './measure-facts.ts';
import type { RegionalMeasure } from './measure-model.ts';

/**
 * The facts that are due now and not yet noted: the reminder before the correction is due, or that it did not come. Once evidence is handed
 * in, only the issuer has a date to keep.
 */
export function advance(measure: RegionalMeasure, { now, actor }: Pick<Context, 'now' | 'actor'>): readonly MeasureFact[] {
  if (!awaitsCorrection(measure)) return [];
  const { dueAt, remindAt, reminded, overdue } = measure;
  const data = { at: now, by: actor.agency, dueAt };
  return [
    ...(!reminded && remindAt <= now ? [{ type: 'regional-measure.reminded', data } as const] : []),
    ...(!overdue && dueAt <= now ? [{ type: 'regional-measure.fell-overdue', data } as const] : []),
  ];
}

/** The next moment at which something is due, or undefined if time alone changes nothing. It may have passed: then call `advance`. */
export function nextMoment(measure: RegionalMeasure): string | undefined {
  if (!awaitsCorrection(measure)) return undefined;
  const { dueAt, remindAt, reminded, overdue } = measure;
  if (!reminded) return remindAt;
  return overdue ? undefined : dueAt;
}

/**
 * From when on a person must act on the measure: look at the evidence, hand in the correction, or lift a warning that may end. Undefined
 * once it is closed. Lists are in this order.
 */
export function neededAt({ status, dueAt, reviewBy, accepted }: RegionalMeasure): string | undefined {
  if (status === 'corrected' || status === 'lifted') return undefined;
  return accepted?.at ?? reviewBy ?? dueAt;
}

function awaitsCorrection({ status, reviewBy }: RegionalMeasure): boolean {
  return (status === 'noticed' || status === 'interviewed' || status === 'warned') && reviewBy === undefined;
}

/** The task of a measure's people at `neededAt`: to hand in the correction, to look at it, or to lift the measure. */
export function neededFor(
  neededAt: string | undefined,
  { status, dueAt }: Pick<RegionalMeasure, 'status' | 'dueAt'>,
): 'correction' | 'review' | 'lifting' | undefined {
  if (neededAt === undefined) return undefined;
  if (status === 'correction-accepted') return 'lifting';
  return neededAt === dueAt ? 'correction' : 'review';
}
