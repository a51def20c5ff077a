import * as z from 'zod';
import { AgencyId } from '../kernel/ids.ts';
import { AccessRequest, standsAt } from './model.ts';

const { accessRequestId, status, caseId, askedAt, parts, reason, consultationId, lapsesAt, granted, declined } =
  AccessRequest.shape;

/** A request as the agency that asked and those that answer for the case see it. */
export const AccessRequestView = z
  .strictObject({
    ...{ accessRequestId, state: status, caseId, askedBy: AgencyId, askedAt, parts, reason, consultationId, lapsesAt },
    granted: granted.unwrap().omit({ by: true }).optional(),
    declined: declined.unwrap().omit({ by: true }).optional(),
    version: z.int().positive(),
  })
  .meta({ id: 'AccessRequest' });
export type AccessRequestView = z.infer<typeof AccessRequestView>;

/** The request as it stands now, without the persons who asked and answered. */
export function accessRequestView(request: AccessRequest, version: number, now: string): AccessRequestView {
  const { granted: given, declined: refused } = request;
  return {
    ...{ accessRequestId: request.accessRequestId, state: standsAt(request, now), caseId: request.caseId },
    ...{ askedBy: request.askedBy.agency, askedAt: request.askedAt, parts: request.parts, reason: request.reason },
    ...{ consultationId: request.consultationId, lapsesAt: request.lapsesAt, version },
    granted: given && { at: given.at, grantId: given.grantId, parts: given.parts, until: given.until },
    declined: refused && { at: refused.at, reason: refused.reason },
  };
}
