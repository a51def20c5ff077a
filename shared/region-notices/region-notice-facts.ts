import * as z from 'zod';
import { fact } from '../kernel/fact.ts';
import { OrderId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { UtcInstant } from '../kernel/time.ts';
import { RegionNotice, regionNoticeMatters, SentNotice } from './model.ts';

const Counted = {
  ...RegionNotice.pick({ noticeId: true, caseId: true, alertId: true, caseNumber: true }).shape,
  ...RegionNotice.pick({ district: true, agency: true, region: true }).shape,
  orderId: OrderId,
  fen: Fen,
};

/** Everything that can happen to a notice. `at` is when it was recorded. */
export const RegionNoticeFact = z.discriminatedUnion('type', [
  /** The first account of the case in the region is frozen. */
  fact('region-notice.opened', Counted),
  fact('region-notice.counted', { orderId: OrderId, fen: Fen }),
  /** More than the limits: it is to be sent. */
  fact('region-notice.fell-due', { dueAt: UtcInstant }),
  fact('region-notice.sent', { ...SentNotice.omit({ at: true }).shape, dueAt: UtcInstant }),
  fact('region-notice.acknowledged', { acknowledgedAt: UtcInstant, name: z.string(), by: SentNotice.shape.by }),
  fact('region-notice.overdue', { dueAt: UtcInstant, matter: z.enum(regionNoticeMatters) }),
]);
export type RegionNoticeFact = z.infer<typeof RegionNoticeFact>;
export type RegionNoticeFactType = RegionNoticeFact['type'];
