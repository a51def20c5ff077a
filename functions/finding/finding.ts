import * as z from 'zod';
import { QueuedMessage } from '../../shared/finding/message.ts';
import { errorFields } from '../../shared/kernel/error-fields.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { enter, type FindingTools } from './enter.ts';
import { linkPhone } from './link-phone.ts';
import { lookBack } from './look-back.ts';
import { type MeetingTools, meetListed } from './meet-listed.ts';

/** A batch as SQS hands it to a function. */
const Batch = z.object({ Records: z.array(z.object({ messageId: z.string().min(1), body: z.string() })) });

interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** The function over a batch of its queue, message by message; the answer names those that are to come again. */
export function createFinding(tools: FindingTools & MeetingTools): (event: unknown) => Promise<BatchAnswer> {
  return async (event) => {
    const { Records } = Batch.parse(event);
    const failed: { readonly itemIdentifier: string }[] = [];
    for (const { messageId, body } of Records) {
      try {
        const message = parseTolerantly(QueuedMessage, JSON.parse(body));
        await carryOn(tools, message, messageId);
      } catch (error) {
        tools.log.error('a thing was not entered where searches find it', errorFields(error));
        failed.push({ itemIdentifier: messageId });
      }
    }
    return { batchItemFailures: failed };
  };
}

async function carryOn(tools: FindingTools & MeetingTools, message: QueuedMessage, messageId: string): Promise<void> {
  switch (message.kind) {
    case 'statement':
    case 'holder-request':
    case 'watch':
      return meetListed(tools, message, messageId);
    case 'blacklist-entry':
      return lookBack(tools, message, messageId);
    case 'alert':
    case 'order':
    case 'case':
      await enter(tools, message, messageId);
      await linkPhone(tools, message, messageId);
  }
}
