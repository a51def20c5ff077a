import { listClocks } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The terms and deadlines that concern a person. */
export const terms: Job = {
  pages: [{ path: 'terms', needs: [listClocks], word: 'terms', load: () => import('./terms-page.tsx') }],
};
