import * as z from 'zod';
import { alertLifecycle, outflowsFollowedIn, stopsAskedIn } from '../../shared/alerts/alert-lifecycle.ts';
import { KnownCase } from '../../shared/cases/known-case.ts';
import { FundGraph, OrderInstruction, OrderView, RequestView } from '../../shared/freezes/answers.ts';
import { FreezeRequest, RequestFreeze } from '../../shared/freezes/model.ts';
import { InstructionKind } from '../../shared/freezes/order/instruction-kinds.ts';
import { FollowAlert, RuleOnOutflows } from '../../shared/freezes/order/instructions.ts';
import { orderLifecycle } from '../../shared/freezes/order/order-lifecycle.ts';
import { orderStatuses } from '../../shared/freezes/order/order-status.ts';
import { orderMarks } from '../../shared/freezes/order/standing.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { DatedQuery, Mine, pageOf, WidePageQuery } from '../../shared/http/lists.ts';
import { AgencyId, AlertId, ApprovalId, FreezeRequestId, InstructionId, OrderId } from '../../shared/kernel/ids.ts';
import { onlyIn, statesFor } from '../../shared/kernel/lifecycle.ts';
import { UtcInstant } from '../../shared/kernel/time.ts';
import { OrdersSoFar } from '../lookups/orders-so-far.ts';
import { followExample, requestExample } from './examples.ts';
import { OfOrder, onOrder } from './on-order.ts';
import { RequestBody } from './request-body.ts';

const OfRequest = z.strictObject({ requestId: FreezeRequestId });

/** A fact of the order, without its content: that is for the audit. */
const FactLine = z.strictObject({ seq: z.int().positive(), type: z.string(), at: UtcInstant, by: AgencyId });
const Order = z
  .strictObject({
    ...OrderView.shape,
    version: z.int().positive(),
    marks: z.array(z.enum(orderMarks)).describe('Why it needs an eye.'),
    onPhone: z.boolean().describe('The bank takes no push: an officer telephones.'),
    dueInSeconds: z
      .int()
      .optional()
      .describe("To the end of the 30 minutes while the bank's result is awaited; below zero once they are over."),
    approvals: z
      .array(z.strictObject({ approvalId: ApprovalId, instruction: InstructionKind, instructionId: InstructionId }))
      .describe('The approvals that its instructions rest on, oldest first.'),
    facts: z.array(FactLine),
  })
  .meta({ id: 'StopOrder' });

/** The further records of an account that a request names. */
const KnownAccount = z
  .strictObject({
    accounts: z.array(z.int().nonnegative()).describe('The places in the request.'),
    orders: z
      .array(
        z.strictObject({
          orderId: OrderId,
          alertId: AlertId,
          reference: z.string().describe('The reference of the other alarm, for the phone.'),
          agency: AgencyId.describe('The agency that answers for the order.'),
          state: z.enum(orderStatuses),
          case: KnownCase.optional().describe('The case that the other alarm belongs to, if the caller may read it.'),
        }),
      )
      .describe('Orders of other alarms at the account that the caller may read.'),
    elsewhere: z.literal(true).optional().describe('The account is known from alarms that the caller may not see, too.'),
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
      .describe('The orders that answer for the accounts, joined ones too. Of more than twelve, some open within seconds.'),
    joined: z
      .array(z.strictObject({ accounts: z.array(z.int().nonnegative()), orderId: OrderId }))
      .describe('Accounts at which the alarm had a standing order: Cordon stops no account twice for one alarm.'),
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

/** How many outflows are followed now, by the order they come from. */
const FollowedOfAlert = z
  .strictObject({
    orders: z.array(z.strictObject({ orderId: OrderId, outflows: z.int().positive() })),
    ordersLeft: z.int().nonnegative().describe('Orders whose outflows are still held.'),
  })
  .meta({ id: 'FollowedOfAlert' });

/** The API by which stops are asked for, read and followed. */
export const stopRoutes = defineRoutes({
  requestFreeze: {
    method: 'POST',
    path: '/v1/freeze-requests',
    summary: 'Ask banks to stop payment on the accounts that received the money',
    tag: 'freeze-requests',
    access: { action: 'freeze.request' },
    during: onlyIn(alertLifecycle, stopsAskedIn),
    body: RequestBody,
    bodyAsTold: RequestFreeze,
    answers: { 202: Accepted },
    refusals: [
      'NOT_FOUND',
      'ALERT_WITHDRAWN',
      'ALERT_IS_DUPLICATE',
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
    summary: 'List the freeze requests of a district or the city, by alarm, newest first, over all months',
    tag: 'freeze-requests',
    access: { action: 'freeze-request.list' },
    query: DatedQuery.extend({ mine: Mine }),
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
  getInstruction: {
    method: 'GET',
    path: '/v1/orders/{orderId}/instructions/{instructionId}',
    summary: 'Read an instruction of an order as its bank was given it, with who approved it',
    tag: 'orders',
    access: { action: 'order.read' },
    params: OfOrder.extend({ instructionId: InstructionId }),
    answers: { 200: OrderInstruction },
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
    summary: 'Follow held outflows: beyond a bound of the trace, or named in an answer that contradicts itself',
    access: { action: 'order.follow' },
    during: statesFor(orderLifecycle, 'clearOutflows'),
    body: RuleOnOutflows,
    answers: { 202: OrderView },
    refusals: ['SAME_OFFICER_TWICE', 'ORDER_STATE_FORBIDS', 'OUTFLOW_NOT_HELD', 'ALERT_WITHDRAWN'],
    example: followExample,
  },
  declineHeldOutflows: {
    ...onOrder,
    path: '/v1/orders/{orderId}/decline-follow',
    summary: 'Leave held outflows unfollowed; they can be followed later',
    access: { action: 'order.follow' },
    during: statesFor(orderLifecycle, 'declineOutflows'),
    body: RuleOnOutflows,
    answers: { 200: OrderView },
    refusals: ['SAME_OFFICER_TWICE', 'ORDER_STATE_FORBIDS', 'OUTFLOW_NOT_HELD'],
    example: { reason: 'The accounts have nothing to do with it', officers: followExample.officers },
  },
  followHeldOfAlert: {
    method: 'POST',
    path: '/v1/alerts/{alertId}/follow',
    summary: 'Follow all held outflows of an alarm; if that is too much for one step, `ordersLeft` says to ask again',
    tag: 'alerts',
    access: { action: 'alert.follow' },
    during: onlyIn(alertLifecycle, outflowsFollowedIn),
    params: z.strictObject({ alertId: AlertId }),
    body: FollowAlert,
    answers: { 202: FollowedOfAlert },
    refusals: ['ALERT_WITHDRAWN', 'SAME_OFFICER_TWICE', 'OUTFLOW_NOT_HELD'],
    example: followExample,
  },
});
