import * as z from 'zod';
import { AgencyFact } from '../../shared/agencies/model.ts';
import { ApprovalFact } from '../../shared/approvals/approval-facts.ts';
import { CaseFact } from '../../shared/cases/case-facts.ts';
import { CaseReadFact } from '../../shared/cases/case-reads.ts';
import { CaseShareFact } from '../../shared/cases/case-shares.ts';
import { LinkProposalFact } from '../../shared/cases/link-proposals.ts';
import { CaseNumberFact, CaseOfAlertFact } from '../../shared/cases/pointers.ts';
import { ConsultationFact } from '../../shared/consultations/consultation-facts.ts';
import { OpinionFact } from '../../shared/consultations/opinion.ts';
import { SeatFact } from '../../shared/consultations/seats.ts';
import { CaseListingFact } from '../../shared/listed-cases/case-listing.ts';
import { ListedCaseFact } from '../../shared/listed-cases/listing-facts.ts';
import { MeetingFact } from '../../shared/meetings/meeting-facts.ts';
import { InboxEntryFact, WebhookFact } from '../../shared/notifications/model.ts';
import { MeasureFact } from '../../shared/regional/measure/measure-facts.ts';
import { FilingCountFact } from '../../shared/regional/station/filings-of-month.ts';
import { StationRankingFact } from '../../shared/regional/station/station-rankings.ts';
import { StationFact } from '../../shared/regional/station/stations.ts';
import { DecisionMonthFact, RecordedDecisionFact } from '../../shared/standards/decision/decision-model.ts';
import { DecisionNumberFact } from '../../shared/standards/decision/decision-numbers.ts';
import { ProposalFact } from '../../shared/standards/proposal/proposal-model.ts';
import { StandardFact, StandardLineFact } from '../../shared/standards/standard/model.ts';
import { FreezeFact } from './freeze-facts.ts';

/** The facts that the relay of coordination receives. */
export const CoordinationFact = z.discriminatedUnion('type', [
  ...FreezeFact.options,
  StandardFact,
  StandardLineFact,
  RecordedDecisionFact,
  DecisionMonthFact,
  DecisionNumberFact,
  ProposalFact,
  InboxEntryFact,
  WebhookFact,
  AgencyFact,
  ConsultationFact,
  OpinionFact,
  SeatFact,
  MeetingFact,
  CaseFact,
  CaseOfAlertFact,
  CaseNumberFact,
  CaseShareFact,
  CaseReadFact,
  LinkProposalFact,
  ListedCaseFact,
  CaseListingFact,
  MeasureFact,
  StationFact,
  FilingCountFact,
  StationRankingFact,
  ApprovalFact,
]);
