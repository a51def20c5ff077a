import { plusMonths } from '../kernel/beijing.ts';
import { canonicalJson } from '../kernel/canonical.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, refuse } from '../kernel/decision.ts';
import type { CaseFact } from './case-facts.ts';
import type { CaseShare, CaseShareFact } from './case-shares.ts';
import { roomRefusal, stateRefusal } from './gates.ts';
import type { Case, Grant, RevokeShare, ShareCase } from './model.ts';
import { grantsInForce, isInForce } from './visibility.ts';

/**
 * Shares parts of the case with another agency, or with persons and roles of it, for a purpose and until a date, at most for the
 * longest term of the policy. An identical share that is in force is not given a second time, so that one revocation ends it.
 *
 * @returns `case.shared` and the entry in the agency's list, or SHARE_WITH_OWN_AGENCY, SHARE_END_IN_PAST, SHARE_TOO_LONG (with the `latest`
 *   end), CASE_FULL, CASE_STATE_FORBIDS
 */
export function shareCase(fraudCase: Case, input: ShareCase, context: Context): Created<CaseFact | CaseShareFact> {
  const { now, actor, newId, policy } = context;
  const refusal = stateRefusal(fraudCase, 'share');
  if (refusal !== undefined) return refusal;
  const { agency, until } = input;
  if (agency === actor.agency || fraudCase.agencies.includes(agency))
    return refuse('SHARE_WITH_OWN_AGENCY', { paths: ['/agency'] });
  if (until <= now) return refuse('SHARE_END_IN_PAST', { paths: ['/until'] });
  const latest = plusMonths(now, policy.amount('case.share-longest', now));
  if (until > latest) return refuse('SHARE_TOO_LONG', { latest, paths: ['/until'] });
  const alike = grantAlike(fraudCase, input, now);
  if (alike !== undefined) return create(alike.grantId);
  const full = roomRefusal('grants', grantsInForce(fraudCase, now).length);
  if (full !== undefined) return full;
  const grant: Grant = { ...input, grantId: newId('grt'), grantedAt: now, grantedBy: actor.agency };
  const { grantId, grantedAt, grantedBy, persons, roles } = grant;
  return create<CaseFact | CaseShareFact>(
    grantId,
    { type: 'case.shared', data: { at: now, grant } },
    {
      type: 'case-share.opened',
      data: { grantId, caseId: fraudCase.caseId, agency, grantedAt, until, persons, roles, grantedBy },
    },
  );
}

/** The grant in force that gives exactly this, if there is one. */
function grantAlike(fraudCase: Case, input: ShareCase, now: string): Grant | undefined {
  const wanted = termsOf(input);
  return grantsInForce(fraudCase, now).find((grant) => termsOf(grant) === wanted);
}

/** The content of a share, so that two with the same content are equal: the order of parts, persons and roles does not count. */
function termsOf({ agency, persons, roles, parts, purpose, until }: ShareCase): string {
  return canonicalJson({
    agency,
    ...{ persons: persons.toSorted(), roles: roles.toSorted(), parts: parts.toSorted() },
    purpose,
    until,
  });
}

/**
 * Ends a share before its time. A share that has ended already, either way, changes nothing.
 *
 * @param entry the share on the agency's list; the sweep, whose clock may be a little ahead, may have ended it
 * @returns `case.share-revoked` and the end of the entry in the agency's list, or NOT_FOUND, CASE_STATE_FORBIDS
 */
export function revokeShare(
  fraudCase: Case,
  { grantId, reason }: RevokeShare & { readonly grantId: string },
  entry: CaseShare | undefined,
  { now }: Context,
): Decision<CaseFact | CaseShareFact> {
  const grant = fraudCase.grants.find((one) => one.grantId === grantId);
  if (grant === undefined) return refuse('NOT_FOUND');
  if (!isInForce(grant, now)) return accept();
  const refusal = stateRefusal(fraudCase, 'revokeShare');
  if (refusal !== undefined) return refusal;
  const { agency, persons, roles } = grant;
  return accept<CaseFact | CaseShareFact>(
    { type: 'case.share-revoked', data: { at: now, grantId, agency, persons, roles, reason } },
    ...(entry === undefined || entry.ended !== undefined
      ? []
      : [{ type: 'case-share.revoked', data: { at: now, grantId, caseId: fraudCase.caseId, agency } } as const]),
  );
}
