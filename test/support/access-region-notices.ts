import { splitFacts } from '../../shared/journal/split-facts.ts';
import { fresh } from '../../shared/journal/stream.ts';
import type { RegionNoticeFact } from '../../shared/region-notices/region-notice-facts.ts';
import { RegionNotices } from '../../shared/region-notices/streams.ts';
import type { AccessPart, Expected } from './access-actors.ts';
import { commandOf } from './journal-samples.ts';
import { hour, officers } from './samples.ts';

/** The police that froze there. */
const police: Expected = { yes: ['haidian', 'city'], forbidden: [] };

/** A notice on what haidian froze at a bank of another region. */
export const regionNoticeAccess: AccessPart = {
  rows: {
    listRegionNotices: { yes: ['haidian', 'chaoyang', 'changping', 'city'], forbidden: 'everyone else' },
    getRegionNotice: police,
    sendRegionNotice: police,
    acknowledgeRegionNotice: police,
  },

  prepare: async (api, { orderId = '', alertId = '' }) => {
    const noticeId = `${alertId}:320500`;
    const facts: readonly RegionNoticeFact[] = [
      {
        type: 'region-notice.opened',
        data: {
          ...{ at: hour(3), noticeId, alertId, district: 'haidian', agency: 'police-haidian', orderId, fen: 300_000_000 },
          region: { code: '320500', name: '苏州市' },
        },
      },
      { type: 'region-notice.fell-due', data: { at: hour(3), dueAt: hour(171) } },
    ];
    await api.journal.append({
      command: commandOf({ id: 'region-notice-of-matrix' }),
      changes: splitFacts([fresh(RegionNotices, noticeId)], facts),
    });
    return { noticeId };
  },

  calls: () => ({
    sendRegionNotice: { body: { number: 'T1', to: 't', sentAt: hour(4), officers } },
    acknowledgeRegionNotice: { body: { acknowledgedAt: hour(5), name: 'n' } },
  }),
};
