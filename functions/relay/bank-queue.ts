import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { GatewayMessage, groupOf } from '../platform/gateway-message.ts';

/** The longest delay SQS has for a message. */
const MAX_DELAY_SECONDS = 900;

/** The queue to the gateway: orders to banks, and notices to the webhooks of agencies. */
export interface BankQueue {
  send(message: GatewayMessage, how?: Sending): Promise<void>;
}

export interface Sending {
  /** How long before the gateway may see it; cut at 15 minutes. */
  readonly delayMs?: number;
  /** The alarm that it is about: then it has its turn among the messages of this alarm. */
  readonly alertId?: string;
}

/** The queue in SQS, fair by alarm, and for notices by agency: neither an alarm with many orders nor a slow webhook starves the others. */
export function createBankQueue(client: SQSClient, queueUrl: string): BankQueue {
  return {
    send: async (message, { delayMs = 0, alertId } = {}) => {
      const delay = Math.min(MAX_DELAY_SECONDS, Math.max(0, Math.ceil(delayMs / 1_000)));
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(GatewayMessage.parse(message)),
          MessageGroupId: groupOf(message, alertId),
          DelaySeconds: delay,
        }),
      );
    },
  };
}
