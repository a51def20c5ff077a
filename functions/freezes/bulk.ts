import * as z from 'zod';
import { decideAccess } from '../../shared/access/decide-access.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import { holdsCase } from '../../shared/cases/visibility.ts';
import { AddDocuments, ExtendOrder, FreezeOrder, ReleaseOrder } from '../../shared/freezes/order/instructions.ts';
import { orderStatuses } from '../../shared/freezes/order/order-status.ts';
import { type Call, isRejection, type Rejection } from '../../shared/http/api-request.ts';
import { createApi, type Operations } from '../../shared/http/create-api.ts';
import { Problem } from '../../shared/http/problem-body.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { AlertId } from '../../shared/kernel/ids.ts';
import { findCase } from '../lookups/cases.ts';
import { type ApiTools, createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { isAnyBusy, severalUnderKey } from '../platform/several-under-key.ts';
import { bulkRoutes } from './bulk-routes.ts';
import type { OrderCall } from './command-on-order.ts';
import { FreezesEnv } from './env.ts';
import { addDocumentsToOne, extendOne, freezeOne, releaseOne } from './one-order.ts';

/** What is said of each order by itself; the rest of a body is said of all. */
interface OneOfMany {
  readonly orderId: string;
  readonly version?: number | undefined;
}

interface BulkCall extends Call {
  readonly params: { readonly caseId: string };
  readonly body: { readonly orders: readonly OneOfMany[] };
  answer(status: 200, body: BulkAnswer): StoredAnswer;
}

type BulkAnswer = z.input<(typeof bulkRoutes)['extendOrders']['answers'][200]>;
type Outcome = BulkAnswer['outcomes'][number];

const OrdersRead = readOnly('order', z.object({ alertId: AlertId }));

type Single<Status, Body> = (request: OrderCall<Status, Body>, tools: ApiTools) => Promise<StoredAnswer | Rejection>;

/**
 * The operation that does to each of several orders what the operation of one order does, one after the other, each as a command of its own.
 *
 * @param schema of the body for one order: what is said of all, and of the order by itself
 */
function forEach<Status, Body>(single: Single<Status, Body>, schema: z.ZodType<Body>) {
  return (request: BulkCall, tools: ApiTools): Promise<StoredAnswer | Rejection> => {
    const answered = (outcomes: Outcome[]): StoredAnswer => {
      const done = outcomes.filter(({ outcome }) => outcome === 'done').length;
      return request.answer(200, { done, refused: outcomes.length - done, outcomes });
    };
    return severalUnderKey(request, tools.journal, {
      prepare: async (): Promise<BulkCall['body'] | Rejection> => (await ofOtherCase(request, tools.journal)) ?? request.body,
      work: async ({ orders, ...common }) => {
        const outcomes: Outcome[] = [];
        for (const { orderId, version, ...own } of orders) {
          const body = schema.parse({ ...common, ...own });
          const reply = await single(singleOf<Status, Body>(request, { orderId, version }, body), tools);
          outcomes.push(outcomeOf(orderId, isRejection(reply) ? request.problem(reply) : reply));
        }
        return { answer: answered(outcomes), isBusy: isAnyBusy(outcomes) };
      },
      again: () => answered([]),
    });
  };
}

/**
 * The refusal if the case is not the caller's own, or one of the orders is not of it: an order that does not exist is none of it either. An
 * agency that the case is shared with does not learn here which orders it has.
 */
async function ofOtherCase({ params, body, actor, command }: BulkCall, journal: Journal): Promise<Refusal<Fact> | undefined> {
  const found = await findCase(journal, params.caseId);
  if (found === undefined) return refuse('NOT_FOUND');
  if (decideAccess('case.read', actor, caseThing(found.fraudCase, command.now)).outcome !== 'allowed') return refuse('NOT_FOUND');
  if (!holdsCase(found.fraudCase, actor)) return refuse('ACTION_NOT_ALLOWED');
  const orders = await journal.loadMany(
    OrdersRead,
    body.orders.map(({ orderId }) => orderId),
  );
  const alarms = new Set(found.fraudCase.alerts.map(({ alertId }) => alertId));
  const paths = orders.flatMap(({ state }, at) =>
    state !== undefined && alarms.has(state.alertId) ? [] : [`/orders/${at}/orderId`],
  );
  return paths.length === 0 ? undefined : refuse('ORDERS_OF_OTHER_CASE', { paths });
}

/** The request for one of the orders, under a key of its own that follows from the key of the whole. */
function singleOf<Status, Body>(request: BulkCall, { orderId, version }: OneOfMany, body: Body): OrderCall<Status, Body> {
  const { command, ifMatch: _, ...rest } = request;
  return {
    ...rest,
    params: { orderId },
    body,
    ...(version === undefined ? {} : { ifMatch: [String(version)] }),
    command: { ...command, id: hashOf([command.id, orderId]), inputHash: hashOf([command.inputHash, orderId]) },
    answer: (_status, { state }) => ({ status: 200, body: { state } }),
  };
}

const Told = z.object({ state: z.enum(orderStatuses) });

function outcomeOf(orderId: string, { status, body }: StoredAnswer): Outcome {
  if (status < 300) return { orderId, outcome: 'done', ...Told.parse(body) };
  return { orderId, outcome: 'refused', problem: Problem.parse(body) };
}

export const bulkOperations: Operations<typeof bulkRoutes, ApiTools> = {
  extendOrders: forEach(extendOne, ExtendOrder),
  releaseOrders: forEach(releaseOne, ReleaseOrder),
  freezeOrders: forEach(freezeOne, FreezeOrder),
  addDocumentsToOrders: forEach(addDocumentsToOne, AddDocuments),
};

/** The API of what officers do to several orders of a case at once. */
export const handler = createApi(bulkRoutes, bulkOperations, () => createApiTools(FreezesEnv.parse(process.env)), createLog());
