import type { Job } from '../jobs/job.ts';

/** The pages of approvals (审批): what waits for this person's answer, and what they asked for. */
export const approvals: Job = {
  pages: [
    { path: 'approvals', load: () => import('./approvals-page.tsx') },
    { path: 'approvals/:approvalId', load: () => import('./approval-page.tsx') },
  ],
  links: [{ to: '/approvals', word: 'approvals', action: 'approval.list' }],
  things: { approval: '/approvals/' },
};
