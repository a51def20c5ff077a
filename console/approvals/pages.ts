import { getApproval, listApprovals } from '../generated/operations.ts';
import type { Job } from '../jobs/job.ts';

/** The pages of approvals (审批): what waits for this person's answer, and what they asked for. */
export const approvals: Job = {
  pages: [
    { path: 'approvals', needs: [listApprovals], word: 'approvals', load: () => import('./approvals-page.tsx') },
    { path: 'approvals/:approvalId', needs: [getApproval], thing: 'approval', load: () => import('./approval-page.tsx') },
  ],
};
