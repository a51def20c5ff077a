import * as z from 'zod';
import { AddDocuments, ExtendOrder, FreezeOrder, ReleaseOrder } from '../../shared/freezes/order/instructions.ts';
import { orderLifecycle } from '../../shared/freezes/order/order-lifecycle.ts';
import { orderStatuses } from '../../shared/freezes/order/order-status.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { Problem } from '../../shared/http/problem-body.ts';
import { ApprovalId, CaseId, OrderId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { bulkDocumentsExample, bulkExtendExample, bulkFreezeExample, bulkReleaseExample } from './examples.ts';

/** As many orders as one request decides on: they are taken one after the other. */
const MOST = 50;

/** One of the orders. */
const Named = z.strictObject({
  orderId: OrderId,
  version: z.int().positive().optional().describe('The version that the caller knows, as with `if-match`.'),
});

/** The orders of a request, each once, with what is said of each by itself. */
function eachOnce<One extends z.ZodType<z.infer<typeof Named>>>(one: One) {
  return z
    .array(one)
    .min(1)
    .max(MOST)
    .refine((orders) => new Set(orders.map(({ orderId }) => orderId)).size === orders.length, 'must not name an order twice');
}

const ExtendOrders = ExtendOrder.extend({ orders: eachOnce(Named) });
const ReleaseOrders = ReleaseOrder.omit({ approvalId: true, approval: true }).extend({
  orders: eachOnce(Named.extend(ReleaseOrder.pick({ approvalId: true }).shape)),
});
const FreezeOrders = FreezeOrder.omit({ approvalId: true, approval: true, amountFen: true }).extend({
  orders: eachOnce(
    Named.extend({
      ...FreezeOrder.pick({ amountFen: true, necessity: true }).shape,
      // not marked as needed: an order that lacks it is refused alone, and holds up no other
      approvalId: ApprovalId.optional().describe(
        'The granted approval with the gate `freeze`, of this order. Without it, this order alone is refused: `APPROVAL_MISSING`.',
      ),
    }),
  ),
});
const DocumentOrders = AddDocuments.extend({ orders: eachOnce(Named) });

/** What became of each order: its own decision, which no other order's changes. */
const Outcomes = z
  .strictObject({
    done: z.int().nonnegative(),
    refused: z.int().nonnegative(),
    outcomes: z
      .array(
        z.union([
          z.strictObject({ orderId: OrderId, outcome: z.literal('done'), state: z.enum(orderStatuses) }),
          z.strictObject({ orderId: OrderId, outcome: z.literal('refused'), problem: Problem }),
        ]),
      )
      .describe('In the order of the request.'),
  })
  .meta({ id: 'BulkOutcomes' });

/** The common parts: several orders of one case, under one set of papers. */
const inCase = {
  method: 'POST',
  tag: 'orders',
  params: z.strictObject({ caseId: CaseId }),
  answers: { 200: Outcomes },
  refusals: ['ORDERS_OF_OTHER_CASE'],
} as const;

export const bulkRoutes = defineRoutes({
  extendOrders: {
    ...inCase,
    path: '/v1/cases/{caseId}/orders/extend',
    summary: 'Extend several stops of a case; each order is decided by itself, and the answer has each outcome',
    access: { action: 'order.extend' },
    during: statesFor(orderLifecycle, 'orderExtension'),
    body: ExtendOrders,
    example: bulkExtendExample,
  },
  releaseOrders: {
    ...inCase,
    path: '/v1/cases/{caseId}/orders/release',
    summary: 'Release several accounts of a case; each order is decided by itself, and the answer has each outcome',
    access: { action: 'order.release' },
    during: statesFor(orderLifecycle, 'orderRelease', ['withdraw', 'in-line']),
    body: ReleaseOrders,
    example: bulkReleaseExample,
  },
  freezeOrders: {
    ...inCase,
    path: '/v1/cases/{caseId}/orders/freeze',
    summary: 'Freeze several stopped accounts of a case with one notice; each order is decided by itself',
    access: { action: 'order.freeze' },
    during: statesFor(orderLifecycle, 'orderFreeze', 'orderWaitingFreeze'),
    body: FreezeOrders,
    example: bulkFreezeExample,
  },
  addDocumentsToOrders: {
    ...inCase,
    path: '/v1/cases/{caseId}/orders/documents',
    summary: 'Hand in the same papers for several orders of a case; each order is decided by itself',
    access: { action: 'order.document' },
    during: statesFor(orderLifecycle, 'addDocuments'),
    body: DocumentOrders,
    example: bulkDocumentsExample,
  },
});
