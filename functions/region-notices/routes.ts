import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { districts } from '../../shared/kernel/context.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { AcknowledgeNotice, RegionNoticeId, SendNotice } from '../../shared/region-notices/model.ts';
import { regionNoticeLifecycle } from '../../shared/region-notices/region-notice-lifecycle.ts';
import { RegionNoticeEntry, RegionNoticeView } from '../../shared/region-notices/views.ts';
import { acknowledgeExample, sendExample } from './examples.ts';

const OfNotice = z.strictObject({ noticeId: RegionNoticeId });

/** The common parts of every command on a notice. */
const onNotice = {
  method: 'POST',
  tag: 'region notices',
  params: OfNotice,
  ifMatch: true,
  answers: { 200: RegionNoticeView },
} as const;

export const regionNoticeRoutes = defineRoutes({
  listRegionNotices: {
    method: 'GET',
    path: '/v1/region-notices',
    summary: 'List the notices to the police of other regions that are to be sent or acknowledged, what is due first',
    tag: 'region notices',
    access: { action: 'region-notice.list' },
    query: PageQuery.extend({
      district: z
        .enum([...districts, 'all'])
        .optional()
        .describe("Absent: the caller's own, or all districts for an agency of the whole city."),
    }),
    answers: { 200: pageOf(RegionNoticeEntry) },
    refusals: [],
  },
  getRegionNotice: {
    method: 'GET',
    path: '/v1/region-notices/{noticeId}',
    summary: 'Read a notice: what is frozen there, its draft, when it was sent and acknowledged',
    tag: 'region notices',
    access: { action: 'region-notice.read' },
    params: OfNotice,
    answers: { 200: RegionNoticeView },
    refusals: [],
  },
  sendRegionNotice: {
    ...onNotice,
    path: '/v1/region-notices/{noticeId}/send',
    summary: 'Record that the notice went out to the local unit',
    access: { action: 'region-notice.send' },
    during: statesFor(regionNoticeLifecycle, 'send'),
    body: SendNotice,
    refusals: ['REGION_NOTICE_STATE_FORBIDS', 'SAME_OFFICER_TWICE', 'TIME_IN_FUTURE'],
    example: sendExample,
  },
  acknowledgeRegionNotice: {
    ...onNotice,
    path: '/v1/region-notices/{noticeId}/acknowledge',
    summary: 'Record that the local unit acknowledged it',
    access: { action: 'region-notice.send' },
    during: statesFor(regionNoticeLifecycle, 'acknowledge'),
    body: AcknowledgeNotice,
    refusals: ['REGION_NOTICE_STATE_FORBIDS', 'TIME_IN_FUTURE', 'TIMES_OUT_OF_ORDER'],
    example: acknowledgeExample,
  },
});
