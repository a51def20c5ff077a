import { ChangeMessageVisibilityCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createDeadLetterConsumer } from '../../functions/bank-gateway/dead-letters.ts';
import { createGateway } from '../../functions/bank-gateway/gateway.ts';
import type { PushOutcome } from '../../functions/bank-gateway/push.ts';
import { createHideMessage } from '../../functions/bank-gateway/queue-records.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import { epoch } from '../../shared/kernel/time.ts';
import { declined, stoppedResult } from '../support/order-samples.ts';
import {
  answer,
  createTestPlatform,
  factTypes,
  open,
  orderOf,
  plannedOrder,
  registerBanks,
  type TestPlatform,
} from '../support/relay-kit.ts';
import { account, bank, id, minute } from '../support/samples.ts';

let platform: TestPlatform;
let hidden: { handle: string; seconds: number }[];

function record(messageId: string, body: unknown, attempt = 1) {
  return {
    messageId,
    receiptHandle: `handle-${messageId}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { SentTimestamp: String(epoch(minute(1))), ApproximateReceiveCount: String(attempt) },
  };
}

function messageTo(order: number, bankId = 'bank-a') {
  return { orderId: id('ord', order), bankId, instruction: 'stop', purpose: 'order' };
}

function gateway(push: (endpoint: string) => PushOutcome, random = () => 0.5) {
  return createGateway({
    ...platform,
    push: async ({ endpoint }) => push(endpoint),
    signingKey: async () => signingKeyOf(new Uint8Array(32)),
    hide: async (handle, seconds) => {
      hidden.push({ handle, seconds });
    },
    random,
  });
}

beforeEach(async () => {
  platform = createTestPlatform();
  hidden = [];
  await registerBanks(platform, bank(), bank({ bankId: 'bank-b', endpoint: 'https://b.example.cn/orders' }));
  await open(platform, plannedOrder(), plannedOrder({ orderId: id('ord', 2), account: account({ bankId: 'bank-b' }) }));
});

describe('a batch of the bank queue', () => {
  test('is answered message by message: one bank that is down holds up no other', async () => {
    const answers = await gateway((endpoint) =>
      endpoint.includes('b.example') ? { delivered: true } : { delivered: false, reason: 'timeout' },
    )({
      Records: [record('m-1', messageTo(1)), record('m-2', messageTo(2, 'bank-b'))],
    });
    expect(answers).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
    expect((await orderOf(platform, id('ord', 2))).delivery).toMatchObject({ sendings: 1, failures: 0 });
  });

  test.each([
    [1, 0, 3],
    [1, 0.999, 5],
    [4, 0, 20],
    [4, 0.999, 40],
    [12, 0.999, 300],
  ])('hides a message that failed %i times, at chance %f, for %i seconds', async (attempt, chance, seconds) => {
    await gateway(
      () => ({ delivered: false, reason: 'network' }),
      () => chance,
    )({ Records: [record('m-1', messageTo(1), attempt)] });
    expect(hidden).toEqual([{ handle: 'handle-m-1', seconds }]);
  });

  test('a batch with a foreign message names it and leaves its content out of the log', async () => {
    const body = JSON.stringify({ ...messageTo(1), orderId: undefined, accountNumber: '6222020200000000001' });
    const answers = await gateway(() => ({ delivered: true }))({
      Records: [record('m-1', body), record('m-2', 'not json'), record('m-3', messageTo(2, 'bank-b'))],
    });
    expect(answers.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m-1', 'm-2']);
    expect(JSON.stringify(platform.logged)).not.toContain('62220202');
  });

  test('a batch with a message whose visibility cannot be changed still names the message', async () => {
    const broken = createGateway({
      ...platform,
      push: async () => ({ delivered: false, reason: 'network' }),
      signingKey: async () => signingKeyOf(new Uint8Array(32)),
      hide: async () => {
        throw new Error('SQS is away');
      },
      random: () => 0,
    });
    expect(await broken({ Records: [record('m-1', messageTo(1))] })).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
  });
});

test('visibility is changed for the message on its queue', async () => {
  const sqs = mockClient(SQSClient);
  onTestFinished(() => sqs.restore());
  sqs.on(ChangeMessageVisibilityCommand).resolves({});
  await createHideMessage(new SQSClient({ region: 'us-east-1' }), 'https://queue')('handle', 42);
  expect(sqs.commandCalls(ChangeMessageVisibilityCommand).map(({ args }) => args[0].input)).toEqual([
    { QueueUrl: 'https://queue', ReceiptHandle: 'handle', VisibilityTimeout: 42 },
  ]);
});

describe('a dead letter', () => {
  const stream = streamKey('order', id('ord', 1));

  test('makes the order undeliverable, once', async () => {
    const consume = createDeadLetterConsumer(platform);
    await consume({ Records: [record('m-1', messageTo(1), 6)] });
    await consume({ Records: [record('m-1', messageTo(1), 7), record('m-2', messageTo(1), 6)] });
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.undeliverable']);
  });

  test('a dead letter of an order that the bank has answered meanwhile is ignored', async () => {
    platform.clock.now = minute(5);
    await answer(platform, id('ord', 1), stoppedResult());
    expect(await createDeadLetterConsumer(platform)({ Records: [record('m-1', messageTo(1), 6)] })).toEqual({
      batchItemFailures: [],
    });
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.stopped']);
  });

  test('a dead letter of a push that got through is ignored: only the queue did not hear of it', async () => {
    for (const one of [record('m-1', messageTo(1)), record('m-1', messageTo(1), 2)])
      await gateway(() => ({ delivered: true }))({ Records: [one] });
    await createDeadLetterConsumer(platform)({ Records: [record('m-1', messageTo(1), 6)] });
    expect(await factTypes(platform, stream)).toEqual(['order.requested', 'order.sent', 'order.delivered']);
    await createDeadLetterConsumer(platform)({ Records: [record('m-2', messageTo(1), 6)] });
    expect(await factTypes(platform, stream)).toContain('order.undeliverable');
  });

  test('a dead letter of an order that the bank has answered since, if only to be asked again, is ignored', async () => {
    platform.clock.now = minute(5);
    await answer(platform, id('ord', 1), declined('1100'));
    await createDeadLetterConsumer(platform)({ Records: [record('m-1', messageTo(1), 6)] });
    expect(await factTypes(platform, stream)).not.toContain('order.undeliverable');
    const later = { ...record('m-2', { ...messageTo(1), purpose: 'retry' }, 6) };
    later.attributes.SentTimestamp = String(epoch(minute(6)));
    await createDeadLetterConsumer(platform)({ Records: [later] });
    expect(await factTypes(platform, stream)).toContain('order.undeliverable');
  });

  test('a dead letter that is unreadable, or of no order, stays where an alarm finds it', async () => {
    const answers = await createDeadLetterConsumer(platform)({
      Records: [record('m-1', 'x'), record('m-2', messageTo(77)), record('m-3', messageTo(1))],
    });
    expect(answers.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m-1', 'm-2']);
    expect(await factTypes(platform, stream)).toContain('order.undeliverable');
  });
});
