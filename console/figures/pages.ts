import { getFigureMonth, getFreezeStats, listFigureMonths } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The figures of stops, and the months that are published of them. */
export const figures: Job = {
  pages: [
    { path: 'figures', needs: [getFreezeStats], word: 'figures', load: () => import('./figures-page.tsx') },
    { path: 'figures/months', needs: [listFigureMonths], word: 'months', load: () => import('./months-page.tsx') },
    { path: 'figures/months/:month', needs: [getFigureMonth], load: () => import('./month-page.tsx') },
  ],
};
