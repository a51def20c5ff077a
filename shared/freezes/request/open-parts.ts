import type { Context } from '../../kernel/context.ts';
import { accept, type Decision } from '../../kernel/decision.ts';
import { HOUR, MINUTE, plus } from '../../kernel/time.ts';
import type { FreezeRequest, FreezeRequestFact } from '../model.ts';

/** So many orders of a request are opened at once: more than officers click in nearly all cases. */
export const FIRST_PART = 12;
/** The size of each further part. While one is opened, other requests have their turn. */
const PART = 16;
/** A part follows the one before it within a second. After this the sweep has it follow once more. */
const PATIENCE = 2 * MINUTE;
/** So long after the request; then a person has seen that orders are missing. */
const LAST_TRY = HOUR;

/** The part of a request's orders that follows the first `from` of them. */
export interface Part {
  /** The place after its last order. */
  readonly upTo: number;
  readonly isLast: boolean;
}

export function partAfter(from: number, { orders }: Pick<FreezeRequest, 'orders'>): Part {
  const upTo = Math.min(orders.length, from < FIRST_PART ? FIRST_PART : from + PART);
  return { upTo, isLast: upTo === orders.length };
}

/**
 * The request's orders up to `upTo` were opened. What follows from the fact opens the next part, so that a request for a hundred stops has one
 * part under way, and another request for a single stop does not wait for all of it.
 *
 * @returns `freeze-request.part-opened`; no fact if it was recorded before, or of a request that has one part
 */
export function openedPart(request: FreezeRequest, upTo: number, { now }: Context): Decision<FreezeRequestFact> {
  const { orders, opening } = request;
  if (orders.length <= FIRST_PART || (opening?.upTo ?? 0) >= upTo) return accept();
  return accept({ type: 'freeze-request.part-opened', data: { at: now, upTo } });
}

/** When the sweep looks whether the opening goes on; undefined once it is over, or there is nothing to go on with. ISO 8601, UTC. */
export function checkedAt({ orders, requestedAt, opening = { upTo: 0, at: requestedAt } }: FreezeRequest): string | undefined {
  if (orders.length <= FIRST_PART || opening.upTo === orders.length) return undefined;
  const moment = plus(opening.at, PATIENCE);
  return moment > plus(requestedAt, LAST_TRY) ? undefined : moment;
}

/** The opening did not go on: what opens the next part was given up, or never came to be. @returns `freeze-request.opening-stalled`, once */
export function stalledOpening(request: FreezeRequest, { now }: Context): readonly FreezeRequestFact[] {
  const moment = checkedAt(request);
  if (moment === undefined || moment > now) return [];
  return [{ type: 'freeze-request.opening-stalled', data: { at: now, upTo: request.opening?.upTo ?? 0 } }];
}
