import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { createMeter } from '../../functions/platform/meter.ts';
import { ofType, synthesize } from '../support/synth.ts';

const root = join(import.meta.dirname, '../..');
const { running, alarms: stack } = synthesize();

const Alarm = z.looseObject({
  AlarmActions: z.array(z.object({ Ref: z.string() })),
  AlarmDescription: z.string(),
  ComparisonOperator: z.literal('GreaterThanThreshold'),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })),
  MetricName: z.string(),
  Namespace: z.string(),
  Threshold: z.number(),
  TreatMissingData: z.literal('notBreaching'),
});
const alarms = ofType(stack, 'AWS::CloudWatch::Alarm').map(([id, { Properties }]) => ({ id, ...Alarm.parse(Properties) }));
const watching = (metric: string, resource?: string) =>
  alarms.filter(
    ({ MetricName, Dimensions }) =>
      MetricName === metric && (resource === undefined || JSON.stringify(Dimensions).includes(resource)),
  );

afterEach(() => vi.restoreAllMocks());

/** What CloudWatch reads of a line: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
const Embedded = z.strictObject({
  Timestamp: z.int().positive(),
  CloudWatchMetrics: z.array(
    z.strictObject({
      Namespace: z.string(),
      Dimensions: z.array(z.array(z.string())),
      Metrics: z.array(z.strictObject({ Name: z.string(), Unit: z.string() })),
    }),
  ),
});

test('a message in any dead-letter queue raises an alarm', () => {
  const ids = ofType(running, 'AWS::SQS::Queue').map(([id]) => id);
  const deadLetters = ids.filter(
    (id) =>
      JSON.stringify(running.Resources).includes(`"deadLetterTargetArn":{"Fn::GetAtt":["${id}"`) ||
      /RelayFailures|CoordinationFailures/.test(id),
  );
  expect(deadLetters).toHaveLength(6);
  for (const id of deadLetters) {
    const [alarm] = watching('ApproximateNumberOfMessagesVisible', id.replace(/[0-9A-F]{8}$/, ''));
    expect(alarm).toMatchObject({ Threshold: 0 });
  }
});

test('a relay that is behind raises an alarm, and so does a workflow that does not end as it should', () => {
  for (const relay of ['Relay', 'Coordination']) expect(watching('IteratorAge', relay)).toHaveLength(1);
  for (const metric of ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'])
    expect(watching(metric, 'StopOrder')).toHaveLength(1);
});

test('errors and throttles of each function raise an alarm, and so do errors of the API', () => {
  for (const [id] of ofType(running, 'AWS::Lambda::Function')) {
    expect(watching('Errors', `OutputRef${id}`)).toHaveLength(1);
    expect(watching('Throttles', `OutputRef${id}`)).toHaveLength(1);
  }
  expect(watching('5xx')).toHaveLength(1);
});

test.each([
  ['Breach', 'relay'],
  ['Undeliverable', 'relay'],
  ['CalendarEnds', 'sweep'],
  ['UnknownFact', 'relay'],
  ['UnknownFact', 'coordination'],
] as const)('%s is watched under the name and dimension by which it is counted', (name, service) => {
  const lines: string[] = [];
  const keep = (line: unknown): boolean => lines.push(String(line)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  const meter = createMeter(service);
  meter.count(name);
  meter.count(name);
  meter.publish();
  meter.publish();
  vi.restoreAllMocks();
  const emitted = z.record(z.string(), z.unknown()).parse(JSON.parse(lines[0] ?? '{}'));
  const { CloudWatchMetrics } = Embedded.parse(emitted['_aws']);
  const [alarm] = watching(name, `"${service}"`);
  expect(alarm?.Namespace).toBe(CloudWatchMetrics[0]?.Namespace);
  expect(alarm?.Dimensions).toEqual(
    CloudWatchMetrics[0]?.Dimensions[0]?.map((dimension) => ({ Name: dimension, Value: emitted[dimension] })),
  );
  expect(CloudWatchMetrics[0]?.Metrics).toEqual([{ Name: name, Unit: 'Count' }]);
  expect(emitted[name]).toBe(2);
  // what was published is not counted again
  expect(lines).toHaveLength(1);
});

test('each alarm says what it means and which page says what to do', () => {
  for (const { AlarmDescription, AlarmActions } of alarms) {
    const runbook = /Runbook: (docs\/runbooks\/[a-z-]+\.md)$/.exec(AlarmDescription)?.[1];
    expect(runbook).toBeDefined();
    expect(existsSync(join(root, runbook ?? ''))).toBe(true);
    expect(AlarmActions).toHaveLength(1);
  }
});
