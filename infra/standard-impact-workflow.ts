import type { Stack } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { StandardImpactEnv } from '../functions/standard-impact/env.ts';
import type { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { grantJournal } from './grants.ts';
import type { Stage } from './stages.ts';
import { createStepByStep } from './step-by-step.ts';

interface StandardImpactProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

/** The count of what a proposed standard would change: its task, and the state machine that asks for one page after the other. */
export function createStandardImpact(
  scope: Stack,
  { stage, data }: StandardImpactProps,
): { readonly count: CordonFunction<typeof StandardImpactEnv>; readonly workflow: StateMachine } {
  const { task: count, workflow } = createStepByStep(scope, {
    stage,
    task: {
      name: 'CountImpact',
      entry: 'functions/standard-impact/handler.ts',
      description: 'Counts page by page what a proposed standard would change',
      schema: StandardImpactEnv,
      environment: { TABLE_NAME: data.table.tableName },
    },
    machine: { name: 'StandardImpact', workflow: 'standard-impact', placeholder: 'ImpactFunctionArn' },
  });
  grantJournal(count, data, { appends: true, finds: ['listing'] });
  return { count, workflow };
}
