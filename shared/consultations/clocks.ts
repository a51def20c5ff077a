import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { ExtendClock, StartClock, StopClock } from '../procedure-clocks/clock.ts';
import { extended, newClock, stopped } from '../procedure-clocks/run-clocks.ts';
import type { Consultation } from './consultation.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import { type CasesKnown, mayKnow } from './evidence-visible.ts';
import { forbidden, full, type Numbered, signatoryOf } from './standing.ts';

/**
 * Starts a term of criminal procedure beside the consultation; a term for one suspect needs a suspect of a case of the consultation. A
 * running clock continues even when the suspect is withdrawn from the case; the agency that started it, or the convener, stops it.
 *
 * @param cases those of the consultation; not needed for a clock that names no suspect
 * @returns `consultation.clock-started`, or CONSULTATION_STATE_FORBIDS, CONSULTATION_FULL, CASE_ITEM_UNKNOWN for a suspect who is not there
 *   or unknown to the caller, TIME_IN_FUTURE, CLOCK_RUNNING, SUPPLEMENTS_USED_UP
 */
export function startClock(
  consultation: Consultation,
  input: StartClock,
  cases: CasesKnown,
  context: Context,
): Decision<ConsultationFact> {
  const refusal =
    forbidden(consultation, 'startClock') ??
    full('clocks', consultation.clocks.length + 1) ??
    unknownSuspect(consultation, cases, input, context);
  if (refusal !== undefined) return refusal;
  const clock = newClock(consultation.clocks, input, context);
  if (clock.kind === 'refusal') return clock;
  const { now, actor } = context;
  return accept({ type: 'consultation.clock-started', data: { at: now, by: signatoryOf(actor), clock: clock.value } });
}

function unknownSuspect(
  { caseIds }: Consultation,
  cases: CasesKnown,
  { suspect }: StartClock,
  { actor, now }: Context,
): Refusal | undefined {
  const known = caseIds.some((caseId) => {
    const suspects = cases.get(caseId)?.persons.filter(({ role }) => role === 'suspect') ?? [];
    return suspects.some(({ itemId }) => itemId === suspect) && mayKnow(cases, { caseId, part: 'persons' }, actor, now);
  });
  return suspect === undefined || known ? undefined : refuse('CASE_ITEM_UNKNOWN', { paths: ['/suspect'] });
}

/**
 * Lengthens a term. The agency that started it and the convener may do so, as its warning moves with it.
 *
 * @returns `consultation.clock-extended`, or NOT_FOUND, CLOCK_OF_OTHER_PARTY with its agency, CLOCK_STOPPED, TERM_EXPIRED,
 *   CLOCK_EXTENSION_NOT_ALLOWED
 */
export function extendClock(
  consultation: Consultation,
  { n, ...input }: ExtendClock & Numbered,
  context: Context,
): Decision<ConsultationFact> {
  const clock = consultation.clocks[n - 1];
  if (clock === undefined) return refuse('NOT_FOUND');
  const others = ofOtherParty(consultation, clock, context);
  if (others !== undefined) return others;
  const longer = extended(clock, input, context);
  if (longer.kind === 'refusal') return longer;
  const { now, actor } = context;
  return accept({
    type: 'consultation.clock-extended',
    data: { at: now, by: signatoryOf(actor), n, reason: input.reason, ...longer.value },
  });
}

/**
 * Stops a clock. The agency that started it and the convener may do so. If any party could stop it, the warning of its end could be
 * removed, and a term that has run could start again.
 *
 * @returns `consultation.clock-stopped`, or NOT_FOUND, CLOCK_OF_OTHER_PARTY with its agency, CLOCK_STOPPED
 */
export function stopClock(
  consultation: Consultation,
  { n, ...input }: StopClock & Numbered,
  context: Context,
): Decision<ConsultationFact> {
  const clock = consultation.clocks[n - 1];
  if (clock === undefined) return refuse('NOT_FOUND');
  const others = ofOtherParty(consultation, clock, context);
  if (others !== undefined) return others;
  const { now, actor } = context;
  const end = stopped(clock, input, context);
  if (end.kind === 'refusal') return end;
  const { reason } = input;
  return accept({
    type: 'consultation.clock-stopped',
    data: { at: now, by: signatoryOf(actor), n, ...end.value, ...(reason === undefined ? {} : { reason }) },
  });
}

/** Why the acting agency may not change this clock: it neither started it nor convened. */
function ofOtherParty(
  { convener }: Consultation,
  { startedBy }: Consultation['clocks'][number],
  { actor: { agency } }: Context,
): Refusal | undefined {
  if (agency === convener.agency || agency === startedBy) return undefined;
  return refuse('CLOCK_OF_OTHER_PARTY', { agency: startedBy ?? convener.agency });
}
