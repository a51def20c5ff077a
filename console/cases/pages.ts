import type { Job, JobPage } from '../jobs/job.ts';

const list: JobPage = { path: 'cases', load: () => import('./cases-page.tsx') };

/** The pages of cases: for the police their own, for other agencies those that are shared with them, with what needs them now. */
export const cases: Job = {
  pages: [
    list,
    { path: 'cases/:caseId', load: () => import('./case-page.tsx') },
    { path: 'evidence-files/:fileId', load: () => import('./file-page.tsx') },
    { path: 'access-requests/:accessRequestId', load: () => import('./access-request-page.tsx') },
  ],
  links: [{ to: '/cases', word: 'cases', action: 'case.list' }],
  things: { case: '/cases/', 'evidence-file': '/evidence-files/', 'access-request': '/access-requests/' },
  home: { action: 'case.list', page: list },
};
