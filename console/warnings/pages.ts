import { getDesk, getWarning, getWarningFigures, listWarnings, nextWarning } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The pages of warnings (预警劝阻): the work in hand, one warning with its person, the list, the figures. */
export const warnings: Job = {
  pages: [
    { path: 'warnings', needs: [getDesk, nextWarning], word: 'warnings', load: () => import('./work-page.tsx') },
    { path: 'warnings/list', needs: [listWarnings], load: () => import('./list-page.tsx') },
    { path: 'warnings/figures', needs: [getWarningFigures], load: () => import('./figures-page.tsx') },
    { path: 'warnings/:warningId', needs: [getWarning], thing: 'warning', load: () => import('./warning-page.tsx') },
  ],
};
