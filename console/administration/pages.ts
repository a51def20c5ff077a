import { getAgency, getBank, listAgencies, listBanks, registerAgency, switchMode } from '../generated/operations.ts';
import type { Job, JobPage } from '../jobs/job.ts';

// All agencies may read which banks and agencies there are; the pages are for those who keep them.
const banks: JobPage = {
  path: 'banks',
  needs: [listBanks, switchMode],
  word: 'banks',
  load: () => import('./banks-page.tsx'),
};

/** The pages of the city's administrator: which banks and agencies there are, and which banks are live. */
export const administration: Job = {
  pages: [
    banks,
    { path: 'banks/:bankId', needs: [getBank, switchMode], thing: 'bank', load: () => import('./bank-page.tsx') },
    { path: 'agencies', needs: [listAgencies, registerAgency], word: 'agencies', load: () => import('./agencies-page.tsx') },
    { path: 'agencies/:agency', needs: [getAgency, registerAgency], thing: 'agency', load: () => import('./agency-page.tsx') },
  ],
  home: { may: switchMode, page: banks },
};
