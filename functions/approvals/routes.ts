import * as z from 'zod';
import { approvalLifecycle } from '../../shared/approvals/approval-lifecycle.ts';
import { AskApproval, DeclineApproval, GrantApproval, WithdrawApproval } from '../../shared/approvals/bodies.ts';
import { ApprovalEntry, ApprovalView } from '../../shared/approvals/views.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { ApprovalId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { askExample, declineExample, grantExample, withdrawExample } from './examples.ts';

const OfApproval = z.strictObject({ approvalId: ApprovalId });

const ListQuery = PageQuery.extend({
  waiting: z.literal('me').optional().describe('Approvals that wait for an answer on the desks of the caller, the oldest first.'),
  asked: z.literal('mine').optional().describe('Approvals that the caller asked for, the newest first.'),
}).refine(({ waiting, asked }) => (waiting === undefined) !== (asked === undefined), {
  path: ['waiting'],
  error: 'must be given, or asked, and not both',
});

/** The common parts of every command on an approval. */
const onApproval = {
  method: 'POST',
  tag: 'approvals',
  params: OfApproval,
  ifMatch: true,
  answers: { 200: ApprovalView },
} as const;

const deciding = [
  'APPROVAL_STATE_FORBIDS',
  'APPROVAL_LAPSED',
  'APPROVER_IS_ASKER',
  'APPROVER_NOT_A_PERSON',
  'APPROVER_UNFIT',
] as const;

export const approvalRoutes = defineRoutes({
  askApproval: {
    method: 'POST',
    path: '/v1/approvals',
    summary: 'Ask for an approval: which gate of which thing, how much of it, and why',
    tag: 'approvals',
    access: { action: 'approval.ask' },
    body: AskApproval,
    answers: { 201: ApprovalView },
    refusals: [
      'NOT_FOUND',
      'ORDER_STATE_FORBIDS',
      'TERM_EXPIRED',
      'ACCOUNT_NOT_KNOWN',
      'CASE_NOT_FILED',
      'CASE_ALREADY_FILED',
      'CASE_NUMBER_TAKEN',
      'FILING_DIFFERS',
      'APPROVAL_UNKNOWN',
      'APPROVAL_OF_OTHER_MATTER',
      'APPROVAL_NOT_GRANTED',
      'APPROVAL_USED_BEFORE',
      'APPROVAL_LAPSED',
      'RENEWAL_TOO_EARLY',
      'RENEWAL_TOO_LONG',
      'TIME_IN_FUTURE',
      'TIME_BEFORE_ALARM',
      'LISTING_STATE_FORBIDS',
      'LISTING_OF_OTHER_SUPERVISOR',
      'SUPERVISOR_IS_RESPONSIBLE',
      'EXTENSION_BY_RESPONSIBLE_UNIT',
      'DELISTING_BY_RESPONSIBLE_UNIT',
      'RETURN_STATE_FORBIDS',
      'RETURN_PLAN_CHANGED',
      'PROTECTION_DISTRICT_MISSING',
      'PROTECTION_LIMIT_UNFIT',
      'PROTECTION_TOO_LONG',
    ],
    example: askExample,
  },
  listApprovals: {
    method: 'GET',
    path: '/v1/approvals',
    summary: 'List the approvals that wait for the caller, or that the caller asked for',
    tag: 'approvals',
    access: { action: 'approval.list' },
    query: ListQuery,
    answers: { 200: pageOf(ApprovalEntry) },
    refusals: [],
  },
  getApproval: {
    method: 'GET',
    path: '/v1/approvals/{approvalId}',
    summary: 'Read an approval: what is asked, who asked, who decided and why, and whether it was used',
    tag: 'approvals',
    access: { action: 'approval.read' },
    params: OfApproval,
    answers: { 200: ApprovalView },
    refusals: [],
  },
  grantApproval: {
    ...onApproval,
    path: '/v1/approvals/{approvalId}/grant',
    summary: 'Grant it, as a person whose role and level allow it and who did not ask',
    access: { action: 'approval.decide' },
    during: statesFor(approvalLifecycle, 'grant'),
    body: GrantApproval,
    refusals: [
      ...deciding,
      'LEGAL_REVIEW_MISSING',
      'HIGHER_PAPER_MISSING',
      'TIME_IN_FUTURE',
      'TIME_BEFORE_ALARM',
      'TIME_TOO_LONG_AGO',
      'TIMES_OUT_OF_ORDER',
    ],
    example: grantExample,
  },
  declineApproval: {
    ...onApproval,
    path: '/v1/approvals/{approvalId}/decline',
    summary: 'Decline it, with the reason',
    access: { action: 'approval.decide' },
    during: statesFor(approvalLifecycle, 'decline'),
    body: DeclineApproval,
    refusals: deciding,
    example: declineExample,
  },
  withdrawApproval: {
    ...onApproval,
    path: '/v1/approvals/{approvalId}/withdraw',
    summary: 'Withdraw it, as the person who asked: unanswered, granted, or used. It opens nothing more; earlier acts stay',
    access: { action: 'approval.withdraw' },
    during: statesFor(approvalLifecycle, 'withdraw'),
    body: WithdrawApproval,
    refusals: ['APPROVAL_STATE_FORBIDS', 'APPROVAL_LAPSED', 'APPROVAL_OF_OTHER_PERSON'],
    example: withdrawExample,
  },
});
