import type { Journal, StoredAnswer } from '../journal/journal.ts';
import { type Plan, transact } from '../journal/transact.ts';
import type { Fact, Refusal } from '../kernel/decision.ts';
import { refuse } from '../kernel/decision.ts';
import type { Call, Rejection } from './api-request.ts';
import { namesShown, namesVersion } from './entity-tags.ts';

/** What follows once a command is saved by this very request; not after a replay or a refusal. */
export type Afterwards = () => Promise<void>;

/**
 * Carries out the command of a request once: loads and decides by `attempt`, again if another command came first. A command that comes
 * again under its key gets the first answer, and `idempotency-replayed` says so.
 *
 * @param attempt gives as its result what runs once this very request has saved the command; not after a replay or a refusal
 */
export async function carryOut(
  request: Call,
  journal: Journal,
  attempt: (failed: number) => Promise<Plan<Afterwards> | Refusal<Fact>>,
): Promise<StoredAnswer | Rejection> {
  const again: typeof attempt = (failed) => {
    request.begins();
    return attempt(failed);
  };
  const outcome = await transact(journal, request.command, again, {
    remember: request.hasKey,
    refusalAnswer: (refusal) => request.problem(refusal),
  });
  if (outcome.outcome === 'refused') return outcome.refusal;
  if (outcome.answer === undefined) throw new Error(`${request.operation} was carried out without an answer`);
  if (outcome.outcome === 'done') {
    await outcome.result?.();
    return outcome.answer;
  }
  return { ...outcome.answer, headers: { ...outcome.answer.headers, [REPLAYED]: 'true' } };
}

const REPLAYED = 'idempotency-replayed';

/** Whether the command was carried out by an earlier request, under the same key. */
export const isReplay = ({ headers }: StoredAnswer): boolean => headers?.[REPLAYED] === 'true';

/**
 * The same for a command whose answer shows what the caller may know at that moment, such as the hits of a search: the journal remembers the
 * command and not the answer. A command that comes again under its key is made again, by what the caller may know now.
 */
export async function carryOutUnkept(
  request: Call,
  journal: Journal,
  attempt: () => Promise<Plan | Refusal<Fact>>,
): Promise<StoredAnswer | Rejection> {
  const outcome = await transact<StoredAnswer>(
    journal,
    request.command,
    async () => {
      const plan = await attempt();
      if (plan.kind === 'refusal' || plan.answer === undefined) return plan;
      return { ...plan, answer: { status: plan.answer.status, body: null }, result: plan.answer };
    },
    { remember: request.hasKey, refusalAnswer: (refusal) => request.problem(refusal) },
  );
  if (outcome.outcome === 'refused') return outcome.refusal;
  if (outcome.outcome === 'replayed') {
    const command = { ...request.command, id: request.context().newId('cor') };
    return carryOutUnkept({ ...request, command, hasKey: false }, journal, attempt);
  }
  if (outcome.result === undefined) throw new Error(`${request.operation} was carried out without an answer`);
  return outcome.result;
}

/**
 * The refusal of a command whose caller knows another version than this, if it named one, or expects that there is none yet.
 *
 * @param shown the tag of the caller's view, if that is only a part: then the kit tells no version, and takes none
 */
export function staleness({ ifMatch, onlyNew }: Call, version: number, shown?: string): Refusal | undefined {
  if (onlyNew === true && version > 0) return refuse('VERSION_CONFLICT', { version });
  if (ifMatch === undefined) return undefined;
  if (shown !== undefined) return namesShown(ifMatch, shown) ? undefined : refuse('VERSION_CONFLICT');
  return namesVersion(ifMatch, version) ? undefined : refuse('VERSION_CONFLICT', { version });
}
