import type { Stack } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { ReturnPlansEnv } from '../functions/return-plans/env.ts';
import type { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { grantJournal, grantSecret } from './grants.ts';
import type { Stage } from './stages.ts';
import { createStepByStep } from './step-by-step.ts';

interface ReturnPlanProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

/** The computation of a plan of return: its task, and the state machine that asks for some accounts after the other. */
export function createReturnPlan(
  scope: Stack,
  { stage, data }: ReturnPlanProps,
): { readonly compute: CordonFunction<typeof ReturnPlansEnv>; readonly workflow: StateMachine } {
  const { task: compute, workflow } = createStepByStep(scope, {
    stage,
    task: {
      name: 'ComputePlan',
      entry: 'functions/return-plans/handler.ts',
      description: 'Computes the plan of a round of return, some accounts at a time',
      schema: ReturnPlansEnv,
      environment: { TABLE_NAME: data.table.tableName, DATA_KEY_SECRET_ARN: data.dataSecret.ref },
      // one whole processor to follow the lines of some accounts and of those that fed them
      memorySize: 1_769,
    },
    machine: { name: 'ReturnPlan', workflow: 'return-plan', placeholder: 'PlanFunctionArn' },
  });
  grantJournal(compute, data, { appends: true, finds: ['file', 'listing'] });
  grantSecret(compute, data, data.dataSecret);
  return { compute, workflow };
}
