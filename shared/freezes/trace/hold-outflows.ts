import { type HoldReason, isForNow, type StopOrder, type TraceEdge } from '../order/stop-order.ts';
import type { TraceRoom } from './trace-counts.ts';

/** Whether the way is held until a person clears it. */
export function isHeld({ how }: TraceEdge): boolean {
  return how === 'held';
}

/** Whether a person has cleared the outflow: then neither bound nor contradiction holds it. */
export function isCleared({ cleared }: StopOrder, place: number): boolean {
  return cleared?.includes(place) ?? false;
}

/** Why the outflow is not followed whatever the bounds: the alarm was withdrawn, or without a person, for a contradiction. */
export function reasonHolding(
  order: StopOrder,
  { withdrawn = false }: { readonly withdrawn?: boolean },
  place: number,
): HoldReason | undefined {
  if (withdrawn) return 'alarm-withdrawn';
  if (isCleared(order, place)) return undefined;
  return order.contradictions?.find(({ outflows }) => outflows.includes(place))?.rule;
}

/**
 * The bound beyond which the trace opens no order for the outflow without a person.
 *
 * @param room how many more could be opened before this append, @param opened how many this append opens already
 */
export function boundHolding(order: StopOrder, place: number, room: TraceRoom, opened: number): HoldReason | undefined {
  if (isCleared(order, place)) return undefined;
  if (opened >= room.alarm) return 'alarm-bound';
  return opened >= room.bank ? 'bank-hour-bound' : undefined;
}

/** Whether the finding on the way is final for now: it was cut for good, or is held; unless a person has cleared it since. */
export function isSettled(order: StopOrder, edge: TraceEdge): boolean {
  // a withdrawal is for good
  if (isHeld(edge)) return edge.held === 'alarm-withdrawn' || !isCleared(order, edge.outflow);
  const byPerson = edge.cut === 'declined' || edge.cut === 'too-many-children';
  return edge.cut !== undefined && !isForNow(edge) && !(byPerson && isCleared(order, edge.outflow));
}

/** The places of the outflows that are held until a person clears them; none once the money is traced on from a correction. */
export function waitingOutflows({ edges, cleared, correctedBy }: Pick<StopOrder, 'edges' | 'cleared' | 'correctedBy'>): number[] {
  if (correctedBy !== undefined) return [];
  return edges.filter((edge) => isHeld(edge) && !cleared?.includes(edge.outflow)).map(({ outflow }) => outflow);
}

/** Whether other ways of the order wait for exactly the same reasons already. */
export function repeatedIn(order: StopOrder, held: readonly TraceEdge[]): { readonly repeated?: true } {
  const places = new Set(waitingOutflows(order));
  const known = new Set(order.edges.filter(({ outflow }) => places.has(outflow)).map((edge) => edge.held));
  return held.every((edge) => known.has(edge.held)) ? { repeated: true } : {};
}
