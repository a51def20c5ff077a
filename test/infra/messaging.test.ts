import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { compileFilter } from '../../local/events/pattern.ts';
import { ofType, synthesize } from '../support/synth.ts';

const { app } = synthesize();

const Queue = z.object({
  VisibilityTimeout: z.number().default(30),
  MessageRetentionPeriod: z.number(),
  SqsManagedSseEnabled: z.literal(true),
  RedrivePolicy: z
    .object({
      deadLetterTargetArn: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }),
      maxReceiveCount: z.number(),
    })
    .optional(),
});
const Mapping = z.looseObject({
  EventSourceArn: z.unknown(),
  FunctionName: z.object({ Ref: z.string() }),
  FunctionResponseTypes: z.array(z.string()),
});

const queues = new Map(ofType(app, 'AWS::SQS::Queue').map(([id, { Properties }]) => [id, Queue.parse(Properties)]));
const mappings = ofType(app, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Mapping.parse(Properties));
const queueId = (name: string): string => [...queues.keys()].find((id) => id.startsWith(`Queues${name}`)) ?? '';

function mappingOf(source: string) {
  const found = mappings.find(({ EventSourceArn }) => JSON.stringify(EventSourceArn).includes(source));
  if (!found) throw new Error(`nothing reads ${source}`);
  return found;
}

function timeoutOf(functionId: string): number {
  return z.object({ Timeout: z.number() }).parse(app.Resources[functionId]?.Properties).Timeout;
}

describe('queues', () => {
  test('what a bank cannot be given goes to the queue that notes it at once, and from there to the one people look into', () => {
    expect([...queues.keys()].sort()).toEqual(['Bank', 'Parked', 'RelayFailures', 'Undeliverable'].map(queueId));
    const next = (name: string) => queues.get(queueId(name))?.RedrivePolicy?.deadLetterTargetArn['Fn::GetAtt'][0];
    expect(next('Bank')).toBe(queueId('Undeliverable'));
    expect(next('Undeliverable')).toBe(queueId('Parked'));
    expect(queues.get(queueId('Bank'))?.RedrivePolicy?.maxReceiveCount).toBe(5);
  });

  test.each(['Bank', 'Undeliverable'])('%s hides a message for six times as long as its consumer may take', (name) => {
    const { FunctionName } = mappingOf(queueId(name));
    expect(queues.get(queueId(name))?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeoutOf(FunctionName.Ref));
  });

  test('each refuses what does not come over TLS', () => {
    const policies = JSON.stringify(ofType(app, 'AWS::SQS::QueuePolicy'));
    for (const id of queues.keys()) expect(policies).toContain(id);
    expect(policies.match(/"aws:SecureTransport":"false"/g)).toHaveLength(queues.size);
  });
});

describe('triggers', () => {
  test.each(['Bank', 'Undeliverable'])('a message of %s that failed comes again alone', (name) => {
    expect(mappingOf(queueId(name)).FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  test('the relay gives up on nothing silently', () => {
    const stream = mappingOf('StreamArn');
    expect(stream).toMatchObject({
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 0,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queueId('RelayFailures'), 'Arn'] } } },
    });
    expect(z.number().min(1).max(10_000).safeParse(stream['MaximumRetryAttempts']).success).toBe(true);
    expect(z.number().min(60).max(604_800).safeParse(stream['MaximumRecordAgeInSeconds']).success).toBe(true);
  });

  test.each([
    ['a fact that is recorded', 'INSERT', 'event#000000000001', true],
    ['a task token that is kept', 'INSERT', 'task', true],
    ['a task token that is kept anew', 'MODIFY', 'task', true],
    ['a state', 'INSERT', 'state', false],
    ['a state that changes', 'MODIFY', 'state', false],
    ['a command', 'INSERT', 'command', false],
    ['a command that expires', 'REMOVE', 'command', false],
    ['a fact that somebody removed', 'REMOVE', 'event#000000000001', false],
  ])('the relay is told of %s: %s %s -> %s', (_, eventName, sk, told) => {
    const { Filters } = z
      .object({ Filters: z.array(z.object({ Pattern: z.string() })) })
      .parse(mappingOf('StreamArn')['FilterCriteria']);
    const event = { eventName, dynamodb: { Keys: { pk: { S: 'order#1' }, sk: { S: sk } } } };
    expect(
      compileFilter(
        Filters.map(({ Pattern }) => Pattern),
        'the relay',
      )(event),
    ).toBe(told);
  });

  test('the sweep comes each minute and is not repeated when it fails', () => {
    const [rule] = ofType(app, 'AWS::Events::Rule');
    expect(rule?.[1].Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    const [config] = ofType(app, 'AWS::Lambda::EventInvokeConfig');
    expect(config?.[1].Properties).toMatchObject({ MaximumRetryAttempts: 0 });
  });
});

test('the task of the workflow ends before the workflow gives up on it', () => {
  const advance = Object.keys(app.Resources).find((id) => /^Advance[0-9A-F]{8}$/.test(id)) ?? '';
  expect(timeoutOf(advance)).toBeLessThan(30);
});
