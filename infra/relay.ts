import { Duration, type Stack } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { CoordinationEnv, RelayEnv } from '../functions/relay/env.ts';
import { followed } from '../functions/relay/reaction-tables.ts';
import { EVENT_PREFIX, TASK, tableShape } from '../shared/journal/keys.ts';
import { CordonFunction } from './cordon-function.ts';
import type { DataStack } from './data-stack.ts';
import { allow, grantJournal, grantSecret, grantSend, grantStream } from './grants.ts';
import type { Stage } from './stages.ts';

interface CoordinationProps {
  readonly stage: Stage;
  readonly data: DataStack;
  readonly bankQueue: IQueue;
  /** The queue for the batches that it gives up. */
  readonly failures: IQueue;
}

interface RelayOfCoordinationProps extends CoordinationProps {
  readonly findQueue: IQueue;
  readonly channelQueue: IQueue;
}

interface RelayProps extends CoordinationProps {
  readonly workflow: StateMachine;
  readonly impactWorkflow: StateMachine;
  readonly planWorkflow: StateMachine;
}

type Pattern = Record<string, unknown>;

/** AWS takes at most so many characters a pattern. */
const MAX_PATTERN = 4_096;

/**
 * These facts as they are recorded. The relay is not called for facts that cause nothing, nor for the states and commands that change along
 * with them.
 *
 * @returns as many patterns as the names need
 */
function factsOf(types: readonly string[]): readonly Pattern[] {
  const pattern = (some: readonly string[]): Pattern =>
    FilterCriteria.filter({
      eventName: FilterRule.isEqual('INSERT'),
      dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(EVENT_PREFIX) } }, NewImage: { type: { S: FilterRule.or(...some) } } },
    });
  const whole = pattern(types);
  if (JSON.stringify(whole).length <= MAX_PATTERN) return [whole];
  const middle = Math.ceil(types.length / 2);
  return [...factsOf(types.slice(0, middle)), ...factsOf(types.slice(middle))];
}

/** Task tokens that were kept by themselves. */
const tokens: Pattern = FilterCriteria.filter({
  eventName: FilterRule.or('INSERT', 'MODIFY'),
  dynamodb: { Keys: { sk: { S: FilterRule.isEqual(TASK) } }, NewImage: { [tableShape.alone]: { BOOL: [true] } } },
});

/** Follows the table's stream and runs the reactions to each fact of the freeze path. */
export function createRelay(
  scope: Stack,
  { stage, data, workflow, impactWorkflow, planWorkflow, bankQueue, failures }: RelayProps,
): CordonFunction<typeof RelayEnv> {
  const relay = new CordonFunction(scope, 'Relay', {
    stage,
    entry: 'functions/relay/freeze-path-handler.ts',
    description: 'Runs the reactions to each fact of the freeze path',
    schema: RelayEnv,
    environment: {
      TABLE_NAME: data.table.tableName,
      STOP_ORDER_WORKFLOW_ARN: workflow.stateMachineArn,
      STANDARD_IMPACT_WORKFLOW_ARN: impactWorkflow.stateMachineArn,
      RETURN_PLAN_WORKFLOW_ARN: planWorkflow.stateMachineArn,
      BANK_QUEUE_URL: bankQueue.queueUrl,
      DATA_KEY_SECRET_ARN: data.dataSecret.ref,
    },
    timeout: Duration.minutes(1),
    memorySize: 1024,
  });
  grantJournal(relay, data, { appends: true, finds: ['inbox', 'file'] });
  grantSecret(relay, data, data.dataSecret);
  grantSend(relay, bankQueue);
  allow(relay, ['states:StartExecution', 'states:SendTaskSuccess'], [workflow.stateMachineArn]);
  allow(relay, ['states:StartExecution'], [impactWorkflow.stateMachineArn, planWorkflow.stateMachineArn]);
  followStream(relay, data, failures, [...factsOf(followed.freezePath), tokens]);
  return relay;
}

/** Follows the same stream separately, for what agencies do together and for all notices: so these delay no order. */
export function createCoordination(
  scope: Stack,
  { stage, data, bankQueue, findQueue, channelQueue, failures }: RelayOfCoordinationProps,
): CordonFunction<typeof CoordinationEnv> {
  const coordination = new CordonFunction(scope, 'Coordination', {
    stage,
    entry: 'functions/relay/coordination-handler.ts',
    description: 'Runs the reactions to each fact of coordination, and tells the desks that a fact concerns',
    schema: CoordinationEnv,
    environment: {
      TABLE_NAME: data.table.tableName,
      BANK_QUEUE_URL: bankQueue.queueUrl,
      FIND_QUEUE_URL: findQueue.queueUrl,
      EVIDENCE_QUEUE_URL: data.evidence.arrivals.queueUrl,
      CHANNEL_QUEUE_URL: channelQueue.queueUrl,
    },
    timeout: Duration.minutes(1),
    memorySize: 1024,
    background: true,
  });
  grantJournal(coordination, data, { appends: true, finds: ['listing', 'file', 'attention'] });
  grantSend(coordination, bankQueue);
  grantSend(coordination, findQueue);
  grantSend(coordination, channelQueue);
  grantSend(coordination, data.evidence.arrivals);
  followStream(coordination, data, failures, factsOf(followed.coordination));
  return coordination;
}

/** At most two functions should read a table's stream; these are the two. */
function followStream(relay: CordonFunction, data: DataStack, failures: IQueue, filters: readonly Pattern[]): void {
  const streamArn = data.table.tableStreamArn;
  if (streamArn === undefined) throw new Error('The table has no stream');
  grantStream(relay, data, streamArn);
  new EventSourceMapping(relay, 'Stream', {
    target: relay,
    eventSourceArn: streamArn,
    // no record from before the first deployment is lost, and none from a time when the mapping was away
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(0),
    // facts of one stream stay in order: they share a partition key
    parallelizationFactor: 4,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 10,
    // the sweep and people handle an order that did not start within the hour; it must not delay those behind it
    maxRecordAge: Duration.hours(1),
    filters: [...filters],
    onFailure: new SqsDlq(failures),
  });
}
