import { isNotice, isQuestion, isTestMessage } from '../platform/gateway-message.ts';
import { deliverNotice } from './deliver-notice.ts';
import { deliverOrder } from './deliver-order.ts';
import { deliverQuestion } from './deliver-question.ts';
import { deliverTest } from './deliver-test.ts';
import type { QueuedMessage } from './queue-records.ts';
import type { Delivery, GatewayTools } from './tools.ts';

/**
 * Pushes the thing that the message names: an instruction to a bank, real or of a test, a question to a bank, or a notice to an agency's
 * webhook.
 *
 * @throws Error if the message is to come again
 */
export function deliver({ message, ...how }: QueuedMessage, tools: GatewayTools): Promise<Delivery> {
  if (isNotice(message)) return deliverNotice({ ...how, message }, tools);
  if (isQuestion(message)) return deliverQuestion({ ...how, message }, tools);
  return isTestMessage(message) ? deliverTest({ ...how, message }, tools) : deliverOrder({ ...how, message }, tools);
}
