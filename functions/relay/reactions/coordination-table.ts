import type { FactByType, FactType } from '../facts.ts';
import type { FreezePathFactType } from '../freeze-path-facts.ts';
import type { CoordinationTools, Reaction } from '../reaction.ts';
import { draftProposal, leaveSeats, openNextMeeting, settleSeats } from './consultations.ts';
import { proposeLinksOfAlarm } from './link-proposals.ts';
import { joinOpenListings, noteLossOnListing, suggestForListing } from './listed-cases.ts';
import { endShares } from './shares.ts';
import { enterStandards } from './standards.ts';
import { countStationFiling } from './stations.ts';

export type CoordinationReactions = {
  readonly [T in Exclude<FactType, FreezePathFactType>]?: readonly Reaction<FactByType[T], CoordinationTools>[];
};

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
  'case.absorbed': [endShares, joinOpenListings, suggestForListing, noteLossOnListing],
  'case-of-alert.joined': [proposeLinksOfAlarm],

  // consultations: opinions, requests, consequences
  'consultation.accepted': [settleSeats],
  'consultation.declined': [settleSeats],
  'consultation.invitation-overdue': [settleSeats],
  'consultation.evidence-answered': [settleSeats],
  'consultation.evidence-overdue': [settleSeats],
  'consultation.concluded': [draftProposal, settleSeats],
  'consultation.action-done': [settleSeats],
  'consultation.action-overdue': [settleSeats],
  'consultation.closed': [settleSeats],
  'consultation.withdrawn': [settleSeats],
  'consultation.reopened': [settleSeats],
  'consultation.reconvened': [settleSeats],
  'consultation.clock-started': [settleSeats],
  'consultation.clock-stopped': [settleSeats],
  'consultation.clock-expired': [settleSeats],

  // periodic meetings
  'meeting.held': [leaveSeats],
  'meeting.cancelled': [leaveSeats],
  'meeting.minutes-overdue': [leaveSeats],
  'meeting.followed': [openNextMeeting],

  // standards
  'proposal.enacted': [enterStandards],
};
