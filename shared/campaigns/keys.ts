import type { IndexEntry } from '../journal/stream.ts';
import type { LeadTarget } from './model.ts';
import { targetKey } from './model.ts';

/** The leads of a campaign, in the indexes that `leadsOfCampaign` names. */
export function leadsOfCampaignKey(campaignId: string): string {
  return `leads-of-campaign#${campaignId}`;
}

/** Where the leads of a campaign stand: in the index `file` those raised for it, in `attention` those of another one that it joined. */
export function leadsOfCampaign(campaignId: string) {
  const pk = leadsOfCampaignKey(campaignId);
  return [
    { index: 'file', pk },
    { index: 'attention', pk },
  ] as const;
}

/** The leads that came from a case, in the index `listing`. */
export function leadsOfCaseKey(caseId: string): string {
  return `leads-of-case#${caseId}`;
}

/** The leads that a target has, in the index `inbox`: the open ones by their deadline, the others by their end. */
export function leadsOnKey(target: LeadTarget, part: 'open' | 'closed'): string {
  return `leads-on#${targetKey(target)}#${part}`;
}

/** The campaigns that go on, or are over, in the index `inbox`, by their end. */
export function campaignsKey(part: 'open' | 'closed'): string {
  return `campaigns#${part}`;
}

/** Those that an agency leads, in the index `file`. */
export function campaignsLedKey(agency: string): string {
  return `campaigns-led#${agency}`;
}

/** An entry under one of these keys. @param at ISO 8601, UTC */
export function entryAt(pk: string, at: string, id: string): IndexEntry {
  return { pk, sk: `${at}#${id}` };
}
