import { Duration, type Stack } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { StandardImpactEnv } from '../functions/standard-impact/env.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { allow, grantJournal } from './grants.ts';
import type { Stage } from './stages.ts';
import { createStateMachine } from './state-machine.ts';

interface StandardImpactProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

/** The count of what a proposed standard would change: its task, and the state machine that asks for one page after the other. */
export function createStandardImpact(
  scope: Stack,
  { stage, data }: StandardImpactProps,
): { readonly count: CordonFunction<typeof StandardImpactEnv>; readonly workflow: StateMachine } {
  const count = new CordonFunction(scope, 'CountImpact', {
    stage,
    entry: 'functions/standard-impact/handler.ts',
    description: 'Counts page by page what a proposed standard would change',
    schema: StandardImpactEnv,
    environment: { TABLE_NAME: data.table.tableName },
    // shorter than the task's own timeout, so that the workflow hears of it before it gives up
    timeout: Duration.seconds(50),
    background: true,
  });
  grantJournal(count, data, { appends: true, finds: ['listing'] });
  const workflow = createStateMachine(scope, 'StandardImpact', {
    stage,
    workflow: 'standard-impact',
    substitutions: { ImpactFunctionArn: count.functionArn },
  });
  allow(workflow, ['lambda:InvokeFunction'], [count.functionArn]);
  return { count, workflow };
}
