import * as z from 'zod';
import { Agencies } from '../../shared/agencies/streams.ts';
import {
  Channel,
  type ChannelFact,
  MessageId,
  MessageOutcome,
  messageOf,
  type RegisterChannel,
} from '../../shared/channels/channel-model.ts';
import { channelThing } from '../../shared/channels/kind.ts';
import { registerChannel } from '../../shared/channels/register-channel.ts';
import { Channels } from '../../shared/channels/streams.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { type At, type Present, readOn, recordOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { Problem } from '../../shared/http/problem-body.ts';
import { signedBy } from '../../shared/http/signed-by.ts';
import { unreadItem } from '../../shared/http/unread-item.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { type Plan, planFrom, transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import { type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { answerMessage } from '../../shared/warnings/messages.ts';
import { Warnings } from '../../shared/warnings/streams.ts';
import { raisingAlarm } from '../lookups/alarm-of-warning.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { isAnyBusy, severalUnderKey } from '../platform/several-under-key.ts';
import type { channelRoutes } from './routes.ts';

export interface ChannelTools extends ApiTools {
  /** Local runtime only: providers may be on this host. */
  readonly allowLoopback: boolean;
}

/** So many outcomes of one request are noted at the same time. */
const LANES = 8;

interface ChannelCall extends Call {
  readonly params: { readonly provider: string };
  answer(status: 200 | 201, channel: Channel, version: number): StoredAnswer;
}

type AtChannel = At<ChannelCall & { readonly body: RegisterChannel }, ChannelTools, Channel, ChannelFact>;

const ChannelCard = Channel.omit({ jwks: true });

/** Providers register, and say what became of what they carried. */
export const channelOperations: Operations<typeof channelRoutes, ChannelTools> = {
  listChannels: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const page = await pageOfIndex(request, tools, { index: 'listing', pk: directoryKey('channel') });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(ChannelCard, card)), ...page.next });
  },

  getChannel: readOn({
    load: ({ params }: ChannelCall, journal: Journal) => journal.load(Channels, params.provider),
    thing: ({ provider }) => channelThing(provider),
    answer: (request, { state, version }) => request.answer(200, state, version),
  }),

  registerChannel: recordOn({
    load: ({ params }: ChannelCall, journal: Journal) => journal.load(Channels, params.provider),
    may: (request) => request.allowed(channelThing(request.params.provider)),
    answer: (request, { state, version }: Present<Channel>, before) =>
      request.answer(before === undefined ? 201 : 200, state, version),
  })(async (before, input, context, { request, loaded: { id: provider }, tools }: AtChannel) => {
    const agency = await tools.journal.load(Agencies, provider);
    if (agency.state === undefined) return refuse('AGENCY_UNKNOWN');
    if (agency.state.kind !== 'provider') return refuse('AGENCY_UNFIT');
    // the city's administrator needs no signature: keys can be lost
    const signed = await signedBy(request, request.actor.agencyKind === 'provider' ? before : undefined);
    if (signed.kind === 'refusal') return signed;
    const how = { provider, allowLoopback: tools.allowLoopback, signature: signed.signature };
    return { decision: registerChannel(before, input, how, context), rests: [agency] };
  }),

  tellOutcomes: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    return severalUnderKey(request, tools.journal, {
      prepare: async () => {
        const { state: channel } = await tools.journal.load(Channels, request.actor.agency);
        // a token alone must not end warnings
        return channel?.jwks === undefined ? refuse('CHANNEL_WITHOUT_KEYS') : signedBy(request, channel);
      },
      work: async () => {
        const outcomes = await outcomesNoted(request, tools);
        return { answer: request.answer(200, { outcomes }), isBusy: isAnyBusy(outcomes) };
      },
      again: () => request.answer(200, { outcomes: [] }),
    });
  },
};

/** Notes each outcome by itself, those of one warning one after the other, and tells what became of each. */
async function outcomesNoted(request: ApiRequest<typeof channelRoutes.tellOutcomes>, tools: ChannelTools) {
  const read = request.body.outcomes.map((raw, at) => ({ at, raw, one: MessageOutcome.safeParse(raw) }));
  const refused = new Map<number, StoredAnswer>();
  for (const { at, one } of read)
    if (!one.success) refused.set(at, request.problem(unreadItem(`/outcomes/${at}`, one.error.issues)));
  const good = read.flatMap(({ at, one }) => (one.success ? [{ at, one: one.data }] : []));
  const byWarning = [...Map.groupBy(good, ({ one }) => messageOf(one.messageId).warningId).values()];
  await inParallel(byWarning, LANES, async (some) => {
    for (const { one, at } of some) {
      const refusal = await noteOutcome(request, tools, one);
      if (refusal !== undefined) refused.set(at, request.problem(refusal));
    }
  });
  return read.map(({ at, raw }) => {
    const messageId = Named.safeParse(raw).data?.messageId;
    const problem = refused.get(at);
    if (problem !== undefined)
      return { ...defined({ messageId }), outcome: 'refused', problem: Problem.parse(problem.body) } as const;
    return { messageId: messageId ?? impossible('an outcome names no message'), outcome: 'done' } as const;
  });
}

const Named = z.object({ messageId: MessageId });

/** Notes what became of one message. The warning tells what was noted before, so the command leaves no record. */
async function noteOutcome(request: Call, tools: ChannelTools, one: MessageOutcome): Promise<Refusal<Fact> | undefined> {
  const command = { ...request.command, id: hashOf([request.command.id, one.messageId]) };
  const became = await transact(tools.journal, command, () => noting(request, tools, one), { remember: false });
  return became.outcome === 'refused' ? became.refusal : undefined;
}

async function noting({ context }: Call, tools: ChannelTools, one: MessageOutcome): Promise<Plan | Refusal<Fact>> {
  const { warningId, number } = messageOf(one.messageId);
  const loaded = await tools.journal.load(Warnings, warningId);
  if (loaded.state === undefined) return refuse('MESSAGE_UNKNOWN');
  const told = context();
  const decision = answerMessage(loaded.state, { number, outcome: one.outcome, at: one.at }, told);
  const [answered] = decision.facts;
  const isPaid = one.outcome === 'already-paid' && answered?.type === 'warning.message-answered';
  if (decision.kind === 'refusal' || !isPaid) return planFrom(decision, [loaded]);
  // a machine does not know the sum, and Cordon itself raises the alarm
  const contacted = { at: answered.data.attempt.at };
  const { decision: raised, alarm } = await raisingAlarm(
    tools,
    { loaded, facts: decision.facts, contacted },
    { ...told, actor: systemActor },
  );
  const plan = planFrom(raised, [loaded]);
  return plan.kind === 'refusal' ? plan : { ...plan, changes: [...plan.changes, ...alarm] };
}
