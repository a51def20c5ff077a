import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { AnswerSupervision, RequestSupervision, RespondToSupervision } from './bodies.ts';
import { endOf, maySupervise } from './deadlines.ts';
import {
  byOf,
  type Deciding,
  type ObjectionFacts,
  reviewerRefusal,
  ruled,
  rulingOf,
  signingRefusal,
} from './decide-objection.ts';
import type { Objection } from './model.ts';
import type { ObjectionFact } from './objection-facts.ts';
import { objectionLifecycle } from './objection-lifecycle.ts';
import { awaitsProcuratorate, awaitsResponse } from './standing.ts';

type Caller = Pick<Deciding, 'name'>;

/**
 * The person puts it to the procuratorate (申请检察监督; criminal procedure law, art. 117): rejected, or not decided in time. Once.
 *
 * @returns `objection.supervision-requested`, or OBJECTION_STATE_FORBIDS, SUPERVISION_TOO_EARLY
 */
export function requestSupervision(
  objection: Objection,
  { reason, documents }: RequestSupervision,
  { name }: Caller,
  context: Context,
): Decision<ObjectionFact> {
  const { status, order, supervision } = objection;
  const { now, actor } = context;
  const forbidden = objectionLifecycle.refusal(status, 'requestSupervision');
  if (forbidden !== undefined) return forbidden;
  if (supervision !== undefined) return objectionLifecycle.forbidden(status, 'requestSupervision');
  if (!maySupervise(objection, now)) return refuse('SUPERVISION_TOO_EARLY', { dueAt: objection.dueAt });
  const dueAt = endOf('objection.supervision', context);
  const requestedBy = byOf({ actor, name });
  return accept({
    type: 'objection.supervision-requested',
    data: { at: now, of: order?.district ?? 'city', requestedBy, reason, documents, dueAt },
  });
}

/**
 * A prosecutor answers: the measure stands, or the police are to correct it in a term (policy `objection.correction`).
 *
 * @returns `objection.maintained` or `objection.correction-demanded`, or OBJECTION_STATE_FORBIDS
 */
export function answerSupervision(
  objection: Objection,
  { answer, demand, reason }: AnswerSupervision,
  { name }: Caller,
  context: Context,
): Decision<ObjectionFact> {
  const { status } = objection;
  const { now, actor } = context;
  const command = answer === 'correct' ? 'demandCorrection' : 'maintain';
  if (!awaitsProcuratorate(objection)) return objectionLifecycle.forbidden(status, command);
  const by = byOf({ actor, name });
  if (answer === 'maintain' || demand === undefined)
    return accept({ type: 'objection.maintained', data: { at: now, by, reason } });
  const dueAt = endOf('objection.correction', context);
  return accept({ type: 'objection.correction-demanded', data: { at: now, by, reason, demand, dueAt } });
}

/**
 * The police answer the demand: they lift the measure, or have the bank hold less, in the same append; or they refuse, with reasons.
 *
 * @returns the facts of the objection; or OBJECTION_STATE_FORBIDS, what `decideObjection` refuses
 */
export function respondToSupervision(
  objection: Objection,
  { outcome, reason, narrowedToFen, officers }: RespondToSupervision,
  known: Deciding,
  context: Context,
): Decision<ObjectionFacts> {
  const { status, supervision } = objection;
  const command = outcome === 'comply' ? 'comply' : 'refuseCorrection';
  if (supervision === undefined || !awaitsResponse(objection)) return objectionLifecycle.forbidden(status, command);
  const refusal = reviewerRefusal(objection, known, context.actor) ?? signingRefusal(officers, known.orderers);
  if (refusal !== undefined) return refusal;
  if (outcome === 'comply') {
    const result = narrowedToFen === undefined ? 'upheld' : 'partly-upheld';
    const ruling = rulingOf({ outcome: result, reason, narrowedToFen, officers }, known, context);
    return ruled(objection, { type: 'objection.corrected', ruling }, known, context);
  }
  const { now, actor } = context;
  const by = byOf({ actor, name: known.name });
  return accept({ type: 'objection.correction-refused', data: { at: now, of: supervision.of, by, reason, officers } });
}
