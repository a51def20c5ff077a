import { inFuture, isBefore } from '../../kernel/clock.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { plainNumber } from '../../kernel/plain-number.ts';
import type { OrderDocument } from '../model.ts';
import type { AddDocuments } from './instructions.ts';
import type { OrderFact } from './order-facts.ts';
import { orderLifecycle } from './order-lifecycle.ts';
import type { StopOrder } from './stop-order.ts';

/** Papers that officers write for an order; others, such as the filing decision of an older case, may be from before its alarm. */
const ownKinds: readonly OrderDocument['kind'][] = ['stop-form', 'freeze-notice', 'renewal-notice', 'release-notice'];

/** The most papers an order may have, of all kinds and from all agencies together. */
const MAX_DOCUMENTS = 100;

/**
 * Hands in papers that follow an urgent order, or that a bank missed. The order keeps the same paper once; it keeps one of the same number
 * with other content beside the first.
 *
 * @returns `order.documents-added` (no fact if all are there already), or ORDER_STATE_FORBIDS, TIME_IN_FUTURE, TIME_BEFORE_ALARM,
 *   TOO_MANY_DOCUMENTS
 */
export function addDocuments(order: StopOrder, input: AddDocuments, context: Context): Decision<OrderFact> {
  const forbidden = orderLifecycle.refusal(order.status, 'addDocuments');
  if (forbidden !== undefined) return forbidden;
  const places = (isWrong: (paper: OrderDocument) => boolean) =>
    input.documents.flatMap((paper, i) => (isWrong(paper) ? [`/documents/${i}/issuedAt`] : []));
  const ahead = places(({ issuedAt }) => inFuture(issuedAt, context));
  if (ahead.length > 0) return refuse('TIME_IN_FUTURE', { paths: ahead });
  const early = places(({ kind, issuedAt }) => ownKinds.includes(kind) && isBefore(issuedAt, order.alarmAt, context));
  if (early.length > 0) return refuse('TIME_BEFORE_ALARM', { paths: early });
  const documents = newPapers(order.documents, input.documents);
  const full = roomRefusal(order, documents);
  if (full !== undefined) return full;
  return documents.length === 0 ? accept() : accept({ type: 'order.documents-added', data: { at: context.now, documents } });
}

/** Whether the order has no room for these papers; those that it has already need none. */
export function roomRefusal(order: StopOrder, papers: readonly (OrderDocument | undefined)[]): Refusal | undefined {
  const added = newPapers(
    order.documents,
    papers.filter((paper) => paper !== undefined),
  );
  if (added.length === 0 || order.documents.length + added.length <= MAX_DOCUMENTS) return undefined;
  return refuse('TOO_MANY_DOCUMENTS', { limit: MAX_DOCUMENTS, documents: order.documents.length });
}

/** The papers that are not there yet, as many as the order has room for. */
export function papersWithRoom({ documents }: StopOrder, papers: readonly OrderDocument[]): OrderDocument[] {
  return newPapers(documents, papers).slice(0, Math.max(0, MAX_DOCUMENTS - documents.length));
}

/** The papers that are not there yet, each once. */
export function newPapers(known: readonly OrderDocument[], papers: readonly OrderDocument[]): OrderDocument[] {
  return papers.filter((one, i) => !isThere(known, one) && !isThere(papers.slice(0, i), one));
}

/** Whether the order has a paper of the same kind, number and date that says as much: a new scan is news. */
function isThere(documents: readonly OrderDocument[], { kind, number, issuedAt, sha256 }: OrderDocument): boolean {
  return documents.some(
    (other) =>
      other.kind === kind &&
      plainNumber(other.number) === plainNumber(number) &&
      other.issuedAt === issuedAt &&
      (sha256 === undefined || other.sha256 === sha256),
  );
}
