import { SQSClient } from '@aws-sdk/client-sqs';
import { ChannelMessage } from '../../shared/channels/channel-model.ts';
import { QueuedMessage } from '../../shared/finding/message.ts';
import { createMeter } from '../platform/meter.ts';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { createBankQueue } from './bank-queue.ts';
import { createCoordinationRelay } from './coordination-relay.ts';
import { CoordinationEnv } from './env.ts';
import { createEvidenceQueue } from './evidence-queue.ts';
import { inTime } from './in-time.ts';
import { createMessageQueue } from './message-queue.ts';

const relay = once(() => {
  const env = CoordinationEnv.parse(process.env);
  const queues = new SQSClient({});
  return createCoordinationRelay({
    ...createPlatform(env.TABLE_NAME),
    bankQueue: createBankQueue(queues, env.BANK_QUEUE_URL),
    findQueue: createMessageQueue(queues, env.FIND_QUEUE_URL, QueuedMessage),
    evidenceQueue: createEvidenceQueue(queues, env.EVIDENCE_QUEUE_URL),
    channelQueue: createMessageQueue(queues, env.CHANNEL_QUEUE_URL, ChannelMessage),
    meter: createMeter('coordination'),
  });
});

/** Consumer of the table's stream, for coordination and for all notices. */
export const handler = inTime(relay);
