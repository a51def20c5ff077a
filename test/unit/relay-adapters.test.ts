import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { createBankQueue } from '../../functions/relay/bank-queue.ts';
import { createWorkflow } from '../../functions/relay/workflow.ts';
import { id } from '../support/samples.ts';

const sfn = mockClient(SFNClient);
const sqs = mockClient(SQSClient);
const region = { region: 'us-east-1' };
const gone = { message: 'gone', $metadata: {} };
const input = { orderId: id('ord', 1), bankId: 'bank-a' };
const workflowInput = { ...input, group: 'an-alarm', waits: { first: 540, second: 600, third: 300, fourth: 300 } };

beforeEach(() => {
  sfn.reset();
  sqs.reset();
});

afterAll(() => {
  sfn.restore();
  sqs.restore();
});

describe('the workflow', () => {
  const workflow = createWorkflow(new SFNClient(region), 'arn:the-workflow');

  test('is started under the name given', async () => {
    sfn.on(StartExecutionCommand).resolves({});
    await workflow.start('ord_1', workflowInput);
    expect(sfn.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input)).toEqual([
      { stateMachineArn: 'arn:the-workflow', name: 'ord_1', input: JSON.stringify(workflowInput) },
    ]);
  });

  test('a workflow that exists already is started', async () => {
    sfn.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(gone));
    await expect(workflow.start('ord_1', workflowInput)).resolves.toBeUndefined();
  });

  test.each([new TaskTimedOut(gone), new TaskDoesNotExist(gone), new InvalidToken(gone)])(
    'a task that no longer waits is answered (%s)',
    async (error) => {
      sfn.on(SendTaskSuccessCommand).rejects(error);
      await expect(workflow.answer('token')).resolves.toBeUndefined();
    },
  );

  test('a workflow that cannot be reached is an error, so that the fact comes again', async () => {
    sfn.on(SendTaskSuccessCommand).rejects(new Error('throttled'));
    sfn.on(StartExecutionCommand).rejects(new Error('throttled'));
    await expect(workflow.answer('token')).rejects.toThrow('throttled');
    await expect(workflow.start('ord_1', workflowInput)).rejects.toThrow('throttled');
  });
});

describe('the bank queue', () => {
  const queue = createBankQueue(new SQSClient(region), 'https://queue');
  const message = { ...input, instruction: 'stop', purpose: 'retry' } as const;

  test.each([
    [undefined, 0],
    [-5, 0],
    [1_500, 2],
    [60_000, 60],
    [3_600_000, 900],
  ])('is fair by bank, and delays by %s ms no longer than SQS can', async (delayMs, seconds) => {
    sqs.on(SendMessageCommand).resolves({});
    await queue.send(message, delayMs === undefined ? {} : { delayMs });
    expect(sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input)).toEqual([
      { QueueUrl: 'https://queue', MessageBody: JSON.stringify(message), MessageGroupId: 'bank-a', DelaySeconds: seconds },
    ]);
  });

  test('is fair by alarm, too, where the message is about one', async () => {
    sqs.on(SendMessageCommand).resolves({});
    await queue.send(message, { alertId: 'alt_1' });
    expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input.MessageGroupId).toBe('alt_1');
  });

  test('takes no message that the gateway could not read', async () => {
    await expect(queue.send({ ...message, orderId: 'ord_1' })).rejects.toThrow();
    expect(sqs.commandCalls(SendMessageCommand)).toEqual([]);
  });
});
