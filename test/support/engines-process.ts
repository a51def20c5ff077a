import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { startClock } from '../../local/clock.ts';
import { ensureTable, startDynamoDb } from '../../local/engines/dynamodb.ts';
import { ensureQueues, startSqs } from '../../local/engines/sqs.ts';
import { startStepFunctions } from '../../local/engines/step-functions.ts';

/**
 * A process of its own with all engines on the data directory given as its argument, to be killed at any moment.
 * Each message a workflow sends becomes a line of `sent.jsonl`; the line on standard output says where the engines are.
 */
const dataDir = process.argv[2] ?? '';
const clock = startClock(120);
const dynamodb = await startDynamoDb({ dataDir });
const sqs = await startSqs({ dataDir, clock });
const workflows = await startStepFunctions({
  dataDir,
  clock,
  invokeFunction: async (_name, payload) => payload,
  sendMessage: async ({ body }) => {
    appendFileSync(join(dataDir, 'sent.jsonl'), `${body}\n`);
    return { messageId: 'm' };
  },
});
await ensureTable(dynamodb.endpoint, {
  TableName: 'journal',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
});
await ensureQueues(sqs.endpoint, [{ name: 'orders', attributes: { VisibilityTimeout: '60' } }]);
await workflows.ensureStateMachine({
  arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:ask',
  name: 'ask',
  type: 'STANDARD',
  definition: {
    StartAt: 'Ask',
    States: {
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: {
          QueueUrl: 'http://127.0.0.1/0/orders',
          MessageBody: { 'token.$': '$$.Task.Token', 'order.$': '$$.Execution.Name' },
        },
        End: true,
      },
    },
  },
});
await workflows.resume();
process.stdout.write(`${JSON.stringify({ dynamodb: dynamodb.endpoint, sqs: sqs.endpoint, workflows: workflows.endpoint })}\n`);
