import { getAccessRequest, getCaseOverview, getEvidenceFile, listCases } from '../generated/operations.ts';
import type { Job, JobPage } from '../jobs/job.ts';

const list: JobPage = { path: 'cases', needs: [listCases], word: 'cases', load: () => import('./cases-page.tsx') };

/** The pages of cases: for the police their own, for other agencies those that are shared with them, with what needs them now. */
export const cases: Job = {
  pages: [
    list,
    { path: 'cases/:caseId', needs: [getCaseOverview], thing: 'case', load: () => import('./case-page.tsx') },
    { path: 'evidence-files/:fileId', needs: [getEvidenceFile], thing: 'evidence-file', load: () => import('./file-page.tsx') },
    {
      path: 'access-requests/:accessRequestId',
      needs: [getAccessRequest],
      thing: 'access-request',
      load: () => import('./access-request-page.tsx'),
    },
  ],
  home: { may: listCases, page: list },
};
