import { newestFirst, through } from '../journal/keys.ts';
import type { IndexEntry } from '../journal/stream.ts';

/** Inbox of a bank: the orders that wait for it, the most urgent first, and behind them those it has dealt with. */
export function inboxKey(bankId: string): string {
  return `bank#${bankId}`;
}

/** Orders that no longer wait for a bank stand behind those that do, the latest change first. */
const DONE = 'done#';

/** The requested part of a bank's inbox. @param since of the orders dealt with, only those changed since then; ISO 8601, UTC */
export function bankInboxPart(
  state: 'open' | 'answered' | 'all',
  since?: string,
): { readonly from?: string; readonly to?: string } {
  if (state === 'open') return { to: DONE };
  const to = through(`${DONE}${since === undefined ? '' : newestFirst(since)}`);
  return state === 'answered' ? { from: DONE, to } : { to };
}

/** An order that a bank has dealt with, or need not deal with any more. @param at when that was, ISO 8601, UTC */
export function doneOfBank(bankId: string, at: string): IndexEntry {
  return { pk: inboxKey(bankId), sk: `${DONE}${newestFirst(at)}` };
}

/** @param dueAt ISO 8601, UTC */
export function inboxOfBank(bankId: string, dueAt: string): IndexEntry {
  return { pk: inboxKey(bankId), sk: dueAt };
}

/** The outcome of each instruction on its way to a bank, in the index `listing`: an index entry for each such fact itself. */
export function bankLogKey(bankId: string): string {
  return `bank-log#${bankId}`;
}
