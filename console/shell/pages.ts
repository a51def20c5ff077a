import { listInbox, search } from '../generated/operations.ts';
import type { Job, JobPage } from '../jobs/job.ts';

const inbox: JobPage = { path: 'inbox', needs: [listInbox], word: 'inbox', load: () => import('./inbox-page.tsx') };

/** The pages of everyone. */
export const everyone: Job = {
  pages: [inbox, { path: 'search', needs: [search], word: 'search', load: () => import('./search-page.tsx') }],
  home: { may: listInbox, page: inbox },
};
