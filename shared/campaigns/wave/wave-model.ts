import * as z from 'zod';
import { AgencyId, CampaignId, CampaignWaveId, LeadId } from '../../kernel/ids.ts';
import { prose } from '../../kernel/people.ts';
import { Instant, UtcInstant } from '../../kernel/time.ts';
import { LeadKind, LeadPriority, LeadTarget } from '../model.ts';

/** The most leads of a wave. */
export const MOST_LEADS = 200;

export const waveStatuses = ['sending', 'done'] as const;
export type WaveStatus = (typeof waveStatuses)[number];

/** Which of the leads that were not sent go out; absent members choose nothing. */
const WaveFilter = z
  .strictObject({ kind: LeadKind.optional(), priority: LeadPriority.optional(), target: LeadTarget.optional() })
  .describe('Of the leads that were not sent yet, the oldest first, at most 200.');

/** Send leads to their targets: those that are named, or those that a filter chooses. */
export const OpenWave = z
  .strictObject({
    leads: z
      .array(LeadId)
      .min(1)
      .max(MOST_LEADS)
      .refine((ids) => new Set(ids).size === ids.length, 'must not name a lead twice')
      .optional(),
    filter: WaveFilter.optional(),
    dueAt: Instant.optional().describe('Until when all of them are to be worked; without it, each has its own term.'),
    note: prose(500).optional(),
  })
  .refine(({ leads, filter }) => (leads === undefined) !== (filter === undefined), 'must have either `leads` or `filter`');
export type OpenWave = z.infer<typeof OpenWave>;

/** A lead of the wave that was not sent, and why. */
export const Skipped = z.strictObject({ leadId: LeadId, code: z.string() });

/** A wave (波次): leads that go out together. It is sent page by page, so it is done even if the first to send it dies. */
export const Wave = z.strictObject({
  waveId: CampaignWaveId,
  campaignId: CampaignId,
  reference: z.string(),
  leadUnit: AgencyId,
  wave: z.int().positive(),
  status: z.enum(waveStatuses),
  leads: z.array(LeadId),
  dueAt: UtcInstant.optional(),
  note: z.string().optional(),
  openedBy: AgencyId,
  openedAt: UtcInstant,
  touchedAt: UtcInstant,
  /** How many of its leads were looked at. */
  passed: z.int().nonnegative(),
  sent: z.int().nonnegative(),
  skipped: z.array(Skipped),
});
export type Wave = z.infer<typeof Wave>;
