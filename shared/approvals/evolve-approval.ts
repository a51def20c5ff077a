import { evolver } from '../kernel/evolver.ts';
import type { ApprovalFact } from './approval-facts.ts';
import { approvalLifecycle } from './approval-lifecycle.ts';
import type { Approval, ApprovalStatus } from './model.ts';

/** The approval after a fact. */
export const evolveApproval = evolver<ApprovalStatus, Approval, ApprovalFact, 'approval.asked'>(approvalLifecycle, {
  births: { 'approval.asked': ({ at, ...asked }) => ({ ...asked, askedAt: at }) },
  steps: {
    'approval.granted': (approval, { at, granted, expiresAt }) => ({
      ...untimed(approval),
      granted: { ...granted, at },
      ...(expiresAt === undefined ? {} : { expiresAt }),
    }),
    'approval.declined': (approval, { at, by, reason }) => ({ ...untimed(approval), declined: { ...by, at, reason } }),
    'approval.withdrawn': (approval, withdrawn) => ({ ...untimed(approval), withdrawn }),
    'approval.lapsed': (approval, { at }) => ({ ...approval, lapsedAt: at }),
    'approval.used': (approval, { at, agency, subject }) => ({ ...untimed(approval), used: { at, agency, subject } }),
  },
});

/** It no longer waits for an answer. */
function untimed({ expiresAt: _, ...approval }: Approval): Approval {
  return approval;
}
