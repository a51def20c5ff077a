import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { StopOrderWorkflowInput } from '../../shared/freezes/order/deadlines-contract.ts';

/** A workflow as the relay starts it. */
export interface Starter<Input> {
  /** Starts an execution under a name; one that exists already is fine. */
  start(name: string, input: Input): Promise<void>;
}

/** The stop-order workflow, as the relay uses it. Both are idempotent. */
export interface Workflow extends Starter<StopOrderWorkflowInput> {
  /** Wakes the task that waits under this token; one that no longer waits is fine. */
  answer(token: string): Promise<void>;
}

/** A workflow in Step Functions, to be started. */
export function createStarter<Input>(client: SFNClient, stateMachineArn: string): Starter<Input> {
  return {
    start: async (name, input) => {
      await client
        .send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }))
        .catch(unless(ExecutionAlreadyExists));
    },
  };
}

/** The stop-order workflow in Step Functions. */
export function createWorkflow(client: SFNClient, stateMachineArn: string): Workflow {
  return {
    ...createStarter(client, stateMachineArn),
    answer: async (taskToken) => {
      // no content: the journal holds the truth, and the workflow ends
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
