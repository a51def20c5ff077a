import * as z from 'zod';
import { districts } from '../kernel/context.ts';
import { AgencyId, AlertId, CaseId } from '../kernel/ids.ts';
import { Fen } from '../kernel/money.ts';
import { Officer, Person, paperNumber, TwoOfficers, text } from '../kernel/people.ts';
import { Region } from '../kernel/region.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';

/** `counting`: below the limits · `due`: to be sent · `sent` · `acknowledged`. */
export const regionNoticeStatuses = ['counting', 'due', 'sent', 'acknowledged'] as const;
export type RegionNoticeStatus = (typeof regionNoticeStatuses)[number];

/** What is overdue: that it is sent, or that the local unit acknowledges it. */
export const regionNoticeMatters = ['sending', 'acknowledgement'] as const;

/** A sent notice: its number, the local unit, when it went out, who signed. */
export const SentNotice = z.strictObject({
  at: UtcInstant,
  number: z.string(),
  to: z.string(),
  sentAt: UtcInstant,
  officers: z.array(Officer),
  by: Person,
});

/** What a notice says when it goes out: more accounts may be frozen later. */
const Counts = z.strictObject({ accounts: z.int().nonnegative(), fen: Fen });

/**
 * The accounts of a case that are frozen in another region, and the written notice (异地冻结书面通报) to the police there once they are many. Its
 * id is that of the case (or of the alarm, whose freezes rest on a filing outside Cordon), and the region's code.
 */
export const RegionNotice = z.strictObject({
  noticeId: z.string(),
  status: z.enum(regionNoticeStatuses),
  caseId: CaseId.optional(),
  alertId: AlertId,
  caseNumber: z.string().optional(),
  district: z.enum(districts),
  agency: AgencyId,
  region: Region,
  frozen: Counts,
  /** Absent while it is below the limits, and once it is acknowledged: by when it is to be sent, or acknowledged. */
  dueAt: UtcInstant.optional(),
  overdueAt: UtcInstant.optional(),
  sent: SentNotice.extend({ frozen: Counts }).optional(),
  acknowledged: z.strictObject({ at: UtcInstant, acknowledgedAt: UtcInstant, name: z.string(), by: Person }).optional(),
});
export type RegionNotice = z.infer<typeof RegionNotice>;

/** Record that the notice went out. Two different officers sign. */
export const SendNotice = z.strictObject({
  number: paperNumber(64),
  to: text(128).describe('The local unit that it went to.'),
  sentAt: Instant,
  officers: TwoOfficers,
});
export type SendNotice = z.infer<typeof SendNotice>;

/** Record that the local unit acknowledged it. */
export const AcknowledgeNotice = z.strictObject({
  acknowledgedAt: Instant,
  name: text(64).describe('Who signed for it there.'),
});
export type AcknowledgeNotice = z.infer<typeof AcknowledgeNotice>;

/** How a notice is named in paths. */
export const RegionNoticeId = z.string().regex(/^(?:cas|alt)_[0-9A-HJKMNP-TV-Z]{26}:[0-9]{6}$/, 'must be the id of a notice');
