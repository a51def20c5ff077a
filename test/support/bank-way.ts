import { createDeadLetterConsumer } from '../../functions/bank-gateway/dead-letters.ts';
import { deliver } from '../../functions/bank-gateway/deliver.ts';
import type { Push, PushOutcome } from '../../functions/bank-gateway/push.ts';
import type { QueuedMessage } from '../../functions/bank-gateway/queue-records.ts';
import { signingKeyOf } from '../../shared/http/signing-key.ts';
import { createApiOver } from './api.ts';
import { createRelayBench, createTestPlatform } from './relay-kit.ts';

/** The whole way of an instruction to a bank over one journal: the API, the relay, and the gateway with endpoints that answer as told. */
export function createBankWay() {
  const platform = createTestPlatform();
  const api = createApiOver(platform.journal);
  const bench = createRelayBench(platform);
  const giveUp = createDeadLetterConsumer(platform);
  const pushes: Push[] = [];
  const way = {
    ...{ platform, api, bench, pushes },
    /** How the next pushes go. */
    outcome: { delivered: true } as PushOutcome,
    at: (now: string): void => {
      platform.clock.now = now;
      api.now = now;
    },
    /** One attempt of a message of the bank queue. */
    push: (message: QueuedMessage['message'], messageId: string, attempt = 1) =>
      deliver(
        { message, messageId, attempt, queuedAt: platform.clock.now },
        {
          ...platform,
          signingKey: async () => signingKeyOf(new Uint8Array(32).fill(7)),
          push: async (push) => {
            pushes.push(push);
            return way.outcome;
          },
        },
      ),
    /** The queue has given the message up. */
    lose: async (message: QueuedMessage['message'], messageId: string): Promise<void> => {
      const SentTimestamp = String(Date.parse(platform.clock.now));
      const record = { messageId, receiptHandle: 'r', body: JSON.stringify(message) };
      await giveUp({ Records: [{ ...record, attributes: { SentTimestamp, ApproximateReceiveCount: '6' } }] });
    },
  };
  return way;
}
