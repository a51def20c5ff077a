import { SQSClient } from '@aws-sdk/client-sqs';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { signingKeyIn } from '../platform/secrets.ts';
import { BankGatewayEnv } from './env.ts';
import { createGateway } from './gateway.ts';
import { createPush } from './push.ts';
import { createHideMessage, type QueueAnswer } from './queue-records.ts';

const gateway = once(() => {
  const env = BankGatewayEnv.parse(process.env);
  return createGateway({
    ...createPlatform(env.TABLE_NAME),
    push: createPush({ allowLoopback: env.ALLOW_LOOPBACK_ENDPOINTS === 'true' }),
    signingKey: signingKeyIn(env.SIGNING_KEY_SECRET_ARN),
    hide: createHideMessage(new SQSClient({}), env.BANK_QUEUE_URL),
    random: Math.random,
  });
});

/** Consumer of the bank queue: puts each instruction to its bank, and each notice to its webhook. */
export const handler = (event: unknown): Promise<QueueAnswer> => gateway()(event);
