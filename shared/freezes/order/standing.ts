import { waitingOutflows } from '../trace/hold-outflows.ts';
import type { OrderStatus } from './order-status.ts';
import type { StopOrder } from './stop-order.ts';

/** The party whose act an order waits for: its bank (an answer), or the police that answer for it (a decision). */
export const waitsForWhich = ['bank', 'police'] as const;
export type WaitsFor = (typeof waitsForWhich)[number];

const asked: readonly OrderStatus[] = ['requested', 'sent', 'received'];

/** Whether the bank's result of the stop is awaited. */
export function isAsked({ status }: Pick<StopOrder, 'status'>): boolean {
  return asked.includes(status);
}

/** The term has run out. The order waits until an officer has dealt with it. */
const over: readonly OrderStatus[] = ['expired', 'lapsed'];

/**
 * What an officer must do next with an order, by the reason. `returned`: correct it, the bank sent it back · `already-held`: stand in line
 * or withdraw, another order holds the account · `unanswered`: ask the bank, which was silent for a day · `telephone`: the bank takes no
 * push · `term-ends`: extend, freeze or let go before the term ends · `term-over`: deal with the term that ended (`settle`) ·
 * `turn-came`: the turn in the line came with no stop left · `outflows-held`: follow or decline outflows that are held.
 */
export const orderNeeds = [
  'returned',
  'already-held',
  'unanswered',
  'telephone',
  'term-ends',
  'term-over',
  'turn-came',
  'outflows-held',
] as const;
export type OrderNeed = (typeof orderNeeds)[number];

/** The members of an order that say which party must act next. */
type Waiting = Pick<
  StopOrder,
  | 'status'
  | 'onPhone'
  | 'delivery'
  | 'pending'
  | 'expiryWarned'
  | 'edges'
  | 'cleared'
  | 'correctedBy'
  | 'settledAt'
  | 'turnCameAt'
>;

/** What an officer must do next with the order, each for a reason of its own; empty if no officer needs to act. */
export function needsOf(order: Waiting): readonly OrderNeed[] {
  const { status, onPhone, delivery, pending, expiryWarned, settledAt, turnCameAt } = order;
  const needs: { readonly [Need in OrderNeed]: boolean } = {
    returned: status === 'returned',
    'already-held': status === 'already-held',
    unanswered: status === 'unanswered',
    telephone: isOpen(order) && (onPhone || delivery.undeliverable),
    'term-ends': !isOpen(order) && expiryWarned && (status === 'stopped' || status === 'frozen'),
    'term-over': over.includes(status) && settledAt === undefined,
    'turn-came': status === 'in-line' && turnCameAt !== undefined && pending === undefined,
    'outflows-held': waitingOutflows(order).length > 0,
  };
  return orderNeeds.filter((need) => needs[need]);
}

/**
 * Why an order stands in the list of what needs an eye: what an officer must do, and besides: `silent`, the bank was asked, a step of the
 * ladder was taken, and its result is still awaited · `disputed`, the bank contradicted its own result while it holds money or must answer.
 */
export const orderMarks = [...orderNeeds, 'silent', 'disputed'] as const;
export type OrderMark = (typeof orderMarks)[number];

/** The marks of the order; empty if it runs well, or is over. */
export function marksOf(
  order: Waiting & Pick<StopOrder, 'ladder' | 'disputes' | 'stoppedFen' | 'frozenFen' | 'narrowedFen' | 'returnedFen'>,
): readonly OrderMark[] {
  const silent = isAsked(order) && order.ladder.length > 0;
  const disputed = order.disputes.length > 0 && (isOpen(order) || heldFen(order) > 0);
  return [...needsOf(order), ...(silent ? (['silent'] as const) : []), ...(disputed ? (['disputed'] as const) : [])];
}

/** Whether the bank has something of the order to answer. */
function isOpen({ status, pending }: Pick<Waiting, 'status' | 'pending'>): boolean {
  return isAsked({ status }) || pending !== undefined;
}

/**
 * The party whose act the order waits for at this moment; undefined if it waits for time, for another order, or for nothing more. It waits
 * for the police, although the bank has it, as long as an officer must do something with it.
 */
export function waitsOn(order: Waiting): WaitsFor | undefined {
  if (needsOf(order).length > 0) return 'police';
  return isOpen(order) ? 'bank' : undefined;
}

/**
 * Whether the bank must keep the 30 minutes: Cordon asked it before they were over, and the order does not correct a request that a bank
 * had to send back. Otherwise the time was lost before the bank had the order.
 */
export function isBanksTime({ askedAt, dueAt, corrects }: Pick<StopOrder, 'askedAt' | 'dueAt' | 'corrects'>): boolean {
  return corrects === undefined && askedAt <= dueAt;
}

/**
 * What is frozen under the order and stays so, in fen: nothing where the freeze is over or on its way out, less where the bank is told to hold
 * less.
 */
export function staysFrozenFen(order: Returnable): number {
  const { status, letGo, pending } = order;
  if (status !== 'frozen' || letGo !== undefined || pending?.instruction === 'unfreeze') return 0;
  const told = pending?.instruction === 'narrow' ? pending.amountFen : undefined;
  return Math.min(heldFen(order), told ?? Number.POSITIVE_INFINITY);
}

/** The members of an order that say what stays frozen. */
export type Returnable = Pick<
  StopOrder,
  'status' | 'letGo' | 'pending' | 'stoppedFen' | 'frozenFen' | 'narrowedFen' | 'returnedFen'
>;

/** What the bank holds at this moment, in fen: the sum stopped, or the sum frozen; 0 once it has let go. */
export function heldFen({
  status,
  stoppedFen,
  frozenFen,
  narrowedFen,
  returnedFen = 0,
}: Pick<StopOrder, 'status' | 'stoppedFen' | 'frozenFen' | 'narrowedFen' | 'returnedFen'>): number {
  if (status === 'stopped') return narrowedFen ?? stoppedFen;
  return status === 'frozen' ? (frozenFen ?? narrowedFen ?? Math.max(0, stoppedFen - returnedFen)) : 0;
}
