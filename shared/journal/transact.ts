import { type Decision, type Fact, type Refusal, refuse } from '../kernel/decision.ts';
import type { Command, Journal, KeptTask, StoredAnswer } from './journal.ts';
import { jitteredPause, type Pause } from './pause.ts';
import { applied, splitFacts } from './split-facts.ts';
import { type AnyLoaded, type Change, type Loaded, streamKey } from './stream.ts';
import { watchOf } from './watched.ts';

/** The changes that one attempt at a command wants written. `Result`: the passing attempt's message to the caller of `transact`. */
export interface Plan<Result = never> {
  readonly kind: 'plan';
  readonly changes: readonly Change[];
  /** Streams that the decision needs but does not change; if a command changes one meanwhile, that command came first. */
  readonly requires?: readonly AnyLoaded[];
  readonly answer?: StoredAnswer;
  /** The caller is refused, and the changes record it. */
  readonly refusal?: Refusal<Fact>;
  /** Not kept: a replay has none. */
  readonly result?: Result;
  /** The token of the workflow's task that waits for what follows: kept with the last fact of its stream, or by itself if nothing changes. */
  readonly task?: KeptTask;
}

/** The stream as it will be once the facts that were decided are appended. */
export type After = <State, F extends Fact>(loaded: Loaded<State, F>) => Loaded<State, F>;

/** The outcome of a command. */
export type Transacted<Result = never> =
  /** It is done, perhaps without any change. */
  | {
      readonly outcome: 'done';
      readonly answer: StoredAnswer | undefined;
      readonly versions: Readonly<Record<string, number>>;
      readonly result: Result | undefined;
    }
  /** It was done before, and this was the answer. */
  | { readonly outcome: 'replayed'; readonly answer: StoredAnswer | undefined }
  | { readonly outcome: 'refused'; readonly refusal: Refusal<Fact> };

export interface TransactOptions {
  /**
   * False if no record of the command is needed: it has no key under which it could come again, or its decider sees in the state that it was
   * carried out. Default true.
   */
  readonly remember?: boolean;
  /** The answer to keep for a refusal that leaves a trace, so that a replay is refused in the same words. */
  readonly refusalAnswer?: (refusal: Refusal<Fact>) => StoredAnswer;
  readonly pause?: Pause;
}

const MAX_ATTEMPTS = 8;

/**
 * Carries out a command: loads and decides by `attempt`, appends, and does it all again if another command came first. So `attempt` only
 * reads and decides; a caller's condition on a version (If-Match) belongs in it too. Over a `watched` journal, an attempt that failed,
 * refused or changed nothing is made again, too, if another command was recorded between its reads.
 *
 *     const outcome = await transact(journal, command, async () => {
 *       const order = await journal.load(StopOrders, orderId);
 *       if (order.state === undefined) return refuse('NOT_FOUND');
 *       return planFrom(orderExtension(order.state, input, known, context), [order], (after) => ({ status: 202, body: view(after(order)) }));
 *     });
 *
 * @param attempt is told how many attempts came before it
 * @returns `BUSY` as a refusal if other commands came first eight times
 * @throws what `attempt` throws, and the journal's errors
 */
export async function transact<Result = never>(
  journal: Journal,
  command: Command,
  attempt: (failed: number) => Promise<Plan<Result> | Refusal<Fact>>,
  options: TransactOptions = {},
): Promise<Transacted<Result>> {
  const { pause = jitteredPause } = options;
  for (let failed = 0; failed < MAX_ATTEMPTS; failed += 1) {
    if (failed > 0) await pause(failed);
    const plan = await atOneMoment(journal, () => attempt(failed));
    if (plan === 'conflict') continue;
    const outcome =
      plan.kind === 'refusal' ? await refused(journal, command, plan, options) : await commit(journal, command, plan, options);
    if (outcome !== 'conflict') return outcome;
  }
  return { outcome: 'refused', refusal: refuse('BUSY') };
}

/** The result of an attempt on its reads; a conflict if these reads were never true at one moment. */
async function atOneMoment<Result>(
  journal: Journal,
  attempt: () => Promise<Plan<Result> | Refusal<Fact>>,
): Promise<Plan<Result> | Refusal<Fact> | 'conflict'> {
  const watch = watchOf(journal);
  if (watch === undefined) return attempt();
  watch.begin();
  try {
    const plan = await attempt();
    // Versions guard a write; only this check guards an answer without a write.
    const holds = plan.kind === 'plan' && plan.changes.length > 0 ? !watch.torn() : await watch.holds();
    return holds ? plan : 'conflict';
  } catch (error) {
    if (await watch.holds()) throw error;
    return 'conflict';
  }
}

/**
 * The plan that follows from a decision: its facts as changes of the streams that were loaded for it.
 *
 * @param answer made from the streams as they will be: `after(order)` is `order` with its new facts
 */
export function planFrom(
  decision: Decision<Fact>,
  streams: readonly AnyLoaded[],
  answer?: (after: After) => StoredAnswer,
): Plan | Refusal<Fact> {
  const { kind, facts } = decision;
  if (kind === 'refusal')
    return facts.length === 0 ? decision : { kind: 'plan', changes: splitFacts(streams, facts), refusal: decision };
  const changes = splitFacts(streams, facts);
  return answer === undefined
    ? { kind: 'plan', changes }
    : { kind: 'plan', changes, answer: answer((loaded) => applied(loaded, facts)) };
}

/** The plan with what the passing attempt says to the caller of `transact`. A refusal stays one. */
export function withResult<Result>(plan: Plan | Refusal<Fact>, result: Result): Plan<Result> | Refusal<Fact> {
  return plan.kind === 'refusal' ? plan : { ...plan, result };
}

/** The plan, if these streams are as they were read when it is carried out: see `requires`. A refusal stays one. */
export function restingOn<Result>(
  plan: Plan<Result> | Refusal<Fact>,
  requires: readonly AnyLoaded[],
): Plan<Result> | Refusal<Fact> {
  return plan.kind === 'refusal' ? plan : { ...plan, requires };
}

/** A refusal is not kept. But an earlier run of the command may be the reason for this refusal; then the first answer is the right one. */
async function refused(
  journal: Journal,
  command: Command,
  refusal: Refusal<Fact>,
  { remember = true }: TransactOptions,
): Promise<Transacted> {
  const known = remember ? await journal.recall(command.id, command.now) : undefined;
  if (known === undefined) return { outcome: 'refused', refusal };
  if (known.inputHash !== command.inputHash) return { outcome: 'refused', refusal: refuse('IDEMPOTENCY_KEY_REUSED') };
  return { outcome: 'replayed', answer: known.answer };
}

async function commit<Result>(
  journal: Journal,
  command: Command,
  { changes, requires = [], answer, refusal, result, task }: Plan<Result>,
  { remember = true, refusalAnswer }: TransactOptions,
): Promise<Transacted<Result> | 'conflict'> {
  const told = refusal === undefined ? answer : refusalAnswer?.(refusal);
  const kept = remember ? told : undefined;
  const done = (versions: Readonly<Record<string, number>>): Transacted<Result> =>
    refusal === undefined ? { outcome: 'done', answer, versions, result } : { outcome: 'refused', refusal };
  if (changes.length === 0 && kept === undefined) {
    if (task !== undefined) await journal.keepTaskToken(task);
    return done({});
  }
  const appended = await journal.append({
    command,
    changes,
    requires: requires.map(({ type, id, version }) => ({ stream: streamKey(type.name, id), version })),
    ...(kept === undefined ? {} : { answer: kept }),
    ...(task === undefined ? {} : { task }),
    remember,
  });
  switch (appended.outcome) {
    case 'appended':
      return done(appended.versions);
    case 'replayed':
      return appended;
    case 'key-reused':
      return { outcome: 'refused', refusal: refuse('IDEMPOTENCY_KEY_REUSED') };
    case 'conflict':
      return 'conflict';
  }
}
