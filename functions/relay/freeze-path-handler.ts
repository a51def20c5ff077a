import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createMeter } from '../platform/meter.ts';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { dataKeysIn } from '../platform/secrets.ts';
import { createBankQueue } from './bank-queue.ts';
import { RelayEnv } from './env.ts';
import { createFreezeRelay } from './freeze-path-relay.ts';
import { inTime } from './in-time.ts';
import { createStarter, createWorkflow } from './workflow.ts';

const relay = once(() => {
  const env = RelayEnv.parse(process.env);
  const workflows = new SFNClient({});
  const dataKeys = dataKeysIn(env.DATA_KEY_SECRET_ARN);
  return createFreezeRelay({
    ...createPlatform(env.TABLE_NAME),
    accountsKey: async () => (await dataKeys()).accounts,
    workflow: createWorkflow(workflows, env.STOP_ORDER_WORKFLOW_ARN),
    impactWorkflow: createStarter(workflows, env.STANDARD_IMPACT_WORKFLOW_ARN),
    planWorkflow: createStarter(workflows, env.RETURN_PLAN_WORKFLOW_ARN),
    bankQueue: createBankQueue(new SQSClient({}), env.BANK_QUEUE_URL),
    meter: createMeter('relay'),
  });
});

/** Consumer of the table's stream, for the freeze path. */
export const handler = inTime(relay);
