import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import type { Thing } from '../kernel/thing.ts';
import { lapseAccess } from './decide-access-request.ts';
import type { AccessRequest } from './model.ts';
import { AccessRequests } from './streams.ts';

/** The members of a request that decide who may see it. */
type SeenRequest = Pick<AccessRequest, 'district' | 'agency'>;

/** The reference of the case, for desks that may be the asker's: none if the asker saw no part of the case. */
export function referenceTold({ caseReference, caseHidden }: Pick<AccessRequest, 'caseReference' | 'caseHidden'>): {
  readonly reference?: string;
} {
  return caseHidden === true ? {} : { reference: caseReference };
}

/** A request belongs to the police of its case; the agency that asked takes part in it. */
export function accessRequestThing({ district, agency, askedBy }: SeenRequest & Pick<AccessRequest, 'askedBy'>): Thing {
  return { district, agencies: [agency], parties: [askedBy.agency] };
}

/** Its history is for the police of the case that it belongs to now. */
export const auditedAccessRequest: AuditedKind = { stream: 'access-request', starts: 'acr_' };

export const toldAccessRequest: ToldKind<AccessRequest> = {
  type: AccessRequests,
  about: (request) => ({ ...{ district: request.district, agencies: [request.agency] }, ...referenceTold(request) }),
};

export const dueAccessRequest: DueKind<AccessRequest> = { type: AccessRequests, due: lapseAccess };
