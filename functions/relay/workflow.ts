import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { StopOrderWorkflowInput } from '../../shared/freezes/timetable-contract.ts';

/** The stop-order workflow, as the relay uses it. Both are idempotent. */
export interface Workflow {
  /** Starts an execution under a name; one that exists already is fine. */
  start(name: string, input: StopOrderWorkflowInput): Promise<void>;
  /** Wakes the task that waits under this token; one that no longer waits is fine. */
  answer(token: string): Promise<void>;
}

/** The workflow in Step Functions. */
export function createWorkflow(client: SFNClient, stateMachineArn: string): Workflow {
  return {
    start: async (name, input) => {
      await client
        .send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }))
        .catch(unless(ExecutionAlreadyExists));
    },
    answer: async (taskToken) => {
      // no content: the workflow asks the journal what is true
      await client
        .send(new SendTaskSuccessCommand({ taskToken, output: '{}' }))
        .catch(unless(TaskTimedOut, TaskDoesNotExist, InvalidToken));
    },
  };
}

function unless(...fine: readonly (abstract new (...args: never) => Error)[]): (error: unknown) => void {
  return (error) => {
    if (!fine.some((kind) => error instanceof kind)) throw error;
  };
}
