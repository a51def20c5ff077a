import type { Job } from '../jobs/job.ts';

const todo = { path: 'todo', load: () => import('./orders-page.tsx') };

/** The pages of a duty officer: alarms, their boards, and the orders that need an eye. */
export const duty: Job = {
  pages: [
    todo,
    { path: 'alerts', load: () => import('./alarms-page.tsx') },
    { path: 'alerts/new', load: () => import('./raise-page.tsx') },
    { path: 'alerts/:alertId', load: () => import('./board-page.tsx') },
    { path: 'cases/:caseId/orders', load: () => import('./order/case-orders-page.tsx') },
    { path: 'orders/:orderId', load: () => import('./order/order-page.tsx') },
  ],
  links: [
    { to: '/todo', word: 'todo', action: 'order.list' },
    { to: '/alerts', word: 'alarms', action: 'alert.list' },
  ],
  things: { alert: '/alerts/', order: '/orders/' },
  home: { action: 'order.list', page: todo },
};
