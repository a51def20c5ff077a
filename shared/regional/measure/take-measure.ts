import type { Context } from '../../kernel/context.ts';
import { accept, type Created, create, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { referenceOf } from '../../kernel/phone-reference.ts';
import { DAY, plus } from '../../kernel/time.ts';
import type { MeasureFact } from './measure-facts.ts';
import { type MeasureCommand, measureLifecycle } from './measure-lifecycle.ts';
import {
  type AcceptCorrection,
  type EscalateMeasure,
  type IssueMeasure,
  type LiftMeasure,
  type MeasureStep,
  measureLimits,
  type RegionalMeasure,
  type SubmitEvidence,
} from './measure-model.ts';

const factOf = {
  notice: 'regional-measure.notice-issued',
  interview: 'regional-measure.interview-called',
  warning: 'regional-measure.warning-posted',
} as const satisfies Readonly<Record<MeasureStep, MeasureFact['type']>>;

/**
 * Takes the first step of a measure. Only the city takes measures on a whole district.
 *
 * @returns the step's fact, or MEASURE_NEEDS_CITY, DUE_DATE_PAST
 */
export function issueMeasure(input: IssueMeasure, context: Context): Created<MeasureFact> {
  const { now, actor, newId } = context;
  const { step, target, demands } = input;
  if (target.kind === 'district' && actor.district !== undefined) return refuse('MEASURE_NEEDS_CITY');
  const taken = stepOf(step, input, context);
  if ('kind' in taken) return taken;
  const measureId = newId('ntc');
  const birth = { measureId, reference: referenceOf('measure', target.district, now, measureId), target, demands };
  return create(measureId, { type: factOf[step], data: { ...taken, birth } });
}

/**
 * Takes the next step: after a notice the interview, after the interview the warning. A warning is the last step.
 *
 * @returns the step's fact, or MEASURE_STATE_FORBIDS, DUE_DATE_PAST
 */
export function escalateMeasure(measure: RegionalMeasure, input: EscalateMeasure, context: Context): Decision<MeasureFact> {
  const next = nextStep(measure);
  if (next === undefined) return measureLifecycle.forbidden(measure.status, 'warn');
  const taken = stepOf(next, input, context);
  return 'kind' in taken ? taken : accept({ type: factOf[next], data: taken });
}

/**
 * Hands in evidence of correction, a limited number of times a step.
 *
 * @returns `regional-measure.evidence-submitted`, or MEASURE_STATE_FORBIDS, MEASURE_FULL
 */
export function submitEvidence(
  measure: RegionalMeasure,
  input: SubmitEvidence,
  { now, actor, policy }: Context,
): Decision<MeasureFact> {
  const forbidden = forbids(measure, 'handIn');
  if (forbidden !== undefined) return forbidden;
  const full = roomFor(measure, actor.agency);
  if (full !== undefined) return full;
  const reviewBy = plus(now, policy.amount('regional.review', now) * DAY);
  return accept({ type: 'regional-measure.evidence-submitted', data: { at: now, by: actor.agency, ...input, reviewBy } });
}

/** Whether the present step takes more. Other agencies leave room for the agency that the measure is on: it must be able to answer. */
function roomFor({ steps, evidence, target }: RegionalMeasure, agency: string): Refusal | undefined {
  const ofStep = evidence.filter(({ step }) => step === steps.at(-1)?.step);
  const { evidenceOfStep, ofOthersInStep } = measureLimits;
  if (ofStep.length >= evidenceOfStep) return refuse('MEASURE_FULL', { limit: evidenceOfStep });
  if (target.agency === undefined || target.agency === agency) return undefined;
  const ofOthers = ofStep.filter(({ by }) => by !== target.agency).length;
  return ofOthers >= ofOthersInStep ? refuse('MEASURE_FULL', { limit: ofOthersInStep }) : undefined;
}

/**
 * Accepts the correction (验收), on evidence handed in since the present step, and handed in last by another agency. A notice or an
 * interview is closed by it; a warning may then be lifted.
 *
 * @returns `regional-measure.correction-accepted`, or MEASURE_STATE_FORBIDS, CORRECTION_EVIDENCE_MISSING, CORRECTION_BY_SUBMITTER
 */
export function acceptCorrection(
  measure: RegionalMeasure,
  { remark }: AcceptCorrection,
  { now, actor }: Context,
): Decision<MeasureFact> {
  const forbidden = forbids(measure, 'accept');
  if (forbidden !== undefined) return forbidden;
  if (measure.reviewBy === undefined) return refuse('CORRECTION_EVIDENCE_MISSING');
  if (measure.evidence.at(-1)?.by === actor.agency) return refuse('CORRECTION_BY_SUBMITTER');
  const data = { at: now, by: actor.agency, ...(remark === undefined ? {} : { remark }) };
  return accept({ type: 'regional-measure.correction-accepted', data });
}

/**
 * Lifts the measure with a reason: a warning (摘牌) only once its correction is accepted; a notice or an interview also if it turns out to be
 * unfounded.
 *
 * @returns `regional-measure.lifted`, or CORRECTION_NOT_ACCEPTED, MEASURE_STATE_FORBIDS
 */
export function liftMeasure(measure: RegionalMeasure, { reason }: LiftMeasure, { now, actor }: Context): Decision<MeasureFact> {
  if (measure.status === 'warned') return refuse('CORRECTION_NOT_ACCEPTED');
  return forbids(measure, 'lift') ?? accept({ type: 'regional-measure.lifted', data: { at: now, by: actor.agency, reason } });
}

function nextStep({ status }: RegionalMeasure): MeasureStep | undefined {
  if (measureLifecycle.allows(status, 'interview')) return 'interview';
  return measureLifecycle.allows(status, 'warn') ? 'warning' : undefined;
}

function forbids({ status }: RegionalMeasure, command: MeasureCommand): Refusal | undefined {
  return measureLifecycle.refusal(status, command);
}

/** The input of a step; DUE_DATE_PAST if it would be overdue from the start. */
function stepOf(step: MeasureStep, { reason, jointWith, dueAt }: EscalateMeasure, { now, actor, policy }: Context) {
  if (dueAt !== undefined && dueAt <= now) return refuse('DUE_DATE_PAST', { paths: ['/dueAt'] });
  const due = dueAt ?? plus(now, policy.amount(`regional.correct-${step}`, now) * DAY);
  const ahead = plus(due, -policy.amount('regional.remind', now) * DAY);
  return { at: now, by: actor.agency, reason, jointWith, dueAt: due, remindAt: ahead < now ? now : ahead };
}
