import type { MeasureDataOf, MeasureFact, MeasureFactType } from './measure-facts.ts';
import { measureLifecycle } from './measure-lifecycle.ts';
import type { MeasureStep, RegionalMeasure } from './measure-model.ts';
import type { MeasureStatus } from './measure-status.ts';

type StepFact = 'regional-measure.notice-issued' | 'regional-measure.interview-called' | 'regional-measure.warning-posted';

const stepOf: Readonly<Record<StepFact, MeasureStep>> = {
  'regional-measure.notice-issued': 'notice',
  'regional-measure.interview-called': 'interview',
  'regional-measure.warning-posted': 'warning',
};

/**
 * The measure after the fact. What a decider let through, this accepts.
 *
 * @throws Error where the lifecycle knows no such step: then facts and table disagree, and nothing may be saved
 */
export function evolveMeasure(measure: RegionalMeasure | undefined, fact: MeasureFact): RegionalMeasure {
  const status = nextStatus(measure, fact.type);
  const { at, by } = fact.data;
  if (isStep(fact)) return stepped(measure, stepOf[fact.type], fact.data, status);
  if (measure === undefined) throw new Error(`${fact.type} cannot be the first fact of a measure`);
  const after = { ...measure, status, touchedAt: at };
  switch (fact.type) {
    case 'regional-measure.evidence-submitted': {
      const { summary, documents, reviewBy } = fact.data;
      const step = measure.steps.at(-1)?.step ?? 'notice';
      return { ...after, reviewBy, evidence: [...measure.evidence, { at, by, step, summary, documents }] };
    }
    case 'regional-measure.correction-accepted': {
      const { reviewBy, ...rest } = after;
      return { ...rest, accepted: fact.data };
    }
    case 'regional-measure.reminded':
      return { ...after, reminded: true };
    case 'regional-measure.fell-overdue':
      return { ...after, overdue: true };
    case 'regional-measure.lifted': {
      const { reviewBy, ...rest } = after;
      return { ...rest, lifted: fact.data };
    }
  }
}

function isStep(fact: MeasureFact): fact is Extract<MeasureFact, { type: StepFact }> {
  return fact.type in stepOf;
}

function nextStatus(measure: RegionalMeasure | undefined, type: MeasureFactType): MeasureStatus {
  const from = measure?.status ?? 'new';
  const next = measureLifecycle.after(from, type);
  if (next === undefined || next === 'new') throw new Error(`a measure that is ${from} cannot take ${type}`);
  return next;
}

function stepped(
  measure: RegionalMeasure | undefined,
  step: MeasureStep,
  { at, by, reason, jointWith, dueAt, remindAt, birth }: MeasureDataOf<StepFact>,
  status: MeasureStatus,
): RegionalMeasure {
  const steps = [...(measure?.steps ?? []), { step, at, by, reason, jointWith, dueAt }];
  const term = { status, touchedAt: at, steps, dueAt, remindAt, reminded: false, overdue: false };
  if (birth !== undefined) return { ...birth, ...term, issuedBy: by, issuedAt: at, evidence: [] };
  if (measure === undefined) throw new Error('the first step of a measure does not say what it is');
  const { reviewBy, ...rest } = measure;
  return { ...rest, ...term };
}
