import type { Case } from '../cases/model.ts';
import { holdsCase, partsVisible } from '../cases/visibility.ts';
import type { Actor, Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { defined } from '../kernel/defined.ts';
import type { ExtendClock, ProcedureClock, StartClock, StopClock } from './clock.ts';
import { type CaseClocks, type CaseClocksFact, MAX_CASE_CLOCKS } from './clocks-model.ts';
import { clockMoment, clockSteps, extended, newClock, stopped } from './run-clocks.ts';

/** Which clock of the case a command is about: the number in its path. */
interface Numbered {
  readonly n: number;
}

/** The case, as it is now. */
interface OfCase {
  readonly fraudCase: Case;
}

/** Whether the actor may start terms of this case now: those that answer for it, and readers who are shown its persons. */
export function mayStartClock(fraudCase: Case, actor: Actor, now: string): boolean {
  return partsVisible(fraudCase, actor, now).includes('persons');
}

/**
 * Starts a term of criminal procedure of a case. The agencies that answer for the case may, and a procuratorate that is shown its persons.
 *
 * @param before the clocks of the case so far, if there are any
 * @returns `case-clocks.started`, or ACTION_NOT_ALLOWED for a reader who is not shown the persons, CASE_FULL, CASE_ITEM_UNKNOWN for a
 *   suspect who is not there, TIME_IN_FUTURE, CLOCK_RUNNING, SUPPLEMENTS_USED_UP
 */
export function startCaseClock(
  before: CaseClocks | undefined,
  input: StartClock,
  { fraudCase }: OfCase,
  context: Context,
): Decision<CaseClocksFact> {
  const { actor, now } = context;
  const clocks = before?.clocks ?? [];
  if (!mayStartClock(fraudCase, actor, now)) return refuse('ACTION_NOT_ALLOWED');
  if (clocks.length >= MAX_CASE_CLOCKS) return refuse('CASE_FULL', { part: 'clocks', limit: MAX_CASE_CLOCKS });
  if (isUnknown(fraudCase, input)) return refuse('CASE_ITEM_UNKNOWN', { paths: ['/suspect'] });
  const clock = newClock(clocks, input, context);
  if (clock.kind === 'refusal') return clock;
  const { caseId, reference, district, agencies } = fraudCase;
  return accept({
    type: 'case-clocks.started',
    data: { at: now, by: by(actor), caseId, reference, district, agencies, clock: clock.value },
  });
}

function isUnknown({ persons }: Case, { suspect }: StartClock): boolean {
  return suspect !== undefined && !persons.some(({ itemId, role }) => itemId === suspect && role === 'suspect');
}

/**
 * Lengthens a term. The agency that started it may, and those that answer for the case.
 *
 * @param before the clocks of the case so far, if there are any
 * @returns `case-clocks.extended`, or NOT_FOUND, CLOCK_OF_OTHER_PARTY with its agency, CLOCK_STOPPED, TERM_EXPIRED,
 *   CLOCK_EXTENSION_NOT_ALLOWED
 */
export function extendCaseClock(
  before: CaseClocks | undefined,
  { n, ...input }: ExtendClock & Numbered,
  known: OfCase,
  context: Context,
): Decision<CaseClocksFact> {
  const own = ownClock(before, n, known, context);
  if (own.kind === 'refusal') return own;
  const longer = extended(own.clock, input, context);
  if (longer.kind === 'refusal') return longer;
  const { now, actor } = context;
  return accept({ type: 'case-clocks.extended', data: { at: now, by: by(actor), n, reason: input.reason, ...longer.value } });
}

/**
 * Stops a clock. The agency that started it may, and those that answer for the case.
 *
 * @param before the clocks of the case so far, if there are any
 * @returns `case-clocks.stopped`, or NOT_FOUND, CLOCK_OF_OTHER_PARTY with its agency, CLOCK_STOPPED
 */
export function stopCaseClock(
  before: CaseClocks | undefined,
  { n, ...input }: StopClock & Numbered,
  known: OfCase,
  context: Context,
): Decision<CaseClocksFact> {
  const own = ownClock(before, n, known, context);
  if (own.kind === 'refusal') return own;
  const end = stopped(own.clock, input, context);
  if (end.kind === 'refusal') return end;
  const { now, actor } = context;
  const { reason } = input;
  return accept({
    type: 'case-clocks.stopped',
    data: { at: now, by: by(actor), n, ...end.value, ...(reason === undefined ? {} : { reason }) },
  });
}

/** The clock with this number, if the acting agency may change it: it started the clock, or answers for the case. */
function ownClock(
  before: CaseClocks | undefined,
  n: number,
  { fraudCase }: OfCase,
  { actor, now }: Context,
): { readonly kind: 'own'; readonly clock: ProcedureClock } | Refusal {
  const clock = before?.clocks[n - 1];
  if (clock === undefined) return refuse('NOT_FOUND');
  const { startedBy } = clock;
  if (actor.agency === startedBy || holdsCase(fraudCase, actor)) return { kind: 'own', clock };
  // a reader who is not shown the persons does not learn that there is such a clock
  if (!partsVisible(fraudCase, actor, now).includes('persons')) return refuse('NOT_FOUND');
  return refuse('CLOCK_OF_OTHER_PARTY', { agency: startedBy ?? fraudCase.agency });
}

function by({ agency, subject }: Actor) {
  return { agency, subject };
}

/** The facts of time that are due now and not noted: a settled end, warnings, ends. Each is noted once, even if this runs often or late. */
export function advanceCaseClocks({ clocks }: CaseClocks, figures: Pick<Context, 'now' | 'policy'>): readonly CaseClocksFact[] {
  const at = figures.now;
  return clocks.flatMap((clock) =>
    clockSteps(clock, figures).map((one): CaseClocksFact => {
      if (one.step === 'settled') return { type: 'case-clocks.settled', data: { at, ...one.data } };
      return { type: `case-clocks.${one.step}`, data: { at, ...one.data, ...defined({ startedBy: clock.startedBy }) } };
    }),
  );
}

/** The next moment at which something is due, or undefined if time alone changes nothing. */
export function nextCaseClocksMoment({ clocks }: Pick<CaseClocks, 'clocks'>): string | undefined {
  return clocks.flatMap((clock) => clockMoment(clock) ?? []).toSorted()[0];
}
