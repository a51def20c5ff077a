import { evolver } from '../../kernel/evolver.ts';
import type { MeasureDataOf, MeasureFact } from './measure-facts.ts';
import { measureLifecycle } from './measure-lifecycle.ts';
import type { MeasureStatus, MeasureStep, RegionalMeasure } from './measure-model.ts';

type StepFact = 'regional-measure.notice-issued' | 'regional-measure.interview-called' | 'regional-measure.warning-posted';

/** The measure after a fact. A measure begins with any of the three steps, and may go on with the next. */
export const evolveMeasure = evolver<MeasureStatus, RegionalMeasure, MeasureFact, StepFact>(measureLifecycle, {
  births: {
    'regional-measure.notice-issued': (data, before) => stepped(before, 'notice', data),
    'regional-measure.interview-called': (data, before) => stepped(before, 'interview', data),
    'regional-measure.warning-posted': (data, before) => stepped(before, 'warning', data),
  },
  steps: {
    'regional-measure.evidence-submitted': (measure, { at, by, summary, documents, reviewBy }) => {
      const step = measure.steps.at(-1)?.step ?? 'notice';
      return { ...measure, reviewBy, evidence: [...measure.evidence, { at, by, step, summary, documents }] };
    },
    'regional-measure.correction-accepted': ({ reviewBy: _, ...measure }, accepted) => ({ ...measure, accepted }),
    'regional-measure.reminded': (measure) => ({ ...measure, reminded: true }),
    'regional-measure.fell-overdue': (measure) => ({ ...measure, overdue: true }),
    'regional-measure.lifted': ({ reviewBy: _, ...measure }, lifted) => ({ ...measure, lifted }),
  },
  always: (after, { data }) => ({ ...after, touchedAt: data.at }),
});

function stepped(
  measure: RegionalMeasure | undefined,
  step: MeasureStep,
  { at, by, reason, jointWith, dueAt, remindAt, birth }: MeasureDataOf<StepFact>,
): Omit<RegionalMeasure, 'status'> {
  const steps = [...(measure?.steps ?? []), { step, at, by, reason, jointWith, dueAt }];
  const term = { touchedAt: at, steps, dueAt, remindAt, reminded: false, overdue: false };
  if (birth !== undefined) return { ...birth, ...term, issuedBy: by, issuedAt: at, evidence: [] };
  if (measure === undefined) throw new Error('the first step of a measure does not say what it is');
  const { reviewBy: _, ...rest } = measure;
  return { ...rest, ...term };
}
