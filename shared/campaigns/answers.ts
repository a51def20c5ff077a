import * as z from 'zod';
import { AgencyId, CampaignId, LeadId } from '../kernel/ids.ts';
import { secondsSince, UtcInstant } from '../kernel/time.ts';
import { Campaign, campaignStatuses } from './campaign/campaign-model.ts';
import { KnownLead, Lead, leadStatuses, verdicts } from './lead/lead-model.ts';
import { LeadKind, LeadPriority, LeadTarget } from './model.ts';
import { Totals } from './totals/totals.ts';
import { Wave } from './wave/wave-model.ts';

/** How much of a campaign the reader is shown: all, or what a target of its leads may know. */
export const campaignShows = ['all', 'invitation'] as const;

const clocks = { openSeconds: z.int(), untouchedSeconds: z.int() };

/** A campaign as those who lead it see it; a target of its leads sees the members that are always there. */
export const CampaignView = z
  .strictObject({
    ...Campaign.pick({ campaignId: true, reference: true, status: true, title: true, leadUnit: true, until: true }).shape,
    ...Campaign.omit({ closed: true })
      .partial()
      .omit({
        ...{ campaignId: true, reference: true, status: true, title: true, leadUnit: true, until: true },
      }).shape,
    shows: z.enum(campaignShows),
    version: z.int().optional(),
    totals: Totals.optional().describe('The sums of its leads at this moment.'),
    openSeconds: z.int().optional(),
    untouchedSeconds: z.int().optional(),
  })
  .meta({ id: 'Campaign' });
export type CampaignView = z.input<typeof CampaignView>;

export const CampaignCard = z.object({
  campaignId: CampaignId,
  reference: z.string(),
  status: z.enum(campaignStatuses),
  leadUnit: AgencyId,
  from: UtcInstant,
  until: UtcInstant,
  openedAt: UtcInstant,
  touchedAt: UtcInstant,
  waves: z.int().nonnegative(),
});

export const CampaignEntry = z
  .strictObject({ ...CampaignCard.shape, title: z.string(), late: z.boolean(), ...clocks })
  .meta({ id: 'CampaignEntry' });

export const LeadCard = z.object({
  leadId: LeadId,
  reference: z.string(),
  status: z.enum(leadStatuses),
  kind: LeadKind,
  priority: LeadPriority,
  target: LeadTarget,
  raisedAt: UtcInstant,
  touchedAt: UtcInstant,
  dueAt: UtcInstant.optional(),
  overdue: z.boolean(),
  late: z.boolean(),
  verdict: z.enum(verdicts).optional(),
  persons: z.int().nonnegative(),
  dens: z.int().nonnegative(),
  fen: z.int().nonnegative(),
  campaigns: z.array(z.object({ campaignId: CampaignId, wave: z.int().positive().optional() })),
  undecided: z.boolean(),
});
export type LeadCard = z.output<typeof LeadCard>;

/** What a list shows of a lead: nothing of its subject. */
export const LeadEntry = z
  .strictObject({
    ...LeadCard.omit({ campaigns: true, undecided: true }).shape,
    wave: z.int().positive().optional().describe('Of the campaign that was asked for.'),
    undecided: z.boolean().optional().describe('Another lead may be the same; shown to the campaign alone.'),
    ...clocks,
  })
  .meta({ id: 'LeadEntry' });

/** Another lead about the same: which one, as far as the reader may know of its campaign. */
const KnownView = KnownLead.partial({ leadId: true, campaignId: true, leadUnit: true }).extend({ match: z.int().positive() });

/** A lead as its campaign sees it; its target sees what it needs, and not where it came from. */
export const LeadView = z
  .strictObject({
    ...Lead.omit({ source: true, caseIds: true, campaigns: true, known: true, hands: true, dueGiven: true, raisedBy: true })
      .shape,
    ...Lead.pick({ source: true, caseIds: true, campaigns: true, hands: true, dueGiven: true, raisedBy: true }).partial().shape,
    known: z.array(KnownView).optional(),
    campaign: Campaign.pick({ campaignId: true, title: true, until: true }).optional(),
    version: z.int(),
    ...clocks,
  })
  .meta({ id: 'Lead' });
export type LeadView = z.input<typeof LeadView>;

export const WaveView = z.strictObject({ ...Wave.shape, version: z.int() }).meta({ id: 'CampaignWave' });

export const SummaryView = z
  .strictObject({
    ...Campaign.pick({ campaignId: true, reference: true, title: true, leadUnit: true, from: true, until: true, aims: true })
      .shape,
    ...Campaign.shape.closed.unwrap().shape,
  })
  .meta({ id: 'CampaignSummary' });

/** The leads that came from a case, and what came of them. */
export const CaseLeads = z
  .strictObject({ totals: Totals.shape.all, items: z.array(LeadEntry), next: z.string().optional() })
  .meta({ id: 'CaseLeads' });

/** What a reader may know of a campaign: all, or that it is there, its title and its end. */
export function campaignView(
  { closed: _, ...campaign }: Campaign,
  {
    shows,
    version,
    totals,
    now,
  }: { readonly shows: 'all' | 'invitation'; readonly version: number; readonly totals: Totals; readonly now: string },
): CampaignView {
  const { campaignId, reference, status, title, leadUnit, until, openedAt, touchedAt } = campaign;
  if (shows === 'invitation') return { campaignId, reference, status, title, leadUnit, until, shows };
  const end = status === 'closed' || status === 'called-off' ? touchedAt : now;
  const open = { openSeconds: secondsSince(openedAt, end), untouchedSeconds: secondsSince(touchedAt, end) };
  return { ...campaign, shows, version, totals, ...open };
}

export function campaignEntry(card: z.output<typeof CampaignCard>, title: string, now: string): z.input<typeof CampaignEntry> {
  const isOver = card.status === 'closed' || card.status === 'called-off';
  const end = isOver ? card.touchedAt : now;
  return {
    ...{ ...card, title, late: !isOver && card.until <= now },
    ...{ openSeconds: secondsSince(card.openedAt, end), untouchedSeconds: secondsSince(card.touchedAt, end) },
  };
}

/** @param campaignId of the campaign whose list it is; absent in the list of a target, or of a case */
export function leadEntry(
  { campaigns, undecided, ...card }: LeadCard,
  now: string,
  campaignId?: string,
): z.input<typeof LeadEntry> {
  const wave = campaigns.find((one) => one.campaignId === campaignId)?.wave;
  return {
    ...{ ...card, ...(wave === undefined ? {} : { wave }), ...(campaignId === undefined ? {} : { undecided }) },
    ...clocksOf(card, now),
  };
}

/** The reader of a lead. */
export interface LeadReader {
  readonly shows: 'all' | 'lead';
  /** Whether the reader may know of a campaign that this agency leads. */
  readonly knows: (leadUnit: string) => boolean;
  readonly now: string;
}

/** A lead for this reader. @param campaign the one that is named to a target */
export function leadView(
  lead: Lead,
  version: number,
  { shows, knows, now }: LeadReader,
  campaign: Pick<Campaign, 'campaignId' | 'title' | 'until'> | undefined,
): LeadView {
  const { source, caseIds, campaigns, known, hands, dueGiven, raisedBy, ...rest } = lead;
  const named =
    campaign === undefined ? {} : { campaign: { campaignId: campaign.campaignId, title: campaign.title, until: campaign.until } };
  const told = { ...rest, ...named, version, ...clocksOf(lead, now) };
  if (shows === 'lead') return told;
  return {
    ...{ ...told, source, caseIds, hands, raisedBy },
    ...(dueGiven === undefined ? {} : { dueGiven }),
    campaigns: campaigns.filter(({ leadUnit }) => knows(leadUnit)),
    known: known.map((one, place) => ({ ...knownTo(one, knows), match: place + 1 })),
  };
}

function knownTo({ leadId, campaignId, leadUnit, ...match }: KnownLead, knows: LeadReader['knows']) {
  return knows(leadUnit) ? { leadId, campaignId, leadUnit, ...match } : match;
}

function clocksOf({ status, raisedAt, touchedAt }: Pick<Lead, 'status' | 'raisedAt' | 'touchedAt'>, now: string) {
  const isOver = status === 'finished' || status === 'given-up' || status === 'joined';
  const end = isOver ? touchedAt : now;
  return { openSeconds: secondsSince(raisedAt, end), untouchedSeconds: secondsSince(touchedAt, end) };
}
