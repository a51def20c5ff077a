import { SQSClient } from '@aws-sdk/client-sqs';
import { createConsumer } from '../bank-gateway/gateway.ts';
import { createPush } from '../bank-gateway/push.ts';
import { createHideMessage, type QueueAnswer } from '../bank-gateway/queue-records.ts';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { signingKeyIn } from '../platform/secrets.ts';
import { ChannelGatewayEnv } from './env.ts';
import { giveMessage, messageIn } from './give-message.ts';

const gateway = once(() => {
  const env = ChannelGatewayEnv.parse(process.env);
  const tools = {
    ...createPlatform(env.TABLE_NAME),
    push: createPush({ allowLoopback: env.ALLOW_LOOPBACK_ENDPOINTS === 'true' }),
    signingKey: signingKeyIn(env.SIGNING_KEY_SECRET_ARN),
    hide: createHideMessage(new SQSClient({}), env.CHANNEL_QUEUE_URL),
    random: Math.random,
  };
  return createConsumer(tools, (record) => giveMessage(messageIn(record), tools));
});

/** Consumer of the queue of channels: gives each message or call to a provider. */
export const handler = (event: unknown): Promise<QueueAnswer> => gateway()(event);
