import * as z from 'zod';

const Rung = z.looseObject({
  means: z.string(),
  begunAt: z.string(),
  dueAt: z.string(),
  notBefore: z.string().optional(),
  message: z.looseObject({ outcomeBy: z.string() }).optional(),
});
const Data = z.looseObject({
  rung: Rung.optional(),
  until: z.string().optional(),
  lease: z.looseObject({ until: z.string() }).optional(),
  clue: z.looseObject({ sourceRef: z.string() }).optional(),
});

/** A fact of a warning, as its audit has it. */
export const RecordedFact = z.looseObject({ type: z.string(), at: z.string(), data: Data });
export type RecordedFact = z.infer<typeof RecordedFact>;

/** What the facts of one warning show. */
export interface History {
  /** The sources' numbers of its clues. */
  readonly clues: readonly string[];
  /** Leases that began while another one ran. */
  readonly twice: number;
  /** Moments at which time alone should have moved it, and did not within the patience. */
  readonly late: number;
  readonly isClosed: boolean;
  readonly count: Readonly<Record<string, number>>;
}

interface State {
  readonly rung: z.infer<typeof Rung> | undefined;
  readonly leaseUntil: string | undefined;
  readonly isClosed: boolean;
}

/** A lease goes on over these; any other step of a ladder by a person ends it. */
const ENDS_LEASE = new Set([
  'warning.given-back',
  'warning.lease-lapsed',
  'warning.contacted',
  'warning.moved',
  'warning.closed',
]);

/**
 * Reads the facts of a warning by themselves, without the code that made them.
 *
 * @param until to when time passed; ISO 8601
 * @param patienceMs how much later than due a step of time may be noted
 */
export function historyOf(facts: readonly RecordedFact[], until: string, patienceMs: number): History {
  let state: State = { rung: undefined, leaseUntil: undefined, isClosed: false };
  let [twice, late] = [0, 0];
  const count: Record<string, number> = {};
  for (const fact of facts) {
    if (isLate(state, fact.at, patienceMs)) late += 1;
    if (fact.type === 'warning.taken' && state.leaseUntil !== undefined && state.leaseUntil > fact.at) twice += 1;
    count[fact.type] = (count[fact.type] ?? 0) + 1;
    state = after(state, fact);
  }
  if (isLate(state, until, patienceMs)) late += 1;
  return { clues: facts.flatMap(({ data }) => data.clue?.sourceRef ?? []), twice, late, isClosed: state.isClosed, count };
}

function after(state: State, { type, data }: RecordedFact): State {
  const leaseUntil = ENDS_LEASE.has(type)
    ? undefined
    : (data.lease?.until ?? (type === 'warning.lease-renewed' ? data.until : state.leaseUntil));
  return { rung: data.rung ?? state.rung, leaseUntil, isClosed: state.isClosed || type === 'warning.closed' };
}

/** Whether by this moment something had been due for longer than the patience. */
function isLate({ rung, leaseUntil, isClosed }: State, at: string, patienceMs: number): boolean {
  if (isClosed || rung === undefined) return false;
  const { means, begunAt, dueAt, notBefore, message } = rung;
  const isOfMachine = means === 'sms' || means === 'ai-call';
  const step = message?.outcomeBy ?? (isOfMachine ? (notBefore ?? begunAt) : dueAt);
  const due = [step, ...(leaseUntil === undefined ? [] : [leaseUntil])].toSorted()[0] ?? step;
  return Date.parse(at) - Date.parse(due) > patienceMs;
}
