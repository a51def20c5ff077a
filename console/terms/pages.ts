import type { Job } from '../jobs/job.ts';

/** The terms and deadlines that concern a person. */
export const terms: Job = {
  pages: [{ path: 'terms', load: () => import('./terms-page.tsx') }],
  links: [{ to: '/terms', word: 'terms', action: 'term.list' }],
};
