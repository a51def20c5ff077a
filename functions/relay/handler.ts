import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { once } from '../lib/once.ts';
import { createPlatform } from '../lib/platform.ts';
import { dataKeysIn } from '../lib/secrets.ts';
import { createBankQueue } from './bank-queue.ts';
import { RelayEnv } from './env.ts';
import { createMeter } from './meter.ts';
import type { BatchAnswer } from './process-batch.ts';
import { createRelay } from './relay.ts';
import { createWorkflow } from './workflow.ts';

/** What is left for records already begun once no further one is. */
const RESERVE_MS = 5_000;

const relay = once(() => {
  const env = RelayEnv.parse(process.env);
  const dataKeys = dataKeysIn(env.DATA_KEY_SECRET_ARN);
  return createRelay({
    ...createPlatform(env.TABLE_NAME),
    accountsKey: async () => (await dataKeys()).accounts,
    workflow: createWorkflow(new SFNClient({}), env.STOP_ORDER_WORKFLOW_ARN),
    bankQueue: createBankQueue(new SQSClient({}), env.BANK_QUEUE_URL),
    meter: createMeter(),
  });
});

/** Consumer of the table's stream. */
export const handler = (event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<BatchAnswer> =>
  relay()(event, () => context.getRemainingTimeInMillis() > RESERVE_MS);
