import { Duration, type Stack } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { RelayEnv } from '../functions/relay/env.ts';
import { EVENT_PREFIX, TASK } from '../shared/journal/keys.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { allow, grantJournal, grantSecret, grantSend, grantStream } from './grants.ts';
import type { Stage } from './stages.ts';

interface RelayProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly workflow: StateMachine;
  readonly bankQueue: IQueue;
  readonly failures: IQueue;
}

/** Facts as they are recorded, and task tokens as they are kept. States and commands change along with them and are not looked at. */
const filters = [
  FilterCriteria.filter({
    eventName: FilterRule.isEqual('INSERT'),
    dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(EVENT_PREFIX) } } },
  }),
  FilterCriteria.filter({
    eventName: FilterRule.or('INSERT', 'MODIFY'),
    dynamodb: { Keys: { sk: { S: FilterRule.isEqual(TASK) } } },
  }),
];

/** Follows the table's stream and carries out what follows from each fact. */
export function createRelay(
  scope: Stack,
  { stage, data, workflow, bankQueue, failures }: RelayProps,
): CordonFunction<typeof RelayEnv> {
  const relay = new CordonFunction(scope, 'Relay', {
    stage,
    entry: 'functions/relay/handler.ts',
    description: 'Carries out what follows from each fact of the journal',
    schema: RelayEnv,
    environment: {
      TABLE_NAME: data.table.tableName,
      STOP_ORDER_WORKFLOW_ARN: workflow.stateMachineArn,
      BANK_QUEUE_URL: bankQueue.queueUrl,
      DATA_KEY_SECRET_ARN: data.dataSecret.ref,
    },
    timeout: Duration.minutes(1),
    memorySize: 1024,
  });
  grantJournal(relay, data, { appends: true, finds: [] });
  grantSecret(relay, data, data.dataSecret);
  grantSend(relay, bankQueue);
  allow(relay, ['states:StartExecution', 'states:SendTaskSuccess'], [workflow.stateMachineArn]);
  followStream(relay, data, failures);
  return relay;
}

function followStream(relay: CordonFunction<typeof RelayEnv>, data: DataStack, failures: IQueue): void {
  const streamArn = data.table.tableStreamArn;
  if (streamArn === undefined) throw new Error('The table has no stream');
  grantStream(relay, data, streamArn);
  new EventSourceMapping(relay, 'Stream', {
    target: relay,
    eventSourceArn: streamArn,
    // nothing recorded before the first deployment is lost, nor anything recorded while the mapping was away
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(0),
    // facts of one stream stay in order: they share a partition key
    parallelizationFactor: 4,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 10,
    // an order that did not start within the hour is the sweep's and people's, and must not hold up those behind it
    maxRecordAge: Duration.hours(1),
    filters,
    onFailure: new SqsDlq(failures),
  });
}
