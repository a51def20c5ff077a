import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf, WidePageQuery } from '../../shared/http/lists.ts';
import { CaseId, OrderId, ReturnObjectionId, ReturnRoundId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { roundLifecycle } from '../../shared/returns/round/round-lifecycle.ts';
import {
  ApproveRound,
  DecideObjection,
  EndRound,
  EnterAccount,
  LeaveAccount,
  OpenRound,
  RaiseObjection,
  WithdrawNotice,
} from '../../shared/returns/round/round-model.ts';
import { PlanPageView, ReturnNotice, ReturnRoundEntry, ReturnRoundView } from '../../shared/returns/views.ts';
import {
  approveExample,
  decideObjectionExample,
  endExample,
  enterExample,
  leaveExample,
  objectionExample,
  openExample,
  withdrawNoticeExample,
} from './examples.ts';

const OfCase = z.strictObject({ caseId: CaseId });
const OfRound = z.strictObject({ returnId: ReturnRoundId });
const OfAccount = z.strictObject({ returnId: ReturnRoundId, orderId: OrderId });
const OfObjection = z.strictObject({ returnId: ReturnRoundId, planObjectionId: ReturnObjectionId });
const PlanQuery = z.strictObject({
  page: z
    .string()
    .regex(/^[1-9][0-9]{0,3}$/, 'must be the number of a page, from 1')
    .transform(Number)
    .default(1)
    .meta({ description: 'Which page, from 1; the answer says how many there are.' }),
});
const tag = 'returns';
const base = '/v1/returns/{returnId}';

/** The common parts of every command on a round. */
const onRound = {
  method: 'POST',
  tag,
  access: { action: 'return.work' },
  params: OfRound,
  ifMatch: true,
  answers: { 200: ReturnRoundView },
} as const;

export const roundRoutes = defineRoutes({
  openReturn: {
    method: 'POST',
    path: '/v1/cases/{caseId}/returns',
    summary: 'Open a round of return for a filed case; claims of earlier rounds stand in it',
    tag,
    access: { action: 'return.open' },
    params: OfCase,
    body: OpenRound,
    answers: { 201: ReturnRoundView },
    refusals: ['CASE_NOT_FILED', 'RETURN_ROUND_OPEN'],
    example: openExample,
  },
  listReturns: {
    method: 'GET',
    path: '/v1/cases/{caseId}/returns',
    summary: 'List the rounds of return of a case, the first one first',
    tag,
    access: { action: 'return.list' },
    params: OfCase,
    query: PageQuery,
    answers: { 200: pageOf(ReturnRoundEntry) },
    refusals: [],
  },
  getReturn: {
    method: 'GET',
    path: base,
    summary: 'Read a round of return: its accounts, what its plan comes to, its notice, objections and payments in figures',
    tag,
    access: { action: 'return.read' },
    params: OfRound,
    answers: { 200: ReturnRoundView },
    refusals: [],
  },
  enterReturnAccount: {
    ...onRound,
    path: `${base}/accounts`,
    summary: 'Take a frozen account into the round, once its screening found it linked',
    during: statesFor(roundLifecycle, 'enterAccount'),
    body: EnterAccount,
    refusals: [
      'RETURN_STATE_FORBIDS',
      'RETURN_FULL',
      'RETURN_ACCOUNT_UNKNOWN',
      'RETURN_ACCOUNT_ENTERED',
      'RETURN_ACCOUNT_NOT_FROZEN',
      'RETURN_ACCOUNT_NOT_SCREENED',
    ],
    example: enterExample,
  },
  leaveReturnAccount: {
    ...onRound,
    path: `${base}/accounts/{orderId}/leave`,
    summary: 'Take an account out of the round again; its money stays frozen',
    params: OfAccount,
    during: statesFor(roundLifecycle, 'leaveAccount'),
    body: LeaveAccount,
    refusals: ['RETURN_STATE_FORBIDS', 'RETURN_ACCOUNT_UNKNOWN'],
    example: leaveExample,
  },
  computeReturnPlan: {
    ...onRound,
    path: `${base}/plan`,
    summary:
      'Have the plan computed: whose money is frozen in each account, by the lines of the banks, and what each victim gets; the round has it when it is there',
    during: statesFor(roundLifecycle, 'askPlan'),
    answers: { 202: ReturnRoundView },
    refusals: ['RETURN_STATE_FORBIDS', 'RETURN_EMPTY', 'RETURN_STATEMENT_MISSING'],
  },
  getReturnPlan: {
    method: 'GET',
    path: `${base}/plan`,
    summary:
      'Read a page of the plan: whose money is in each account and on which lines that rests, what each claim gets, the payments',
    tag,
    access: { action: 'return.read' },
    params: OfRound,
    query: PlanQuery,
    answers: { 200: PlanPageView },
    refusals: ['RETURN_PLAN_MISSING'],
  },
  publishReturnNotice: {
    ...onRound,
    path: `${base}/notice`,
    summary: 'Publish the plan for 30 days, where a share is by loss; the notice names no person',
    during: statesFor(roundLifecycle, 'publishNotice'),
    refusals: ['RETURN_STATE_FORBIDS', 'RETURN_PLAN_CHANGED', 'RETURN_NOTICE_NOT_NEEDED'],
  },
  withdrawReturnNotice: {
    ...onRound,
    path: `${base}/notice/withdraw`,
    summary: 'Withdraw the notice: the round collects again, and its next plan needs a notice of its own',
    during: statesFor(roundLifecycle, 'withdrawNotice'),
    body: WithdrawNotice,
    refusals: ['RETURN_STATE_FORBIDS', 'RETURN_NOTICE_WITHDRAWN'],
    example: withdrawNoticeExample,
  },
  objectToReturn: {
    ...onRound,
    path: `${base}/objections`,
    summary: 'Record an objection against the plan of a victim, a holder or another person, while the notice runs',
    during: statesFor(roundLifecycle, 'raiseObjection'),
    body: RaiseObjection,
    refusals: ['RETURN_STATE_FORBIDS', 'RETURN_NOTICE_OVER', 'RETURN_FULL'],
    example: objectionExample,
  },
  decideReturnObjection: {
    ...onRound,
    path: `${base}/objections/{planObjectionId}/decide`,
    summary: 'Decide an objection against the plan; upheld, the plan no longer stands and is computed anew',
    params: OfObjection,
    during: statesFor(roundLifecycle, 'decideObjection'),
    body: DecideObjection,
    refusals: ['RETURN_STATE_FORBIDS', 'RETURN_OBJECTION_UNKNOWN', 'RETURN_OBJECTION_DECIDED', 'SAME_OFFICER_TWICE'],
    example: decideObjectionExample,
  },
  approveReturn: {
    ...onRound,
    path: `${base}/approve`,
    summary: 'Approve the current plan for payment, on the approval of the head for this very plan, signed by two officers',
    during: statesFor(roundLifecycle, 'approve'),
    body: ApproveRound,
    refusals: [
      'RETURN_STATE_FORBIDS',
      'RETURN_PLAN_CHANGED',
      'RETURN_NOTICE_MISSING',
      'RETURN_NOTICE_RUNS',
      'RETURN_OBJECTION_OPEN',
      'SET_ASIDE_UNDECIDED',
      'SAME_OFFICER_TWICE',
      'APPROVAL_MISSING',
      'APPROVAL_UNKNOWN',
      'APPROVAL_OF_OTHER_MATTER',
      'APPROVAL_NOT_GRANTED',
      'APPROVAL_LAPSED',
      'APPROVAL_USED_BEFORE',
      'APPROVER_ACTS',
      'APPROVER_IS_OFFICER',
    ],
    example: approveExample,
  },
  closeReturn: {
    ...onRound,
    path: `${base}/close`,
    summary: 'Close a round whose payments are over; what was not paid stays frozen within its term',
    during: statesFor(roundLifecycle, 'close'),
    body: EndRound,
    refusals: ['RETURN_STATE_FORBIDS', 'RETURN_PAYMENTS_OPEN'],
    example: endExample,
  },
  abandonReturn: {
    ...onRound,
    path: `${base}/abandon`,
    summary: 'Give a round up before its plan is approved; its claims stand for the next one',
    during: statesFor(roundLifecycle, 'abandon'),
    body: EndRound,
    refusals: ['RETURN_STATE_FORBIDS'],
    example: endExample,
  },
  listReturnNotices: {
    method: 'GET',
    path: '/v1/public/return-notices',
    summary: 'Read the public notices of return that run, the first to end first; without a token, and without a person in them',
    tag,
    access: 'public',
    query: WidePageQuery,
    answers: { 200: pageOf(ReturnNotice) },
    refusals: [],
  },
});
