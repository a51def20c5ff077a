import * as z from 'zod';
import { whoMay } from '../../shared/access/who-may.ts';
import type { AccessRequestFact } from '../../shared/access-requests/access-request-facts.ts';
import { AccessAskers, askerId } from '../../shared/access-requests/asker.ts';
import {
  askAccess,
  declineAccess,
  grantAccess,
  shareFor,
  withdrawAccess,
} from '../../shared/access-requests/decide-access-request.ts';
import { accessRequestThing } from '../../shared/access-requests/kind.ts';
import type { AccessRequest, AskAccess } from '../../shared/access-requests/model.ts';
import { AccessRequests } from '../../shared/access-requests/streams.ts';
import { type AccessRequestView, accessRequestView } from '../../shared/access-requests/views.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import type { CaseShareFact } from '../../shared/cases/case-shares.ts';
import { isSameCase } from '../../shared/cases/gates.ts';
import type { Case } from '../../shared/cases/model.ts';
import { shareCase } from '../../shared/cases/share-case.ts';
import { CaseShares } from '../../shared/cases/streams.ts';
import { holdsCase, partsVisible } from '../../shared/cases/visibility.ts';
import type { Consultation } from '../../shared/consultations/consultation.ts';
import { takesPart } from '../../shared/consultations/standing.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { accessRequestsByKey, accessRequestsOfKey } from '../../shared/journal/keys.ts';
import { fresh } from '../../shared/journal/stream.ts';
import { accept, refuse } from '../../shared/kernel/decision.ts';
import { AccessRequestId } from '../../shared/kernel/ids.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { findCase } from '../lookups/cases.ts';
import { ifRegistered } from '../lookups/named-agencies.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfPartitions } from '../platform/partitions-page.ts';
import type { accessRequestRoutes } from './access-request-routes.ts';

interface RequestCall extends Call {
  readonly params: { readonly accessRequestId: string };
  answer(status: 200, view: AccessRequestView, tag: number | string): StoredAnswer;
}

/** A request. Those who answer for its case now may answer it: the case may have been merged into another since. */
const accessRequest: Target<RequestCall, AccessRequest, AccessRequestFact> = {
  load: ({ params }, journal) => journal.load(AccessRequests, params.accessRequestId),
  thing: async (state, _request, journal) => {
    const found = await findCase(journal, state.caseId);
    const thing = accessRequestThing(state);
    return found === undefined ? thing : { ...thing, district: found.fraudCase.district, agencies: found.fraudCase.agencies };
  },
  answer: (request, { state, version }: Present<AccessRequest>) => request.answer(200, viewOf(request, state, version), version),
};
const onRequest = commandOn(accessRequest);

function viewOf(request: Call, state: AccessRequest, version: number): AccessRequestView {
  return accessRequestView(state, version, request.context().now);
}

const Card = z.object({ accessRequestId: AccessRequestId });

/** Requests to see more of a case: asked by agencies that know of it, answered by those that answer for it. */
export const accessRequestOperations: Operations<typeof accessRequestRoutes, ApiTools> = {
  askAccess: createOn({
    type: AccessRequests,
    may: (request: Asking) => request.allowed(),
    answer: (request, { state, version }) => request.answer(201, viewOf(request, state, version), version),
  })(async (input, context, { request, tools: { journal } }: { readonly request: Asking; readonly tools: ApiTools }) => {
    // both, whether there is such a case or not: a hidden case costs the same as a missing one
    const [found, consultation] = await Promise.all([
      findCase(journal, request.params.caseId),
      input.consultationId === undefined ? undefined : journal.load(Consultations, input.consultationId),
    ]);
    if (found === undefined || !knowsCase(found.fraudCase, request, consultation)) return refuse('NOT_FOUND');
    const asker = await journal.load(AccessAskers, askerId(found.fraudCase.caseId, request.actor.agency));
    const newest = asker.state && (await journal.load(AccessRequests, asker.state.accessRequestId)).state;
    return {
      decision: askAccess(input, found.fraudCase, newest, context),
      streams: [asker],
      rests: [found.loaded, ...(consultation === undefined ? [] : [consultation])],
    };
  }),

  listAccessRequests: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { actor } = request;
    const found = await findCase(tools.journal, request.params.caseId);
    const { now } = request.context();
    const holds = found !== undefined && holdsCase(found.fraudCase, actor);
    const sees = found !== undefined && partsVisible(found.fraudCase, actor, now).length > 0;
    // which cases were merged is for those who see a part of the case
    const caseIds = sees ? caseIdsOf(found.fraudCase) : [request.params.caseId];
    const page = await pageOfPartitions(
      request,
      tools,
      holds
        ? { index: 'listing', pks: caseIds.map(accessRequestsOfKey) }
        : { index: 'inbox', pks: caseIds.map((caseId) => accessRequestsByKey(caseId, actor.agency)) },
    );
    if (page.kind === 'refusal') return page;
    // an agency that neither sees a part of the case nor asked for one learns nothing, not even that there is a case
    if (found === undefined || (!sees && page.cards.length === 0)) return refuse('NOT_FOUND');
    const loaded = await tools.journal.loadMany(
      AccessRequests,
      page.cards.map(({ card }) => parseTolerantly(Card, card).accessRequestId),
    );
    const items = loaded.flatMap(({ state, version }) => (state === undefined ? [] : [viewOf(request, state, version)]));
    return request.answer(200, { items, ...page.next });
  },

  getAccessRequest: readOn({
    ...accessRequest,
    // it is shown as lapsed from that moment on, before a fact says so
    answer: (request, { state, version }) => {
      const view = viewOf(request, state, version);
      return request.answer(200, view, tagOf(version, view));
    },
  }),

  grantAccess: onRequest<ApiRequest<typeof accessRequestRoutes.grantAccess>, ApiTools>(
    async (state, input, context, { tools: { journal } }) => {
      const found = await findCase(journal, state.caseId);
      if (found === undefined) return refuse('NOT_FOUND');
      const share = shareFor(state, input);
      const kinds = whoMay('case.read', 'granted');
      const named = { agency: share.agency, path: '/agency', kinds, roles: { names: share.roles, path: '/roles' } };
      const granted = await ifRegistered(journal, shareCase(found.fraudCase, share, context), [named]);
      const first = grantAccess(state, input, granted.kind === 'refusal' ? '' : granted.made, context);
      if (first.kind === 'refusal') return first;
      if (granted.kind === 'refusal') return granted;
      return {
        decision: accept<AccessRequestFact | CaseFact | CaseShareFact>(...first.facts, ...granted.facts),
        // an identical share in force is not given a second time: then the case stays as it is
        streams: granted.facts.length === 0 ? [] : [found.loaded, fresh(CaseShares, granted.made)],
        rests: granted.facts.length === 0 ? [found.loaded] : [],
      };
    },
  ),

  declineAccess: onRequest(declineAccess),
  withdrawAccess: onRequest(withdrawAccess),
};

/** The case, and those that were merged into it: requests stay under the id under which they were made. */
function caseIdsOf({ caseId, absorbed }: Case): readonly string[] {
  return [caseId, ...absorbed.map((one) => one.caseId)];
}

interface Asking extends Call {
  readonly params: { readonly caseId: string };
  readonly body: AskAccess;
  answer(status: 201, view: AccessRequestView, version: number): StoredAnswer;
}

/** Whether the caller may know that there is such a case: any part of it is shared, or the consultation on it has the agency as a party. */
function knowsCase(
  fraudCase: Case,
  { actor, context }: Call,
  consultation: { readonly state: Consultation | undefined } | undefined,
): boolean {
  if (consultation === undefined) return partsVisible(fraudCase, actor, context().now).length > 0;
  const { state } = consultation;
  return state !== undefined && takesPart(state, actor.agency) && state.caseIds.some((caseId) => isSameCase(fraudCase, caseId));
}
