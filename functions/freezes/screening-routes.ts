import * as z from 'zod';
import { RecordFinding, TellOwner } from '../../shared/freezes/screening/bodies.ts';
import { screeningStatuses } from '../../shared/freezes/screening/model.ts';
import { screeningLifecycle } from '../../shared/freezes/screening/screening-lifecycle.ts';
import { ScreeningEntry, ScreeningView } from '../../shared/freezes/screening/views.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { findingExample, tellOwnerExample } from './examples.ts';
import { OfOrder } from './on-order.ts';

/** The common parts of every command on the screening of an order. */
const onScreening = {
  method: 'POST',
  tag: 'screenings',
  params: OfOrder,
  ifMatch: true,
  answers: { 200: ScreeningView },
} as const;

/** The API of the screening of frozen accounts. */
export const screeningRoutes = defineRoutes({
  listScreenings: {
    method: 'GET',
    path: '/v1/screenings',
    summary: 'List the screenings of frozen accounts in which officers have something to do, what is due first',
    tag: 'screenings',
    access: { action: 'screening.list' },
    query: PageQuery.extend({
      district: z
        .enum([...districts, 'all'])
        .optional()
        .describe("Absent: the caller's own, or all districts for an agency of the whole city."),
      status: z.enum(screeningStatuses).optional(),
    }),
    answers: { 200: pageOf(ScreeningEntry) },
    refusals: [],
  },
  getScreening: {
    method: 'GET',
    path: '/v1/orders/{orderId}/screening',
    summary: 'Read the screening of a frozen account: its term, the finding and its grounds, whether the owner was told',
    tag: 'screenings',
    access: { action: 'screening.read' },
    params: OfOrder,
    answers: { 200: ScreeningView },
    refusals: [],
  },
  recordFinding: {
    ...onScreening,
    path: '/v1/orders/{orderId}/screening',
    summary: 'Record the finding: linked, linked in part, not linked; money that is not linked goes free at once',
    access: { action: 'screening.find' },
    during: statesFor(screeningLifecycle, 'find'),
    body: RecordFinding,
    refusals: [
      'SCREENING_STATE_FORBIDS',
      'ORDER_LET_GO',
      'SAME_OFFICER_TWICE',
      'INSTRUCTION_PENDING',
      'NARROWING_NOT_LESS',
      'ORDER_STATE_FORBIDS',
      'TERM_EXPIRED',
      'ACCOUNT_NOT_KNOWN',
    ],
    example: findingExample,
  },
  tellOwner: {
    ...onScreening,
    path: '/v1/orders/{orderId}/screening/owner-told',
    summary: 'Record that the owner of money that goes free was told',
    access: { action: 'screening.find' },
    during: statesFor(screeningLifecycle, 'tellOwner'),
    body: TellOwner,
    refusals: ['SCREENING_STATE_FORBIDS', 'TIME_IN_FUTURE', 'TIMES_OUT_OF_ORDER'],
    example: tellOwnerExample,
  },
});
