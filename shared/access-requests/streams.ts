import { accessRequestOf, accessRequestsBy, dueShard } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { evolver } from '../kernel/evolver.ts';
import { AccessRequestFact } from './access-request-facts.ts';
import { accessRequestLifecycle } from './access-request-lifecycle.ts';
import { nextMoment } from './decide-access-request.ts';
import { AccessRequest, type AccessRequestStatus } from './model.ts';

const evolveAccessRequest = evolver<AccessRequestStatus, AccessRequest, AccessRequestFact, 'access-request.asked'>(
  accessRequestLifecycle,
  {
    births: { 'access-request.asked': ({ at, request }) => ({ ...request, askedAt: at }) },
    steps: {
      'access-request.granted': (request, { at, granted }) => ({ ...request, granted: { at, ...granted } }),
      'access-request.declined': (request, { at, declined }) => ({ ...request, declined: { at, ...declined } }),
      'access-request.withdrawn': (request) => request,
      'access-request.lapsed': (request) => request,
    },
  },
);

/** Requests by their id; found by their case, by their case and the agency that asked, and by when they lapse. */
export const AccessRequests: StreamType<AccessRequest, AccessRequestFact> = {
  name: 'access-request',
  schemaVersion: 2,
  state: AccessRequest,
  fact: AccessRequestFact,
  evolve: evolveAccessRequest,
  index: (request) => {
    const { accessRequestId, caseId, askedBy, askedAt } = request;
    const moment = nextMoment(request);
    return {
      entries: {
        listing: accessRequestOf(caseId, askedAt, accessRequestId),
        inbox: accessRequestsBy(caseId, askedBy.agency, askedAt, accessRequestId),
        ...(moment === undefined ? {} : { due: dueShard(accessRequestId, moment) }),
      },
      card: { accessRequestId },
    };
  },
};
