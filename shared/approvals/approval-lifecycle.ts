import { lifecycle } from '../kernel/lifecycle.ts';
import type { ApprovalFactType } from './approval-facts.ts';
import type { ApprovalStatus } from './model.ts';

/** `new` is the state before the first fact; the journal never saves an approval in it. */
export type ApprovalState = 'new' | ApprovalStatus;

/** The commands on an approval: of the asker, the decider, the act that it opens, or time. */
export type ApprovalCommand = 'ask' | 'grant' | 'decline' | 'withdraw' | 'lapse' | 'use';

/** 审批. Asked for, granted or declined, used for one act. */
export const approvalLifecycle = lifecycle<ApprovalState, ApprovalCommand, ApprovalFactType>(
  'approval',
  'new',
  {
    //         command:   to            fact
    new: { ask: ['asked', 'approval.asked'] },
    asked: {
      grant: ['granted', 'approval.granted'],
      decline: ['declined', 'approval.declined'],
      withdraw: ['withdrawn', 'approval.withdrawn'],
      lapse: ['lapsed', 'approval.lapsed'],
    },
    granted: {
      use: ['used', 'approval.used'],
      withdraw: ['withdrawn', 'approval.withdrawn'],
      lapse: ['lapsed', 'approval.lapsed'],
    },
    declined: {},
    withdrawn: {},
    lapsed: {},
    // the act had no effect: the same act again, on the same approval, unless the asker takes it back
    used: {
      use: ['used', 'approval.used'],
      withdraw: ['withdrawn', 'approval.withdrawn'],
    },
  },
  'APPROVAL_STATE_FORBIDS',
);
