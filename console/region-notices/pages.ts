import { getRegionNotice, listRegionNotices } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The pages of the written notices to the police of other regions (异地冻结书面通报), where many accounts of a case are frozen. */
export const regionNotices: Job = {
  pages: [
    { path: 'region-notices', needs: [listRegionNotices], word: 'regionNotices', load: () => import('./notices-page.tsx') },
    {
      path: 'region-notices/:noticeId',
      needs: [getRegionNotice],
      thing: 'region-notice',
      load: () => import('./notice-page.tsx'),
    },
  ],
};
