import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { GatewayMessage, groupOf } from '../platform/gateway-message.ts';

/** The longest delay SQS has for a message. */
const MAX_DELAY_SECONDS = 900;

/** The queue to the gateway: orders to banks, and notices to the webhooks of agencies. */
export interface BankQueue {
  /** @param delayMs how long before the gateway may see it; cut at 15 minutes */
  send(message: GatewayMessage, delayMs?: number): Promise<void>;
}

/** The queue in SQS, fair by receiver: one slow bank or agency cannot starve the others. */
export function createBankQueue(client: SQSClient, queueUrl: string): BankQueue {
  return {
    send: async (message, delayMs = 0) => {
      const delay = Math.min(MAX_DELAY_SECONDS, Math.max(0, Math.ceil(delayMs / 1_000)));
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(GatewayMessage.parse(message)),
          MessageGroupId: groupOf(message),
          DelaySeconds: delay,
        }),
      );
    },
  };
}
