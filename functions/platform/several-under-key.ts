import { type Call, isRejection, type Rejection } from '../../shared/http/api-request.ts';
import { carryOut } from '../../shared/http/carry-out.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { refuse } from '../../shared/kernel/decision.ts';

/** A request that does several things, each an append of its own. */
interface Several<Ready> {
  /** What the work needs, or why nothing is done at all. It is asked before the key is taken, and not of a request that comes again. */
  readonly prepare: () => Promise<Ready | Rejection>;
  /** Does what is not done yet. `isBusy`: some of it could not be done now, and the same request again does it. */
  readonly work: (ready: Ready) => Promise<Worked | Rejection>;
  /** An answer of the route, for a request that comes again: that one gets the first, which is kept. */
  readonly again: () => StoredAnswer;
}

interface Worked {
  readonly answer: StoredAnswer;
  readonly isBusy: boolean;
}

/**
 * Does several things under the key of one request. The key is taken before the first of them, so another body under it changes nothing. A
 * request that comes again gets its first answer; if that is not there, because the first run broke off or something was busy, it does only
 * what is not done yet.
 *
 * @returns the answer, IDEMPOTENCY_KEY_REUSED, or why nothing was done
 */
export async function severalUnderKey<Ready extends object>(
  request: Call,
  journal: Journal,
  { prepare, work, again }: Several<Ready>,
): Promise<StoredAnswer | Rejection> {
  const keep = (answer: StoredAnswer) => carryOut(request, journal, async () => ({ kind: 'plan', changes: [], answer }));
  const known = request.hasKey ? await journal.recall(request.command.id, request.command.now) : undefined;
  if (known !== undefined) return keep(again());
  const ready = await prepare();
  if (isRejection(ready)) return ready;
  if (request.hasKey && !(await takesKey(request, journal))) return refuse('IDEMPOTENCY_KEY_REUSED');
  const worked = await work(ready);
  if (isRejection(worked)) return worked;
  return worked.isBusy ? worked.answer : keep(worked.answer);
}

/** Whether one of several things could not be done now. */
export function isAnyBusy(outcomes: readonly ItemOutcome[]): boolean {
  return outcomes.some((one) => one.outcome === 'refused' && one.problem?.code === 'BUSY');
}

/** What became of one of them. */
interface ItemOutcome {
  readonly outcome: string;
  readonly problem?: { readonly code: string };
}

/** Takes the key for this body. @returns false if another body has it */
async function takesKey({ command }: Pick<Call, 'command'>, journal: Journal): Promise<boolean> {
  const begun = { ...command, id: hashOf([command.id, 'begun']) };
  return (await journal.append({ command: begun, changes: [] })).outcome !== 'key-reused';
}
