/** The states of a stop order. `order-lifecycle.ts` alone says which leads to which. */
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
