import { givenInstructions } from '../../shared/freezes/order/given-instruction.ts';
import type { InstructionKind } from '../../shared/freezes/order/instruction-kinds.ts';
import type { OrderFactType } from '../../shared/freezes/order/order-facts.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { FreezeRequests, StopOrders } from '../../shared/freezes/streams.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { factPagesOf } from '../../shared/journal/pages-of.ts';
import { streamKey } from '../../shared/journal/stream.ts';
import type { Orderers } from '../../shared/objections/orderers.ts';

/** The facts by which police take hold of money. */
const ordering: readonly string[] = [
  'order.requested',
  'order.placed-in-line',
  'order.lined-up',
  'order.taken-from-line',
  'order.extension-ordered',
  'order.freeze-ordered',
  'order.waiting-freeze-ordered',
  'order.renewal-ordered',
] satisfies OrderFactType[];

/** Who ordered what an order holds: by the record of its request and its instructions, and by those who signed and approved them. */
export async function whoOrdered(journal: Journal, order: StopOrder): Promise<Orderers> {
  const [request, given] = await Promise.all([
    journal.facts(streamKey(FreezeRequests.name, order.requestId), { limit: 1 }),
    orderingFacts(journal, order.orderId),
  ]);
  const persons = [...request.facts, ...given].map(({ actor }) => actor).filter(({ agencyKind }) => agencyKind === 'police');
  return orderersOf(
    order,
    persons.map(({ agency, subject }) => ({ agency, subject })),
  );
}

async function orderingFacts(journal: Journal, orderId: string) {
  const found = [];
  for await (const facts of factPagesOf(journal, streamKey(StopOrders.name, orderId), { after: 0 }))
    found.push(...facts.filter(({ type }) => ordering.includes(type)));
  return found;
}

/** The instructions that take hold of money; one that lets go makes no person an orderer. */
const holding: readonly InstructionKind[] = ['stop', 'extend', 'freeze', 'renew'];

/** @param persons who gave the instructions, by the record */
export function orderersOf(order: StopOrder, persons: Orderers['persons']): Orderers {
  const given = givenInstructions(order).filter(({ instruction }) => holding.includes(instruction));
  const acts = [...given, ...(order.waitingFreeze === undefined ? [] : [order.waitingFreeze])];
  return {
    persons,
    officers: [...order.officers, ...acts.flatMap(({ officers }) => officers)],
    approvers: acts.flatMap(({ approval }) => approval?.name ?? []),
  };
}
