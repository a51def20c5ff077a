import { Duration, type Stack } from 'aws-cdk-lib';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { ReturnPlansEnv } from '../functions/return-plans/env.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { allow, grantJournal, grantSecret } from './grants.ts';
import type { Stage } from './stages.ts';
import { createStateMachine } from './state-machine.ts';

interface ReturnPlanProps {
  readonly stage: Stage;
  readonly data: DataStack;
}

/** The computation of a plan of return: its task, and the state machine that asks for some accounts after the other. */
export function createReturnPlan(
  scope: Stack,
  { stage, data }: ReturnPlanProps,
): { readonly compute: CordonFunction<typeof ReturnPlansEnv>; readonly workflow: StateMachine } {
  const compute = new CordonFunction(scope, 'ComputePlan', {
    stage,
    entry: 'functions/return-plans/handler.ts',
    description: 'Computes the plan of a round of return, some accounts at a time',
    schema: ReturnPlansEnv,
    environment: { TABLE_NAME: data.table.tableName, DATA_KEY_SECRET_ARN: data.dataSecret.ref },
    // shorter than the task's own timeout, so that the workflow hears of it before it gives up
    timeout: Duration.seconds(50),
    // one whole processor to follow the lines of some accounts and of those that fed them
    memorySize: 1_769,
    background: true,
  });
  grantJournal(compute, data, { appends: true, finds: ['file', 'listing'] });
  grantSecret(compute, data, data.dataSecret);
  const workflow = createStateMachine(scope, 'ReturnPlan', {
    stage,
    workflow: 'return-plan',
    substitutions: { PlanFunctionArn: compute.functionArn },
  });
  allow(workflow, ['lambda:InvokeFunction'], [compute.functionArn]);
  return { compute, workflow };
}
