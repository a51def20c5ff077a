import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { pageOf, summarized } from '../../shared/http/lists.ts';
import { ListedCaseId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { Fen } from '../../shared/kernel/money.ts';
import { ListedCaseEntry, ListedCaseView } from '../../shared/listed-cases/answers.ts';
import {
  ApproveListing,
  DeclineExtension,
  DelistCase,
  ExtendListing,
  HandOverListing,
  ProposeListing,
  RejectListing,
  ReportProgress,
  RequestExtension,
} from '../../shared/listed-cases/bodies.ts';
import { listingLifecycle } from '../../shared/listed-cases/listing-lifecycle.ts';
import { listingStatuses } from '../../shared/listed-cases/model.ts';
import { CaseloadFilters, CaseloadQuery } from '../lookups/caseload.ts';
import {
  approvalExample,
  delistingExample,
  extensionDeclinedExample,
  extensionExample,
  extensionRequestExample,
  handOverExample,
  progressExample,
  proposalExample,
  rejectionExample,
} from './examples.ts';

const OfListedCase = z.strictObject({ listedCaseId: ListedCaseId });

/** The common parts of every command on a listed case. */
const onListedCase = {
  method: 'POST',
  tag: 'listed cases',
  params: OfListedCase,
  ifMatch: true,
  answers: { 200: ListedCaseView },
} as const;

/** For commands whose gate an approval opens. */
const approvalRefusals = [
  'APPROVAL_MISSING',
  'APPROVAL_UNKNOWN',
  'APPROVAL_OF_OTHER_MATTER',
  'APPROVAL_NOT_GRANTED',
  'APPROVAL_LAPSED',
  'APPROVAL_USED_BEFORE',
  'APPROVER_ACTS',
  'APPROVER_IS_PROPOSER',
  'SUPERVISOR_IS_RESPONSIBLE',
  'TIME_IN_FUTURE',
  'TIME_TOO_LONG_AGO',
] as const;

const Only = z.literal('true').optional();
/** The filters of listings beside those of every supervisor's list. */
const narrowed = {
  status: z.enum(listingStatuses).optional(),
  overdue: Only.meta({ description: 'Only those where something is overdue.' }),
  toDecide: Only.meta({
    description: 'Only those that await the decision of a supervisor: suggested, proposed, or with a request for more time.',
  }),
} as const;

const ListedCasesSummary = z
  .strictObject({
    ...summarized,
    statuses: z.partialRecord(z.enum(listingStatuses), z.int().positive()),
    overdue: z.int().nonnegative().describe('Those where something is overdue.'),
    toDecide: z.int().nonnegative().describe('Those that await the decision of a supervisor, for a listing or for more time.'),
    extensionsAsked: z.int().nonnegative().describe('Those whose responsible unit asks for an extension.'),
    lossFen: Fen,
  })
  .meta({ id: 'ListedCasesSummary' });

export const listedCaseRoutes = defineRoutes({
  proposeListing: {
    method: 'POST',
    path: '/v1/listed-cases',
    summary: 'Propose to list a case; this takes up the suggestion, if the rule made one',
    tag: 'listed cases',
    access: { action: 'listed-case.propose' },
    body: ProposeListing,
    answers: { 201: ListedCaseView },
    refusals: ['NOT_FOUND', 'CASE_LISTED_ALREADY', 'UNIT_TWICE', 'AGENCY_UNKNOWN', 'AGENCY_UNFIT', 'LISTING_GROUNDS_MISSING'],
    example: proposalExample,
  },
  listListedCases: {
    method: 'GET',
    path: '/v1/listed-cases',
    summary: 'List the listed cases, suggestions and proposals by the moment when a person must act, the overdue first',
    tag: 'listed cases',
    access: { action: 'listed-case.list' },
    query: CaseloadQuery.extend(narrowed),
    answers: { 200: pageOf(ListedCaseEntry) },
    refusals: [],
  },
  getListedCasesSummary: {
    method: 'GET',
    path: '/v1/listed-cases/summary',
    summary: 'How many listed cases the list has: by status, by what a person must do, how many are overdue',
    tag: 'listed cases',
    access: { action: 'listed-case.list' },
    query: CaseloadFilters.extend(narrowed),
    answers: { 200: ListedCasesSummary },
    refusals: [],
  },
  getListedCase: {
    method: 'GET',
    path: '/v1/listed-cases/{listedCaseId}',
    summary: 'Read a listed case: its units, its progress against the aim, what is overdue',
    tag: 'listed cases',
    access: { action: 'listed-case.read' },
    params: OfListedCase,
    answers: { 200: ListedCaseView },
    refusals: [],
  },
  approveListing: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/approve',
    summary: 'List the case: its deadline and its report cycle begin',
    access: { action: 'listed-case.decide' },
    during: statesFor(listingLifecycle, 'approve'),
    body: ApproveListing,
    refusals: [
      'LISTING_STATE_FORBIDS',
      'CASE_LISTED_ALREADY',
      'APPROVER_IS_PROPOSER',
      'UNIT_TWICE',
      'AGENCY_UNKNOWN',
      'AGENCY_UNFIT',
      'SUPERVISOR_IS_RESPONSIBLE',
      ...approvalRefusals,
    ],
    example: approvalExample,
  },
  rejectListing: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/reject',
    summary: 'Decline a suggestion or a proposal, with the reason',
    access: { action: 'listed-case.decide' },
    during: statesFor(listingLifecycle, 'reject'),
    body: RejectListing,
    refusals: ['LISTING_STATE_FORBIDS', 'SUPERVISOR_IS_RESPONSIBLE'],
    example: rejectionExample,
  },
  reportProgress: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/progress',
    summary: 'Report the progress: chains broken, arrests, money returned, as totals so far',
    access: { action: 'listed-case.report' },
    during: statesFor(listingLifecycle, 'report'),
    body: ReportProgress,
    refusals: ['LISTING_STATE_FORBIDS', 'LISTING_FULL', 'PROGRESS_BACKWARDS', 'RETURNED_OVER_LOSS'],
    example: progressExample,
  },
  requestExtension: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/extension-requests',
    summary: 'Ask the supervisor for more time, as a responsible unit; the newest request stands until it is answered',
    access: { action: 'listed-case.request-extension' },
    during: statesFor(listingLifecycle, 'requestExtension'),
    body: RequestExtension,
    refusals: ['LISTING_STATE_FORBIDS', 'LISTING_EXTENSIONS_USED_UP', 'LISTING_EXTENSION_TOO_LONG', 'DUE_DATE_PAST'],
    example: extensionRequestExample,
  },
  declineExtension: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/extension-requests/decline',
    summary: 'Decline the request for more time, with the reason; the deadline stays',
    access: { action: 'listed-case.extend' },
    during: statesFor(listingLifecycle, 'declineExtension'),
    body: DeclineExtension,
    refusals: [
      'LISTING_STATE_FORBIDS',
      'EXTENSION_BY_RESPONSIBLE_UNIT',
      'LISTING_OF_OTHER_SUPERVISOR',
      'SUPERVISOR_IS_RESPONSIBLE',
      'EXTENSION_NOT_REQUESTED',
    ],
    example: extensionDeclinedExample,
  },
  extendListing: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/extend',
    summary: 'Extend the deadline, as its supervisor, with a reason and an approval; this settles the request for more time',
    access: { action: 'listed-case.extend' },
    during: statesFor(listingLifecycle, 'extend'),
    body: ExtendListing,
    refusals: [
      'LISTING_STATE_FORBIDS',
      'EXTENSION_BY_RESPONSIBLE_UNIT',
      'LISTING_OF_OTHER_SUPERVISOR',
      'SUPERVISOR_IS_RESPONSIBLE',
      'LISTING_EXTENSIONS_USED_UP',
      'LISTING_EXTENSION_TOO_LONG',
      'DUE_DATE_PAST',
      ...approvalRefusals,
    ],
    example: extensionExample,
  },
  handOverListing: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/hand-over',
    summary: 'Give the supervision to another agency of the city, as its supervisor or as the city’s administrator',
    access: { action: 'listed-case.hand-over' },
    during: statesFor(listingLifecycle, 'handOver'),
    body: HandOverListing,
    refusals: [
      'LISTING_STATE_FORBIDS',
      'HAND_OVER_BY_RESPONSIBLE_UNIT',
      'LISTING_OF_OTHER_SUPERVISOR',
      'SUPERVISOR_IS_RESPONSIBLE',
      'SUPERVISES_ALREADY',
      'AGENCY_UNKNOWN',
      'AGENCY_UNFIT',
    ],
    example: handOverExample,
  },
  delistCase: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/delist',
    summary: 'End the supervision, as its supervisor; below the aim with a reason and an approval',
    access: { action: 'listed-case.delist' },
    during: statesFor(listingLifecycle, 'delist'),
    body: DelistCase,
    refusals: [
      'LISTING_STATE_FORBIDS',
      'DELISTING_BY_RESPONSIBLE_UNIT',
      'LISTING_OF_OTHER_SUPERVISOR',
      'SUPERVISOR_IS_RESPONSIBLE',
      'DELISTING_REASON_MISSING',
      ...approvalRefusals,
    ],
    example: delistingExample,
  },
});
