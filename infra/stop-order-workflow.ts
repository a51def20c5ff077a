import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { allow, grantSend } from './grants.ts';
import type { Stage } from './stages.ts';
import { createStateMachine } from './state-machine.ts';

interface StopOrderWorkflowProps {
  readonly stage: Stage;
  readonly advance: IFunction;
  readonly bankQueue: IQueue;
}

/** The state machine of `workflows/stop-order.asl.json`, which may call one function and write to one queue. */
export function createStopOrderWorkflow(
  scope: Construct,
  id: string,
  { stage, advance, bankQueue }: StopOrderWorkflowProps,
): StateMachine {
  const substitutions = { AdvanceFunctionArn: advance.functionArn, BankQueueUrl: bankQueue.queueUrl };
  const machine = createStateMachine(scope, id, { stage, workflow: 'stop-order', substitutions });
  allow(machine, ['lambda:InvokeFunction'], [advance.functionArn]);
  grantSend(machine, bankQueue);
  return machine;
}
