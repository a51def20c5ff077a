import { circuitOpen } from '../../shared/banks/circuit.ts';
import { Circuits } from '../../shared/banks/streams.ts';
import { Channel, ChannelMessage, messageIdOf, type PushedMessage } from '../../shared/channels/channel-model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { directoryKey, shardOf } from '../../shared/journal/keys.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { messageToSend, noteSent } from '../../shared/warnings/messages.ts';
import { Warnings } from '../../shared/warnings/streams.ts';
import { textOf } from '../../shared/warnings/templates.ts';
import type { ChannelMeans } from '../../shared/warnings/warning-model.ts';
import { noteInCircuit } from '../bank-gateway/circuit.ts';
import { isHealthy } from '../bank-gateway/push.ts';
import { type QueueRecord, stepId } from '../bank-gateway/queue-records.ts';
import { recordStep } from '../bank-gateway/record-step.ts';
import { signedPush } from '../bank-gateway/signed-push.ts';
import { type Delivery, done, type GatewayTools } from '../bank-gateway/tools.ts';

/** A message of the queue, and how it came. */
interface Queued {
  /** The same each time it is received. */
  readonly messageId: string;
  /** 1 for the first time. */
  readonly attempt: number;
  readonly message: ChannelMessage;
}

/** @throws ZodError if the body is not a message to this gateway */
export function messageIn({ messageId, body, attributes }: QueueRecord): Queued {
  return {
    messageId,
    attempt: attributes.ApproximateReceiveCount,
    message: parseTolerantly(ChannelMessage, JSON.parse(body)),
  };
}

/** More providers of one means than a city has. */
const MOST_PROVIDERS = 100;

/**
 * Gives a message to a provider that works: it notes to which one, then pushes. It may be called again with the same message at any time: the
 * push has the same id, under which a provider carries it once. A message that is answered or lost meanwhile is not given any more; one that
 * no provider takes is lost when its time is over, and the ladder goes on.
 *
 * @throws Error if the warning does not exist, or the journal cannot be written: the message is to come again
 */
export async function giveMessage(queued: Queued, tools: GatewayTools): Promise<Delivery> {
  const { message: named, messageId, attempt } = queued;
  const { journal, now } = tools;
  const loaded = await journal.load(Warnings, named.warningId);
  if (loaded.state === undefined) throw new Error('a message for a warning that does not exist');
  const message = messageToSend(loaded.state, named.number, now());
  if (message === undefined) return done;
  const chosen = await providerFor(journal, message.means, named.warningId, now());
  if (chosen.kind === 'none')
    return { outcome: 'again', ...(chosen.notBefore === undefined ? {} : { notBefore: chosen.notBefore }) };
  const { provider, endpoint } = chosen;
  const refused = await recordStep(
    {
      ...{ messageId, step: `sent/${provider}`, name: 'channel.noteSent', type: Warnings, id: named.warningId, seen: loaded },
      decide: (warning, context) => noteSent(warning, named.number, provider, context),
    },
    tools,
  );
  if (refused !== undefined) throw new Error(`not recorded: ${refused}`);
  const id = messageIdOf(named);
  const body: PushedMessage = {
    ...{ messageId: id, means: message.means, phone: loaded.state.person.phone },
    ...{ template: message.template, text: textOf(message.template), outcomeBy: message.outcomeBy },
  };
  const { push } = await signedPush({ endpoint, receiver: provider, body, key: id, purpose: message.means }, queued, tools);
  const outcome = await tools.push(push);
  const command = { id: stepId(messageId, `circuit/${attempt}`), correlationId: messageId };
  await noteInCircuit(tools, provider, isHealthy(outcome), command);
  if (outcome.delivered) return done;
  tools.log.warn('a push did not reach the provider', { stream: `warning#${named.warningId}`, reason: outcome.reason, attempt });
  return { outcome: 'again' };
}

type Chosen =
  | { readonly kind: 'provider'; readonly provider: string; readonly endpoint: string }
  /** None works now. `notBefore`: when the first is tried again. */
  | { readonly kind: 'none'; readonly notBefore?: string | undefined };

/** A provider of the means whose circuit is closed; several share the warnings evenly, and one warning stays with one that works. */
async function providerFor(journal: Journal, means: ChannelMeans, warningId: string, now: string): Promise<Chosen> {
  const { cards } = await journal.find({ index: 'listing', pk: directoryKey('channel'), limit: MOST_PROVIDERS });
  const able = cards
    .map(({ card }) => parseTolerantly(ProviderCard, card))
    .flatMap((one) =>
      one.endpoint !== undefined && !one.closed && one.means.includes(means)
        ? [{ provider: one.provider, endpoint: one.endpoint }]
        : [],
    );
  if (able.length === 0) return { kind: 'none' };
  const circuits = await loadAll(
    journal,
    Circuits,
    able.map(({ provider }) => provider),
  );
  const working = able.filter((_, at) => !circuitOpen(circuits[at]?.state, now));
  const one = working[shardOf(warningId) % Math.max(1, working.length)];
  if (one !== undefined) return { kind: 'provider', ...one };
  const moments = circuits.flatMap(({ state }) => state?.openUntil ?? []);
  return { kind: 'none', notBefore: moments.toSorted()[0] };
}

const ProviderCard = Channel.pick({ provider: true, means: true, endpoint: true, closed: true });
