import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeExecutionCommand, SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod';

const ASK = 'arn:aws:states:us-east-1:000000000000:stateMachine:ask';
const Endpoints = z.object({ dynamodb: z.string(), sqs: z.string(), workflows: z.string() });
const Message = z.object({ token: z.string(), order: z.string() });

let dataDir: string;
let engines: ChildProcess;

async function start() {
  engines = spawn(process.execPath, [join(import.meta.dirname, '../support/engines-process.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!engines.stdout) throw new Error('The engines have no output');
  const [line] = await once(createInterface({ input: engines.stdout }), 'line');
  const at = Endpoints.parse(JSON.parse(String(line)));
  const options = { region: 'us-east-1', credentials: { accessKeyId: 'l', secretAccessKey: 'l' } };
  return {
    at,
    dynamodb: new DynamoDBClient({ ...options, endpoint: at.dynamodb }),
    sqs: new SQSClient({ ...options, endpoint: at.sqs }),
    workflows: new SFNClient({ ...options, endpoint: at.workflows }),
  };
}

async function kill(): Promise<void> {
  const gone = once(engines, 'exit');
  engines.kill('SIGKILL');
  await gone;
}

function sent(): z.infer<typeof Message>[] {
  const file = join(dataDir, 'sent.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => Message.parse(JSON.parse(line)));
}

async function eventually(look: () => Promise<boolean> | boolean): Promise<void> {
  for (let turn = 0; turn < 1500; turn += 1) {
    if (await look()) return;
    await sleep(10);
  }
  throw new Error('It did not happen');
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'engine-kill-'));
});

afterEach(async () => {
  await kill();
  await sleep(100);
  rmSync(dataDir, { recursive: true, force: true });
});

test('killed in the middle, the engines leave no orphan and lose nothing', async () => {
  const first = await start();
  const QueueUrl = `${first.at.sqs}/000000000000/orders`;
  await first.dynamodb.send(new PutItemCommand({ TableName: 'journal', Item: { pk: { S: 'saved' } } }));
  await first.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'in flight' }));
  await first.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  await first.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'waiting', DelaySeconds: 30 }));
  await Promise.all(
    ['order-1', 'order-2'].map((name) => first.workflows.send(new StartExecutionCommand({ stateMachineArn: ASK, name }))),
  );
  await eventually(() => sent().length === 2);
  const [answered] = sent();
  await first.workflows.send(new SendTaskSuccessCommand({ taskToken: answered?.token, output: '"first"' }));
  await kill();

  await eventually(() =>
    fetch(first.at.dynamodb).then(
      () => false,
      () => true,
    ),
  );

  const second = await start();
  const { Item } = await second.dynamodb.send(new GetItemCommand({ TableName: 'journal', Key: { pk: { S: 'saved' } } }));
  expect(Item).toEqual({ pk: { S: 'saved' } });

  const open = sent()[1];
  await second.workflows.send(new SendTaskSuccessCommand({ taskToken: open?.token, output: '"second"' }));
  const outcome = async (order = '') => {
    const executionArn = `arn:aws:states:us-east-1:000000000000:execution:ask:${order}`;
    return second.workflows.send(new DescribeExecutionCommand({ executionArn }));
  };
  for (const order of ['order-1', 'order-2']) await eventually(async () => (await outcome(order)).status === 'SUCCEEDED');
  expect([(await outcome(answered?.order)).output, (await outcome(open?.order)).output]).toEqual(['"first"', '"second"']);
  expect(sent()).toHaveLength(2);

  const found = new Set<string | undefined>();
  await eventually(async () => {
    const { Messages = [] } = await second.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
    );
    for (const { Body } of Messages) found.add(Body);
    return found.size === 2;
  });
  expect(found).toEqual(new Set(['in flight', 'waiting']));
});
