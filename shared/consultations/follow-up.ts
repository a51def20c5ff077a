import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Consultation } from './consultation.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import type { CompleteAction, Reason } from './model.ts';
import { answerBy } from './parties.ts';
import { forbidden, type Numbered, signatoryOf } from './standing.ts';

/**
 * The owner of an action has done it (议定事项办结). With the last one the consultation is closed.
 *
 * @returns `consultation.action-done`, perhaps `consultation.closed`; or NOT_FOUND, ACTION_NOT_ALLOWED for another agency,
 *   ACTION_DONE, CONSULTATION_STATE_FORBIDS
 */
export function completeAction(
  consultation: Consultation,
  { n, note }: CompleteAction & Numbered,
  { actor, now }: Context,
): Decision<ConsultationFact> {
  const action = consultation.actions[n - 1];
  if (action === undefined) return refuse('NOT_FOUND');
  if (action.owner !== actor.agency) return refuse('ACTION_NOT_ALLOWED');
  if (action.done !== undefined) return refuse('ACTION_DONE');
  const refusal = forbidden(consultation, 'completeAction');
  if (refusal !== undefined) return refusal;
  const done: ConsultationFact = {
    type: 'consultation.action-done',
    data: {
      at: now,
      n,
      done: { by: signatoryOf(actor), at: now, ...(note === undefined ? {} : { note }), late: action.dueAt < now },
    },
  };
  const last = consultation.actions.every((other) => other.n === n || other.done !== undefined);
  if (!last || consultation.status !== 'following-up') return accept(done);
  return accept<ConsultationFact>(done, { type: 'consultation.closed', data: { at: now, round: consultation.round } });
}

/** Ends a consultation without a conclusion: `consultation.withdrawn`, or CONSULTATION_STATE_FORBIDS. */
export function withdraw(consultation: Consultation, { reason }: Reason, { actor, now }: Context): Decision<ConsultationFact> {
  const refusal = forbidden(consultation, 'withdraw');
  if (refusal !== undefined) return refusal;
  return accept({ type: 'consultation.withdrawn', data: { at: now, by: signatoryOf(actor), reason } });
}

/**
 * Takes a consultation up again. Earlier opinions stand, and parties that had accepted take part; if only the convener had, the agencies
 * are asked again. The time to answer an open invitation starts anew.
 *
 * @returns `consultation.reopened` or `consultation.reconvened`, or CONSULTATION_STATE_FORBIDS
 */
export function reopen(consultation: Consultation, { reason }: Reason, context: Context): Decision<ConsultationFact> {
  const { actor, now } = context;
  const data = { at: now, by: signatoryOf(actor), reason, answerBy: answerBy(context) };
  const alone = consultation.parties.filter(({ answer }) => answer === 'accepted').length < 2;
  if (alone && forbidden(consultation, 'reconvene') === undefined) return accept({ type: 'consultation.reconvened', data });
  return forbidden(consultation, 'reopen') ?? accept({ type: 'consultation.reopened', data });
}
