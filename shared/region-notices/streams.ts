import { dueShard, inAttention } from '../journal/keys.ts';
import type { IndexView, StreamType } from '../journal/stream.ts';
import { nextMoment } from './decide-region-notice.ts';
import { evolveRegionNotice } from './evolve-region-notice.ts';
import { RegionNotice } from './model.ts';
import { RegionNoticeFact } from './region-notice-facts.ts';

/** Notices by their id; found by their district while officers have something to do, and by what is due next. */
export const RegionNotices: StreamType<RegionNotice, RegionNoticeFact> = {
  name: 'region-notice',
  schemaVersion: 1,
  state: RegionNotice,
  fact: RegionNoticeFact,
  evolve: evolveRegionNotice,
  index: indexNotice,
};

function indexNotice(notice: RegionNotice): IndexView {
  const { noticeId, caseId, alertId, district, agency, region, status, frozen, dueAt, overdueAt } = notice;
  const moment = nextMoment(notice);
  return {
    entries: {
      ...(dueAt === undefined ? {} : { attention: inAttention('region-notice', district, dueAt, noticeId) }),
      ...(moment === undefined ? {} : { due: dueShard(noticeId, moment) }),
    },
    card: { noticeId, caseId, alertId, district, agency, region, status, frozen, dueAt, overdueAt },
  };
}
