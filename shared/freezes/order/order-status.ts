/** Where a stop order can stand. How it gets from one to another is said by `order-lifecycle.ts` alone. */
export const orderStatuses = [
  'requested',
  'in-line',
  'turned-down',
  'withdrawn',
  'sent',
  'received',
  'unanswered',
  'stopped',
  'returned',
  'already-held',
  'failed',
  'corrected',
  'frozen',
  'released',
  'expired',
  'lapsed',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];
