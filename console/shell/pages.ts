import type { Job } from '../jobs/job.ts';

const inbox = { path: 'inbox', load: () => import('./inbox-page.tsx') };

/** The pages of everyone. */
export const everyone: Job = {
  pages: [inbox, { path: 'search', load: () => import('./search-page.tsx') }],
  links: [
    { to: '/inbox', word: 'inbox', action: 'inbox.read' },
    { to: '/search', word: 'search', action: 'search.run' },
  ],
  home: { action: 'inbox.read', page: inbox },
};
