import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { allow, grantSend } from './grants.ts';
import type { Stage } from './stages.ts';

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
  const definition = readFileSync(join(import.meta.dirname, '../workflows/stop-order.asl.json'), 'utf8');
  const machine = new StateMachine(scope, id, {
    stateMachineType: StateMachineType.STANDARD,
    definitionBody: DefinitionBody.fromString(definition),
    definitionSubstitutions: {
      Partition: Stack.of(scope).partition,
      AdvanceFunctionArn: advance.functionArn,
      BankQueueUrl: bankQueue.queueUrl,
    },
    logs: {
      // under this prefix AWS does not need a resource policy that grows with every log group
      destination: new LogGroup(scope, `${id}Log`, {
        logGroupName: `/aws/vendedlogs/states/cordon-stop-order-${stage.name}`,
        retention: stage.logRetention,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      level: LogLevel.ERROR,
      includeExecutionData: false,
    },
    tracingEnabled: true,
  });
  allow(machine, ['lambda:InvokeFunction'], [advance.functionArn]);
  grantSend(machine, bankQueue);
  acknowledge(machine, {
    'AwsSolutions-SF1':
      'Every step is a fact of the journal already; a second log of all events costs more than it tells. Errors are logged.',
    'AwsSolutions-IAM5[Resource::*]': 'The delivery of logs and of trace segments is granted for no resource in particular.',
  });
  return machine;
}
