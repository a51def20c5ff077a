import type { ChannelMessage } from '../../shared/channels/channel-model.ts';
import type { QueuedMessage } from '../../shared/finding/message.ts';
import type { Command, RecordedFact } from '../../shared/journal/journal.ts';
import { systemActor } from '../../shared/kernel/context.ts';
import type { PlanWorkflowInput } from '../../shared/returns/plan/plan-contract.ts';
import type { ImpactWorkflowInput } from '../../shared/standards/impact/impact-contract.ts';
import type { Meter } from '../platform/meter.ts';
import type { Platform } from '../platform/platform.ts';
import type { BankQueue } from './bank-queue.ts';
import type { EvidenceQueue } from './evidence-queue.ts';
import type { KnownFact } from './facts.ts';
import type { MessageQueue } from './message-queue.ts';
import type { Starter, Workflow } from './workflow.ts';

/** The tools of the reactions of coordination. */
export interface CoordinationTools extends Platform {
  readonly bankQueue: BankQueue;
  readonly meter: Meter;
}

/** Those of the relay of coordination itself, which alone tells what is to be found, which files are to be looked for, and what providers carry. */
export interface CoordinationRelayTools extends CoordinationTools {
  /** To the function that enters things where searches find them. */
  readonly findQueue: MessageQueue<QueuedMessage>;
  readonly evidenceQueue: EvidenceQueue;
  /** To the gateway that gives messages and calls to providers. */
  readonly channelQueue: MessageQueue<ChannelMessage>;
}

/** The tools of the reactions of the freeze path. */
export interface RelayTools extends CoordinationTools {
  /** The key of the keyed hashes of account numbers. */
  readonly accountsKey: () => Promise<string>;
  readonly workflow: Workflow;
  readonly impactWorkflow: Starter<ImpactWorkflowInput>;
  readonly planWorkflow: Starter<PlanWorkflowInput>;
}

/** A fact, and how it was recorded. */
interface Occasion<F extends KnownFact = KnownFact> {
  readonly fact: F;
  readonly recorded: RecordedFact;
}

/**
 * A reaction to a fact. It may run twice (the stream is at-least-once) and must then do nothing more, either because its call is idempotent
 * or because it appends under the id of the fact.
 */
export interface Reaction<F extends KnownFact = KnownFact, Tools extends Platform = RelayTools> {
  readonly name: string;
  /** For the docs: one sentence. */
  readonly does: string;
  readonly react: (occasion: Occasion<F>, tools: Tools) => Promise<void>;
}

/** The command under which a reaction appends: the same for the same fact, so that it happens once. */
export function commandOf(reactionName: string, recorded: RecordedFact, now: string): Command {
  return {
    name: `relay.${reactionName}`,
    id: `${recorded.stream}/${recorded.seq}/${reactionName}`,
    inputHash: recorded.hash,
    actor: systemActor,
    correlationId: recorded.correlationId,
    now,
  };
}
