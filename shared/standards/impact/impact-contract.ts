import * as z from 'zod';
import { ImpactRunId } from '../../kernel/ids.ts';

/** The input of the workflow `standard-impact`; the run's id names the execution. */
export const ImpactWorkflowInput = z.strictObject({ runId: ImpactRunId });
export type ImpactWorkflowInput = z.infer<typeof ImpactWorkflowInput>;

/** The workflow's request to its function: count the next pages, or record that it could not go on. */
export const ImpactTask = z.strictObject({ runId: ImpactRunId, do: z.enum(['count', 'give-up']) });
export type ImpactTask = z.infer<typeof ImpactTask>;

/** The next step of the workflow. Only the run's id stands in an execution: the journal has the counts. */
export const ImpactWorkflowStep = z.strictObject({ runId: ImpactRunId, next: z.enum(['count', 'done']) });
export type ImpactWorkflowStep = z.infer<typeof ImpactWorkflowStep>;
