import * as z from 'zod';
import { refusalCodes } from '#refusals';
import { alertLifecycle } from '../../shared/alerts/alert-lifecycle.ts';
import { AlertView } from '../../shared/alerts/answers.ts';
import { CorrectAlert, HandOverAlert, JoinAlert, WithdrawAlert } from '../../shared/alerts/bodies.ts';
import { RequestedOrderCard } from '../../shared/freezes/answers.ts';
import { orderStatuses } from '../../shared/freezes/order/order-status.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { AlertId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { Fen } from '../../shared/kernel/money.ts';
import { endings } from '../lookups/end-orders.ts';
import { AlertWithKnown } from './known-victim.ts';

const on = { method: 'POST', tag: 'alerts', params: z.strictObject({ alertId: AlertId }), ifMatch: true } as const;

/** An order that still runs when its alarm is withdrawn. */
const RunningOrder = z
  .strictObject({
    ...RequestedOrderCard.pick({ orderId: true, bankId: true, tier: true }).shape,
    alertId: AlertId.describe('Its alarm: the one withdrawn, or a younger one that it stands for.'),
    state: z.enum(orderStatuses),
    heldFen: Fen.describe('What the bank holds now.'),
    ending: z.enum(endings).describe('The command on the order that ends it: `POST /v1/orders/{orderId}/…`.'),
    outcome: z
      .enum(['left', 'to-be-ended'])
      .describe('`left`: it goes on as it is · `to-be-ended`: Cordon gives that command for you, a moment from now.'),
    because: z.enum(refusalCodes).optional().describe('With `orders: "end"`: why it is left all the same.'),
  })
  .meta({ id: 'RunningOrder' });
export type RunningOrder = z.infer<typeof RunningOrder>;

const AlertWithdrawn = z
  .strictObject({
    ...AlertView.shape,
    orders: z
      .array(RunningOrder)
      .describe(
        'Orders that still run, its own and those of the younger alarms that it stands for, as far as you may read them; the first hundred.',
      ),
    ordersNotShown: z
      .int()
      .nonnegative()
      .describe('How many more run: orders of other police, and those beyond the first hundred.'),
  })
  .meta({ id: 'AlertWithdrawn' });

/** The routes by which police put an alarm right after it was taken. */
export const putRightRoutes = defineRoutes({
  handOverAlert: {
    ...on,
    path: '/v1/alerts/{alertId}/hand-over',
    summary: 'Hand an alarm over to the district that has jurisdiction; the agency that took it goes on seeing it',
    access: { action: 'alert.hand-over' },
    during: statesFor(alertLifecycle, 'handOver'),
    body: HandOverAlert,
    answers: { 200: AlertView },
    refusals: ['DISTRICT_HAS_ALERT', 'ALERT_WITHDRAWN', 'ALERT_IS_DUPLICATE'],
    example: { to: 'chaoyang', reason: 'The victim lives and paid in Chaoyang.' },
  },
  correctAlert: {
    ...on,
    path: '/v1/alerts/{alertId}/correct',
    summary: 'Put right what the report said wrongly; the clock (`receivedAt`) cannot change',
    access: { action: 'alert.correct' },
    during: statesFor(alertLifecycle, 'correct'),
    body: CorrectAlert,
    answers: { 200: AlertWithKnown },
    refusals: ['NOTHING_TO_CORRECT', 'ALERT_WITHDRAWN'],
    example: {
      victim: { phone: '13900000000' },
      lossFen: 50_000_000,
      reason: 'The victim named another number when she called back.',
    },
  },
  withdrawAlert: {
    ...on,
    path: '/v1/alerts/{alertId}/withdraw',
    summary: 'Withdraw an alarm and the younger ones that it stands for, and leave or end the orders that run',
    access: { action: 'alert.withdraw' },
    during: statesFor(alertLifecycle, 'withdraw'),
    body: WithdrawAlert,
    answers: { 200: AlertWithdrawn },
    refusals: ['SAME_OFFICER_TWICE', 'ALERT_WITHDRAWN', 'ALERT_IS_DUPLICATE'],
    example: {
      reason: { code: 'false-alarm', text: 'The daughter had paid the fees herself.' },
      orders: 'end',
      officers: [
        { name: '张三', badge: '010001', phone: '010-62510001' },
        { name: '李四', badge: '010002', phone: '010-62510002' },
      ],
    },
  },
  joinAlert: {
    ...on,
    path: '/v1/alerts/{alertId}/duplicate',
    summary: 'Say that an alarm is the same as an older one; both references are kept',
    access: { action: 'alert.join' },
    during: statesFor(alertLifecycle, 'join'),
    body: JoinAlert,
    answers: { 200: AlertView },
    refusals: ['ALERT_WITH_ITSELF', 'DUPLICATE_OF_YOUNGER', 'ALERT_FULL', 'ALERT_WITHDRAWN', 'ALERT_IS_DUPLICATE'],
    example: { of: 'alt_01KANXE8G000000000007K3Q9M' },
  },
});
