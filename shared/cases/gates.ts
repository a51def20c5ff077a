import { type Refusal, refuse } from '../kernel/decision.ts';
import { type CaseCommand, caseLifecycle } from './case-lifecycle.ts';
import { type Case, caseLimits, idsOfCase, type Limited } from './model.ts';

/** The refusal of a command that the case's state does not allow. */
export function stateRefusal({ status }: Case, command: CaseCommand): Refusal | undefined {
  return caseLifecycle.refusal(status, command);
}

/** The refusal of more than a case file holds. @param more how many are to be added */
export function roomRefusal(part: Limited, there: number, more = 1): Refusal | undefined {
  const limit = caseLimits[part];
  return there + more > limit ? refuse('CASE_FULL', { part, limit }) : undefined;
}

/** Whether the case has this id, or had it before it was merged. */
export function isSameCase(fraudCase: Case, id: string): boolean {
  return idsOfCase(fraudCase).includes(id);
}
