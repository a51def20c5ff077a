import { listScreenings } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The page of screenings (性质甄别): which frozen accounts wait for a finding, or for their owner to be told. One stands on its order's page. */
export const screenings: Job = {
  pages: [{ path: 'screenings', needs: [listScreenings], word: 'screenings', load: () => import('./screenings-page.tsx') }],
};
