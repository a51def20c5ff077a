import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { DatedQuery, PageQuery, pageOf } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { ImpactRunId, ProposalId, RecordedDecisionId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { RecordDecision } from '../../shared/standards/decision/decision-model.ts';
import { DecisionCard } from '../../shared/standards/decision/decision-streams.ts';
import { Flip } from '../../shared/standards/impact/impact-model.ts';
import { proposalLifecycle } from '../../shared/standards/proposal/proposal-lifecycle.ts';
import {
  AdoptProposal,
  DeclineProposal,
  OpenConsultation,
  Proposal,
  WithdrawProposal,
} from '../../shared/standards/proposal/proposal-model.ts';
import { ProposeStandard } from '../../shared/standards/proposal/propose-standard.ts';
import { Criterion } from '../../shared/standards/standard/criteria.ts';
import { DecisionView, ImpactView, ProposalView } from './answers.ts';
import { adoptExample, consultExample, decisionExample, declineExample, proposalExample, withdrawExample } from './examples.ts';

const proposalId = z.strictObject({ proposalId: ProposalId });
const run = z.strictObject({ proposalId: ProposalId, runId: ImpactRunId });

/** What an index holds of a proposal. */
export const ProposalCard = z.object({
  ...Proposal.pick({
    proposalId: true,
    status: true,
    criterion: true,
    title: true,
    districts: true,
    effectiveFrom: true,
    proposedAt: true,
    proposedBy: true,
  }).shape,
  measure: z.string().optional(),
  threshold: z.int().optional(),
  /** Until when the districts can answer, once they were asked. */
  answerBy: UtcInstant.optional(),
  adopted: z.int().nonnegative(),
  declined: z.int().nonnegative(),
  /** Districts that have not answered; absent on entries written before this was counted. */
  unanswered: z.int().nonnegative().optional(),
});

const onProposal = {
  method: 'POST',
  tag: 'proposals',
  params: proposalId,
  answers: { 200: ProposalView },
  ifMatch: true,
} as const;
const refusals = ['PROPOSAL_STATE_FORBIDS', 'PROPOSAL_DATE_PASSED'] as const;

export const decisionRoutes = defineRoutes({
  recordDecision: {
    method: 'POST',
    path: '/v1/standards/decisions',
    summary:
      'Record a decision on arrest or prosecution, once a case number and day; one that departs from the standard in force says why, and raises an alarm',
    tag: 'standards',
    access: { action: 'decision.record' },
    body: RecordDecision,
    /** 200: the identical decision is recorded under its case number already. */
    answers: { 200: DecisionView, 201: DecisionView },
    refusals: [
      'TIME_IN_FUTURE',
      'MEASURE_UNKNOWN',
      'FACT_UNFIT',
      'GROUNDS_NOT_PUBLIC',
      'DEPARTURE_REASON_MISSING',
      'DECISION_RECORDED_ALREADY',
    ],
    example: decisionExample,
  },
  listDecisions: {
    method: 'GET',
    path: '/v1/standards/decisions',
    summary: 'List the recorded decisions of a district or the city, newest first, over all months',
    tag: 'standards',
    access: { action: 'decision.list' },
    query: DatedQuery.extend({
      criterion: Criterion.default('two-card-amount'),
      departed: z.literal('true').optional().meta({ description: 'Only those that depart from the standard in force.' }),
    }),
    answers: { 200: pageOf(DecisionCard) },
    refusals: [],
  },
  getDecision: {
    method: 'GET',
    path: '/v1/standards/decisions/{decisionId}',
    summary: 'Read a recorded decision, and what the standard of its day says of its facts',
    tag: 'standards',
    access: { action: 'decision.read' },
    params: z.strictObject({ decisionId: RecordedDecisionId }),
    answers: { 200: DecisionView },
    refusals: [],
  },
});

export const proposalRoutes = defineRoutes({
  proposeStandard: {
    method: 'POST',
    path: '/v1/standards/proposals',
    summary: 'Propose one standard for several districts',
    tag: 'proposals',
    access: { action: 'proposal.make' },
    body: ProposeStandard,
    answers: { 201: ProposalView },
    refusals: [
      'NOT_FOUND',
      'MEASURE_UNKNOWN',
      'THRESHOLD_NEGATIVE',
      'THRESHOLD_NOT_INTEGER',
      'OPERATOR_UNFIT',
      'HEADLINE_NOT_IN_RULE',
      'PROPOSAL_DATE_PASSED',
      'PROPOSAL_TOO_SOON',
    ],
    example: proposalExample,
  },
  listProposals: {
    method: 'GET',
    path: '/v1/standards/proposals',
    summary: 'List the proposals, newest first',
    tag: 'proposals',
    access: { action: 'proposal.read' },
    query: PageQuery,
    answers: { 200: pageOf(ProposalCard) },
    refusals: [],
  },
  getProposal: {
    method: 'GET',
    path: '/v1/standards/proposals/{proposalId}',
    summary: 'Read a proposal and what the districts said',
    tag: 'proposals',
    access: { action: 'proposal.read' },
    params: proposalId,
    answers: { 200: ProposalView },
    refusals: [],
  },
  consultProposal: {
    ...onProposal,
    path: '/v1/standards/proposals/{proposalId}/consult',
    summary: 'Put a proposal to the districts it concerns',
    access: { action: 'proposal.run' },
    during: statesFor(proposalLifecycle, 'consult'),
    body: OpenConsultation,
    example: consultExample,
    refusals: [...refusals, 'PROPOSAL_TOO_SOON', 'NOT_FOUND'],
  },
  adoptProposal: {
    ...onProposal,
    path: '/v1/standards/proposals/{proposalId}/adopt',
    summary: "Adopt a proposal for the caller's district; it holds there from its first day",
    access: { action: 'proposal.answer' },
    during: statesFor(proposalLifecycle, 'adopt'),
    body: AdoptProposal,
    example: adoptExample,
    refusals: [...refusals, 'DISTRICT_NOT_ASKED', 'STANDARD_OVERLAP', 'CHANGE_REASON_MISSING'],
  },
  declineProposal: {
    ...onProposal,
    path: '/v1/standards/proposals/{proposalId}/decline',
    summary: "Decline a proposal for the caller's district, with the reason",
    access: { action: 'proposal.answer' },
    during: statesFor(proposalLifecycle, 'decline'),
    body: DeclineProposal,
    example: declineExample,
    refusals: [...refusals, 'DISTRICT_NOT_ASKED'],
  },
  withdrawProposal: {
    ...onProposal,
    path: '/v1/standards/proposals/{proposalId}/withdraw',
    summary: 'Withdraw a proposal before its first day',
    access: { action: 'proposal.run' },
    during: statesFor(proposalLifecycle, 'withdraw'),
    body: WithdrawProposal,
    example: withdrawExample,
    refusals,
  },
});

export const impactRoutes = defineRoutes({
  startImpact: {
    method: 'POST',
    path: '/v1/standards/proposals/{proposalId}/impact',
    summary: 'Count over all recorded cases what a proposal would change; while a count runs, the answer is that count',
    tag: 'proposals',
    access: { action: 'impact.start' },
    during: statesFor(proposalLifecycle, 'requestImpact'),
    params: proposalId,
    answers: { 202: ImpactView },
    refusals,
  },
  getNewestImpact: {
    method: 'GET',
    path: '/v1/standards/proposals/{proposalId}/impact',
    summary: 'Read the newest count of what a proposal would change',
    tag: 'proposals',
    access: { action: 'proposal.read' },
    params: proposalId,
    answers: { 200: ImpactView },
    refusals: [],
  },
  getImpact: {
    method: 'GET',
    path: '/v1/standards/proposals/{proposalId}/impact/{runId}',
    summary: 'Read a count of what a proposal would change: how far it is, and what it came to in each district',
    tag: 'proposals',
    access: { action: 'proposal.read' },
    params: run,
    answers: { 200: ImpactView },
    refusals: [],
  },
  listFlips: {
    method: 'GET',
    path: '/v1/standards/proposals/{proposalId}/impact/{runId}/flips',
    summary: 'List the recorded cases of a district whose outcome would change, for those who may list its decisions',
    tag: 'proposals',
    access: { action: 'decision.list' },
    params: run,
    query: PageQuery.extend({ district: z.enum(districts) }),
    answers: { 200: pageOf(Flip) },
    refusals: [],
  },
});
