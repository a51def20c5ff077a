import type { Job } from '../jobs/job.ts';

const orders = { path: 'bank/orders', load: () => import('./orders-page.tsx') };

/** The pages of a bank's liaison: what waits for the bank, its answers, its reports, its connection. */
export const bank: Job = {
  pages: [
    orders,
    { path: 'bank/orders/:orderId', load: () => import('./order-page.tsx') },
    { path: 'bank/reports', load: () => import('./reports-page.tsx') },
    { path: 'bank/deliveries', load: () => import('./deliveries-page.tsx') },
    { path: 'bank/connection', load: () => import('./connection-page.tsx') },
    { path: 'bank/tests/:testOrderId', load: () => import('./test-page.tsx') },
  ],
  links: [
    { to: '/bank/orders', word: 'bankOrders', action: 'bank-order.list' },
    { to: '/bank/reports', word: 'bankReports', action: 'bank.report' },
    { to: '/bank/deliveries', word: 'bankDeliveries', action: 'bank-delivery.list' },
    { to: '/bank/connection', word: 'bankSettings', action: 'bank.test' },
  ],
  // the same things have another page for the police
  things: { order: '/bank/orders/' },
  thingsFor: 'bank-order.list',
  home: { action: 'bank-order.list', page: orders },
};
