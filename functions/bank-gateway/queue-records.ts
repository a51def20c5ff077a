import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { instant } from '../../shared/kernel/time.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { GatewayMessage } from '../platform/gateway-message.ts';

const QueueRecord = z.object({
  messageId: z.string().min(1),
  receiptHandle: z.string().min(1),
  body: z.string(),
  attributes: z.object({ SentTimestamp: z.coerce.number(), ApproximateReceiveCount: z.coerce.number().int().positive() }),
});

/** A batch as SQS hands it to a function. */
export const QueueBatch = z.object({ Records: z.array(QueueRecord) });
export type QueueRecord = z.infer<typeof QueueRecord>;

export interface QueueAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** A message to the gateway, and how it came. */
export interface QueuedMessage<Message = GatewayMessage> {
  /** The same each time the message is received. */
  readonly messageId: string;
  /** When it was put into the queue, ISO 8601 UTC. */
  readonly queuedAt: string;
  /** 1 for the first time it is received. */
  readonly attempt: number;
  readonly message: Message;
}

const Json = z.string().transform((text, context) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue('is not JSON');
    return z.NEVER;
  }
});
/** @throws ZodError if the body is not a message to the gateway */
export function queuedMessageOf({ messageId, body, attributes }: QueueRecord): QueuedMessage {
  return {
    messageId,
    queuedAt: instant(attributes.SentTimestamp),
    attempt: attributes.ApproximateReceiveCount,
    message: parseTolerantly(GatewayMessage, Json.parse(body)),
  };
}

/** The id of the command that records a step of a message's delivery, once. */
export function stepId(messageId: string, step: string): string {
  return `gateway/${messageId}/${step}`;
}

/** Keeps a message out of sight for so long before it is received again. */
export type HideMessage = (receiptHandle: string, seconds: number) => Promise<void>;

export function createHideMessage(client: SQSClient, queueUrl: string): HideMessage {
  return async (receiptHandle, seconds) => {
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle: receiptHandle, VisibilityTimeout: seconds }),
    );
  };
}
