import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { AgencyId, RegionalMeasureId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { HandedInSummary, MeasureTarget, SubmitEvidence } from './measure-model.ts';

/** A fact that says which agency acted. */
const actedFact = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  fact(type, { by: AgencyId, ...shape });

/** A step: why, with which agencies, until when. The first step of a measure also says what the measure is on. */
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
  actedFact('regional-measure.notice-issued', Step),
  actedFact('regional-measure.interview-called', Step),
  actedFact('regional-measure.warning-posted', Step),
  actedFact('regional-measure.evidence-submitted', { ...SubmitEvidence.shape, summary: HandedInSummary, reviewBy: UtcInstant }),
  actedFact('regional-measure.correction-accepted', { remark: z.string().optional() }),
  actedFact('regional-measure.reminded', { dueAt: UtcInstant }),
  actedFact('regional-measure.fell-overdue', { dueAt: UtcInstant }),
  actedFact('regional-measure.lifted', { reason: z.string() }),
]);
export type MeasureFact = z.infer<typeof MeasureFact>;
export type MeasureFactType = MeasureFact['type'];
export type MeasureDataOf<T extends MeasureFactType> = Extract<MeasureFact, { type: T }>['data'];
