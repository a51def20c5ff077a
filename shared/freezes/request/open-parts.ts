import type { Context } from '../../kernel/context.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import type { FreezeRequest, FreezeRequestFact } from '../model.ts';

/** So many orders of a request are opened at once: more than officers click in nearly all cases. */
export const FIRST_PART = 12;
/** The size of each further part. While one is opened, other requests have their turn. */
const PART = 16;

/** Where the part ends that begins at `from`, the number of orders before it. */
export function endOfPart(from: number): number {
  return from < FIRST_PART ? FIRST_PART : from + PART;
}

/**
 * The request's orders up to `upTo` were opened. What follows from the fact opens the next part, so that a request for a hundred stops has one
 * part under way, and another request for a single stop does not wait for all of it.
 *
 * @returns `freeze-request.part-opened`; no fact if it was recorded before, or if no order is left
 */
export function openedPart(request: FreezeRequest, upTo: number, { now }: Context): Decision<FreezeRequestFact> {
  const { orders, openedUpTo = 0 } = request;
  if (upTo >= orders.length || openedUpTo >= upTo) return accept();
  return accept({ type: 'freeze-request.part-opened', data: { at: now, upTo } });
}
