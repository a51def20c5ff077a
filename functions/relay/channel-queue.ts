import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { ChannelMessage } from '../../shared/channels/channel-model.ts';

/** The queue to the gateway that gives messages and calls to providers. */
export interface ChannelQueue {
  send(message: ChannelMessage): Promise<void>;
}

export function createChannelQueue(client: SQSClient, queueUrl: string): ChannelQueue {
  return {
    send: async (message) => {
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(ChannelMessage.parse(message)) }),
      );
    },
  };
}
