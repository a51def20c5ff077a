import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { QueuedMessage } from '../../shared/finding/message.ts';

/** The queue to the function that enters things where searches find them. */
export interface FindQueue {
  send(message: QueuedMessage): Promise<void>;
}

/** The queue in SQS. Its order does not matter: the function reads the thing as it is by then. */
export function createFindQueue(client: SQSClient, queueUrl: string): FindQueue {
  return {
    send: async (message) => {
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(QueuedMessage.parse(message)) }),
      );
    },
  };
}
