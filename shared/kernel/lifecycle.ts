import { type Refusal, refuse } from './decision.ts';
import type { RefusalCode } from './refusals.ts';

/**
 * A lifecycle as a table: state × command -> next state and fact. It alone answers "is this allowed now". It is checked when it is loaded,
 * and the diagrams in the docs are drawn from it.
 */
export type LifecycleTable<State extends string, Command extends string, FactType extends string> = {
  readonly [S in State]: { readonly [C in Command]?: readonly [next: State, fact: FactType] };
};

export interface Lifecycle<State extends string, Command extends string, FactType extends string> {
  readonly name: string;
  readonly initial: State;
  readonly table: LifecycleTable<State, Command, FactType>;
  /** The code of the refusal of a command that the state does not allow. */
  readonly code: RefusalCode;
  /** Whether the command is allowed in this state. */
  allows(state: State, command: Command): boolean;
  /** The refusal of a command that this state does not allow; undefined if it does. It names both. */
  refusal(state: State, command: Command): Refusal | undefined;
  /** The same refusal, for another obstacle than the state that needs no code of its own. */
  forbidden(state: State, command: Command): Refusal;
  /** The state after the fact, or undefined if the table has no such step. */
  after(state: State, fact: FactType): State | undefined;
  /** The final states. */
  terminal(): readonly State[];
}

/**
 * Builds a lifecycle from its table.
 *
 * @param code of the refusal of a command that the state does not allow
 * @throws Error if a state cannot be reached from `initial`, or a fact leads from one state to two.
 */
export function lifecycle<State extends string, Command extends string, FactType extends string>(
  name: string,
  initial: State,
  table: LifecycleTable<State, Command, FactType>,
  code: RefusalCode,
): Lifecycle<State, Command, FactType> {
  const steps = stepsOf(table);
  assertReachable(name, initial, table, steps);
  const nextByFact = new Map<string, State>();
  for (const { from, to, fact } of steps) {
    const key = `${from} ${fact}`;
    const known = nextByFact.get(key);
    if (known !== undefined && known !== to) throw new Error(`${name}: ${fact} leads from ${from} to both ${known} and ${to}`);
    nextByFact.set(key, to);
  }
  const allows = (state: State, command: Command): boolean => table[state][command] !== undefined;
  const forbidden = (state: State, command: Command): Refusal => refuse(code, { state, command });
  return {
    name,
    initial,
    table,
    code,
    allows,
    forbidden,
    refusal: (state, command) => (allows(state, command) ? undefined : forbidden(state, command)),
    after: (state, fact) => nextByFact.get(`${state} ${fact}`),
    terminal: () => keysOf(table).filter((state) => !steps.some((step) => step.from === state && step.to !== state)),
  };
}

/** The commands of a lifecycle that an operation gives, and the states in which it may be given. */
export interface During {
  /** The name of the lifecycle. */
  readonly lifecycle: string;
  readonly commands: readonly string[];
  /** In the order of the table, without the state before the first fact. */
  readonly states: () => readonly string[];
}

/** A command in every state that allows it, or only in these of them. */
type Given<State, Command> = Command | readonly [command: Command, ...only: readonly State[]];

/**
 * The states in which an operation may be given, from the table: those that allow one of its commands. Nothing is computed before the states
 * are asked for.
 *
 *     during: statesFor(orderLifecycle, 'orderRelease', ['withdraw', 'in-line']),
 */
export function statesFor<State extends string, Command extends string, FactType extends string>(
  { name, initial, table, allows }: Lifecycle<State, Command, FactType>,
  ...given: readonly Given<NoInfer<State>, NoInfer<Command>>[]
): During {
  const each = given.map((one) =>
    typeof one === 'string' ? { command: one, only: [] } : { command: one[0], only: one.slice(1) },
  );
  return {
    lifecycle: name,
    commands: each.map(({ command }) => command),
    states: () =>
      keysOf(table).filter(
        (state) =>
          state !== initial &&
          each.some(({ command, only }) => allows(state, command) && (only.length === 0 || only.some((one) => one === state))),
      ),
  };
}

/** The same for an operation that gives the thing no command of its own and still asks how it stands: the states that its decider names. */
export function onlyIn<State extends string, Command extends string, FactType extends string>(
  { name }: Lifecycle<State, Command, FactType>,
  states: readonly NoInfer<State>[],
): During {
  return { lifecycle: name, commands: [], states: () => states };
}

/** One row of a lifecycle table. */
export interface LifecycleStep<State extends string, Command extends string, FactType extends string> {
  readonly from: State;
  readonly command: Command;
  readonly to: State;
  readonly fact: FactType;
}

/** The rows of a table, in its order. */
export function stepsOf<State extends string, Command extends string, FactType extends string>(
  table: LifecycleTable<State, Command, FactType>,
): readonly LifecycleStep<State, Command, FactType>[] {
  return keysOf(table).flatMap((from) => {
    const row = table[from];
    return keysOf(row).flatMap((command) => {
      const step = row[command];
      return step === undefined ? [] : [{ from, command, to: step[0], fact: step[1] }];
    });
  });
}

function assertReachable<State extends string>(
  name: string,
  initial: State,
  table: Readonly<Record<State, unknown>>,
  steps: readonly { from: State; to: State }[],
): void {
  const reached = new Set<State>([initial]);
  let size = 0;
  while (size !== reached.size) {
    size = reached.size;
    for (const { from, to } of steps) if (reached.has(from)) reached.add(to);
  }
  const lost = keysOf(table).filter((state) => !reached.has(state));
  if (lost.length > 0) throw new Error(`${name}: no way leads to ${lost.join(', ')}`);
}

/** `Object.keys` with the type that the table has. A table is a literal, so it has no other keys. */
export function keysOf<K extends string>(table: Readonly<Partial<Record<K, unknown>>>): readonly K[] {
  return Object.keys(table) as K[];
}
