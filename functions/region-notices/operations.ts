import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { attentionKey } from '../../shared/journal/keys.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { acknowledgeNotice, sendNotice } from '../../shared/region-notices/decide-region-notice.ts';
import { regionNoticeThing } from '../../shared/region-notices/kind.ts';
import type { RegionNotice } from '../../shared/region-notices/model.ts';
import type { RegionNoticeFact } from '../../shared/region-notices/region-notice-facts.ts';
import { RegionNotices } from '../../shared/region-notices/streams.ts';
import { RegionNoticeEntry, type RegionNoticeView, regionNoticeView } from '../../shared/region-notices/views.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { districtsAsked } from '../platform/dated-page.ts';
import { pageOfPartitions } from '../platform/partitions-page.ts';
import type { regionNoticeRoutes } from './routes.ts';

interface NoticeCall extends Call {
  readonly params: { readonly noticeId: string };
  answer(status: 200, view: RegionNoticeView, version: number): StoredAnswer;
}

const notice: Target<NoticeCall, RegionNotice, RegionNoticeFact> = {
  load: ({ params }, journal) => journal.load(RegionNotices, params.noticeId),
  thing: regionNoticeThing,
  answer: (request, { state, version }: Present<RegionNotice>) => request.answer(200, regionNoticeView(state, version), version),
};
const onNotice = commandOn(notice);

export const regionNoticeOperations: Operations<typeof regionNoticeRoutes, ApiTools> = {
  listRegionNotices: async (request, tools) => {
    const asked = districtsAsked(request);
    if (asked.kind === 'refusal') return asked;
    const page = await pageOfPartitions(request, tools, {
      index: 'attention',
      pks: asked.districts.map((district) => attentionKey('region-notice', district)),
    });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(RegionNoticeEntry, card)), ...page.next });
  },
  getRegionNotice: readOn(notice),
  sendRegionNotice: onNotice((state, input, context, { request }) => sendNotice(state, input, request.callerName, context)),
  acknowledgeRegionNotice: onNotice((state, input, context, { request }) =>
    acknowledgeNotice(state, input, request.callerName, context),
  ),
};
