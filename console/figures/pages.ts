import type { Job } from '../jobs/job.ts';

/** The figures of stops, and the months that are published of them. */
export const figures: Job = {
  pages: [
    { path: 'figures', load: () => import('./figures-page.tsx') },
    { path: 'figures/months', load: () => import('./months-page.tsx') },
    { path: 'figures/months/:month', load: () => import('./month-page.tsx') },
  ],
  links: [
    { to: '/figures', word: 'figures', action: 'stats.read' },
    { to: '/figures/months', word: 'months', action: 'figures-month.read' },
  ],
};
