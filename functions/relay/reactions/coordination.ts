import type { FactByType, FactType } from '../facts.ts';
import type { FreezePathFactType } from '../freeze-path-facts.ts';
import type { CoordinationTools, Reaction } from '../reaction.ts';
import { draftProposal, leaveSeats, openNextMeeting, settleSeats } from './consultations.ts';
import { proposeLinksOfAlarm } from './link-proposals.ts';
import { joinOpenListings, noteLossOnListing, suggestForListing } from './listed-cases.ts';
import { pushToWebhooks } from './notify.ts';
import { endShares } from './shares.ts';
import { enterStandards } from './standards.ts';
import { countStationFiling } from './stations.ts';

export type CoordinationReactions = {
  readonly [T in Exclude<FactType, FreezePathFactType>]: readonly Reaction<FactByType[T], CoordinationTools>[];
};

/** The lines of the facts by which agencies work together. */
export const coordinationReactions: CoordinationReactions = {
  // cases and sharing
  'case.opened': [],
  'case.alert-joined': [suggestForListing, noteLossOnListing],
  'case.person-added': [suggestForListing],
  'case.loss-added': [suggestForListing, noteLossOnListing],
  'case.evidence-added': [],
  'case.must-done': [],
  'case.corrected': [countStationFiling],
  'case.item-withdrawn': [noteLossOnListing],
  'case.alert-left': [noteLossOnListing],
  'case.filed': [countStationFiling, suggestForListing],
  'case.shared': [],
  'case.share-revoked': [],
  'case.linked': [],
  'case.merged': [endShares],
  'case.absorbed': [endShares, joinOpenListings, suggestForListing, noteLossOnListing],
  'case.filing-taken-over': [],
  'case-of-alert.joined': [proposeLinksOfAlarm],
  'case-of-alert.left': [],
  'case-number.taken': [],
  'case-share.opened': [],
  'case-share.revoked': [],
  'case-share.expired': [],
  'case-share.ended-with-case': [],
  'case-reads.noted': [],
  'case-proposals.link-proposed': [],

  // consultations: opinions, requests, consequences
  'consultation.convened': [],
  'consultation.accepted': [settleSeats],
  'consultation.declined': [settleSeats],
  'consultation.invitation-overdue': [settleSeats],
  'consultation.bundle-changed': [],
  'consultation.evidence-requested': [],
  'consultation.evidence-answered': [settleSeats],
  'consultation.evidence-overdue': [settleSeats],
  'consultation.opinion-given': [],
  'consultation.deputy-named': [],
  'consultation.deputy-revoked': [],
  'consultation.concluded': [draftProposal, settleSeats],
  'consultation.action-done': [settleSeats],
  'consultation.action-overdue': [settleSeats],
  'consultation.closed': [settleSeats],
  'consultation.withdrawn': [settleSeats],
  'consultation.reopened': [settleSeats],
  'consultation.reconvened': [settleSeats],
  'consultation.clock-started': [settleSeats],
  'consultation.clock-extended': [],
  'consultation.clock-stopped': [settleSeats],
  'consultation.clock-settled': [],
  'consultation.clock-warned': [],
  'consultation.clock-expired': [settleSeats],
  'opinion.signed': [],
  'seat.taken': [],
  'seat.closed': [],
  'seat.reopened': [],
  'seat.overdue-noted': [],

  // periodic meetings
  'meeting.scheduled': [],
  'meeting.held': [leaveSeats],
  'meeting.cancelled': [leaveSeats],
  'meeting.minutes-overdue': [leaveSeats],
  'meeting.followed': [openNextMeeting],
  'meeting.series-ended': [],

  // standards
  'standard.recorded': [],
  'standard-line.entered': [],
  'standard-line.ended': [],
  'standard-line.withdrawn': [],
  'standard-line.reserved': [],
  'standard-line.freed': [],
  'standard-line.barred': [],
  'recorded-decision.recorded': [],
  'recorded-decision.departed': [],
  'decision-month.opened': [],
  'decision-number.taken': [],
  'proposal.made': [],
  'proposal.consultation-opened': [],
  'proposal.adopted': [],
  'proposal.declined': [],
  'proposal.impact-requested': [],
  'proposal.answers-reminded': [],
  'proposal.enacted': [enterStandards],
  'proposal.lapsed': [],
  'proposal.withdrawn': [],

  // listed cases
  'listed-case.suggested': [],
  'listed-case.decision-overdue': [],
  'listed-case.loss-noted': [],
  'listed-case.grounds-added': [],
  'listed-case.proposed': [],
  'listed-case.listed': [],
  'listed-case.rejected': [],
  'listed-case.progress-reported': [],
  'listed-case.extension-requested': [],
  'listed-case.extended': [],
  'listed-case.extension-declined': [],
  'listed-case.handed-over': [],
  'listed-case.reminded': [],
  'listed-case.notice-issued': [],
  'listed-case.interview-called': [],
  'listed-case.delisted': [],
  'listed-case.case-merged': [],
  'listed-case.joined': [],
  'case-listing.opened': [],
  'case-listing.grounds-noted': [],
  'case-listing.closed': [],

  // the regional side
  'regional-measure.notice-issued': [],
  'regional-measure.interview-called': [],
  'regional-measure.warning-posted': [],
  'regional-measure.evidence-submitted': [],
  'regional-measure.correction-accepted': [],
  'regional-measure.reminded': [],
  'regional-measure.fell-overdue': [],
  'regional-measure.lifted': [],
  'station.recorded': [],
  'station-filings.counted': [],
  'station-ranking.published': [],

  // approvals: the table of notices tells the asker and the decider
  'approval.asked': [],
  'approval.granted': [],
  'approval.declined': [],
  'approval.withdrawn': [],
  'approval.lapsed': [],
  'approval.used': [],

  // the addressees are in the table of `notices.ts`
  'inbox-entry.made': [pushToWebhooks],
  'inbox-entry.done': [],
  'inbox-entry.delivered': [],
  'inbox-entry.undeliverable': [],
  'webhook.registered': [],
  'agency.registered': [],
};
