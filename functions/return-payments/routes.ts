import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { ReturnPaymentId, ReturnRoundId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { paymentLifecycle } from '../../shared/returns/payment/payment-lifecycle.ts';
import { CorrectPayment, DropPayment, SettleDispute } from '../../shared/returns/payment/payment-model.ts';
import { ReturnPaymentView } from '../../shared/returns/views.ts';
import { correctPaymentExample, dropPaymentExample, settleDisputeExample } from '../returns/examples.ts';

const OfRound = z.strictObject({ returnId: ReturnRoundId });
const OfPayment = z.strictObject({ paymentId: ReturnPaymentId });
const tag = 'returns';
const base = '/v1/return-payments/{paymentId}';

/** The common parts of every command on a payment. */
const onPayment = {
  method: 'POST',
  tag,
  access: { action: 'return.work' },
  params: OfPayment,
  ifMatch: true,
  answers: { 200: ReturnPaymentView },
} as const;

export const returnPaymentRoutes = defineRoutes({
  listReturnPayments: {
    method: 'GET',
    path: '/v1/returns/{returnId}/payments',
    summary: 'List the payments of a round: each out of one account, to one payee, one sum',
    tag,
    access: { action: 'return.read' },
    params: OfRound,
    query: PageQuery,
    answers: { 200: pageOf(ReturnPaymentView) },
    refusals: [],
  },
  getReturnPayment: {
    method: 'GET',
    path: base,
    summary: 'Read a payment: how it stands, until when its bank has to have paid, and how often the bank was asked',
    tag,
    access: { action: 'return.read' },
    params: OfPayment,
    answers: { 200: ReturnPaymentView },
    refusals: [],
  },
  correctReturnPayment: {
    ...onPayment,
    path: `${base}/correct`,
    summary: 'Put a payment out again under its key, to the account that the claim names now',
    during: statesFor(paymentLifecycle, 'correct'),
    body: CorrectPayment,
    refusals: ['PAYMENT_STATE_FORBIDS'],
    example: correctPaymentExample,
  },
  freeReturnPayment: {
    ...onPayment,
    path: `${base}/free`,
    summary: 'Order a held payment, once its claim is free',
    during: statesFor(paymentLifecycle, 'free'),
    refusals: ['PAYMENT_STATE_FORBIDS'],
  },
  dropReturnPayment: {
    ...onPayment,
    path: `${base}/drop`,
    summary: 'Give up a payment that no bank has: its sum stays frozen',
    during: statesFor(paymentLifecycle, 'drop'),
    body: DropPayment,
    refusals: ['PAYMENT_STATE_FORBIDS'],
    example: dropPaymentExample,
  },
  settleReturnPaymentDispute: {
    ...onPayment,
    path: `${base}/settle-dispute`,
    summary: 'Say whether the bank paid, where it contradicts its own word: the payment, its claim and the frozen sum follow',
    during: statesFor(paymentLifecycle, 'settle'),
    body: SettleDispute,
    refusals: ['PAYMENT_STATE_FORBIDS', 'SAME_OFFICER_TWICE'],
    example: settleDisputeExample,
  },
});
