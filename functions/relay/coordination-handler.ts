import { SQSClient } from '@aws-sdk/client-sqs';
import { createMeter } from '../platform/meter.ts';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { createBankQueue } from './bank-queue.ts';
import { createChannelQueue } from './channel-queue.ts';
import { createCoordinationRelay } from './coordination-relay.ts';
import { CoordinationEnv } from './env.ts';
import { createEvidenceQueue } from './evidence-queue.ts';
import { createFindQueue } from './find-queue.ts';
import { inTime } from './in-time.ts';

const relay = once(() => {
  const env = CoordinationEnv.parse(process.env);
  const queues = new SQSClient({});
  return createCoordinationRelay({
    ...createPlatform(env.TABLE_NAME),
    bankQueue: createBankQueue(queues, env.BANK_QUEUE_URL),
    findQueue: createFindQueue(queues, env.FIND_QUEUE_URL),
    evidenceQueue: createEvidenceQueue(queues, env.EVIDENCE_QUEUE_URL),
    channelQueue: createChannelQueue(queues, env.CHANNEL_QUEUE_URL),
    meter: createMeter('coordination'),
  });
});

/** Consumer of the table's stream, for coordination and for all notices. */
export const handler = inTime(relay);
