import { dueShard } from '../../journal/keys.ts';
import type { IndexView, StreamType } from '../../journal/stream.ts';
import { entryAt, leadsOfCampaignKey, leadsOfCaseKey, leadsOnKey } from '../keys.ts';
import { nextMoment } from './deadlines.ts';
import { evolveLead } from './evolve-lead.ts';
import { LeadFact } from './lead-facts.ts';
import { isSent, isUndecided, Lead, resultsOf } from './lead-model.ts';

/**
 * Leads by their id; found by the campaigns that they serve, by the case that they come from, by their target once it has them, and by what is
 * due next.
 */
export const Leads: StreamType<Lead, LeadFact> = {
  name: 'lead',
  schemaVersion: 1,
  state: Lead,
  fact: LeadFact,
  evolve: evolveLead,
  index: indexLead,
};

function indexLead(lead: Lead): IndexView {
  const { leadId, campaigns, caseIds, raisedAt, touchedAt, dueAt, target, status } = lead;
  const [first, second] = campaigns;
  const [caseId] = caseIds;
  const moment = nextMoment(lead);
  const isOpen = status === 'dispatched' || status === 'accepted';
  const onTarget = isOpen
    ? entryAt(leadsOnKey(target, 'open'), dueAt ?? touchedAt, leadId)
    : entryAt(leadsOnKey(target, 'closed'), touchedAt, leadId);
  return {
    entries: {
      ...(first === undefined ? {} : { file: entryAt(leadsOfCampaignKey(first.campaignId), raisedAt, leadId) }),
      ...(second === undefined ? {} : { attention: entryAt(leadsOfCampaignKey(second.campaignId), raisedAt, leadId) }),
      ...(caseId === undefined ? {} : { listing: entryAt(leadsOfCaseKey(caseId), raisedAt, leadId) }),
      ...(isSent(lead) ? { inbox: onTarget } : {}),
      ...(moment === undefined ? {} : { due: dueShard(leadId, moment) }),
    },
    card: leadCard(lead),
  };
}

/** What lists show of a lead. DynamoDB copies cards into indexes, so a card has no name, no number and no text. */
function leadCard(lead: Lead): Readonly<Record<string, unknown>> {
  const { leadId, reference, status, kind, priority, target, raisedAt, touchedAt, dueAt, overdue, late } = lead;
  const { verdict, measures, dens, fen } = resultsOf(lead);
  return {
    ...{ leadId, reference, status, kind, priority, target, raisedAt, touchedAt, dueAt, overdue, late },
    ...{ verdict, persons: Object.values(measures).reduce((sum, count) => sum + count, 0), dens, fen },
    ...{ campaigns: lead.campaigns.map(({ campaignId, wave }) => ({ campaignId, wave })), undecided: isUndecided(lead) },
  };
}
