import type * as z from 'zod';
import { BankMessage } from '../shared/freezes/bank-message.ts';
import { StopOrderWorkflowInput, StopOrderWorkflowStep } from '../shared/freezes/timetable-contract.ts';

/** What goes into a task of a workflow, what comes out of it, and the errors the workflow tells apart. */
interface TaskContract {
  readonly takes: z.ZodType;
  readonly gives?: z.ZodType;
  /** Names of errors (`error.name` of what the function throws) that have a path of their own. */
  readonly errors: readonly string[];
}

/** What starts an execution, which is named by the order's id. */
export const input = StopOrderWorkflowInput;

/** The tasks of `stop-order.asl.json` by state. What stands in the execution's data is never more than what is given here. */
export const tasks = {
  /** `functions/stop-order`: safe to repeat at any time, since it notes a thing due once. */
  Advance: { takes: StopOrderWorkflowInput, gives: StopOrderWorkflowStep, errors: ['OrderNotFound'] },
  /** The bank queue, read by `functions/bank-gateway`. The token is answered by the relay; what it is answered with is not looked at. */
  AskBank: { takes: BankMessage.required({ taskToken: true }), errors: [] },
} as const satisfies Readonly<Record<string, TaskContract>>;
