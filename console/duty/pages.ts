import {
  getAlertBoard,
  getCaseFundGraph,
  getHolderRequest,
  getInstruction,
  getOrder,
  getStatement,
  getWatch,
  listAlerts,
  listOrders,
  raiseAlert,
} from '../generated/operations.ts';
import type { Job, JobPage } from '../jobs/job.ts';

const todo: JobPage = { path: 'todo', needs: [listOrders], word: 'todo', load: () => import('./orders-page.tsx') };

/** The pages of a duty officer: alarms, their boards, and the orders that need an eye. */
export const duty: Job = {
  pages: [
    todo,
    { path: 'alerts', needs: [listAlerts], word: 'alarms', load: () => import('./alarms-page.tsx') },
    { path: 'alerts/new', needs: [raiseAlert], load: () => import('./raise-page.tsx') },
    { path: 'alerts/:alertId', needs: [getAlertBoard], thing: 'alert', load: () => import('./board-page.tsx') },
    { path: 'cases/:caseId/orders', needs: [getCaseFundGraph], load: () => import('./order/case-orders-page.tsx') },
    { path: 'orders/:orderId', needs: [getOrder], thing: 'order', load: () => import('./order/order-page.tsx') },
    {
      path: 'orders/:orderId/instructions/:instructionId',
      needs: [getInstruction],
      load: () => import('./order/paper-page.tsx'),
    },
    { path: 'statements/:statementId', needs: [getStatement], load: () => import('./account/statement-page.tsx') },
    { path: 'watches/:watchId', needs: [getWatch], load: () => import('./account/watch-page.tsx') },
    { path: 'holder-requests/:holderRequestId', needs: [getHolderRequest], load: () => import('./account/holder-page.tsx') },
  ],
  home: { may: listOrders, page: todo },
};
