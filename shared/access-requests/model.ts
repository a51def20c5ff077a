import * as z from 'zod';
import { CasePart, caseParts, Grant, ShareCase } from '../cases/model.ts';
import { districts } from '../kernel/context.ts';
import { AccessRequestId, AgencyId, CaseId, ConsultationId, GrantId } from '../kernel/ids.ts';
import { prose } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';

/** Where a request stands: asked, granted by a share, declined, withdrawn by the agency that asked, lapsed without an answer. */
export const accessRequestStatuses = ['asked', 'granted', 'declined', 'withdrawn', 'lapsed'] as const;
export type AccessRequestStatus = (typeof accessRequestStatuses)[number];

const Parts = z
  .array(CasePart)
  .min(1)
  .max(caseParts.length)
  .refine((parts) => new Set(parts).size === parts.length, 'must not name a part twice');

/** Asks to see more of a case (申请查阅): which parts, and why. */
export const AskAccess = z.strictObject({
  parts: Parts,
  reason: prose(200),
  consultationId: ConsultationId.optional().describe('The consultation for which it is needed; its parties may ask.'),
});
export type AskAccess = z.infer<typeof AskAccess>;

/** Grants a request by a share: all parts that were asked for, or some, until a date; to the agency, or to persons and roles of it. */
export const GrantAccess = z.strictObject({
  parts: Parts.optional().describe('Some of the parts that were asked for; absent: all of them.'),
  ...ShareCase.pick({ until: true, persons: true, roles: true }).shape,
});
export type GrantAccess = z.infer<typeof GrantAccess>;

export const DeclineAccess = z.strictObject({ reason: prose(200) });
export type DeclineAccess = z.infer<typeof DeclineAccess>;

const Person = z.strictObject({ agency: AgencyId, subject: z.string() });

/** A request to see more of a case (查阅申请). */
export const AccessRequest = z.strictObject({
  accessRequestId: AccessRequestId,
  status: z.enum(accessRequestStatuses),
  caseId: CaseId,
  /** Of the case, for the desks that are told. */
  caseReference: z.string(),
  /** The asker saw no part of the case. Its desks are told, too, so no desk is told the reference. */
  caseHidden: z.literal(true).optional(),
  district: z.enum(districts),
  /** The agency that leads the case. */
  agency: AgencyId,
  askedBy: Person,
  askedAt: UtcInstant,
  parts: Parts,
  reason: z.string(),
  consultationId: ConsultationId.optional(),
  /** Until when it can be answered. */
  lapsesAt: UtcInstant,
  granted: z.strictObject({ at: UtcInstant, by: Person, grantId: GrantId, parts: Parts, until: Grant.shape.until }).optional(),
  declined: z.strictObject({ at: UtcInstant, by: Person, reason: z.string() }).optional(),
});
export type AccessRequest = z.infer<typeof AccessRequest>;

/** Where the request stands at this moment: its time is over at the moment itself, and not only once that is noted. */
export function standsAt({ status, lapsesAt }: AccessRequest, now: string): AccessRequestStatus {
  return status === 'asked' && now >= lapsesAt ? 'lapsed' : status;
}
