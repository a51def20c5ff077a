import type { Journal } from '../../shared/journal/journal.ts';
import type { DueKind } from '../../shared/journal/kind.ts';
import { type Plan, planFrom, transact } from '../../shared/journal/transact.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Context, systemActor } from '../../shared/kernel/context.ts';
import { accept, type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { contextOf, type Platform } from './platform.ts';

/** A kind of stream that time alone changes, and the way to note what is due of one of them. */
export interface DueStream {
  /** The stream's name. */
  readonly stream: string;
  /** @returns how many facts were new; undefined if there is no such stream */
  readonly advance: (platform: Platform, id: string) => Promise<number | undefined>;
}

/** How what is due of a kind of stream is noted that needs to know only itself. */
export function dueStream({ type, due }: DueKind): DueStream {
  return {
    stream: type.name,
    advance: async (platform, id) => {
      const became = await noteDue(platform, type.name, id, async (journal, context) => {
        const loaded = await journal.load(type, id);
        if (loaded.state === undefined) return refuse('NOT_FOUND');
        return planFrom(accept(...due(loaded.state, context)), [loaded]);
      });
      return became?.noted;
    },
  };
}

/**
 * Notes everything that is due of a stream at this moment. It does not note a thing again, so several may call it, also at the same time:
 * if another command came first, it decides again.
 *
 * @param attempt loads and decides, as for `transact`; NOT_FOUND if there is no such stream
 * @returns how many facts were new, and what the attempt says; undefined if there is no such stream
 * @throws Error if other commands kept coming first
 */
export async function noteDue<Result = never>(
  platform: Platform,
  stream: string,
  id: string,
  attempt: (journal: Journal, context: Context) => Promise<Plan<Result> | Refusal<Fact>>,
): Promise<{ readonly noted: number; readonly result: Result | undefined } | undefined> {
  const { journal } = platform;
  const context = contextOf(platform);
  const correlationId = platform.newId('cor');
  const command = {
    name: `advance.${stream}`,
    id: `advance/${stream}/${id}/${correlationId}`,
    inputHash: hashOf([stream, id]),
    actor: systemActor,
    correlationId,
    now: context.now,
  };
  const became = await transact(
    journal,
    command,
    async () => {
      const plan = await attempt(journal, context);
      if (plan.kind === 'refusal') return plan;
      const noted = plan.changes.reduce((sum, { facts }) => sum + facts.length, 0);
      return { ...plan, result: { noted, result: plan.result } };
    },
    // the command comes under this id once only
    { remember: false },
  );
  if (became.outcome === 'done') return became.result;
  if (became.outcome === 'refused' && became.refusal.code === 'NOT_FOUND') return undefined;
  throw new Error(`what is due could not be noted: ${became.outcome === 'refused' ? became.refusal.code : became.outcome}`);
}
