import type { Case, CasePart, ShareCase } from '../cases/model.ts';
import { partsVisible } from '../cases/visibility.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, refuse } from '../kernel/decision.ts';
import { DAY, plus } from '../kernel/time.ts';
import type { AccessRequestFact } from './access-request-facts.ts';
import { accessRequestLifecycle } from './access-request-lifecycle.ts';
import type { AccessAskerFact } from './asker.ts';
import { type AccessRequest, type AskAccess, type DeclineAccess, type GrantAccess, standsAt } from './model.ts';

/**
 * Asks to see more of a case (申请查阅). Whether the agency may know the case is decided before. An agency has one request on a case that
 * waits for an answer. An agency that sees no part of the case is not told its reference by the notices of its own request.
 *
 * @param newest the newest request of the agency on the case, if there is one
 * @returns `access-request.asked` and `access-asker.asked`, or NOTHING_WITHHELD if the asker sees all of these parts now,
 *   ACCESS_REQUEST_WAITS with the `accessRequestId` of the request that waits
 */
export function askAccess(
  input: AskAccess,
  fraudCase: Case,
  newest: AccessRequest | undefined,
  context: Context,
): Created<AccessRequestFact | AccessAskerFact> {
  const { now, actor, newId, policy } = context;
  const seen = partsVisible(fraudCase, actor, now);
  if (input.parts.every((part) => seen.includes(part))) return refuse('NOTHING_WITHHELD', { paths: ['/parts'] });
  if (newest !== undefined && standsAt(newest, now) === 'asked')
    return refuse('ACCESS_REQUEST_WAITS', { accessRequestId: newest.accessRequestId });
  const { caseId, reference, district, agency } = fraudCase;
  const accessRequestId = newId('acr');
  const lapsesAt = plus(now, policy.amount('access-request.unanswered', now) * DAY);
  const request = {
    ...{ accessRequestId, caseId, caseReference: reference, district, agency, lapsesAt },
    ...(seen.length === 0 ? { caseHidden: true as const } : {}),
    ...{ askedBy: { agency: actor.agency, subject: actor.subject }, ...input },
  };
  return create<AccessRequestFact | AccessAskerFact>(
    accessRequestId,
    { type: 'access-request.asked', data: { at: now, request } },
    { type: 'access-asker.asked', data: { at: now, caseId, agency: actor.agency, accessRequestId } },
  );
}

/** The share by which a request is granted: its purpose is the reason that was given. */
export function shareFor({ askedBy, parts, reason }: AccessRequest, input: GrantAccess): ShareCase {
  const { until, persons, roles } = input;
  return { agency: askedBy.agency, persons, roles, parts: input.parts ?? parts, purpose: reason, until };
}

/**
 * Grants a request. The share itself is decided and recorded by the case, in the same append.
 *
 * @param grantId the share that was made for it
 * @returns `access-request.granted`, or ACCESS_REQUEST_STATE_FORBIDS, PARTS_NOT_ASKED
 */
export function grantAccess(
  request: AccessRequest,
  input: GrantAccess,
  grantId: string,
  { now, actor }: Context,
): Decision<AccessRequestFact> {
  const refusal = accessRequestLifecycle.refusal(standsAt(request, now), 'grant');
  if (refusal !== undefined) return refusal;
  const parts: CasePart[] = input.parts ?? request.parts;
  const strange = parts.flatMap((part, i) => (request.parts.includes(part) ? [] : [`/parts/${i}`]));
  if (strange.length > 0) return refuse('PARTS_NOT_ASKED', { paths: strange });
  const by = { agency: actor.agency, subject: actor.subject };
  const { agency: askedBy } = request.askedBy;
  const granted = { by, grantId, parts, until: input.until };
  return accept({ type: 'access-request.granted', data: { at: now, granted, askedBy } });
}

/** Declines a request, with a reason. @returns `access-request.declined`, or ACCESS_REQUEST_STATE_FORBIDS */
export function declineAccess(
  request: AccessRequest,
  { reason }: DeclineAccess,
  { now, actor }: Context,
): Decision<AccessRequestFact> {
  const declined = { by: { agency: actor.agency, subject: actor.subject }, reason };
  return (
    accessRequestLifecycle.refusal(standsAt(request, now), 'decline') ??
    accept({ type: 'access-request.declined', data: { at: now, declined, askedBy: request.askedBy.agency } })
  );
}

/** The agency that asked does not need it any more. @returns `access-request.withdrawn`, or ACCESS_REQUEST_STATE_FORBIDS */
export function withdrawAccess(request: AccessRequest, _none: unknown, { now }: Context): Decision<AccessRequestFact> {
  const refusal = accessRequestLifecycle.refusal(standsAt(request, now), 'withdraw');
  return refusal ?? accept({ type: 'access-request.withdrawn', data: { at: now } });
}

/** The moment at which the request lapses, or undefined: ISO 8601, UTC. */
export function nextMoment({ status, lapsesAt }: AccessRequest): string | undefined {
  return status === 'asked' ? lapsesAt : undefined;
}

/** Notes, once, that the request was not answered in time. @returns `access-request.lapsed` */
export function lapseAccess(request: AccessRequest, { now }: Context): readonly AccessRequestFact[] {
  const moment = nextMoment(request);
  if (moment === undefined || now < moment) return [];
  return [{ type: 'access-request.lapsed', data: { at: now, askedBy: request.askedBy.agency } }];
}
