import { auditedAgency } from '../../shared/agencies/kind.ts';
import { auditedAlert, toldAlert } from '../../shared/alerts/kind.ts';
import { auditedApproval, dueApproval, toldApproval } from '../../shared/approvals/kind.ts';
import { dueTest } from '../../shared/bank-tests/kind.ts';
import { auditedBank } from '../../shared/banks/kind.ts';
import { auditedCase, auditedReads, dueShare, toldCase } from '../../shared/cases/kinds.ts';
import { auditedConsultation, dueConsultation, toldConsultation } from '../../shared/consultations/kind.ts';
import { auditedOrder, auditedRequest } from '../../shared/freezes/kinds.ts';
import type { AuditedKind, DueKind, ToldKind } from '../../shared/journal/kind.ts';
import { auditedListing, dueListing, toldListing } from '../../shared/listed-cases/kind.ts';
import { auditedMeeting, dueMeeting, toldMeeting } from '../../shared/meetings/kind.ts';
import { auditedEntry, auditedWebhook } from '../../shared/notifications/kinds.ts';
import { auditedMeasure, dueMeasure, toldMeasure } from '../../shared/regional/measure/kind.ts';
import { toldRanking } from '../../shared/regional/station/kind.ts';
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
  auditedEntry,
  auditedApproval,
  auditedAgency,
  auditedBank,
  auditedWebhook,
  auditedReads,
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
  toldMeasure,
  toldRanking,
];

/** The kinds of streams in the index `due`. Stop orders are there as well (`functions/sweep/due-streams.ts`). */
export const dueKinds: readonly DueKind[] = [
  dueProposal,
  dueShare,
  dueConsultation,
  dueMeeting,
  dueListing,
  dueMeasure,
  dueApproval,
  dueTest,
];
