import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The queue to the function that looks at files of evidence. */
export interface EvidenceQueue {
  /** Has that function look in the store for this file, or ask the scanner again. */
  recheck(fileId: string): Promise<void>;
}

/** The queue in SQS, in which the store's own events stand too. Its order does not matter: the function reads file and store by then. */
export function createEvidenceQueue(client: SQSClient, queueUrl: string): EvidenceQueue {
  return {
    recheck: async (fileId) => {
      const message = { kind: 'recheck', fileId };
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
    },
  };
}
