import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type * as z from 'zod';

/** A queue of messages of one form. */
export interface MessageQueue<Message> {
  send(message: Message): Promise<void>;
}

/** The queue in SQS. Both ends check the form. Its order does not matter: the function reads the thing as it is by then. */
export function createMessageQueue<Message>(
  client: SQSClient,
  queueUrl: string,
  schema: z.ZodType<Message>,
): MessageQueue<Message> {
  return {
    send: async (message) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(schema.parse(message)) }));
    },
  };
}
