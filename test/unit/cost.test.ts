import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { coordination } from '../../bench/cost/case-operations.ts';
import { parseCostOptions } from '../../bench/cost/cost-options.ts';
import { monthlyBills } from '../../bench/cost/loads.ts';
import { difference, without } from '../../bench/cost/measure.ts';
import { shortName } from '../../bench/cost/metered-city.ts';
import { freezePath, reading } from '../../bench/cost/operations.ts';
import { bill, readPrices, totalOf } from '../../bench/cost/prices.ts';
import { measured, tableOf } from '../../bench/cost/report.ts';
import { writeResults } from '../../bench/cost/results.ts';
import { summarize } from '../../bench/cost/summary.ts';
import { UsageError } from '../../local/command-line.ts';
import { AwsError } from '../../local/engines/aws-json.ts';
import { meterQueues, meterSecrets } from '../../local/usage/meter-operations.ts';
import { createUsage } from '../../local/usage/usage.ts';

const prices = readPrices();
const everyOperation = [...freezePath, ...reading, ...coordination];

/** One stop order, made up. */
function used() {
  const usage = createUsage();
  usage.count('dynamodb.write-units', 100, 'Relay', 'table');
  usage.count('dynamodb.write-units', 20, 'ApiFreezes', 'table');
  usage.count('dynamodb.write-units', 40, 'Relay', 'inbox');
  usage.count('dynamodb.read-units', 8, 'Relay', 'table');
  usage.count('dynamodb.transactions', 3, 'Relay', 3);
  usage.count('dynamodb.transactions', 1, 'ApiFreezes', 12);
  usage.count('dynamodb.cancelled-transactions', 2, 'Relay', 4);
  usage.count('lambda.requests', 10, 'Relay', 'stream');
  usage.count('lambda.requests', 2, 'ApiFreezes', 'api');
  usage.count('lambda.gigabyte-milliseconds', 1500, 'Relay', 'stream');
  usage.count('states.transitions', 12, 'StopOrder', 'Advance');
  usage.count('stream.records', 30, 'Relay');
  usage.count('stream.records', 30, 'Coordination');
  usage.count('stream.records-passed', 7, 'Relay');
  usage.count('api.requests', 2, 'POST /v1/alerts');
  return usage.reading();
}

test('the bill of a use: each thing that costs, the dearest first', () => {
  const lines = bill(used(), prices);
  expect(lines.map(({ what }) => what).slice(0, 3)).toEqual([
    'state transitions',
    'writes to the table',
    'writes to the index inbox',
  ]);
  const usd = Object.fromEntries(lines.map((line) => [line.what, line.usd]));
  expect(usd['state transitions']).toBeCloseTo(12 * 25e-6, 12);
  expect(usd['writes to the table']).toBeCloseTo(120 * 0.625e-6, 12);
  expect(usd['writes that were cancelled']).toBeCloseTo(16 * 0.625e-6, 12);
  expect(usd['duration of Relay']).toBeCloseTo(1.5 * 0.0000133334, 12);
  expect(usd['access log']).toBeCloseTo((2 * prices.assumptions.accessLogBytes.value * 0.5) / 1e9, 12);
  expect(lines.map((line) => line.usd)).toEqual(lines.map((line) => line.usd).toSorted((a, b) => b - a));
});

test('the summary of a use', () => {
  const summary = summarize(used(), prices);
  expect(summary).toMatchObject({
    ...{ transitions: 12, invocations: 2, relayInvocations: 10, appends: 4, largestAppend: 12, cancelled: 2 },
    ...{ tableWrites: 120, indexWrites: 40, reads: 8, streamRecords: 30, passedRecords: 7, gigabyteSeconds: 1.5 },
  });
  expect(summary.usdPerThousand).toBeCloseTo(totalOf(bill(used(), prices)) * 1000, 9);
  expect(summary.drivers).toHaveLength(3);
});

test('what a schedule uses anyway, and what pollers do, belongs to no operation', () => {
  const usage = createUsage();
  usage.count('lambda.requests', 1, 'Sweep', 'schedule');
  const before = usage.reading();
  usage.count('lambda.requests', 3, 'Sweep', 'schedule');
  usage.count('schedule.runs', 3, 'EachMinute');
  usage.count('dynamodb.read-units', 30, 'Sweep', 'due');
  usage.count('sqs.requests', 9, 'Bank', 'empty-receive');
  const standing = [
    { measure: 'dynamodb.read-units', labels: ['Sweep', 'due'], amount: 8 } as const,
    { measure: 'lambda.requests', labels: ['Sweep', 'schedule'], amount: 1 } as const,
  ];
  expect(without(difference(before, usage.reading()), standing, 3)).toEqual([
    { measure: 'dynamodb.read-units', labels: ['Sweep', 'due'], amount: 6 },
  ]);
});

test.each([
  [['--only', 'nothing'], /^--only must be one of: a, b$/],
  [['--times', '0'], /^--times must be a whole number from 1 to 100$/],
  [['--times', 'many'], /^--times must be a whole number/],
  [['--fast'], /^Unknown option '--fast'/],
  [['--json'], /--json/],
])('the command line %j is refused in one line', (args, line) => {
  const parse = (): unknown => parseCostOptions(args, ['a', 'b']);
  expect(parse).toThrow(UsageError);
  expect(parse).toThrow(line);
});

test('the command line, understood', () => {
  expect(parseCostOptions([], ['a', 'b'])).toEqual({ help: false, times: 3, save: false });
  expect(parseCostOptions(['--only', 'a', '--only', 'b', '--times', '1', '--json', 'x.json', '--save'], ['a', 'b'])).toEqual({
    ...{ help: false, times: 1, save: true, only: ['a', 'b'], json: 'x.json' },
  });
});

test('a request to a queue counts once for each 64 KB, a receive by whether it found anything, and one that failed too', async () => {
  const usage = createUsage();
  const found = [{ Messages: [{ Body: 'x' }] }, {}];
  const metered = meterQueues(
    {
      SendMessage: () => ({}),
      ReceiveMessage: () => found.shift(),
      DeleteMessage: () => {
        throw new AwsError('ReceiptHandleIsInvalid', 'no');
      },
      GetQueueUrl: () => ({}),
    },
    usage,
  );
  const QueueUrl = 'http://127.0.0.1:1/0/Bank';
  await metered['SendMessage']?.({ QueueUrl, MessageBody: 'x'.repeat(100_000), MessageGroupId: 'g' });
  for (let i = 0; i < 2; i += 1) await metered['ReceiveMessage']?.({ QueueUrl });
  await expect(metered['DeleteMessage']?.({ QueueUrl })).rejects.toThrow('no');
  await metered['GetQueueUrl']?.({ QueueName: 'Bank' });
  const lines = usage.reading().map(({ measure, labels, amount }) => [measure, ...labels, amount].join(' '));
  expect(lines).toEqual([
    'sqs.requests Bank send 2',
    'sqs.grouped-sends Bank 2',
    'sqs.requests Bank receive 1',
    'sqs.requests Bank empty-receive 1',
    'sqs.requests Bank delete 1',
  ]);
});

test('without a meter the operations stay as they are', () => {
  const operations = { GetSecretValue: () => ({}) };
  expect(meterSecrets(operations, undefined)).toBe(operations);
  expect(meterQueues(operations, undefined)).toBe(operations);
});

test('a month of each load: what follows from the alarms, and what stands; nothing if an operation of the mix is missing', () => {
  const use = used();
  const found = everyOperation.map((operation) => measured(operation, { use, differ: false }, prices));
  const standing = [{ measure: 'dynamodb.read-units', labels: ['Sweep', 'due'], amount: 8 } as const];
  const [city, provinces, hundredfold] = monthlyBills(found, standing, prices);
  const sweepsAndPollers = (43_200 * 8 * 0.125 + 4 * 648_000 * 0.4) / 1e6;
  expect(city?.standing).toBeCloseTo(sweepsAndPollers, 9);
  expect(Object.values(city?.services ?? {}).reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(city?.total ?? 0, 9);
  expect(provinces?.total).toBeCloseTo(31 * (city?.total ?? 0), 6);
  expect(hundredfold?.standing).toBeCloseTo(31 * sweepsAndPollers, 9);
  expect((hundredfold?.total ?? 0) - 31 * sweepsAndPollers).toBeCloseTo(3100 * ((city?.total ?? 0) - sweepsAndPollers), 3);
  expect(monthlyBills(found.slice(1), standing, prices)).toEqual([]);
});

test('each operation has a name of its own', () => {
  expect(new Set(everyOperation.map(({ name }) => name)).size).toBe(everyOperation.length);
});

test('a name of the template is told without the hash, which is another after each change', () => {
  expect(shortName('CordonApp-local-ApiBankOrdersF657569B')).toBe('ApiBankOrders');
  expect(shortName('arn:aws:lambda:us-east-1:0:function:CordonApp-local-Relay3F9A082A')).toBe('Relay');
  expect(shortName('POST /v1/freeze-requests')).toBe('POST /v1/freeze-requests');
  expect(shortName('empty-receive')).toBe('empty-receive');
});

test('a table of text: names to the left, figures to the right', () => {
  const rows = [['a', { n: '1', total: '10.5' }] as const, ['longer', { n: '100', total: '2' }] as const];
  expect(tableOf(rows).split('\n')).toEqual(['          n  total', 'a         1   10.5', 'longer  100      2']);
});

test('the results in a file: every counter by measure and labels, so that two files can be compared line by line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cost-results-'));
  const file = join(folder, 'results.json');
  const [one] = freezePath.slice(0, 1).map((operation) => measured(operation, { use: used(), differ: false }, prices));
  writeResults(file, {
    date: '2026-11-26',
    times: 3,
    prices,
    operations: one === undefined ? [] : [one],
    standing: [],
    months: [],
  });
  const { operations } = JSON.parse(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  expect(operations.alarm).toMatchObject({
    summary: { transitions: 12 },
    bill: { 'state transitions': 0.0003 },
    use: { 'dynamodb.write-units': { 'ApiFreezes, table': 20, 'Relay, inbox': 40, 'Relay, table': 100 } },
  });
});
