import { CampaignCard, campaignEntry, LeadCard, type LeadCard as LeadCardOf, leadEntry } from '../../shared/campaigns/answers.ts';
import { Campaigns } from '../../shared/campaigns/campaign/campaigns.ts';
import { campaignsKey, campaignsLedKey, leadsOfCampaign, leadsOfCaseKey, leadsOnKey } from '../../shared/campaigns/keys.ts';
import { type LeadTarget, targetKey } from '../../shared/campaigns/model.ts';
import { CampaignTotals, sumOf } from '../../shared/campaigns/totals/totals.ts';
import { idsOfCase } from '../../shared/cases/model.ts';
import { findOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { type Actor, type District, districts } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { caseOf } from '../lookups/opened-case.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfPartitions, pageOfWindows } from '../platform/partitions-page.ts';
import { campaignNamed, targetOf } from './around.ts';
import type { campaignRoutes } from './routes.ts';

type ListRoutes = Pick<typeof campaignRoutes, 'listCampaigns' | 'listCampaignLeads' | 'listLeads' | 'listCaseLeads'>;

/** Which leads of a campaign are asked for. */
interface LeadFilter {
  readonly status?: LeadCardOf['status'] | undefined;
  readonly kind?: LeadCardOf['kind'] | undefined;
  readonly district?: District | undefined;
  readonly partner?: string | undefined;
  readonly overdue?: 'true' | undefined;
}

export const listOperations: Operations<ListRoutes, ApiTools> = {
  listCampaigns: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { state } = request.query;
    const { agency, district } = request.actor;
    const isCity = district === undefined;
    const part = isCity
      ? ({ index: 'inbox', pk: campaignsKey(state) } as const)
      : ({ index: 'file', pk: campaignsLedKey(agency) } as const);
    const page = await pageOfWindows(request, tools, {
      windows: [{ partitions: [part] }],
      newestFirst: !isCity || state === 'closed',
      filter: { state, pk: part.pk },
      keep: isCity ? undefined : ({ card }) => isInState(parseTolerantly(CampaignCard, card).status, state),
    });
    if (page.kind === 'refusal') return page;
    const cards = page.cards.map(({ card }) => parseTolerantly(CampaignCard, card));
    // titles are text, so no card has them
    const campaigns = await loadAll(
      tools.journal,
      Campaigns,
      cards.map(({ campaignId }) => campaignId),
    );
    const now = tools.now();
    const items = cards.map((card, at) => campaignEntry(card, campaigns[at]?.state?.title ?? '', now));
    return request.answer(200, { items, ...page.next });
  },

  listCampaignLeads: async (request, tools) => {
    const found = await findOn(campaignNamed, request, tools.journal);
    if (found.kind === 'refusal') return found;
    const { limit: _, cursor: __, ...filter } = request.query;
    const { campaignId } = request.params;
    const partitions = leadsOfCampaign(campaignId);
    const page = await pageOfWindows(request, tools, {
      windows: [{ partitions }],
      filter: { ...filter, pk: partitions[0].pk },
      keep: Object.keys(filter).length === 0 ? undefined : ({ card }) => isWanted(parseTolerantly(LeadCard, card), filter),
    });
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => leadEntry(parseTolerantly(LeadCard, card), now, campaignId));
    return request.answer(200, { items, ...page.next });
  },

  listLeads: async (request, tools) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    const { state, district, partner } = request.query;
    const targets = targetsAsked(request.actor, { district, partner });
    if (targets === undefined) return refuse('ACTION_NOT_ALLOWED');
    const page = await pageOfPartitions(request, tools, {
      ...{ index: 'inbox', pks: targets.map((target) => leadsOnKey(target, state)) },
      filter: { state, district, partner },
    });
    if (page.kind === 'refusal') return page;
    const now = tools.now();
    const items = page.cards.map(({ card }) => leadEntry(parseTolerantly(LeadCard, card), now));
    return request.answer(200, { items, ...page.next });
  },

  listCaseLeads: async (request, tools) => {
    const found = await caseOf(request, tools.journal);
    if (found.kind === 'refusal') return found;
    const ids = idsOfCase(found.fraudCase);
    const page = await pageOfPartitions(request, tools, { index: 'listing', pks: ids.map(leadsOfCaseKey) });
    if (page.kind === 'refusal') return page;
    const totals = sumOf((await loadAll(tools.journal, CampaignTotals, ids)).map(({ state }) => state));
    const now = tools.now();
    const items = page.cards.map(({ card }) => leadEntry(parseTolerantly(LeadCard, card), now));
    return request.answer(200, { totals: totals.all, items, ...page.next });
  },
};

function isInState(status: string, state: 'open' | 'closed'): boolean {
  return (status === 'closed' || status === 'called-off') === (state === 'closed');
}

function isWanted({ status, kind, target, overdue }: LeadCardOf, wanted: LeadFilter): boolean {
  const isOverdue = overdue && (status === 'dispatched' || status === 'accepted');
  const fits = [
    wanted.status === undefined || wanted.status === status,
    wanted.kind === undefined || wanted.kind === kind,
    wanted.district === undefined || (target.kind === 'district' && target.district === wanted.district),
    wanted.partner === undefined || (target.kind === 'partner' && target.agency === wanted.partner),
    wanted.overdue === undefined || isOverdue,
  ];
  return fits.every(Boolean);
}

/** The targets whose leads the caller lists: its own; police of the whole city any. Undefined if it asks for those of another. */
function targetsAsked(
  actor: Actor,
  { district, partner }: Pick<LeadFilter, 'district' | 'partner'>,
): readonly LeadTarget[] | undefined {
  const own = targetOf(actor);
  const asked: readonly LeadTarget[] = [
    ...(district === undefined ? [] : [{ kind: 'district', district } as const]),
    ...(partner === undefined ? [] : [{ kind: 'partner', agency: partner } as const]),
  ];
  if (own === undefined) return asked.length > 0 ? asked : districts.map((one) => ({ kind: 'district', district: one }));
  const isOwn = (target: LeadTarget): boolean => targetKey(target) === targetKey(own);
  return asked.every(isOwn) ? [own] : undefined;
}
