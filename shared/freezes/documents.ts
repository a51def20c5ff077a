import { inFuture } from '../kernel/clock.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { AddDocuments } from './instructions.ts';
import type { OrderDocument } from './model.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { StopOrder } from './stop-order.ts';

/**
 * Hands in papers: those that follow an urgent order, or that a bank missed. A paper that is there already, by kind and number,
 * is not there twice.
 *
 * @returns `order.documents-added` (no fact if all are there already), or ORDER_STATE_FORBIDS, TIME_IN_FUTURE
 */
export function addDocuments(order: StopOrder, input: AddDocuments, context: Context): Decision<OrderFact> {
  if (!orderLifecycle.allows(order.status, 'addDocuments')) {
    return refuse('ORDER_STATE_FORBIDS', { state: order.status, command: 'addDocuments' });
  }
  const ahead = input.documents.flatMap(({ issuedAt }, i) => (inFuture(issuedAt, context) ? [`/documents/${i}/issuedAt`] : []));
  if (ahead.length > 0) return refuse('TIME_IN_FUTURE', { paths: ahead });
  const documents = input.documents.filter(
    (one, i) => !samePaper(order.documents, one) && !samePaper(input.documents.slice(0, i), one),
  );
  return documents.length === 0 ? accept() : accept({ type: 'order.documents-added', data: { at: context.now, documents } });
}

function samePaper(documents: readonly OrderDocument[], { kind, number }: OrderDocument): boolean {
  return documents.some((other) => other.kind === kind && other.number === number);
}
