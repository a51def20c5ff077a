import * as z from 'zod';
import { AgencyId, RegionalMeasureId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { HandedInSummary, MeasureTarget, SubmitEvidence } from './measure-model.ts';

function fact<Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) {
  return z.strictObject({ type: z.literal(type), data: z.strictObject({ at: UtcInstant, by: AgencyId, ...shape }) });
}

/** A step: why, with whom, until when. The first one of a measure says also what it is. */
const Step = {
  reason: z.string(),
  jointWith: z.array(AgencyId),
  dueAt: UtcInstant,
  remindAt: UtcInstant,
  birth: z
    .strictObject({ measureId: RegionalMeasureId, reference: z.string(), target: MeasureTarget, demands: z.string() })
    .optional(),
} as const;

/** Everything that can happen to a regional measure. `at` is when it was recorded, `by` the agency that acted. */
export const MeasureFact = z.discriminatedUnion('type', [
  fact('regional-measure.notice-issued', Step),
  fact('regional-measure.interview-called', Step),
  fact('regional-measure.warning-posted', Step),
  fact('regional-measure.evidence-submitted', { ...SubmitEvidence.shape, summary: HandedInSummary, reviewBy: UtcInstant }),
  fact('regional-measure.correction-accepted', { remark: z.string().optional() }),
  fact('regional-measure.reminded', { dueAt: UtcInstant }),
  fact('regional-measure.fell-overdue', { dueAt: UtcInstant }),
  fact('regional-measure.lifted', { reason: z.string() }),
]);
export type MeasureFact = z.infer<typeof MeasureFact>;
export type MeasureFactType = MeasureFact['type'];
export type MeasureDataOf<T extends MeasureFactType> = Extract<MeasureFact, { type: T }>['data'];
