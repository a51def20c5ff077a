import { Banks } from '../../../shared/banks/streams.ts';
import { StopOrders } from '../../../shared/freezes/streams.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { accept } from '../../../shared/kernel/decision.ts';
import { isHere } from '../../../shared/kernel/region.ts';
import { countFreeze, noticeIdOf } from '../../../shared/region-notices/decide-region-notice.ts';
import { RegionNotices } from '../../../shared/region-notices/streams.ts';
import { filingOfAlert } from '../../lookups/cases.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { commandOf, type Reaction } from '../reaction.ts';

export const countOtherRegion: Reaction<FactOf<'order.frozen'>> = {
  name: 'countOtherRegion',
  does: 'counts an account of another region for the written notice to its police, once',
  react: async ({ recorded }, tools) => {
    const { journal } = tools;
    const { state: order } = await journal.load(StopOrders, idOfStream(recorded.stream));
    if (order === undefined) throw new Error(`the stream ${recorded.stream} has facts but no state`);
    const region = (await journal.load(Banks, order.account.bankId)).state?.region;
    if (region === undefined || isHere(region)) return;
    const context = contextOf(tools);
    const [caseId] = (await filingOfAlert(journal, order.alertId)).caseIds ?? [];
    const frozen = { order, region, caseId };
    await appendOnce(journal, commandOf('countOtherRegion', recorded, context.now), async () => {
      const notice = await journal.load(RegionNotices, noticeIdOf(frozen));
      return planFrom(accept(...countFreeze(notice.state, frozen, context)), [notice]);
    });
  },
};
