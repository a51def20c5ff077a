import { circuitOpen } from '../../shared/banks/circuit.ts';
import { Circuits } from '../../shared/banks/streams.ts';
import type { Context } from '../../shared/kernel/context.ts';
import type { Decision } from '../../shared/kernel/decision.ts';
import { pushOf, recordPush } from '../../shared/notifications/entries.ts';
import { type InboxEntry, type InboxEntryFact, type NoticeMessage, pushedNotice } from '../../shared/notifications/model.ts';
import { InboxEntries, Webhooks } from '../../shared/notifications/streams.ts';
import { isPushed } from '../../shared/notifications/webhooks.ts';
import type { Platform } from '../platform/platform.ts';
import { noteInCircuit } from './circuit.ts';
import { isHealthy } from './push.ts';
import { type QueuedMessage, stepId } from './queue-records.ts';
import { recordStep } from './record-step.ts';
import { signedPush } from './signed-push.ts';
import { type Delivery, done, type GatewayTools } from './tools.ts';

/**
 * Pushes one entry to one agency's webhook. It may be called again with the same message at any time: it does not push again an entry that
 * has arrived. A push that is repeated, because recording the first failed, has the same key and the same signature.
 *
 * @throws Error if the entry does not exist, or the journal cannot be written: the message is to come again
 */
export async function deliverNotice(queued: QueuedMessage<NoticeMessage>, tools: GatewayTools): Promise<Delivery> {
  const { message, messageId, attempt } = queued;
  const { entryId, agency } = message;
  const [entry, webhook, circuit] = await Promise.all([
    tools.journal.load(InboxEntries, entryId),
    tools.journal.load(Webhooks, agency),
    tools.journal.load(Circuits, agency),
  ]);
  if (entry.state === undefined) throw new Error('a message for an entry that does not exist');
  const endpoint = webhook.state?.endpoint;
  if (webhook.state === undefined || endpoint === undefined || !isPushed(webhook.state, entry.state)) return done;
  if (pushOf(entry.state, agency) === 'delivered') return done;
  if (circuitOpen(circuit.state, tools.now())) {
    const notBefore = circuit.state?.openUntil;
    return notBefore === undefined ? { outcome: 'again' } : { outcome: 'again', notBefore };
  }
  const content = { endpoint, receiver: agency, body: pushedNotice(entry.state), key: `${entryId}:${agency}`, purpose: 'notice' };
  const { push, evidence } = await signedPush(content, queued, tools);
  const outcome = await tools.push(push);
  const command = { id: stepId(messageId, `circuit/${attempt}`), correlationId: messageId };
  await noteInCircuit(tools, agency, isHealthy(outcome), command);
  if (!outcome.delivered) {
    tools.log.warn('a push did not reach the webhook', { stream: `inbox-entry#${entryId}`, reason: outcome.reason, attempt });
    return { outcome: 'again' };
  }
  await noteOnEntry(queued, 'delivered', tools, (state, context) => recordPush(state, { agency, signature: evidence }, context));
  return done;
}

/**
 * Records a step on the entry, once a message.
 *
 * @throws Error if there is no such entry, or other commands kept coming first
 */
export async function noteOnEntry(
  { message, messageId }: Pick<QueuedMessage<NoticeMessage>, 'message' | 'messageId'>,
  step: string,
  platform: Platform,
  decide: (entry: InboxEntry, context: Context) => Decision<InboxEntryFact>,
): Promise<void> {
  const { entryId: id } = message;
  const refused = await recordStep({ messageId, step, name: 'gateway.deliverNotice', type: InboxEntries, id, decide }, platform);
  if (refused !== undefined) throw new Error(`not recorded: ${refused}`);
}
