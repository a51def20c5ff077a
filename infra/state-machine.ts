import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Stage } from './stages.ts';

interface StateMachineProps {
  readonly stage: Stage;
  /** The workflow's name: its definition is `workflows/<name>.asl.json`. */
  readonly workflow: string;
  /** The values of its placeholders, besides `Partition`. */
  readonly substitutions: Readonly<Record<string, string>>;
}

/** A state machine like all of Cordon's: its definition from the file, its errors logged without its input, traced. */
export function createStateMachine(
  scope: Construct,
  id: string,
  { stage, workflow, substitutions }: StateMachineProps,
): StateMachine {
  const definition = readFileSync(join(import.meta.dirname, `../workflows/${workflow}.asl.json`), 'utf8');
  const machine = new StateMachine(scope, id, {
    stateMachineType: StateMachineType.STANDARD,
    definitionBody: DefinitionBody.fromString(definition),
    definitionSubstitutions: { Partition: Stack.of(scope).partition, ...substitutions },
    logs: {
      // under this prefix AWS does not need a resource policy that grows with every log group
      destination: new LogGroup(scope, `${id}Log`, {
        logGroupName: `/aws/vendedlogs/states/cordon-${workflow}-${stage.name}`,
        retention: stage.logRetention,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      level: LogLevel.ERROR,
      includeExecutionData: false,
    },
    tracingEnabled: true,
  });
  acknowledge(machine, {
    'AwsSolutions-SF1':
      'Every step is a fact of the journal already; a second log of all events costs more than it tells. Errors are logged.',
    'AwsSolutions-IAM5[Resource::*]': 'The delivery of logs and of trace segments is granted for no resource in particular.',
  });
  return machine;
}
