import type { Alert } from '../alerts/model.ts';
import { canonicalJson } from '../kernel/canonical.ts';
import { inFuture } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { CaseFact } from './case-facts.ts';
import { isSameCase, roomRefusal, stateRefusal } from './gates.ts';
import type { AddItem, Case } from './model.ts';
import { caseAlert } from './open-case.ts';
import type { CaseOfAlert } from './pointers.ts';

type Listed = Extract<AddItem, { kind: 'person' | 'loss' | 'evidence' }>;

/**
 * Joins an alarm, and with it its freeze requests and orders. An alarm that belongs to the case already changes nothing.
 *
 * @param taken the case it belongs to already, if it does
 * @returns `case.alert-joined` (`pointersOf` gives the facts for the alarm), or ALERT_IN_OTHER_CASE, CASE_FULL, CASE_STATE_FORBIDS
 */
export function joinAlert(fraudCase: Case, alert: Alert, taken: CaseOfAlert | undefined, { now }: Context): Decision<CaseFact> {
  if (taken?.caseId !== undefined) return isSameCase(fraudCase, taken.caseId) ? accept() : refuse('ALERT_IN_OTHER_CASE');
  const refusal = stateRefusal(fraudCase, 'joinAlert') ?? roomRefusal('alerts', fraudCase.alerts.length);
  return refusal ?? accept({ type: 'case.alert-joined', data: { at: now, alert: caseAlert(alert) } });
}

/**
 * Follows an alarm of the case that was corrected or handed over: what the case keeps of it says the same again.
 *
 * @returns `case.alert-put-right`; no fact if the case keeps nothing that changed, or has the alarm no more
 */
export function followAlert(fraudCase: Case, alert: Alert, { now }: Context): Decision<CaseFact> {
  const before = fraudCase.alerts.find(({ alertId }) => alertId === alert.alertId);
  const after = caseAlert(alert);
  if (before === undefined || canonicalJson(before) === canonicalJson(after)) return accept();
  return stateRefusal(fraudCase, 'followAlert') ?? accept({ type: 'case.alert-put-right', data: { at: now, alert: after } });
}

/**
 * Adds a person, a loss or a piece of evidence.
 *
 * @returns the fact, or TIME_IN_FUTURE, CASE_ITEM_UNKNOWN for a victim who is not in the case, CASE_FULL, CASE_STATE_FORBIDS
 */
export function addItem(fraudCase: Case, input: Listed, context: Context): Created<CaseFact> {
  const itemId = context.newId('itm');
  const added = { itemId, addedAt: context.now };
  const at = context.now;
  switch (input.kind) {
    case 'person': {
      const { kind: _, ...person } = input;
      const refusal = stateRefusal(fraudCase, 'addPerson') ?? roomRefusal('persons', fraudCase.persons.length);
      return refusal ?? create(itemId, { type: 'case.person-added', data: { at, person: { ...person, ...added } } });
    }
    case 'loss': {
      const { kind: _, ...loss } = input;
      const refusal =
        stateRefusal(fraudCase, 'addLoss') ??
        lossRefusal(fraudCase, loss, context) ??
        roomRefusal('losses', fraudCase.losses.length);
      return refusal ?? create(itemId, { type: 'case.loss-added', data: { at, loss: { ...loss, ...added } } });
    }
    case 'evidence': {
      const { kind: _, ...evidence } = input;
      const refusal =
        stateRefusal(fraudCase, 'addEvidence') ??
        (inFuture(evidence.obtainedAt, context) ? refuse('TIME_IN_FUTURE', { paths: ['/obtainedAt'] }) : undefined) ??
        roomRefusal('evidence', fraudCase.evidence.length);
      return refusal ?? create(itemId, { type: 'case.evidence-added', data: { at, evidence: { ...evidence, ...added } } });
    }
  }
}

function lossRefusal(
  { persons }: Case,
  { at, victim }: { readonly at: string; readonly victim?: string | undefined },
  context: Context,
): Refusal | undefined {
  if (inFuture(at, context)) return refuse('TIME_IN_FUTURE', { paths: ['/at'] });
  const known = victim === undefined || persons.some(({ itemId, role }) => itemId === victim && role === 'victim');
  return known ? undefined : refuse('CASE_ITEM_UNKNOWN', { paths: ['/victim'] });
}
