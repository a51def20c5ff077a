import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { notices } from '../../functions/relay/notices.ts';
import { coordinationReactions } from '../../functions/relay/reactions/coordination-table.ts';
import { freezePathReactions } from '../../functions/relay/reactions/freeze-path-table.ts';
import { compileFilter } from '../../local/events/pattern.ts';
import { countedFacts } from '../../shared/freezes/stats/figures.ts';
import { ofType, synthesize } from '../support/synth.ts';

const { running } = synthesize();

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

const queues = new Map(ofType(running, 'AWS::SQS::Queue').map(([id, { Properties }]) => [id, Queue.parse(Properties)]));
const mappings = ofType(running, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Mapping.parse(Properties));
const queueId = (name: string): string =>
  [...queues.keys()].find((id) => new RegExp(`^Queues${name}[0-9A-F]{8}$`).test(id)) ?? '';

function mappingOf(source: string) {
  const found = mappings.find(({ EventSourceArn }) => JSON.stringify(EventSourceArn).includes(source));
  if (!found) throw new Error(`nothing reads ${source}`);
  return found;
}

/** The mapping by which a relay follows the stream. */
function mappingTo(relay: string) {
  const found = mappings.find(
    ({ EventSourceArn, FunctionName }) =>
      JSON.stringify(EventSourceArn).includes('StreamArn') && new RegExp(`^${relay}[0-9A-F]{8}$`).test(FunctionName.Ref),
  );
  if (!found) throw new Error(`${relay} does not follow the stream`);
  return found;
}

/** Whether the mapping tells its relay of a change of an item with these attributes besides its keys. */
function isTold(relay: string, eventName: string, pk: string, sk: string, NewImage: object = {}): boolean {
  const { Filters } = Criteria.parse(mappingTo(relay)['FilterCriteria']);
  const patterns = Filters.map(({ Pattern }) => Pattern);
  return compileFilter(patterns, relay)({ eventName, dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, NewImage } });
}

const Criteria = z.object({ Filters: z.array(z.object({ Pattern: z.string() })) });

/** Whether the mapping tells its relay of a fact of this type. */
function toldOf(relay: string, type: string): boolean {
  return isTold(relay, 'INSERT', `${type.split('.')[0]}#1`, 'event#000000000001', { type: { S: type } });
}

function timeoutOf(functionId: string): number {
  return z.object({ Timeout: z.number() }).parse(running.Resources[functionId]?.Properties).Timeout;
}

describe('queues', () => {
  test('a message that a bank cannot be given goes to the queue that notes it at once, and from there to the one people look into', () => {
    expect([...queues.keys()].sort()).toEqual(
      [
        ...['Bank', 'Channels', 'ChannelsParked', 'CoordinationFailures', 'Finds', 'FindsParked', 'Parked'],
        ...['RelayFailures', 'Undeliverable'],
      ].map(queueId),
    );
    const next = (name: string) => queues.get(queueId(name))?.RedrivePolicy?.deadLetterTargetArn['Fn::GetAtt'][0];
    expect(next('Bank')).toBe(queueId('Undeliverable'));
    expect(next('Undeliverable')).toBe(queueId('Parked'));
    expect(next('Finds')).toBe(queueId('FindsParked'));
    expect(next('Channels')).toBe(queueId('ChannelsParked'));
    expect(queues.get(queueId('Bank'))?.RedrivePolicy?.maxReceiveCount).toBe(5);
  });

  test.each(['Bank', 'Channels', 'Undeliverable', 'Finds'])(
    '%s hides a message for six times as long as its consumer may take',
    (name) => {
      const { FunctionName } = mappingOf(queueId(name));
      expect(queues.get(queueId(name))?.VisibilityTimeout).toBeGreaterThanOrEqual(6 * timeoutOf(FunctionName.Ref));
    },
  );

  test('each refuses what does not come over TLS', () => {
    const policies = JSON.stringify(ofType(running, 'AWS::SQS::QueuePolicy'));
    for (const id of queues.keys()) expect(policies).toContain(id);
    expect(policies.match(/"aws:SecureTransport":"false"/g)).toHaveLength(queues.size);
  });
});

describe('triggers', () => {
  test.each(['Bank', 'Undeliverable', 'Finds'])('a message of %s that failed comes again alone', (name) => {
    expect(mappingOf(queueId(name)).FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });

  test.each(['Relay', 'Coordination'])('%s gives up on nothing silently', (relay) => {
    const stream = mappingTo(relay);
    expect(stream).toMatchObject({
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 0,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      StartingPosition: 'TRIM_HORIZON',
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queueId(`${relay}Failures`), 'Arn'] } } },
    });
    expect(z.number().min(1).max(10_000).safeParse(stream['MaximumRetryAttempts']).success).toBe(true);
    expect(z.number().min(60).max(604_800).safeParse(stream['MaximumRecordAgeInSeconds']).success).toBe(true);
  });

  test.each([
    ['a fact that is recorded', 'INSERT', 'event#000000000001', { type: { S: 'order.requested' } }, ['Relay', 'Coordination']],
    ['a task token that is kept by itself', 'INSERT', 'task', { alone: { BOOL: true } }, ['Relay']],
    ['a task token that is kept anew by itself', 'MODIFY', 'task', { alone: { BOOL: true } }, ['Relay']],
    ['a task token that is kept with a fact', 'INSERT', 'task', {}, []],
    ['a state', 'INSERT', 'state', {}, []],
    ['a state that changes', 'MODIFY', 'state', {}, []],
    ['a command', 'INSERT', 'command', {}, []],
    ['a command that expires', 'REMOVE', 'command', {}, []],
    ['a fact that was removed', 'REMOVE', 'event#000000000001', { type: { S: 'order.requested' } }, []],
  ])('of an order, %s is news: %s %s %j -> %j', (_, eventName, sk, image, told) => {
    expect(['Relay', 'Coordination'].filter((relay) => isTold(relay, eventName, 'order#1', sk, image))).toEqual(told);
  });

  test.each([
    ['alert.raised', ['Coordination']],
    ['account.freed', ['Relay']],
    ['account.stop-counted', []],
    ['freeze-request.accepted', ['Relay']],
    ['impact.started', ['Relay']],
    ['case.filed', ['Coordination']],
    ['inbox-entry.made', []],
    ['circuit.closed', ['Relay']],
    ['order.sent', []],
    ['order.received', []],
    ['order.stopped', ['Relay', 'Coordination']],
    ['stats.counted', []],
    ['case-of-alert.joined', ['Coordination']],
    ['case-number.taken', []],
    ['case.person-added', ['Coordination']],
    ['find-entry.entered', []],
    ['searches.noted', []],
  ])('the fact %s goes to %j', (type, told) => {
    expect(['Relay', 'Coordination'].filter((relay) => toldOf(relay, type))).toEqual(told);
  });

  test('no pattern of a filter is longer than AWS takes, and no mapping has more than it takes', () => {
    for (const relay of ['Relay', 'Coordination']) {
      const { Filters } = Criteria.parse(mappingTo(relay)['FilterCriteria']);
      expect(Filters.length).toBeLessThanOrEqual(5);
      for (const { Pattern } of Filters) expect(Pattern.length).toBeLessThanOrEqual(4_096);
    }
  });

  test('each fact with a reaction or a notice goes to the relay that carries it out', () => {
    const told = toldOf;
    for (const [type, line] of Object.entries(freezePathReactions)) if (line.length > 0) expect(told('Relay', type)).toBe(true);
    for (const [type, line] of Object.entries(coordinationReactions))
      if (line.length > 0) expect(told('Coordination', type)).toBe(true);
    for (const type of countedFacts) expect(told('Coordination', type)).toBe(true);
    for (const type of Object.keys(notices)) expect(told('Coordination', type)).toBe(true);
  });

  test('the sweep comes each minute and is not repeated when it fails', () => {
    const [rule] = ofType(running, 'AWS::Events::Rule');
    expect(rule?.[1].Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    const [config] = ofType(running, 'AWS::Lambda::EventInvokeConfig');
    expect(config?.[1].Properties).toMatchObject({ MaximumRetryAttempts: 0 });
  });
});

test('the task of the workflow ends before the workflow gives up on it', () => {
  const advance = Object.keys(running.Resources).find((id) => /^Advance[0-9A-F]{8}$/.test(id)) ?? '';
  expect(timeoutOf(advance)).toBeLessThan(30);
});
