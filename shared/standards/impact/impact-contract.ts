import * as z from 'zod';
import { ImpactRunId } from '../../kernel/ids.ts';

/** What starts the workflow `standard-impact`, which is named by the run's id. */
export const ImpactWorkflowInput = z.strictObject({ runId: ImpactRunId });
export type ImpactWorkflowInput = z.infer<typeof ImpactWorkflowInput>;

/** What the workflow asks its function for: the next pages, or to record that it could not go on. */
export const ImpactTask = z.strictObject({ runId: ImpactRunId, do: z.enum(['count', 'give-up']) });
export type ImpactTask = z.infer<typeof ImpactTask>;

/** What the workflow does next. Only the run's id stands in an execution: what was counted is in the journal. */
export const ImpactWorkflowStep = z.strictObject({ runId: ImpactRunId, next: z.enum(['count', 'done']) });
export type ImpactWorkflowStep = z.infer<typeof ImpactWorkflowStep>;
