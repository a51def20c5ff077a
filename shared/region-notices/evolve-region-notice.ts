import { evolver } from '../kernel/evolver.ts';
import type { RegionNotice, RegionNoticeStatus } from './model.ts';
import type { RegionNoticeFact } from './region-notice-facts.ts';
import { regionNoticeLifecycle } from './region-notice-lifecycle.ts';

/** The notice after a fact. */
export const evolveRegionNotice = evolver<RegionNoticeStatus, RegionNotice, RegionNoticeFact, 'region-notice.opened'>(
  regionNoticeLifecycle,
  {
    births: {
      'region-notice.opened': ({ at: _, orderId: __, fen, ...opened }) => ({ ...opened, frozen: { accounts: 1, fen } }),
    },
    steps: {
      'region-notice.counted': (notice, { fen }) => ({
        ...notice,
        frozen: { accounts: notice.frozen.accounts + 1, fen: notice.frozen.fen + fen },
      }),
      'region-notice.fell-due': (notice, { dueAt }) => ({ ...notice, dueAt }),
      'region-notice.sent': ({ overdueAt: _, ...notice }, { dueAt, ...sent }) => ({
        ...notice,
        dueAt,
        sent: { ...sent, frozen: notice.frozen },
      }),
      'region-notice.acknowledged': ({ dueAt: _, overdueAt: __, ...notice }, acknowledged) => ({ ...notice, acknowledged }),
      'region-notice.overdue': (notice, { at }) => ({ ...notice, overdueAt: at }),
    },
  },
);
