import { Duration, type Stack } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type * as z from 'zod';
import { CordonFunction, type CordonFunctionProps } from './cordon-function.ts';
import { allow } from './grants.ts';
import type { Stage } from './stages.ts';
import { createStateMachine } from './state-machine.ts';

interface StepByStepProps<Environment extends z.ZodObject> {
  readonly stage: Stage;
  /** The function that does one step after the other, and the name of its construct. */
  readonly task: Omit<CordonFunctionProps<Environment>, 'stage' | 'timeout' | 'background'> & { readonly name: string };
  /** The state machine's construct, its definition, and the placeholder there for the function. */
  readonly machine: { readonly name: string; readonly workflow: string; readonly placeholder: string };
}

/** A state machine that asks its function for one step after the other until it says that it is done. The caller grants what the steps read. */
export function createStepByStep<Environment extends z.ZodObject>(
  scope: Stack,
  { stage, task: { name, ...props }, machine }: StepByStepProps<Environment>,
): { readonly task: CordonFunction<Environment>; readonly workflow: StateMachine } {
  const task = new CordonFunction(scope, name, {
    ...props,
    stage,
    // shorter than the task's own timeout, so that the workflow hears of it before it gives up
    timeout: Duration.seconds(50),
    background: true,
  });
  const workflow = createStateMachine(scope, machine.name, {
    stage,
    workflow: machine.workflow,
    substitutions: { [machine.placeholder]: task.functionArn },
  });
  allow(workflow, ['lambda:InvokeFunction'], [task.functionArn]);
  return { task, workflow };
}
