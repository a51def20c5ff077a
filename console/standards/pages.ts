import type { Job } from '../jobs/job.ts';

/** The standards of arrest and prosecution: prosecutors, courts, and police who read and propose them. */
export const standards: Job = {
  pages: [
    { path: 'standards', load: () => import('./matrix-page.tsx') },
    { path: 'standards/record', load: () => import('./record-page.tsx') },
    { path: 'standards/try', load: () => import('./try-page.tsx') },
    { path: 'standards/proposals', load: () => import('./proposals-page.tsx') },
    { path: 'standards/proposals/new', load: () => import('./propose-page.tsx') },
    { path: 'standards/proposals/:proposalId', load: () => import('./proposal-page.tsx') },
    { path: 'standards/decisions', load: () => import('./decisions-page.tsx') },
    { path: 'standards/decisions/similar', load: () => import('./similar-page.tsx') },
    { path: 'standards/decisions/:decisionId', load: () => import('./decision-page.tsx') },
    { path: 'standards/:standardId', load: () => import('./standard-page.tsx') },
  ],
  links: [{ to: '/standards', word: 'standards', action: 'standard.read' }],
  things: {
    standard: '/standards/',
    proposal: '/standards/proposals/',
    'recorded-decision': '/standards/decisions/',
  },
};
