import {
  getBank,
  getBankOrder,
  getBankQuestion,
  getOwnConformance,
  getTest,
  listBankDeliveries,
  listBankOrders,
  listBankQuestions,
  reportFraud,
} from '../generated/operations.ts';
import type { Job, JobPage } from '../jobs/job.ts';

const orders: JobPage = {
  path: 'bank/orders',
  needs: [listBankOrders],
  word: 'bankOrders',
  load: () => import('./orders-page.tsx'),
};

/** The pages of a bank's liaison: what waits for the bank, its answers, its reports, its connection. */
export const bank: Job = {
  pages: [
    orders,
    // the same orders have another page for the police
    { path: 'bank/orders/:orderId', needs: [getBankOrder], thing: 'order', load: () => import('./order-page.tsx') },
    { path: 'bank/orders/:orderId/paper', needs: [getBankOrder], load: () => import('./paper-page.tsx') },
    {
      path: 'bank/questions',
      needs: [listBankQuestions],
      word: 'bankQuestions',
      load: () => import('./questions-page.tsx'),
    },
    { path: 'bank/questions/:questionId', needs: [getBankQuestion], load: () => import('./question-page.tsx') },
    { path: 'bank/reports', needs: [reportFraud], word: 'bankReports', load: () => import('./reports-page.tsx') },
    {
      path: 'bank/deliveries',
      needs: [listBankDeliveries],
      word: 'bankDeliveries',
      load: () => import('./deliveries-page.tsx'),
    },
    {
      path: 'bank/connection',
      needs: [getBank, getOwnConformance],
      word: 'bankSettings',
      load: () => import('./connection-page.tsx'),
    },
    { path: 'bank/tests/:testOrderId', needs: [getTest], load: () => import('./test-page.tsx') },
  ],
  home: { may: listBankOrders, page: orders },
};
