import type { KeptTask } from '../../shared/journal/journal.ts';
import type { Loaded, StreamType } from '../../shared/journal/stream.ts';
import { planFrom, transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Context, systemActor } from '../../shared/kernel/context.ts';
import { type Decision, type Fact, refuse } from '../../shared/kernel/decision.ts';
import type { RefusalCode } from '../../shared/kernel/refusals.ts';
import { contextOf, type Platform } from '../platform/platform.ts';
import { stepId } from './queue-records.ts';

/** A step of a message's way, and the thing it is recorded on. */
interface Step<State, F extends Fact> {
  readonly messageId: string;
  /** The outcome of the message. */
  readonly step: string;
  /** The command's name in the record. */
  readonly name: string;
  readonly type: StreamType<State, F>;
  readonly id: string;
  /** Gives no fact if the thing's state says that the step was recorded before. */
  readonly decide: (state: State, context: Context) => Decision<F>;
  /** The thing as it was read a moment ago: it is read again only if it has changed since. */
  readonly seen?: Loaded<State, F> | undefined;
  /** The token of the workflow's task that came with the message. */
  readonly task?: KeptTask | undefined;
}

/**
 * Records a step of a message on its thing. The thing's own state tells what was recorded before, if the message comes again; so no record
 * of the command is kept.
 *
 * @returns undefined once it stands, else why it does not: NOT_FOUND, BUSY, or the decider's refusal
 */
export async function recordStep<State, F extends Fact>(
  { messageId, step, name, type, id, decide, seen, task }: Step<State, F>,
  platform: Platform,
): Promise<RefusalCode | undefined> {
  const { journal } = platform;
  const context = contextOf(platform);
  const command = {
    name,
    id: stepId(messageId, step),
    inputHash: hashOf([messageId, step]),
    actor: systemActor,
    correlationId: messageId,
    now: context.now,
  };
  const outcome = await transact(
    journal,
    command,
    async (failed) => {
      const thing = failed === 0 && seen !== undefined ? seen : await journal.load(type, id);
      if (thing.state === undefined) return refuse('NOT_FOUND');
      const plan = planFrom(decide(thing.state, context), [thing]);
      return plan.kind === 'refusal' || task === undefined ? plan : { ...plan, task };
    },
    { remember: false },
  );
  return outcome.outcome === 'refused' ? outcome.refusal.code : undefined;
}
