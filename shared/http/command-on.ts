import type { Action } from '../access/policy.ts';
import type { Journal, StoredAnswer } from '../journal/journal.ts';
import { applied } from '../journal/split-facts.ts';
import { type AnyLoaded, type Change, fresh, type Loaded, type StreamType } from '../journal/stream.ts';
import { type After, type Plan, planFrom } from '../journal/transact.ts';
import type { Context } from '../kernel/context.ts';
import { type Created, type Decision, type Fact, type Refusal, refuse } from '../kernel/decision.ts';
import { impossible } from '../kernel/impossible.ts';
import type { Thing } from '../kernel/thing.ts';
import type { Call, Rejection } from './api-request.ts';
import { type Afterwards, carryOut, staleness } from './carry-out.ts';

/** The tools of every operation on streams. */
interface HasJournal {
  readonly journal: Journal;
}

/** A request of any route: the decider gets its body as input. */
interface Asked extends Call {
  readonly body: unknown;
}

/** A thing that is there. */
export interface Present<State> {
  readonly state: State;
  readonly version: number;
}

/** How the operations of a context reach the thing that a request names. */
export interface Reach<C extends Call, State, F extends Fact> {
  /** The thing's stream; undefined, or without a state, if there is no such thing. */
  readonly load: (request: C, journal: Journal) => Promise<Loaded<State, F> | undefined>;
  /**
   * The members that decide who may do this; looked up, where another stream says who reads it. Absent if every caller of the route may do it
   * to each.
   */
  readonly thing?: (state: State, request: C, journal: Journal) => Given<Thing>;
  /** The tag of what this caller sees, where that is only a part: see `staleness`. */
  readonly shown?: (state: State, request: C) => string | undefined;
  /** Actions that the policy allows and a rule of the domain refuses this caller, whatever it sends: a read does not tell them as open. */
  readonly closed?: (state: State, request: C) => readonly Action[];
}

/** How they reach it, and how they answer with it. */
export interface Target<C extends Call, State, F extends Fact> extends Reach<C, State, F> {
  readonly answer: (request: C, after: Present<State>) => StoredAnswer;
}

/** The further input of a step, besides state, input and context. */
export interface At<C, Tools, State, F extends Fact> {
  readonly request: C;
  readonly tools: Tools;
  /** The thing as it was read. */
  readonly loaded: Loaded<State, F>;
}

/** A decision and what goes with it, all of it read in the same attempt. */
export interface Decided<State, D extends Decision<Fact> = Decision<Fact>> {
  readonly decision: D;
  /** Other streams that its facts go to. */
  readonly streams?: readonly AnyLoaded[];
  /** Streams that it rests on and does not change. */
  readonly rests?: readonly AnyLoaded[];
  /** Changes of several streams of one kind, which facts alone do not tell apart. Asked for only where the command is accepted. */
  readonly changes?: (after: Present<State>) => readonly Change[];
  /** The answer where it is not the target's. */
  readonly answer?: (after: Present<State>, other: After) => StoredAnswer;
  readonly afterwards?: Afterwards;
}

type Reply = Promise<StoredAnswer | Rejection>;
type Given<T> = T | Promise<T>;

/**
 * A step is a decider. A step that needs to know more reads it and says which streams its decision goes to and rests on, and how it is
 * answered.
 */
type Step<Before extends State | undefined, State, Input, A> = (
  state: Before,
  input: Input,
  context: Context,
  at: A,
) => Given<Decision<Fact> | Decided<State>>;

/**
 * The thing, if it exists, the caller may do this with it, and it is at the version that the caller knows.
 *
 * @returns it, or NOT_FOUND, the refusal of access, VERSION_CONFLICT
 */
export async function findOn<C extends Call, State, F extends Fact>(
  { load, thing, shown, closed }: Reach<C, State, F>,
  request: C,
  journal: Journal,
): Promise<{ readonly kind: 'found'; readonly state: State; readonly loaded: Loaded<State, F> } | Rejection> {
  const loaded = await load(request, journal);
  const state = loaded?.state;
  if (loaded === undefined || state === undefined) return refuse('NOT_FOUND');
  const access = request.allowed(await thing?.(state, request, journal));
  if (access.kind === 'refusal') return access;
  if (closed !== undefined) request.closes(closed(state, request));
  return staleness(request, loaded.version, shown?.(state, request)) ?? { kind: 'found', state, loaded };
}

/** The operation that answers with the thing. */
export function readOn<C extends Call, State, F extends Fact>(target: Target<C, State, F>) {
  return async (request: C, { journal }: HasJournal): Reply => {
    const found = await findOn(target, request, journal);
    if (found.kind === 'refusal') return found;
    return target.answer(request, { state: found.state, version: found.loaded.version });
  };
}

/** How commands reach a thing. Without an answer each step gives its own. */
type Commanded<C extends Call, State, F extends Fact> = Reach<C, State, F> & Partial<Target<C, State, F>>;

/**
 * Makes the operations that change a thing, each of its decider: load, allow, compare versions, decide, append, answer.
 *
 *     const onMeasure = commandOn(measure);
 *     …
 *     liftMeasure: onMeasure(liftMeasure),
 *     adoptProposal: onProposal(async (proposal, input, context, { tools }) => {
 *       const line = await tools.journal.load(StandardLines, lineIdOf(proposal.criterion, district));
 *       return { decision: adopt(proposal, input, { district, line: line.state }, context), streams: [line] };
 *     }),
 */
export function commandOn<B extends Call, State, F extends Fact>(target: Commanded<B, State, F>) {
  return <C extends B & Asked, Tools extends HasJournal>(step: Step<State, State, C['body'], At<C, Tools, State, F>>) =>
    async (request: C, tools: Tools): Reply =>
      carryOut(request, tools.journal, async () => {
        const found = await findOn(target, request, tools.journal);
        if (found.kind === 'refusal') return found;
        const { state, loaded } = found;
        const decided = await step(state, request.body, request.context(), { request, tools, loaded });
        return planOf(withDecision(decided), loaded, (after) => target.answer?.(request, after));
      });
}

/** A thing that a command begins, or that a `PUT` begins or changes. */
export interface Beginning<C extends Call, State> {
  /** Whether the caller may, asked before all else. Absent where the step asks, because that takes a thing that it has to read. */
  readonly may?: (request: C) => ReturnType<Call['allowed']>;
  /** Absent where the step gives it. */
  readonly answer?: (request: C, after: Present<State>, before: State | undefined) => StoredAnswer;
}

/**
 * Makes the operations that record a thing at an id that the caller chose, new or existing: as `commandOn`, but its decider gets the state
 * or undefined.
 */
export function recordOn<B extends Call, State, F extends Fact>(
  target: Beginning<B, State> & { readonly load: (request: B, journal: Journal) => Promise<Loaded<State, F>> },
) {
  return <C extends B & Asked, Tools extends HasJournal>(
    step: Step<State | undefined, State, C['body'], At<C, Tools, State, F>>,
  ) =>
    async (request: C, tools: Tools): Reply => {
      const access = target.may?.(request);
      if (access?.kind === 'refusal') return access;
      return carryOut(request, tools.journal, async () => {
        const loaded = await target.load(request, tools.journal);
        const stale = staleness(request, loaded.version);
        if (stale !== undefined) return stale;
        const decided = await step(loaded.state, request.body, request.context(), { request, tools, loaded });
        return planOf(withDecision(decided), loaded, (after) => target.answer?.(request, after, loaded.state));
      });
    };
}

/** A creator's decision and what goes with it. */
export interface Creating<State, F extends Fact> extends Decided<State, Created<Fact>> {
  /** The stream that it goes on with, if it makes no new one. */
  readonly goesOn?: Loaded<State, F> | undefined;
}

/**
 * Makes the operations that begin a thing, each of its creator: allow, decide, append at the id that the creator made, answer.
 *
 *     issueMeasure: createOn({ type: RegionalMeasures, may, answer })((input, context) => issueMeasure(input, context)),
 */
export function createOn<B extends Call, State, F extends Fact>(
  target: Beginning<B, State> & { readonly type: StreamType<State, F> },
) {
  return <C extends B & Asked, Tools extends HasJournal>(
    step: (
      input: C['body'],
      context: Context,
      at: Pick<At<C, Tools, State, F>, 'request' | 'tools'>,
    ) => Given<Created<Fact> | Creating<State, F>>,
  ) =>
    async (request: C, tools: Tools): Reply => {
      const access = target.may?.(request);
      if (access?.kind === 'refusal') return access;
      return carryOut(request, tools.journal, async () => {
        const made = await step(request.body, request.context(), { request, tools });
        const creating: Creating<State, F> = 'decision' in made ? made : { decision: made };
        const { decision, goesOn } = creating;
        if (decision.kind === 'refusal') return planFrom(decision, creating.streams ?? []);
        const loaded = goesOn ?? fresh(target.type, decision.made);
        return planOf(creating, loaded, (after) => target.answer?.(request, after, loaded.state));
      });
    };
}

function withDecision<State>(decided: Decision<Fact> | Decided<State>): Decided<State> {
  return 'decision' in decided ? decided : { decision: decided };
}

/** The plan of a decision on a stream, and of what goes with it. @param usual the answer where the step gave none of its own */
function planOf<State, F extends Fact>(
  { decision, streams = [], rests = [], changes, answer, afterwards }: Decided<State>,
  loaded: Loaded<State, F>,
  usual: (after: Present<State>) => StoredAnswer | undefined,
): Plan<Afterwards> | Refusal<Fact> {
  const present = ({ state, version }: Loaded<State, F>): Present<State> => ({
    state: state ?? impossible('a command was carried out and left no state'),
    version,
  });
  const plan = planFrom(decision, [loaded, ...streams], (after) => {
    const left = present(after(loaded));
    return answer?.(left, after) ?? usual(left) ?? impossible('a command was carried out without an answer');
  });
  if (plan.kind === 'refusal') return plan;
  if (plan.refusal !== undefined) return { ...plan, requires: rests };
  const more = changes?.(present(applied(loaded, decision.facts))) ?? [];
  return {
    ...plan,
    changes: [...plan.changes, ...more],
    requires: rests,
    ...(afterwards === undefined ? {} : { result: afterwards }),
  };
}
