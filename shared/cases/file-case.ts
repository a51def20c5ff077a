import { plusMonths } from '../kernel/beijing.ts';
import { inFuture, isBefore } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { plainNumber } from '../kernel/plain-number.ts';
import type { CaseFact } from './case-facts.ts';
import { isSameCase, stateRefusal } from './gates.ts';
import type { Case, CaseFiling, NoteMust } from './model.ts';
import type { CaseNumber, CaseNumberFact } from './pointers.ts';

/**
 * Notes that the case is filed (立案): with its number, the date, and the number of the decision. From then on the accounts of its orders may
 * be frozen (sources of grade A and B). The same filing again changes nothing.
 *
 * @param taken the case that has this number already
 * @returns `case.filed` and the fact that the number is taken, or CASE_ALREADY_FILED, CASE_NUMBER_TAKEN, TIME_IN_FUTURE, TIME_BEFORE_ALARM,
 *   TIME_TOO_LONG_AGO, CASE_STATE_FORBIDS
 */
export function fileCase(
  fraudCase: Case,
  input: CaseFiling,
  taken: CaseNumber | undefined,
  context: Context,
): Decision<CaseFact | CaseNumberFact> {
  if (fraudCase.filing !== undefined) return sameFiling(fraudCase.filing, input) ? accept() : refuse('CASE_ALREADY_FILED');
  const refusal = stateRefusal(fraudCase, 'file');
  if (refusal !== undefined) return refusal;
  const untimely = filingTime(fraudCase, input, context);
  if (untimely !== undefined) return untimely;
  if (taken !== undefined && !isSameCase(fraudCase, taken.caseId)) return refuse('CASE_NUMBER_TAKEN', { paths: ['/caseNumber'] });
  const { now } = context;
  const { caseId, district, agency, station } = fraudCase;
  const where = { district, agency, ...(station === undefined ? {} : { station }) };
  return accept<CaseFact | CaseNumberFact>(
    { type: 'case.filed', data: { at: now, filing: input, ...where } },
    ...(taken === undefined ? [{ type: 'case-number.taken', data: { at: now, caseId } } as const] : []),
  );
}

/** Why a case cannot be noted as filed at that time: it follows the first of its alarms. */
function filingTime({ alerts }: Case, { filedAt }: CaseFiling, context: Context): Refusal | undefined {
  const { now, policy } = context;
  if (inFuture(filedAt, context)) return refuse('TIME_IN_FUTURE', { paths: ['/filedAt'] });
  const [first] = alerts.map(({ receivedAt }) => receivedAt).toSorted();
  if (first !== undefined && isBefore(filedAt, first, context)) return refuse('TIME_BEFORE_ALARM', { paths: ['/filedAt'] });
  const oldest = plusMonths(now, -policy.amount('case.filing-oldest', now));
  return filedAt < oldest ? refuse('TIME_TOO_LONG_AGO', { paths: ['/filedAt'] }) : undefined;
}

/** Whether it equals the noted filing, in any spelling of the numbers. A filing with a new scan is not a repetition. */
function sameFiling(one: CaseFiling, other: CaseFiling): boolean {
  return (
    plainNumber(one.caseNumber) === plainNumber(other.caseNumber) &&
    plainNumber(one.decisionNumber) === plainNumber(other.decisionNumber) &&
    one.filedAt === other.filedAt &&
    (other.decisionSha256 === undefined || one.decisionSha256 === other.decisionSha256)
  );
}

/**
 * Notes one of the three musts (三必) as done: the victim's information taken, the scene examined, the money traced.
 *
 * @returns `case.must-done`, or MUST_DONE_BEFORE, TIME_IN_FUTURE, CASE_STATE_FORBIDS
 */
export function noteMust(fraudCase: Case, input: NoteMust, context: Context): Decision<CaseFact> {
  const refusal = stateRefusal(fraudCase, 'noteMust');
  if (refusal !== undefined) return refusal;
  if (fraudCase.musts.some(({ must }) => must === input.must)) return refuse('MUST_DONE_BEFORE', { must: input.must });
  if (inFuture(input.doneAt, context)) return refuse('TIME_IN_FUTURE', { paths: ['/doneAt'] });
  const { now, actor } = context;
  return accept({ type: 'case.must-done', data: { at: now, done: { ...input, notedAt: now, notedBy: actor.agency } } });
}
