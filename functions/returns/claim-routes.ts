import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { ReturnClaimId, ReturnRoundId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { claimLifecycle } from '../../shared/returns/claim/claim-lifecycle.ts';
import { CorrectPayee, FreeClaim, HoldClaim, MakeClaim, WithdrawClaim } from '../../shared/returns/claim/claim-model.ts';
import { ReturnClaimView } from '../../shared/returns/views.ts';
import { claimExample, freeExample, holdExample, payeeExample, withdrawClaimExample } from './examples.ts';

const OfRound = z.strictObject({ returnId: ReturnRoundId });
const OfClaim = z.strictObject({ claimId: ReturnClaimId });
const tag = 'returns';
const base = '/v1/return-claims/{claimId}';

/** The common parts of every command on a claim. */
const onClaim = {
  method: 'POST',
  tag,
  access: { action: 'return.work' },
  params: OfClaim,
  ifMatch: true,
  answers: { 200: ReturnClaimView },
} as const;

export const claimRoutes = defineRoutes({
  makeReturnClaim: {
    method: 'POST',
    path: '/v1/returns/{returnId}/claims',
    summary:
      "Make a victim's claim: the proved loss, its transfers among those of the case's orders, and where the money is to go",
    tag,
    access: { action: 'return.work' },
    params: OfRound,
    body: MakeClaim,
    answers: { 201: ReturnClaimView },
    refusals: [
      'RETURN_STATE_FORBIDS',
      'RETURN_FULL',
      'CLAIM_TRANSFER_UNKNOWN',
      'CLAIM_ABOVE_TRANSFER',
      'LOSS_ABOVE_TRANSFERS',
      'TRANSFER_CLAIMED_BEFORE',
      'PAYEE_BANK_UNKNOWN',
      'PAYEE_NOT_THE_VICTIM',
    ],
    example: claimExample,
  },
  listReturnClaims: {
    method: 'GET',
    path: '/v1/returns/{returnId}/claims',
    summary: "List the claims of the round's case, those of earlier rounds first",
    tag,
    access: { action: 'return.read' },
    params: OfRound,
    query: PageQuery,
    answers: { 200: pageOf(ReturnClaimView) },
    refusals: [],
  },
  getReturnClaim: {
    method: 'GET',
    path: base,
    summary: 'Read a claim, and what each round paid on it',
    tag,
    access: { action: 'return.read' },
    params: OfClaim,
    answers: { 200: ReturnClaimView },
    refusals: [],
  },
  correctReturnPayee: {
    ...onClaim,
    path: `${base}/payee`,
    summary: "Name another account of the victim, or an agent with the agent's authority",
    during: statesFor(claimLifecycle, 'correctPayee'),
    body: CorrectPayee,
    refusals: ['CLAIM_STATE_FORBIDS', 'PAYEE_BANK_UNKNOWN', 'PAYEE_NOT_THE_VICTIM', 'AGENT_AFTER_APPROVAL'],
    example: payeeExample,
  },
  holdReturnClaim: {
    ...onClaim,
    path: `${base}/hold`,
    summary: 'Hold the share of a claim: it is computed and not paid. The round goes on',
    during: statesFor(claimLifecycle, 'hold'),
    body: HoldClaim,
    refusals: ['CLAIM_STATE_FORBIDS'],
    example: holdExample,
  },
  freeReturnClaim: {
    ...onClaim,
    path: `${base}/free`,
    summary: 'Let the share of a held claim go',
    during: statesFor(claimLifecycle, 'free'),
    body: FreeClaim,
    refusals: ['CLAIM_STATE_FORBIDS'],
    example: freeExample,
  },
  withdrawReturnClaim: {
    ...onClaim,
    path: `${base}/withdraw`,
    summary: 'Withdraw a claim on which nothing was paid; another may then be made for its transfers',
    during: statesFor(claimLifecycle, 'withdraw'),
    body: WithdrawClaim,
    refusals: ['CLAIM_STATE_FORBIDS', 'CLAIM_PAID', 'RETURN_STATE_FORBIDS'],
    example: withdrawClaimExample,
  },
});
