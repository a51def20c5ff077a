import { AccessRequestFact } from '../../shared/access-requests/access-request-facts.ts';
import { AccessAskerFact } from '../../shared/access-requests/asker.ts';
import { auditedAccessRequest, dueAccessRequest, toldAccessRequest } from '../../shared/access-requests/kind.ts';
import { auditedAgency } from '../../shared/agencies/kind.ts';
import { AgencyFact } from '../../shared/agencies/model.ts';
import { AlertFact } from '../../shared/alerts/alert-facts.ts';
import { auditedAlert, toldAlert } from '../../shared/alerts/kind.ts';
import { SourceReferenceFact } from '../../shared/alerts/model.ts';
import { VictimFact } from '../../shared/alerts/victim.ts';
import { ApprovalFact } from '../../shared/approvals/approval-facts.ts';
import { auditedApproval, dueApproval, toldApproval } from '../../shared/approvals/kind.ts';
import { HolderRequestFact } from '../../shared/bank-questions/holder/holder-request-facts.ts';
import {
  auditedHolderRequest,
  auditedQuestion,
  auditedStatement,
  auditedWatch,
  dueQuestion,
  dueWatch,
} from '../../shared/bank-questions/kind.ts';
import { BankQuestionFact } from '../../shared/bank-questions/question/question-facts.ts';
import { StatementFact, StatementPageFact } from '../../shared/bank-questions/statement/statement-facts.ts';
import { WatchFact, WatchLineFact } from '../../shared/bank-questions/watch/watch-facts.ts';
import { dueTest } from '../../shared/bank-tests/kind.ts';
import { ConformanceFact, TestOrderFact } from '../../shared/bank-tests/model.ts';
import { auditedBank } from '../../shared/banks/kind.ts';
import { BankFact, CircuitFact } from '../../shared/banks/model.ts';
import { auditedChecks, CheckFact } from '../../shared/blacklist/check/check-log.ts';
import { CollisionFact } from '../../shared/blacklist/collision/collision-facts.ts';
import { auditedCollision, toldCollision } from '../../shared/blacklist/collision/kind.ts';
import { UnstoppedFact } from '../../shared/blacklist/collision/unstopped.ts';
import { BlacklistEntryFact } from '../../shared/blacklist/entry/entry-facts.ts';
import { auditedBlacklistEntry, dueBlacklistEntry, toldBlacklistEntry } from '../../shared/blacklist/entry/kind.ts';
import { auditedNationalList, toldNationalList } from '../../shared/blacklist/list/kind.ts';
import { ListPageFact, NationalListFact } from '../../shared/blacklist/list/list-facts.ts';
import { MarkFact } from '../../shared/blacklist/mark/mark-register.ts';
import { CalendarFeedFact } from '../../shared/calendar-feeds/model.ts';
import { CampaignFact } from '../../shared/campaigns/campaign/campaign-facts.ts';
import {
  auditedCampaign,
  auditedLead,
  auditedWave,
  dueWave,
  toldCampaign,
  toldLead,
  toldWave,
} from '../../shared/campaigns/kind.ts';
import { LeadFact } from '../../shared/campaigns/lead/lead-facts.ts';
import { LeadMarkFact } from '../../shared/campaigns/lead/lead-marks.ts';
import { CampaignTotalsFact } from '../../shared/campaigns/totals/totals.ts';
import { WaveFact } from '../../shared/campaigns/wave/wave-facts.ts';
import { CaseFact } from '../../shared/cases/case-facts.ts';
import { CaseReadFact } from '../../shared/cases/case-reads.ts';
import { CaseShareFact } from '../../shared/cases/case-shares.ts';
import { auditedCase, auditedReads, dueShare, toldCase } from '../../shared/cases/kinds.ts';
import { LinkProposalFact } from '../../shared/cases/link-proposals.ts';
import { CaseNumberFact, CaseOfAlertFact } from '../../shared/cases/pointers.ts';
import { ChannelFact } from '../../shared/channels/channel-model.ts';
import { auditedChannel } from '../../shared/channels/kind.ts';
import { CaseEntryFact } from '../../shared/consultations/case-entries.ts';
import { ConsultationFact } from '../../shared/consultations/consultation-facts.ts';
import { auditedConsultation, dueConsultation, toldConsultation } from '../../shared/consultations/kind.ts';
import { ConsultationOpeningsFact } from '../../shared/consultations/openings.ts';
import { OpinionFact } from '../../shared/consultations/opinion.ts';
import { SeatFact } from '../../shared/consultations/seats.ts';
import { EvidenceFileFact } from '../../shared/evidence-files/file-facts.ts';
import { auditedFile, auditedOpenings, dueFile, toldFile } from '../../shared/evidence-files/kind.ts';
import { EvidenceOpeningsFact } from '../../shared/evidence-files/openings.ts';
import { EvidencePieceFact } from '../../shared/evidence-files/pieces.ts';
import { FindEntryFact } from '../../shared/finding/entry.ts';
import { auditedSearches } from '../../shared/finding/kind.ts';
import { SearchFact } from '../../shared/finding/search-log.ts';
import { AccountFact } from '../../shared/freezes/account/account-register.ts';
import { auditedOrder, auditedRequest, dueRequest } from '../../shared/freezes/kinds.ts';
import { FreezeRequestFact } from '../../shared/freezes/model.ts';
import { FreezeCountFact } from '../../shared/freezes/order/freeze-counts.ts';
import { OrderFact } from '../../shared/freezes/order/order-facts.ts';
import { auditedScreening, toldScreening } from '../../shared/freezes/screening/kind.ts';
import { ScreeningFact } from '../../shared/freezes/screening/screening-facts.ts';
import { FiguresNightFact } from '../../shared/freezes/stats/folded/night.ts';
import { MonthFiguresFact, YearFiguresFact } from '../../shared/freezes/stats/folded/rollups.ts';
import { auditedFigures, FiguresMonthFact } from '../../shared/freezes/stats/published/figures-months.ts';
import { StatsFact } from '../../shared/freezes/stats/stats.ts';
import { TraceCountFact } from '../../shared/freezes/trace/trace-counts.ts';
import type { AuditedKind, DueKind, ToldKind } from '../../shared/journal/kind.ts';
import { CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import { auditedListing, dueListing, toldListing } from '../../shared/listed-cases/kind.ts';
import { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import { auditedMeeting, dueMeeting, toldMeeting } from '../../shared/meetings/kind.ts';
import { MeetingFact } from '../../shared/meetings/meeting-facts.ts';
import { auditedEntry, auditedWebhook } from '../../shared/notifications/kinds.ts';
import { InboxEntryFact, WebhookFact } from '../../shared/notifications/model.ts';
import { auditedObjection, dueObjection, toldObjection } from '../../shared/objections/kind.ts';
import { ObjectionFact } from '../../shared/objections/objection-facts.ts';
import { OpenObjectionsFact } from '../../shared/objections/open-objections.ts';
import { ObjectionPlaceFact } from '../../shared/objections/places.ts';
import { auditedOutlet, toldOutlet } from '../../shared/outlets/kind.ts';
import { LinkedPhoneFact, OpeningFact } from '../../shared/outlets/opening-model.ts';
import { OutletFact } from '../../shared/outlets/outlet-facts.ts';
import { CaseClocksFact } from '../../shared/procedure-clocks/clocks-model.ts';
import { auditedCaseClocks, dueCaseClocks } from '../../shared/procedure-clocks/kind.ts';
import { auditedProtection, dueProtection, toldProtection } from '../../shared/protective-measures/kind.ts';
import { ProtectedPlaceFact, ProtectionFact } from '../../shared/protective-measures/protection-facts.ts';
import { auditedRegionNotice, dueRegionNotice, toldRegionNotice } from '../../shared/region-notices/kind.ts';
import { RegionNoticeFact } from '../../shared/region-notices/region-notice-facts.ts';
import { auditedMeasure, dueMeasure, toldMeasure } from '../../shared/regional/measure/kind.ts';
import { MeasureFact } from '../../shared/regional/measure/measure-facts.ts';
import { FilingCountFact } from '../../shared/regional/station/filings-of-month.ts';
import { toldRanking } from '../../shared/regional/station/kind.ts';
import { StationRankingFact } from '../../shared/regional/station/station-rankings.ts';
import { StationFact } from '../../shared/regional/station/stations.ts';
import { ReturnClaimFact } from '../../shared/returns/claim/claim-facts.ts';
import { ClaimedTransferFact } from '../../shared/returns/claim/claimed-transfer.ts';
import { auditedClaim, auditedPayment, auditedRound, duePayment, toldPayment, toldRound } from '../../shared/returns/kind.ts';
import { ReturnPaymentFact } from '../../shared/returns/payment/payment-facts.ts';
import { PlanPageFact } from '../../shared/returns/plan/plan-pages.ts';
import { PlanRunFact } from '../../shared/returns/plan/plan-run-model.ts';
import { CaseReturnsFact } from '../../shared/returns/round/case-returns.ts';
import { ReturnRoundFact } from '../../shared/returns/round/round-facts.ts';
import { DecisionMonthFact, RecordedDecisionFact } from '../../shared/standards/decision/decision-model.ts';
import { DecisionNumberFact } from '../../shared/standards/decision/decision-numbers.ts';
import { ImpactFact } from '../../shared/standards/impact/impact-model.ts';
import {
  auditedDecision,
  auditedImpact,
  auditedProposal,
  auditedStandard,
  dueProposal,
  toldDecision,
  toldImpact,
  toldLine,
  toldProposal,
} from '../../shared/standards/kinds.ts';
import { ProposalFact } from '../../shared/standards/proposal/proposal-model.ts';
import { StandardFact, StandardLineFact } from '../../shared/standards/standard/model.ts';
import { RunningTermFact, TermRegisterFact } from '../../shared/terms/model.ts';
import { WarningDayFact, WarningNightFact } from '../../shared/warnings/figures.ts';
import { auditedWarning, dueWarning, toldWarning } from '../../shared/warnings/kind.ts';
import { WarningsBeforeFact } from '../../shared/warnings/losses.ts';
import { WarnedPersonFact } from '../../shared/warnings/person.ts';
import { WarningFact } from '../../shared/warnings/warning-facts.ts';

/** The kinds of streams whose history a caller can ask for; those whose facts stand in the timeline of a case say so. */
export const auditedKinds: readonly AuditedKind[] = [
  auditedAlert,
  auditedRequest,
  auditedOrder,
  auditedCase,
  auditedConsultation,
  auditedMeeting,
  auditedStandard,
  auditedProposal,
  auditedImpact,
  auditedDecision,
  auditedListing,
  auditedMeasure,
  auditedOutlet,
  auditedProtection,
  auditedEntry,
  auditedApproval,
  auditedObjection,
  auditedAgency,
  auditedBank,
  auditedWebhook,
  auditedReads,
  auditedSearches,
  auditedFigures,
  auditedCaseClocks,
  auditedFile,
  auditedOpenings,
  auditedAccessRequest,
  auditedScreening,
  auditedRegionNotice,
  auditedQuestion,
  auditedStatement,
  auditedHolderRequest,
  auditedWatch,
  auditedRound,
  auditedClaim,
  auditedPayment,
  auditedWarning,
  auditedChannel,
  auditedBlacklistEntry,
  auditedChecks,
  auditedNationalList,
  auditedCollision,
  auditedCampaign,
  auditedLead,
  auditedWave,
];

/** The kinds of streams that have notices. Those that look further than their own stream are in `functions/relay/abouts.ts`. */
export const toldKinds: readonly ToldKind[] = [
  toldAlert,
  toldCase,
  toldConsultation,
  toldMeeting,
  toldProposal,
  toldLine,
  toldImpact,
  toldDecision,
  toldListing,
  toldApproval,
  toldObjection,
  toldMeasure,
  toldOutlet,
  toldProtection,
  toldRanking,
  toldFile,
  toldAccessRequest,
  toldScreening,
  toldRegionNotice,
  toldRound,
  toldPayment,
  toldWarning,
  toldBlacklistEntry,
  toldNationalList,
  toldCollision,
  toldCampaign,
  toldLead,
  toldWave,
];

/** The kinds of streams in the index `due`. Stop orders and screenings are there as well (`functions/sweep/due-streams.ts`). */
export const dueKinds: readonly DueKind[] = [
  dueRequest,
  dueProposal,
  dueShare,
  dueCaseClocks,
  dueConsultation,
  dueMeeting,
  dueListing,
  dueMeasure,
  dueApproval,
  dueObjection,
  dueTest,
  dueFile,
  dueAccessRequest,
  dueRegionNotice,
  dueQuestion,
  dueWatch,
  duePayment,
  dueWarning,
  dueBlacklistEntry,
  dueProtection,
  dueWave,
];

/*
 * The facts, by the relay that is told of some of their kind (`functions/relay/reaction-tables.ts`). Each relay holds the schemas of its own
 * alone; a test compares the lists with the tables.
 */

/**
 * Facts of which only the relay of the freeze path is told: clocks depend on what follows from them, or a workflow starts that no desk waits
 * to hear of.
 */
export const freezeFacts = [BankFact, CircuitFact, FreezeRequestFact, AccountFact, PlanRunFact] as const;

/**
 * Facts that both relays are told of. Those of alarms, because the relay of the freeze path ends the orders of a withdrawn one; those of
 * impact runs, because it starts workflows.
 */
export const sharedFacts = [OrderFact, AlertFact, ImpactFact] as const;

/** The facts of banks' tests: desks are told nothing of them, and nothing of them is counted. */
export const testFacts = [TestOrderFact] as const;

/** The facts of what agencies do together, and of which desks are told. */
export const coordinationFacts = [
  StandardLineFact,
  RecordedDecisionFact,
  ProposalFact,
  ConsultationFact,
  MeetingFact,
  CaseFact,
  CaseClocksFact,
  CaseOfAlertFact,
  CaseShareFact,
  LinkProposalFact,
  ListedCaseFact,
  MeasureFact,
  OutletFact,
  ProtectionFact,
  StationRankingFact,
  ApprovalFact,
  ObjectionFact,
  EvidenceFileFact,
  AccessRequestFact,
  ScreeningFact,
  RegionNoticeFact,
  BankQuestionFact,
  StatementFact,
  HolderRequestFact,
  WatchFact,
  ReturnRoundFact,
  ReturnPaymentFact,
  VictimFact,
  WarningFact,
  BlacklistEntryFact,
  CollisionFact,
  NationalListFact,
  CampaignFact,
  LeadFact,
  WaveFact,
] as const;

/** Facts from which nothing follows. */
export const quietFacts = [
  ConformanceFact,
  OpenObjectionsFact,
  ObjectionPlaceFact,
  SourceReferenceFact,
  StatsFact,
  MonthFiguresFact,
  YearFiguresFact,
  FiguresNightFact,
  FiguresMonthFact,
  TraceCountFact,
  FreezeCountFact,
  StandardFact,
  DecisionMonthFact,
  DecisionNumberFact,
  InboxEntryFact,
  WebhookFact,
  AgencyFact,
  OpinionFact,
  CaseEntryFact,
  SeatFact,
  CaseNumberFact,
  CaseReadFact,
  CaseListingFact,
  StationFact,
  FilingCountFact,
  OpeningFact,
  LinkedPhoneFact,
  ProtectedPlaceFact,
  FindEntryFact,
  SearchFact,
  RunningTermFact,
  TermRegisterFact,
  CalendarFeedFact,
  EvidencePieceFact,
  AccessAskerFact,
  EvidenceOpeningsFact,
  ConsultationOpeningsFact,
  StatementPageFact,
  WatchLineFact,
  ReturnClaimFact,
  ClaimedTransferFact,
  CaseReturnsFact,
  PlanPageFact,
  WarnedPersonFact,
  WarningsBeforeFact,
  WarningDayFact,
  WarningNightFact,
  ChannelFact,
  MarkFact,
  CheckFact,
  ListPageFact,
  UnstoppedFact,
  LeadMarkFact,
  CampaignTotalsFact,
] as const;
