import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { AgencyId, CaseId, LeadId, OrderId, StatementId } from '../kernel/ids.ts';
import { IdNumber, Phone, plainCode, prose, text } from '../kernel/people.ts';

/** What a campaign follows (信息流、网络流、资金流、人员流). */
export const campaignFlows = ['information', 'network', 'money', 'people'] as const;
export const CampaignFlow = z.enum(campaignFlows);
export type CampaignFlow = z.infer<typeof CampaignFlow>;

/** What a lead (线索) is about. `den`: a place from which people defraud (窝点) · `outlet`: of a bank or operator · `network`: an address or domain. */
export const leadKinds = ['person', 'account', 'phone', 'device', 'den', 'network', 'outlet', 'app'] as const;
export const LeadKind = z.enum(leadKinds);
export type LeadKind = z.infer<typeof LeadKind>;

/** How soon a lead must be worked; each has its term in the policy. */
export const leadPriorities = ['urgent', 'high', 'normal'] as const;
export const LeadPriority = z.enum(leadPriorities);
export type LeadPriority = z.infer<typeof LeadPriority>;

/** Where a lead is sent: to the police of a district, or to a partner (police of another province, cyber police, another service). */
export const LeadTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('district'), district: z.enum(districts) }),
  z.strictObject({ kind: z.literal('partner'), agency: AgencyId }),
]);
export type LeadTarget = z.infer<typeof LeadTarget>;

/** The target as one text, for keys and sums. No district and no agency share one. */
export function targetKey(target: LeadTarget): string {
  return target.kind === 'district' ? `district:${target.district}` : `partner:${target.agency}`;
}

/** Where a lead comes from. Targets do not see it. */
export const LeadSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('case'), caseId: CaseId }),
  z.strictObject({ kind: z.literal('order'), orderId: OrderId }),
  z.strictObject({ kind: z.literal('statement'), statementId: StatementId }),
  z.strictObject({
    kind: z.literal('blacklist'),
    entry: text(64).describe('The id of an entry of the blacklist, `ble_…`.'),
  }),
  z.strictObject({ kind: z.literal('lead'), leadId: LeadId }),
  z.strictObject({ kind: z.literal('other'), text: prose(200) }),
]);
export type LeadSource = z.infer<typeof LeadSource>;
export type LeadSourceKind = LeadSource['kind'];

/** What a lead is about: the words, and the marks by which the same one is found in another campaign. Personal data. */
export const LeadSubject = z.strictObject({
  text: prose(500).describe('What is to be looked at, and why.'),
  name: text(64).optional(),
  idNumber: IdNumber.optional(),
  phone: Phone.optional(),
  accountNumber: plainCode(/^[0-9A-Za-z-]{6,40}$/, 'must be 6 to 40 letters, digits or hyphens').optional(),
  bankId: AgencyId.optional().describe('The bank or institution that holds the account.'),
  mark: text(200)
    .optional()
    .describe('Of a device its number, of a den or an outlet the address, of an app or a network its name.'),
});
export type LeadSubject = z.infer<typeof LeadSubject>;

/** The members of which a lead of this kind needs at least one: without it nothing could be looked at. */
export const neededMarks = {
  person: ['name', 'idNumber', 'phone'],
  account: ['accountNumber'],
  phone: ['phone'],
  device: ['mark'],
  den: ['mark'],
  network: ['mark'],
  outlet: ['mark'],
  app: ['mark'],
} as const satisfies Readonly<Record<LeadKind, readonly (keyof LeadSubject)[]>>;

/** Whether the subject has a member that a lead of this kind needs. */
export function isMarked({ kind, subject }: { readonly kind: LeadKind; readonly subject: LeadSubject }): boolean {
  return neededMarks[kind].some((member) => subject[member] !== undefined);
}
