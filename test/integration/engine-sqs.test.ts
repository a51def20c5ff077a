import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, startClock } from '../../local/clock.ts';
import { ensureQueues, startSqs } from '../../local/engines/sqs.ts';

const SPEED = 120;
const DEAD_LETTERS = { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:orders-dlq', maxReceiveCount: 2 };

let dataDir: string;
let clock: Clock;
let engine: Awaited<ReturnType<typeof startSqs>>;
let client: SQSClient;

async function startEngine(minimumWorkMs = 0): Promise<void> {
  engine = await startSqs({ dataDir, clock, minimumWorkMs });
  client = new SQSClient({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'l', secretAccessKey: 'l' },
  });
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'engine-sqs-'));
  clock = startClock(SPEED);
  await startEngine();
  await ensureQueues(engine.endpoint, [
    { name: 'orders', attributes: { VisibilityTimeout: '60', RedrivePolicy: JSON.stringify(DEAD_LETTERS) } },
    { name: 'orders-dlq', attributes: {} },
  ]);
});

afterEach(async () => {
  client.destroy();
  await engine.stop();
  rmSync(dataDir, { recursive: true });
});

const url = (name: string) => `${engine.endpoint}/000000000000/${name}`;

async function send(body: string, options: { MessageGroupId?: string; DelaySeconds?: number } = {}): Promise<void> {
  await client.send(new SendMessageCommand({ QueueUrl: url('orders'), MessageBody: body, ...options }));
}

async function receive(options: { name?: string; max?: number; wait?: number; visibility?: number } = {}): Promise<Message[]> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: url(options.name ?? 'orders'),
      MaxNumberOfMessages: options.max ?? 10,
      WaitTimeSeconds: options.wait ?? 0,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
      ...(options.visibility === undefined ? {} : { VisibilityTimeout: options.visibility }),
    }),
  );
  return Messages;
}

const bodies = (messages: readonly Message[]) => messages.map(({ Body }) => Body);

describe('a message', () => {
  test('carries its group, attributes and counts, and is gone once deleted', async () => {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'stop' } };
    await client.send(
      new SendMessageCommand({ QueueUrl: url('orders'), MessageBody: 'one', MessageGroupId: 'bank-1', MessageAttributes }),
    );
    const [message] = await receive();
    expect(message).toMatchObject({
      Body: 'one',
      Attributes: { MessageGroupId: 'bank-1', ApproximateReceiveCount: '1' },
      MessageAttributes: { kind: { StringValue: 'stop' } },
    });
    expect(await receive()).toEqual([]);
    await client.send(new DeleteMessageCommand({ QueueUrl: url('orders'), ReceiptHandle: message?.ReceiptHandle }));
    const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl: url('orders'), AttributeNames: ['All'] }));
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
      VisibilityTimeout: '60',
    });
  });

  test('comes back after its visibility timeout, on the scaled clock, and goes to the dead letters when that was too often', async () => {
    await send('poison');
    const first = clock.now();
    expect(bodies(await receive())).toEqual(['poison']);
    const [again] = await receive({ wait: 20 });
    expect(again?.Attributes?.['ApproximateReceiveCount']).toBe('2');
    expect(clock.now() - first).toBeGreaterThanOrEqual(60_000);

    const dead = receive({ name: 'orders-dlq', wait: 20 });
    await sleep(60_000 / SPEED + 50);
    expect(await receive()).toEqual([]);
    const [message] = await dead;
    expect(message).toMatchObject({
      Body: 'poison',
      Attributes: { DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:000000000000:orders' },
    });
  });

  test('waits out its delay, and a poll that waits is woken by it', async () => {
    const sentAt = clock.now();
    await send('later', { DelaySeconds: 120 });
    expect(await receive()).toEqual([]);
    expect(bodies(await receive({ wait: 20 }))).toEqual(['later']);
    expect(clock.now() - sentAt).toBeGreaterThanOrEqual(120_000);

    const waiting = receive({ wait: 20 });
    await send('now');
    expect(bodies(await waiting)).toEqual(['now']);
  });

  test('can be handed back at once or kept longer, while it is in flight', async () => {
    await send('slow');
    const [message] = await receive();
    const change = { QueueUrl: url('orders'), ReceiptHandle: message?.ReceiptHandle };
    await client.send(new ChangeMessageVisibilityCommand({ ...change, VisibilityTimeout: 3600 }));
    await sleep((2 * 60_000) / SPEED);
    expect(await receive()).toEqual([]);
    await client.send(new ChangeMessageVisibilityCommand({ ...change, VisibilityTimeout: 0 }));
    expect(bodies(await receive())).toEqual(['slow']);
    const stale = new ChangeMessageVisibilityCommand({ ...change, VisibilityTimeout: 5 });
    await expect(client.send(stale)).rejects.toMatchObject({ name: 'MessageNotInflight' });
  });

  test('a message stays with its consumer for as long as work takes in real time, at any speed of the clock', async () => {
    client.destroy();
    await engine.stop();
    await startEngine(5000);
    await send('cold start');
    const receivedAt = clock.now();
    await receive();
    expect(bodies(await receive({ wait: 20 }))).toEqual(['cold start']);
    expect(clock.now() - receivedAt).toBeGreaterThanOrEqual(5000 * SPEED);
  });

  test('a busy group does not hold up the others', async () => {
    for (let at = 0; at < 20; at += 1) await send(`slow-${at}`, { MessageGroupId: 'slow' });
    await send('quick', { MessageGroupId: 'quick' });
    expect(bodies(await receive({ max: 2 }))).toEqual(['slow-0', 'quick']);
  });
});

describe('a batch', () => {
  test('fails entry by entry', async () => {
    const Entries = [
      { Id: 'a', MessageBody: 'fine' },
      { Id: 'b', MessageBody: 'bad', DelaySeconds: 901 },
    ];
    const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: url('orders'), Entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a']);
    expect(sent.Failed).toMatchObject([{ Id: 'b', SenderFault: true }]);
    const [message] = await receive();
    const gone = await client.send(
      new DeleteMessageBatchCommand({ QueueUrl: url('orders'), Entries: [{ Id: 'x', ReceiptHandle: message?.ReceiptHandle }] }),
    );
    expect(gone.Successful).toMatchObject([{ Id: 'x' }]);
  });
});

describe('a queue', () => {
  test('keeps its messages over a restart; what was in flight is there again, what was put off is not', async () => {
    await send('in flight');
    await send('put off');
    await send('waiting');
    const [, putOff] = await receive({ max: 2 });
    const later = { QueueUrl: url('orders'), ReceiptHandle: putOff?.ReceiptHandle, VisibilityTimeout: 600 };
    await client.send(new ChangeMessageVisibilityCommand(later));
    const before = engine.endpoint;
    client.destroy();
    await engine.stop();
    await startEngine();
    expect(engine.endpoint).toBe(before);
    expect(bodies(await receive())).toEqual(['in flight', 'waiting']);
  });

  test('a queue that does not exist is told apart', async () => {
    await expect(client.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await expect(client.send(new SendMessageCommand({ QueueUrl: url('none'), MessageBody: 'x' }))).rejects.toMatchObject({
      name: 'QueueDoesNotExist',
    });
    await expect(client.send(new CreateQueueCommand({ QueueName: 'a.fifo', Attributes: { FifoQueue: 'true' } }))).rejects.toThrow(
      /FIFO/,
    );
  });

  test('drops what is older than its retention', async () => {
    await ensureQueues(engine.endpoint, [{ name: 'orders', attributes: { MessageRetentionPeriod: '60' } }]);
    await send('old');
    await sleep((2 * 60_000) / SPEED);
    expect(await receive()).toEqual([]);
  });
});
