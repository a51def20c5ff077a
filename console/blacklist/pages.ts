import { getBlacklistEntry, listBlacklist } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The pages of the blacklist (行业涉诈黑名单): its entries by kind, one entry with its acts, the check of marks. */
export const blacklist: Job = {
  pages: [
    { path: 'blacklist', needs: [listBlacklist], word: 'blacklist', load: () => import('./list-page.tsx') },
    {
      path: 'blacklist/:entryId',
      needs: [getBlacklistEntry],
      thing: 'blacklist-entry',
      load: () => import('./entry-page.tsx'),
    },
  ],
};
