import { lifecycle } from '../kernel/lifecycle.ts';
import type { RegionNoticeStatus } from './model.ts';
import type { RegionNoticeFactType } from './region-notice-facts.ts';

/** `new` is the state before the first fact; the journal never saves a notice in it. */
export type RegionNoticeState = 'new' | RegionNoticeStatus;

/** The commands on a notice: of the freezes, of the officers, of time. */
export type RegionNoticeCommand = 'open' | 'count' | 'fallDue' | 'send' | 'acknowledge' | 'noteOverdue';

/** 异地冻结通报. From the first frozen account in the region to the answer of its police. */
export const regionNoticeLifecycle = lifecycle<RegionNoticeState, RegionNoticeCommand, RegionNoticeFactType>(
  'region-notice',
  'new',
  {
    //           command:       to              fact
    new: { open: ['counting', 'region-notice.opened'] },
    counting: {
      count: ['counting', 'region-notice.counted'],
      fallDue: ['due', 'region-notice.fell-due'],
    },
    due: {
      count: ['due', 'region-notice.counted'],
      send: ['sent', 'region-notice.sent'],
      noteOverdue: ['due', 'region-notice.overdue'],
    },
    sent: {
      count: ['sent', 'region-notice.counted'],
      acknowledge: ['acknowledged', 'region-notice.acknowledged'],
      noteOverdue: ['sent', 'region-notice.overdue'],
    },
    acknowledged: { count: ['acknowledged', 'region-notice.counted'] },
  },
  'REGION_NOTICE_STATE_FORBIDS',
);
