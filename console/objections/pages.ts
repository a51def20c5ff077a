import { getObjection, listObjections } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The pages of objections (异议): for the police who review them, the offices and banks that raise them, and the procuratorate. */
export const objections: Job = {
  pages: [
    { path: 'objections', needs: [listObjections], word: 'objections', load: () => import('./objections-page.tsx') },
    {
      path: 'objections/:objectionId',
      needs: [getObjection],
      thing: 'objection',
      load: () => import('./objection-page.tsx'),
    },
    { path: 'objections/:objectionId/texts', needs: [getObjection], load: () => import('./texts-page.tsx') },
  ],
};
