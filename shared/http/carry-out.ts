import type { Journal, StoredAnswer } from '../journal/journal.ts';
import { type Plan, transact } from '../journal/transact.ts';
import type { Fact, Refusal } from '../kernel/decision.ts';
import { refuse } from '../kernel/decision.ts';
import type { Call, Rejection } from './api-request.ts';

/**
 * Carries out the command of a request once: loads and decides by `attempt`, again where somebody was faster.
 * A command that comes again under its key gets the first answer, and `idempotency-replayed` says so.
 *
 * @param afterwards what follows once the command is saved by this very request; not after a replay or a refusal
 */
export async function carryOut(
  request: Call,
  journal: Journal,
  attempt: () => Promise<Plan | Refusal<Fact>>,
  afterwards?: () => Promise<void>,
): Promise<StoredAnswer | Rejection> {
  const outcome = await transact(journal, request.command, attempt, {
    remember: request.hasKey,
    refusalAnswer: (refusal) => request.problem(refusal),
  });
  if (outcome.outcome === 'refused') return outcome.refusal;
  if (outcome.answer === undefined) throw new Error(`${request.operation} was carried out without an answer`);
  if (outcome.outcome === 'done') {
    await afterwards?.();
    return outcome.answer;
  }
  return { ...outcome.answer, headers: { ...outcome.answer.headers, 'idempotency-replayed': 'true' } };
}

/** The refusal of a command whose caller knows another version than this, if it said which. */
export function staleness({ ifMatch }: Call, version: number): Refusal | undefined {
  if (ifMatch === undefined) return undefined;
  const matches = ifMatch === '*' ? version > 0 : ifMatch.includes(String(version));
  return matches ? undefined : refuse('VERSION_CONFLICT', { version });
}
