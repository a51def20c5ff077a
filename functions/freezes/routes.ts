import * as z from 'zod';
import { KnownCase } from '../../shared/cases/known-case.ts';
import { FundGraph, OrderView, RequestView } from '../../shared/freezes/answers.ts';
import {
  AddDocuments,
  CorrectOrder,
  ExtendOrder,
  FollowAlert,
  FreezeOrder,
  ReleaseOrder,
  RenewOrder,
  RuleOnOutflows,
  SettleOrder,
  TakeTurn,
  UnfreezeOrder,
  WaitInLine,
  WithdrawOrder,
} from '../../shared/freezes/instructions.ts';
import { FreezeRequest, RequestFreeze } from '../../shared/freezes/model.ts';
import { orderStatuses } from '../../shared/freezes/order-status.ts';
import { PhoneResult } from '../../shared/freezes/phone-result.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { MonthQuery, pageOf, WidePageQuery } from '../../shared/http/lists.ts';
import { AgencyId, AlertId, FreezeRequestId, OrderId } from '../../shared/kernel/ids.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { OrdersSoFar } from '../lib/orders-so-far.ts';
import {
  correctionExample,
  documentsExample,
  extendExample,
  followExample,
  freezeExample,
  lineExample,
  phoneExample,
  releaseExample,
  renewExample,
  requestExample,
  settleExample,
  turnExample,
  unfreezeExample,
  withdrawExample,
} from './examples.ts';
import { RequestBody } from './request-body.ts';

const OfRequest = z.strictObject({ requestId: FreezeRequestId });
const OfOrder = z.strictObject({ orderId: OrderId });

/** A fact of the order, without what it holds: that is for the audit. */
const FactLine = z.strictObject({ seq: z.int().positive(), type: z.string(), at: UtcInstant, by: AgencyId });
const Order = z
  .strictObject({ ...OrderView.shape, version: z.int().positive(), facts: z.array(FactLine) })
  .meta({ id: 'StopOrder' });

/** What else Cordon knows of an account that a request names. */
const KnownAccount = z
  .strictObject({
    accounts: z.array(z.int().nonnegative()).describe('The places in the request.'),
    orders: z
      .array(
        z.strictObject({
          orderId: OrderId,
          alertId: AlertId,
          reference: z.string().describe('What people call the other alarm on the phone.'),
          agency: AgencyId.describe('The agency that answers for the order.'),
          state: z.enum(orderStatuses),
          case: KnownCase.optional().describe('The case that the other alarm belongs to, where the caller may read it.'),
        }),
      )
      .describe('Orders of other alarms at the account that the caller may read.'),
    elsewhere: z.literal(true).optional().describe('The account is known from alarms that are not for the caller, too.'),
  })
  .meta({ id: 'KnownAccount' });
export type KnownAccount = z.input<typeof KnownAccount>;

const Accepted = z
  .strictObject({
    requestId: FreezeRequestId,
    orders: z
      .array(
        z.strictObject({
          orderId: OrderId,
          bankId: AgencyId,
          dueAt: UtcInstant,
          accounts: z.array(z.int().nonnegative()).describe('The places in the request that the order answers for.'),
          joined: z.literal(true).optional().describe('The alarm had this order at the account already: the request joined it.'),
        }),
      )
      .describe('The orders that answer for the accounts, those that the request joined among them.'),
    joined: z
      .array(z.strictObject({ accounts: z.array(z.int().nonnegative()), orderId: OrderId }))
      .describe('Accounts at which the alarm had an order that stands: no account is stopped twice for one alarm.'),
    known: z.array(KnownAccount).describe('Accounts that are known from other alarms: cases may belong together.'),
    refused: FreezeRequest.shape.refused.describe(
      'Accounts without an order, by their place in the request, and why. They hold up no other.',
    ),
  })
  .meta({ id: 'FreezeRequestAccepted' });

/** What an index holds of a freeze request. */
export const RequestCard = z.object(
  FreezeRequest.pick({
    requestId: true,
    alertId: true,
    district: true,
    agency: true,
    requestedAt: true,
    urgency: true,
    alarmAt: true,
    dueAt: true,
  }).shape,
);

const RequestEntry = z
  .strictObject({ ...RequestCard.shape, openSeconds: z.int().nonnegative(), orders: OrdersSoFar })
  .meta({ id: 'FreezeRequestEntry' });

const instructionRefusals = ['SAME_OFFICER_TWICE', 'ORDER_STATE_FORBIDS', 'INSTRUCTION_PENDING', 'TERM_EXPIRED'] as const;
/** Where an approval opens the gate. */
const approvalRefusals = [
  'APPROVAL_MISSING',
  'APPROVAL_UNKNOWN',
  'APPROVAL_OF_OTHER_MATTER',
  'APPROVAL_NOT_GRANTED',
  'APPROVAL_LAPSED',
  'APPROVAL_USED_BEFORE',
  'APPROVER_ACTS',
  'APPROVER_IS_OFFICER',
] as const;
/** Where a notice does. */
const paperRefusals = [
  'DOCUMENT_MISSING',
  'TOO_MANY_DOCUMENTS',
  'TIME_IN_FUTURE',
  'TIME_BEFORE_ALARM',
  'TIMES_OUT_OF_ORDER',
] as const;
/** How many outflows are followed now, by the order they come from. */
const FollowedOfAlert = z
  .strictObject({
    orders: z.array(z.strictObject({ orderId: OrderId, outflows: z.int().positive() })),
    ordersLeft: z.int().nonnegative().describe('Orders whose outflows are still held.'),
  })
  .meta({ id: 'FollowedOfAlert' });
/** What every command on an order has in common. */
const onOrder = { method: 'POST', tag: 'orders', params: OfOrder, ifMatch: true } as const;

/** Stops are asked for, read and followed. */
export const stopRoutes = defineRoutes({
  requestFreeze: {
    method: 'POST',
    path: '/v1/freeze-requests',
    summary: 'Ask banks to stop payment on the accounts that received the money',
    tag: 'freeze-requests',
    access: { action: 'freeze.request' },
    body: RequestBody,
    bodyAsTold: RequestFreeze,
    answers: { 202: Accepted },
    refusals: [
      'NOT_FOUND',
      'SAME_OFFICER_TWICE',
      'BANK_UNKNOWN',
      'TIME_IN_FUTURE',
      'TOO_MANY_TRANSFERS',
      'STOP_LIMIT_REACHED',
      'NO_ACCOUNT_TO_STOP',
    ],
    example: requestExample,
  },
  getFreezeRequest: {
    method: 'GET',
    path: '/v1/freeze-requests/{requestId}',
    summary: 'Read a freeze request',
    tag: 'freeze-requests',
    access: { action: 'freeze-request.read' },
    params: OfRequest,
    answers: { 200: RequestView },
    refusals: [],
  },
  listFreezeRequests: {
    method: 'GET',
    path: '/v1/freeze-requests',
    summary: "List a district's freeze requests of a month, by alarm, newest first",
    tag: 'freeze-requests',
    access: { action: 'freeze-request.list' },
    query: MonthQuery,
    answers: { 200: pageOf(RequestEntry) },
    refusals: [],
  },
  getOrder: {
    method: 'GET',
    path: '/v1/orders/{orderId}',
    summary: 'Read a stop order: its clocks, its money, its ladder, its facts so far',
    tag: 'orders',
    access: { action: 'order.read' },
    params: OfOrder,
    answers: { 200: Order },
    refusals: [],
  },
  getFundGraph: {
    method: 'GET',
    path: '/v1/orders/{orderId}/fund-graph',
    summary: "See the money's way through the orders of the same alert, tier by tier, page by page",
    tag: 'orders',
    access: { action: 'order.trace' },
    params: OfOrder,
    query: WidePageQuery,
    answers: { 200: FundGraph },
    refusals: [],
  },
  followHeldOutflows: {
    ...onOrder,
    path: '/v1/orders/{orderId}/follow',
    summary: 'Follow outflows that are held: beyond a bound of the trace, or named in an answer that contradicts itself',
    access: { action: 'order.follow' },
    body: RuleOnOutflows,
    answers: { 202: OrderView },
    refusals: ['SAME_OFFICER_TWICE', 'ORDER_STATE_FORBIDS', 'OUTFLOW_NOT_HELD'],
    example: followExample,
  },
  declineHeldOutflows: {
    ...onOrder,
    path: '/v1/orders/{orderId}/decline-follow',
    summary: 'Leave outflows that are held unfollowed; they can be followed later',
    access: { action: 'order.follow' },
    body: RuleOnOutflows,
    answers: { 200: OrderView },
    refusals: ['SAME_OFFICER_TWICE', 'ORDER_STATE_FORBIDS', 'OUTFLOW_NOT_HELD'],
    example: { reason: 'The accounts have nothing to do with it', officers: followExample.officers },
  },
  followHeldOfAlert: {
    method: 'POST',
    path: '/v1/alerts/{alertId}/follow',
    summary: 'Follow all outflows that are held of an alarm; where that is too much for one step, `ordersLeft` says to ask again',
    tag: 'alerts',
    access: { action: 'alert.follow' },
    params: z.strictObject({ alertId: AlertId }),
    body: FollowAlert,
    answers: { 202: FollowedOfAlert },
    refusals: ['SAME_OFFICER_TWICE', 'OUTFLOW_NOT_HELD'],
    example: followExample,
  },
});

/** What comes after the stop was asked for: instructions, papers, corrections, the line. */
export const instructionRoutes = defineRoutes({
  extendOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/extend',
    summary: 'Have the bank hold for another 48 hours',
    access: { action: 'order.extend' },
    body: ExtendOrder,
    answers: { 202: OrderView },
    refusals: [...instructionRefusals, 'EXTENSION_NOT_ALLOWED', 'STOP_LIMIT_REACHED'],
    example: extendExample,
  },
  releaseOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/release',
    summary: 'Have the bank let go before the term ends',
    access: { action: 'order.release' },
    body: ReleaseOrder,
    answers: { 202: OrderView },
    refusals: [...instructionRefusals, ...approvalRefusals],
    example: releaseExample,
  },
  withdrawOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/withdraw',
    summary: 'Take back a stop that the bank has not answered; the bank is told',
    access: { action: 'order.withdraw' },
    body: WithdrawOrder,
    answers: { 202: OrderView },
    refusals: ['SAME_OFFICER_TWICE', 'ORDER_STATE_FORBIDS', 'INSTRUCTION_PENDING'],
    example: withdrawExample,
  },
  freezeOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/freeze',
    summary: 'Turn the stop into a freeze; only once the case is filed',
    access: { action: 'order.freeze' },
    body: FreezeOrder,
    answers: { 202: OrderView },
    refusals: [
      ...instructionRefusals,
      ...approvalRefusals,
      ...paperRefusals,
      'ACCOUNT_FROZEN',
      'ACCOUNT_NOT_KNOWN',
      'CASE_NOT_FILED',
      'FILING_DIFFERS',
      'CASE_NUMBER_TAKEN',
    ],
    example: freezeExample,
  },
  renewOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/renew',
    summary: 'Renew a freeze, from ten days before its end',
    access: { action: 'order.renew' },
    body: RenewOrder,
    answers: { 202: OrderView },
    refusals: [...instructionRefusals, ...approvalRefusals, ...paperRefusals, 'RENEWAL_TOO_EARLY', 'RENEWAL_TOO_LONG'],
    example: renewExample,
  },
  unfreezeOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/unfreeze',
    summary: 'End a freeze',
    access: { action: 'order.unfreeze' },
    body: UnfreezeOrder,
    answers: { 202: OrderView },
    refusals: [...instructionRefusals, ...approvalRefusals, ...paperRefusals],
    example: unfreezeExample,
  },
  correctOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/correct',
    summary: 'Send a returned order again, put right; the alarm clock runs on',
    access: { action: 'order.correct' },
    body: CorrectOrder,
    answers: {
      202: z.strictObject({
        orderId: OrderId,
        corrects: OrderId,
        bankId: AgencyId,
        dueAt: UtcInstant,
        joined: z.literal(true).optional().describe('The alarm has this order at the account already: the correction joins it.'),
      }),
    },
    refusals: [
      'SAME_OFFICER_TWICE',
      'ORDER_STATE_FORBIDS',
      'BANK_UNKNOWN',
      'TIME_IN_FUTURE',
      'TOO_MANY_TRANSFERS',
      'STOP_LIMIT_REACHED',
    ],
    example: correctionExample,
  },
  addDocuments: {
    ...onOrder,
    path: '/v1/orders/{orderId}/documents',
    summary: 'Hand in the papers that follow an urgent order, or that the bank missed',
    access: { action: 'order.document' },
    body: AddDocuments,
    answers: { 200: OrderView },
    refusals: ['ORDER_STATE_FORBIDS', 'TIME_IN_FUTURE', 'TIME_BEFORE_ALARM', 'TOO_MANY_DOCUMENTS'],
    example: documentsExample,
  },
  lineUp: {
    ...onOrder,
    path: '/v1/orders/{orderId}/line',
    summary: 'Wait in line behind the order that holds the account; a stop of its own runs on until it ends',
    access: { action: 'order.line-up' },
    body: WaitInLine,
    answers: { 200: OrderView },
    refusals: ['SAME_OFFICER_TWICE', 'ORDER_STATE_FORBIDS', 'ACCOUNT_NOT_HELD'],
    example: lineExample,
  },
  settleOrder: {
    ...onOrder,
    path: '/v1/orders/{orderId}/settle',
    summary: 'Say how a stop or a freeze whose term ran out was dealt with; until then it waits for the police',
    access: { action: 'order.line-up' },
    body: SettleOrder,
    answers: { 200: OrderView },
    refusals: ['ORDER_STATE_FORBIDS'],
    example: settleExample,
  },
  takeTurn: {
    ...onOrder,
    path: '/v1/orders/{orderId}/turn',
    summary: 'Ask the bank for the stop of an order in line whose turn has come, as the officers know from the bank',
    access: { action: 'order.line-up' },
    body: TakeTurn,
    answers: { 200: OrderView },
    refusals: ['SAME_OFFICER_TWICE', 'ORDER_STATE_FORBIDS', 'INSTRUCTION_PENDING', 'ACCOUNT_FROZEN', 'STOP_LIMIT_REACHED'],
    example: turnExample,
  },
});

/** What a bank answers by telephone. */
export const phoneRoutes = defineRoutes({
  recordPhoneResult: {
    ...onOrder,
    path: '/v1/orders/{orderId}/phone-result',
    summary: 'Enter an answer that the bank gave by telephone; like one that it sends, it stops the clock',
    access: { action: 'order.phone-result' },
    body: PhoneResult,
    answers: { 200: OrderView },
    refusals: [
      'SAME_OFFICER_TWICE',
      'TIME_IN_FUTURE',
      'TIME_BEFORE_ALARM',
      'ORDER_STATE_FORBIDS',
      'INSTRUCTION_NOT_NAMED',
      'INSTRUCTION_UNKNOWN',
      'INSTRUCTION_REPLACED',
      'RESULT_CONFLICT',
      'RESULT_INCOMPLETE',
      'TERM_EXPIRED',
    ],
    example: phoneExample,
  },
});

export const freezeRoutes = { ...stopRoutes, ...instructionRoutes, ...phoneRoutes };
