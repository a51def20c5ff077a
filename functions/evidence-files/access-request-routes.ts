import * as z from 'zod';
import { accessRequestLifecycle } from '../../shared/access-requests/access-request-lifecycle.ts';
import { AskAccess, DeclineAccess, GrantAccess } from '../../shared/access-requests/model.ts';
import { AccessRequestView } from '../../shared/access-requests/views.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { AccessRequestId, CaseId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { askExample, declineExample, grantExample } from './examples.ts';

const OfCase = z.strictObject({ caseId: CaseId });
const Of = z.strictObject({ accessRequestId: AccessRequestId });
const tag = 'access requests';

/** The common parts of every command on a request. */
const on = { method: 'POST', tag, params: Of, ifMatch: true, answers: { 200: AccessRequestView } } as const;
const base = '/v1/access-requests/{accessRequestId}';

export const accessRequestRoutes = defineRoutes({
  askAccess: {
    method: 'POST',
    path: '/v1/cases/{caseId}/access-requests',
    summary: 'Ask the agency that leads the case for parts of it that it withholds',
    tag,
    access: { action: 'access-request.ask' },
    params: OfCase,
    body: AskAccess,
    answers: { 201: AccessRequestView },
    refusals: ['NOTHING_WITHHELD', 'ACCESS_REQUEST_WAITS'],
    example: askExample,
  },
  listAccessRequests: {
    method: 'GET',
    path: '/v1/cases/{caseId}/access-requests',
    summary:
      "List the requests to see more of the case, newest first: all for those who answer for it, otherwise the caller's own",
    tag,
    access: { action: 'access-request.list' },
    params: OfCase,
    query: PageQuery,
    answers: { 200: pageOf(AccessRequestView) },
    refusals: [],
  },
  getAccessRequest: {
    method: 'GET',
    path: base,
    summary: 'Read a request to see more of a case',
    tag,
    access: { action: 'access-request.read' },
    params: Of,
    answers: { 200: AccessRequestView },
    refusals: [],
  },
  grantAccess: {
    ...on,
    path: `${base}/grant`,
    summary: 'Grant it: the case is shared with the agency that asked, for the reason it gave, until a date',
    access: { action: 'access-request.answer' },
    during: statesFor(accessRequestLifecycle, 'grant'),
    body: GrantAccess,
    refusals: [
      'ACCESS_REQUEST_STATE_FORBIDS',
      'PARTS_NOT_ASKED',
      'SHARE_WITH_OWN_AGENCY',
      'SHARE_END_IN_PAST',
      'SHARE_TOO_LONG',
      'AGENCY_UNKNOWN',
      'AGENCY_UNFIT',
      'ROLE_UNFIT',
      'CASE_FULL',
      'CASE_STATE_FORBIDS',
    ],
    example: grantExample,
  },
  declineAccess: {
    ...on,
    path: `${base}/decline`,
    summary: 'Decline it, with a reason that the agency that asked is told',
    access: { action: 'access-request.answer' },
    during: statesFor(accessRequestLifecycle, 'decline'),
    body: DeclineAccess,
    refusals: ['ACCESS_REQUEST_STATE_FORBIDS'],
    example: declineExample,
  },
  withdrawAccess: {
    ...on,
    path: `${base}/withdraw`,
    summary: 'Withdraw a request that the caller’s agency made',
    access: { action: 'access-request.withdraw' },
    during: statesFor(accessRequestLifecycle, 'withdraw'),
    refusals: ['ACCESS_REQUEST_STATE_FORBIDS'],
  },
});
