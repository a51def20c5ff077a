import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { createDeadLetterConsumer } from './dead-letters.ts';
import { UndeliverableEnv } from './env.ts';
import type { QueueAnswer } from './queue-records.ts';

const consumer = once(() => createDeadLetterConsumer(createPlatform(UndeliverableEnv.parse(process.env).TABLE_NAME)));

/** Consumer of the bank queue's dead letters: records at once that the order cannot be delivered. */
export const handler = (event: unknown): Promise<QueueAnswer> => consumer()(event);
