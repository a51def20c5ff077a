import * as z from 'zod';
import { callerKinds, districts } from '../kernel/context.ts';
import { AgencyId } from '../kernel/ids.ts';
import { Phone, text } from '../kernel/people.ts';
import { UtcInstant } from '../kernel/time.ts';

/** What the city's administrator registers of an agency (单位). It replaces the earlier registration. */
export const RegisterAgency = z.strictObject({
  name: text(64),
  /** Banks register themselves, in a register of their own. */
  kind: z.enum(callerKinds).exclude(['bank']),
  /** Absent for an agency that serves the whole city. */
  district: z.enum(districts).optional(),
  /** Answered day and night, for agencies that have to reach this one. */
  dutyPhone: Phone.optional(),
  /** It was dissolved or merged: its earlier acts stay, but requests can no longer name it. */
  closed: z.boolean().default(false),
});
export type RegisterAgency = z.infer<typeof RegisterAgency>;

/** An agency that others can name: share a case with, ask to a consultation, make responsible, aim a measure at. */
export const Agency = RegisterAgency.extend({ agency: AgencyId, registeredAt: UtcInstant });
export type Agency = z.infer<typeof Agency>;

export const AgencyFact = z.discriminatedUnion('type', [z.strictObject({ type: z.literal('agency.registered'), data: Agency })]);
export type AgencyFact = z.infer<typeof AgencyFact>;
