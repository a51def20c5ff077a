import type { FactByType, FactType } from '../facts.ts';
import type { FreezePathFactType } from '../freeze-path-facts.ts';
import type { CoordinationTools, Reaction } from '../reaction.ts';
import { giveUpLeadsOfCampaign, sendLeadsOfWave } from './campaigns.ts';
import { draftProposal, leaveSeats, openNextMeeting, settleSeats } from './consultations.ts';
import { delistMissingOfList } from './delist-missing.ts';
import { proposeLinksOfAlarm } from './link-proposals.ts';
import {
  joinOpenListings,
  noteLossOnListing,
  noteReturnOnListing,
  noteReturnsOnMerger,
  noteReturnsOnNewListing,
  suggestForListing,
} from './listed-cases.ts';
import { keepPlaceOfObjection } from './objections.ts';
import { countOutletTold } from './outlets.ts';
import { askQuestionAgain, closeProtection, closeWatchQuestion, sendQuestion } from './questions.ts';
import { endShares } from './shares.ts';
import { enterStandards } from './standards.ts';
import { checkStatement } from './statements.ts';
import { countStationFiling } from './stations.ts';
import { stopUnasked } from './stop-unasked.ts';
import {
  keepTermOfScreening,
  keepTermsOfCase,
  keepTermsOfConsultation,
  keepTermsOfListing,
  keepTermsOfMeasure,
  keepTermsOfMeeting,
  keepTermsOfObjection,
  keepTermsOfProposal,
} from './terms.ts';

export type CoordinationReactions = {
  readonly [T in Exclude<FactType, FreezePathFactType>]?: readonly Reaction<FactByType[T], CoordinationTools>[];
};

import { noteFraudAfterWarning } from './warnings.ts';

/** The lines of the facts by which agencies work together. */
export const coordinationReactions: CoordinationReactions = {
  // cases and sharing
  'case.alert-joined': [suggestForListing, noteLossOnListing],
  'case.alert-put-right': [suggestForListing, noteLossOnListing],
  'case.person-added': [suggestForListing],
  'case.loss-added': [suggestForListing, noteLossOnListing],
  'case.corrected': [countStationFiling],
  'case.item-withdrawn': [noteLossOnListing],
  'case.alert-left': [noteLossOnListing],
  'case.filed': [countStationFiling, suggestForListing],
  'case.merged': [endShares],
  'case.absorbed': [endShares, joinOpenListings, suggestForListing, noteLossOnListing, noteReturnsOnMerger, keepTermsOfCase],
  'case-of-alert.joined': [proposeLinksOfAlarm],
  'case-clocks.started': [keepTermsOfCase],
  'case-clocks.extended': [keepTermsOfCase],
  'case-clocks.settled': [keepTermsOfCase],
  'case-clocks.stopped': [keepTermsOfCase],

  // money that goes back
  'return-payment.done': [noteReturnOnListing],
  'return-payment.found-paid': [noteReturnOnListing],
  'return-payment.found-unpaid': [noteReturnOnListing],

  // questions to banks
  'bank-question.asked': [sendQuestion],
  'bank-question.reminded': [askQuestionAgain],
  'statement.page-taken': [countOutletTold],
  'statement.completed': [checkStatement],
  'holder-request.answered': [countOutletTold],
  'watch.ended': [closeWatchQuestion],
  'protective-measure.lift-ordered': [closeProtection],
  'protective-measure.expired': [closeProtection],

  // collisions with the blacklist, and national lists
  'collision.found': [stopUnasked],
  'blacklist-list.completed': [delistMissingOfList],
  'blacklist-list.missing-delisted': [delistMissingOfList],

  // screenings of frozen accounts, and objections
  'screening.opened': [keepTermOfScreening],
  'screening.found': [keepTermOfScreening],
  'screening.lapsed': [keepTermOfScreening],
  'screening.ended': [keepTermOfScreening],
  'screening.owner-told': [keepTermOfScreening],
  'objection.raised': [keepPlaceOfObjection, keepTermsOfObjection],
  'objection.joined': [keepTermsOfObjection],
  'objection.assigned': [keepTermsOfObjection],
  'objection.upheld': [keepTermsOfObjection],
  'objection.rejected': [keepTermsOfObjection],
  'objection.withdrawn': [keepTermsOfObjection],
  'objection.supervision-requested': [keepTermsOfObjection],
  'objection.maintained': [keepTermsOfObjection],
  'objection.correction-demanded': [keepTermsOfObjection],
  'objection.corrected': [keepTermsOfObjection],
  'objection.correction-refused': [keepTermsOfObjection],

  // consultations: opinions, requests, consequences
  'consultation.convened': [keepTermsOfConsultation],
  'consultation.accepted': [settleSeats, keepTermsOfConsultation],
  'consultation.declined': [settleSeats, keepTermsOfConsultation],
  'consultation.invitation-overdue': [settleSeats],
  'consultation.evidence-requested': [keepTermsOfConsultation],
  'consultation.evidence-answered': [settleSeats, keepTermsOfConsultation],
  'consultation.evidence-overdue': [settleSeats],
  'consultation.concluded': [draftProposal, settleSeats, keepTermsOfConsultation],
  'consultation.action-done': [settleSeats, keepTermsOfConsultation],
  'consultation.action-overdue': [settleSeats],
  'consultation.closed': [settleSeats, keepTermsOfConsultation],
  'consultation.withdrawn': [settleSeats, keepTermsOfConsultation],
  'consultation.reopened': [settleSeats, keepTermsOfConsultation],
  'consultation.reconvened': [settleSeats, keepTermsOfConsultation],
  'consultation.clock-started': [settleSeats, keepTermsOfConsultation],
  'consultation.clock-extended': [keepTermsOfConsultation],
  'consultation.clock-settled': [keepTermsOfConsultation],
  'consultation.clock-stopped': [settleSeats, keepTermsOfConsultation],
  'consultation.clock-expired': [settleSeats],

  // periodic meetings
  'meeting.scheduled': [keepTermsOfMeeting],
  'meeting.held': [leaveSeats, keepTermsOfMeeting],
  'meeting.cancelled': [leaveSeats, keepTermsOfMeeting],
  'meeting.minutes-overdue': [leaveSeats],
  'meeting.followed': [openNextMeeting],

  // standards
  'proposal.consultation-opened': [keepTermsOfProposal],
  'proposal.adopted': [keepTermsOfProposal],
  'proposal.declined': [keepTermsOfProposal],
  'proposal.enacted': [enterStandards, keepTermsOfProposal],
  'proposal.lapsed': [keepTermsOfProposal],
  'proposal.withdrawn': [keepTermsOfProposal],

  // listed cases
  'listed-case.suggested': [noteReturnsOnNewListing, keepTermsOfListing],
  'listed-case.proposed': [noteReturnsOnNewListing, keepTermsOfListing],
  'listed-case.listed': [keepTermsOfListing],
  'listed-case.rejected': [keepTermsOfListing],
  'listed-case.progress-reported': [keepTermsOfListing],
  'listed-case.extension-requested': [keepTermsOfListing],
  'listed-case.extension-declined': [keepTermsOfListing],
  'listed-case.extended': [keepTermsOfListing],
  'listed-case.handed-over': [keepTermsOfListing],
  'listed-case.delisted': [keepTermsOfListing],
  'listed-case.case-merged': [keepTermsOfListing],
  'listed-case.joined': [keepTermsOfListing],

  // warnings
  'victim.named': [noteFraudAfterWarning],
  // campaigns
  'campaign-wave.opened': [sendLeadsOfWave],
  'campaign-wave.stalled': [sendLeadsOfWave],
  'campaign.closed': [giveUpLeadsOfCampaign],
  'campaign.called-off': [giveUpLeadsOfCampaign],

  // the regional side
  'regional-measure.notice-issued': [keepTermsOfMeasure],
  'regional-measure.interview-called': [keepTermsOfMeasure],
  'regional-measure.warning-posted': [keepTermsOfMeasure],
  'regional-measure.evidence-submitted': [keepTermsOfMeasure],
  'regional-measure.correction-accepted': [keepTermsOfMeasure],
  'regional-measure.lifted': [keepTermsOfMeasure],
};
