import * as z from 'zod';
import { AgencyId, CampaignId, CampaignWaveId } from '../../kernel/ids.ts';
import { Fen } from '../../kernel/money.ts';
import { prose, text } from '../../kernel/people.ts';
import { Instant, UtcInstant } from '../../kernel/time.ts';
import { CampaignFlow } from '../model.ts';
import { Totals } from '../totals/totals.ts';

/** The states of a campaign: leads are gathered, sent in waves, come to their end; it is closed with a summary, or called off. */
export const campaignStatuses = ['preparing', 'running', 'closing', 'closed', 'called-off'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** The most waves of a campaign. */
export const MOST_WAVES = 100;

const Goal = z.int().positive().max(1_000_000);
const Aims = z.strictObject({ persons: Goal.optional(), dens: Goal.optional(), moneyFen: Fen.optional() });

const Flows = z
  .array(CampaignFlow)
  .min(1)
  .refine((flows) => new Set(flows).size === flows.length, 'must not name a flow twice');

/** Open a campaign. */
export const OpenCampaign = z.strictObject({
  title: text(100),
  flows: Flows.describe('What it follows: information, network, money, people.'),
  summary: prose(2_000),
  leadUnit: AgencyId.describe('The police agency that leads it.'),
  aims: Aims.optional(),
  from: Instant,
  until: Instant,
});
export type OpenCampaign = z.infer<typeof OpenCampaign>;

/** Change what a campaign aims at, says or lasts: only the named members. */
export const AmendCampaign = OpenCampaign.pick({ summary: true, aims: true, until: true })
  .partial()
  .extend({ reason: prose(500) })
  .refine(({ reason: _, ...changes }) => Object.keys(changes).length > 0, 'must name what is to be changed');
export type AmendCampaign = z.infer<typeof AmendCampaign>;

export const CampaignReason = z.strictObject({ reason: prose(500) });
export type CampaignReason = z.infer<typeof CampaignReason>;

/** Close a campaign. */
export const CloseCampaign = z.strictObject({
  conclusion: prose(2_000),
  openReason: prose(500).optional().describe('Why it closes although leads are open: they are given up for this reason.'),
});
export type CloseCampaign = z.infer<typeof CloseCampaign>;

const Said = z.strictObject({ at: UtcInstant, by: AgencyId, reason: z.string() });

/** The closing summary (战役总结): the sums as they were at the close, for good. */
export const CampaignSummary = z.strictObject({
  closedAt: UtcInstant,
  closedBy: AgencyId,
  conclusion: z.string(),
  openReason: z.string().optional(),
  /** How many leads were open. */
  open: z.int().nonnegative(),
  ...Totals.shape,
});
export type CampaignSummary = z.infer<typeof CampaignSummary>;

/** A campaign against fraud (集群战役): leads, sent in waves to those who can work them, and what came of them. */
export const Campaign = z.strictObject({
  campaignId: CampaignId,
  /** Short reference for the phone, e.g. `JQ-261122-7K3Q9M`. */
  reference: z.string(),
  status: z.enum(campaignStatuses),
  title: z.string(),
  flows: z.array(CampaignFlow),
  summary: z.string(),
  leadUnit: AgencyId,
  aims: Aims.optional(),
  from: UtcInstant,
  until: UtcInstant,
  openedBy: AgencyId,
  openedAt: UtcInstant,
  touchedAt: UtcInstant,
  waves: z.array(z.strictObject({ wave: z.int().positive(), waveId: CampaignWaveId, at: UtcInstant, leads: z.int().positive() })),
  closed: CampaignSummary.optional(),
  calledOff: Said.optional(),
});
export type Campaign = z.infer<typeof Campaign>;
