import { getReturn, getReturnPayment, listReturnNotices } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The pages of the return of frozen money: the case leads to its rounds, a round to its payments and to the public notices. */
export const returns: Job = {
  pages: [
    { path: 'returns/:returnId', needs: [getReturn], thing: 'return-round', load: () => import('./round-page.tsx') },
    {
      path: 'return-payments/:paymentId',
      needs: [getReturnPayment],
      thing: 'return-payment',
      load: () => import('./payment-page.tsx'),
    },
    { path: 'return-notices', needs: [listReturnNotices], word: 'returnNotices', load: () => import('./notices-page.tsx') },
  ],
};
