import { useEffect } from 'react';
import { createWatchers } from '../states/watchers.ts';

const none: readonly string[] = [];
let orders = none;
const watchers = createWatchers();

function become(next: readonly string[]): void {
  if (next.join() === orders.join()) return;
  orders = next;
  watchers.tell();
}

/** Calls back when other orders of the open board wake. @returns ends it */
export const watchBoard = watchers.watch;

/** The orders of the open board that wake; none while no board is open. */
export const ordersOnBoard = (): readonly string[] => orders;

/** Tells, while a board is open, which of its orders wake. */
export function useWakingOrders(waking: readonly string[]): void {
  useEffect(() => become(waking), [waking]);
  useEffect(() => () => become(none), []);
}
