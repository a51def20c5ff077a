import { useEffect } from 'react';

const none: readonly string[] = [];
let orders = none;
const watchers = new Set<() => void>();

function become(next: readonly string[]): void {
  if (next.join() === orders.join()) return;
  orders = next;
  for (const watcher of watchers) watcher();
}

/** Calls back when other orders of the open board wake. @returns ends it */
export function watchBoard(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** The orders of the open board that wake; none while no board is open. */
export const ordersOnBoard = (): readonly string[] => orders;

/** Tells, while a board is open, which of its orders wake. */
export function useWakingOrders(waking: readonly string[]): void {
  useEffect(() => become(waking), [waking]);
  useEffect(() => () => become(none), []);
}
