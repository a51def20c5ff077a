import * as z from 'zod';
import { PlanRunId } from '../../kernel/ids.ts';

/** The input of the workflow `return-plan`; the run's id names the execution. */
export const PlanWorkflowInput = z.strictObject({ planRunId: PlanRunId });
export type PlanWorkflowInput = z.infer<typeof PlanWorkflowInput>;

/** The workflow's request to its function: compute the next accounts, or record that it could not go on. */
export const PlanTask = z.strictObject({ planRunId: PlanRunId, do: z.enum(['compute', 'give-up']) });
export type PlanTask = z.infer<typeof PlanTask>;

/** The next step of the workflow. Only the run's id stands in an execution: the journal has the plan. */
export const PlanWorkflowStep = z.strictObject({ planRunId: PlanRunId, next: z.enum(['compute', 'done']) });
export type PlanWorkflowStep = z.infer<typeof PlanWorkflowStep>;
