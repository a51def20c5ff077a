import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { pageOf } from '../../shared/http/lists.ts';
import { ListedCaseId } from '../../shared/kernel/ids.ts';
import { ListedCaseEntry, ListedCaseView } from '../../shared/listed-cases/answers.ts';
import {
  ApproveListing,
  DelistCase,
  ExtendListing,
  ProposeListing,
  RejectListing,
  ReportProgress,
} from '../../shared/listed-cases/model.ts';
import { CaseloadQuery } from '../lib/caseload.ts';
import {
  approvalExample,
  delistingExample,
  extensionExample,
  progressExample,
  proposalExample,
  rejectionExample,
} from './examples.ts';

const OfListedCase = z.strictObject({ listedCaseId: ListedCaseId });

/** What every command on a listed case has in common. */
const onListedCase = {
  method: 'POST',
  tag: 'listed cases',
  params: OfListedCase,
  ifMatch: true,
  answers: { 200: ListedCaseView },
} as const;

export const listedCaseRoutes = defineRoutes({
  proposeListing: {
    method: 'POST',
    path: '/v1/listed-cases',
    summary: 'Propose that a case be listed; takes up the suggestion, if the rule made one',
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
    summary: 'List the listed cases, suggestions and proposals in the order in which they need somebody, the overdue first',
    tag: 'listed cases',
    access: { action: 'listed-case.list' },
    query: CaseloadQuery,
    answers: { 200: pageOf(ListedCaseEntry) },
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
    body: ApproveListing,
    refusals: [
      'LISTING_STATE_FORBIDS',
      'APPROVER_IS_PROPOSER',
      'UNIT_TWICE',
      'AGENCY_UNKNOWN',
      'AGENCY_UNFIT',
      'SUPERVISOR_IS_RESPONSIBLE',
      'APPROVAL_MISSING',
      'TIME_IN_FUTURE',
    ],
    example: approvalExample,
  },
  rejectListing: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/reject',
    summary: 'Decline a suggestion or a proposal, with the reason',
    access: { action: 'listed-case.decide' },
    body: RejectListing,
    refusals: ['LISTING_STATE_FORBIDS', 'SUPERVISOR_IS_RESPONSIBLE'],
    example: rejectionExample,
  },
  reportProgress: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/progress',
    summary: 'Report the progress: chains broken, arrests, money returned, as totals so far',
    access: { action: 'listed-case.report' },
    body: ReportProgress,
    refusals: ['LISTING_STATE_FORBIDS', 'LISTING_FULL', 'PROGRESS_BACKWARDS'],
    example: progressExample,
  },
  extendListing: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/extend',
    summary: 'Put the deadline off, with a reason and an approval',
    access: { action: 'listed-case.extend' },
    body: ExtendListing,
    refusals: [
      'LISTING_STATE_FORBIDS',
      'LISTING_FULL',
      'LISTING_EXTENSION_TOO_LONG',
      'APPROVAL_MISSING',
      'TIME_IN_FUTURE',
      'DUE_DATE_PAST',
    ],
    example: extensionExample,
  },
  delistCase: {
    ...onListedCase,
    path: '/v1/listed-cases/{listedCaseId}/delist',
    summary: 'End the supervision; below the aim with a reason and an approval, and never by a responsible unit',
    access: { action: 'listed-case.delist' },
    body: DelistCase,
    refusals: [
      'LISTING_STATE_FORBIDS',
      'DELISTING_BY_RESPONSIBLE_UNIT',
      'DELISTING_REASON_MISSING',
      'APPROVAL_MISSING',
      'TIME_IN_FUTURE',
    ],
    example: delistingExample,
  },
});
