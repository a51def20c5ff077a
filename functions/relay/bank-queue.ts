import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { BankMessage } from '../../shared/freezes/bank-message.ts';

/** The longest delay SQS has for a message. */
const MAX_DELAY_SECONDS = 900;

/** The queue to the gateway. */
export interface BankQueue {
  /** @param delayMs how long before the gateway may see it; cut at 15 minutes */
  send(message: BankMessage, delayMs?: number): Promise<void>;
}

/** The bank queue in SQS, fair by bank: one slow bank cannot starve the others. */
export function createBankQueue(client: SQSClient, queueUrl: string): BankQueue {
  return {
    send: async (message, delayMs = 0) => {
      const delay = Math.min(MAX_DELAY_SECONDS, Math.max(0, Math.ceil(delayMs / 1_000)));
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(BankMessage.parse(message)),
          MessageGroupId: message.bankId,
          DelaySeconds: delay,
        }),
      );
    },
  };
}
