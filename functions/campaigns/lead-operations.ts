import { decideAccess } from '../../shared/access/decide-access.ts';
import { type LeadView, leadView } from '../../shared/campaigns/answers.ts';
import type { CampaignFact } from '../../shared/campaigns/campaign/campaign-facts.ts';
import type { Campaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { Campaigns } from '../../shared/campaigns/campaign/campaigns.ts';
import { isOver, takesNoLead } from '../../shared/campaigns/campaign/decide-campaign.ts';
import { leadThing } from '../../shared/campaigns/kind.ts';
import { acceptLead, finishLead, giveFeedback, handLeadOn, returnLead } from '../../shared/campaigns/lead/answer-lead.ts';
import type { LeadFact } from '../../shared/campaigns/lead/lead-facts.ts';
import type { GiveFeedback, JoinLead, Lead, SendElsewhere } from '../../shared/campaigns/lead/lead-model.ts';
import { Leads } from '../../shared/campaigns/lead/leads.ts';
import { leadIdOf } from '../../shared/campaigns/lead/raise-lead.ts';
import {
  giveLeadUp,
  joinLeads,
  keepLeadApart,
  reopenLead,
  retargetLead,
  takeLeadUp,
} from '../../shared/campaigns/lead/steer-lead.ts';
import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, type Decided, findOn, type Present, type Reach } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { targetsFit } from '../lookups/lead-targets.ts';
import { countStep, totalsPlaces } from '../lookups/lead-totals.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { createDraft } from '../platform/drafts.ts';
import { leads } from './around.ts';
import type { leadRoutes } from './lead-routes.ts';
import { raiseInto } from './raise-into.ts';

interface LeadCall extends Call {
  readonly params: { readonly leadId: string };
  answer(status: 200, view: LeadView, tag: string): StoredAnswer;
}
type Commanding<Body> = LeadCall & { readonly body: Body };

const leadNamed: Reach<Call & { readonly params: { readonly leadId: string } }, Lead, LeadFact> = {
  load: ({ params }, journal) => journal.load(Leads, params.leadId),
  thing: leadThing,
};
const onLead = commandOn(leadNamed);

type LoadedCampaign = Loaded<Campaign, CampaignFact>;

/** The campaigns that a lead serves, the one that it was raised for first. */
function campaignsOf(journal: Journal, { campaigns }: Lead): Promise<readonly LoadedCampaign[]> {
  return journal.loadMany(
    Campaigns,
    campaigns.map(({ campaignId }) => campaignId),
  );
}

/** Why a lead cannot be steered: all of its campaigns are over. */
function overRefusal(campaigns: readonly LoadedCampaign[]): Refusal | undefined {
  const refusals = campaigns.map(({ state }) => (state === undefined ? refuse('NOT_FOUND') : isOver(state)));
  return refusals.every((one) => one !== undefined) ? refusals[0] : undefined;
}

/** The answer with a lead as this caller sees it. The title and the end of its campaign change beside it, so its tag is of both. */
function answered(request: LeadCall, { state, version }: Present<Lead>, [campaign]: readonly LoadedCampaign[]): StoredAnswer {
  const { actor } = request;
  const shows = state.campaigns.some(({ leadUnit }) => leads(actor, leadUnit)) ? 'all' : 'lead';
  const reader = { shows, knows: (unit: string) => leads(actor, unit), now: request.context().now } as const;
  const view = leadView(state, version, reader, campaign?.state);
  return request.answer(200, view, tagOf(version, view));
}

type Decide<Body> = (lead: Lead, input: Body, context: Context) => Decision<LeadFact>;

/** A command on a lead alone, with the sums that follow. */
function ofLead<Body>(decide: Decide<Body>, steers: 'steers' | 'answers', targetIn?: (input: Body) => SendElsewhere['target']) {
  return onLead<Commanding<Body>, ApiTools>(async (lead, input, context, { request, tools: { journal } }) => {
    const named = targetIn === undefined ? [] : [targetIn(input)];
    const [campaigns, places, fits] = await Promise.all([
      campaignsOf(journal, lead),
      totalsPlaces(journal, [lead]),
      targetsFit(journal, named),
    ]);
    const over = steers === 'steers' ? overRefusal(campaigns) : undefined;
    const unfit = named.every(fits) ? undefined : refuse('AGENCY_MAY_NOT_HAVE', { paths: ['/target'] });
    return {
      decision: over ?? unfit ?? decide(lead, input, context),
      rests: steers === 'steers' ? campaigns : [],
      changes: ({ state }) => {
        const draft = createDraft();
        countStep(draft, places, lead, state, context.now);
        return draft.changes();
      },
      answer: (after) => answered(request, after, campaigns),
    };
  });
}

export const leadOperations: Operations<Omit<typeof leadRoutes, 'listLeads'>, ApiTools> = {
  getLead: async (request, { journal }) => {
    const found = await findOn(leadNamed, request, journal);
    if (found.kind === 'refusal') return found;
    const campaigns = await campaignsOf(journal, found.state);
    return answered(request, { state: found.state, version: found.loaded.version }, campaigns);
  },

  acceptLead: ofLead(acceptLead, 'answers'),
  returnLead: ofLead(returnLead, 'answers'),
  handLeadOn: ofLead(handLeadOn, 'answers', ({ target }) => target),
  finishLead: ofLead(finishLead, 'answers'),
  reopenLead: ofLead(reopenLead, 'steers'),
  retargetLead: ofLead(retargetLead, 'steers', ({ target }) => target),
  giveLeadUp: ofLead(giveLeadUp, 'steers'),
  takeLeadUp: ofLead(takeLeadUp, 'steers'),
  keepLeadApart: ofLead(keepLeadApart, 'steers'),

  giveFeedback: onLead<Commanding<GiveFeedback>, ApiTools>(async (lead, input, context, { request, tools }) => {
    const { journal } = tools;
    const [campaigns, places] = await Promise.all([campaignsOf(journal, lead), totalsPlaces(journal, [lead])]);
    const draft = createDraft();
    const refused = await withNewLeads(draft, { lead, input, campaigns, request, tools });
    return {
      decision: refused ?? giveFeedback(lead, input, context),
      rests: input.newLeads.length === 0 ? [] : campaigns.slice(0, 1),
      changes: ({ state }) => {
        countStep(draft, places, lead, state, context.now);
        return draft.changes();
      },
      answer: (after) => answered(request, after, campaigns),
    };
  }),

  joinLead: onLead<Commanding<JoinLead>, ApiTools>(async (lead, { match }, context, { request, tools: { journal } }) => {
    const campaigns = await campaignsOf(journal, lead);
    const other = await otherOf(journal, lead, match);
    const joining = decideJoin(lead, match, other, { campaigns, context });
    if (joining.kind === 'refusal' || other === undefined)
      return joining.kind === 'refusal' ? joining : refuse('LEAD_MATCH_UNKNOWN');
    return joinedTogether(journal, { lead, other, joining, campaigns, context, request });
  }),
};

interface WithFeedback {
  readonly lead: Lead;
  readonly input: GiveFeedback;
  readonly campaigns: readonly LoadedCampaign[];
  readonly request: LeadCall;
  readonly tools: ApiTools;
}

/** Raises the leads that a target came upon, in the same append. @returns why that cannot be */
async function withNewLeads(
  draft: ReturnType<typeof createDraft>,
  { lead, input, campaigns: [first], request, tools }: WithFeedback,
): Promise<Refusal | undefined> {
  if (input.newLeads.length === 0) return undefined;
  const campaign = first?.state ?? impossible('a lead serves no campaign');
  const refused = takesNoLead(campaign);
  if (refused !== undefined) return refused;
  const { journal } = tools;
  const fits = await targetsFit(
    journal,
    input.newLeads.map(({ target }) => target),
  );
  const unfit = input.newLeads.flatMap(({ target }, at) => (fits(target) ? [] : [`/newLeads/${at}/target`]));
  if (unfit.length > 0) return refuse('AGENCY_MAY_NOT_HAVE', { paths: unfit });
  const wanted = input.newLeads.map((one, at) => ({
    ...{ leadId: leadIdOf(campaign, request.command.id, at), caseId: lead.caseIds[0] },
    input: { ...one, source: { kind: 'lead', leadId: lead.leadId } as const },
  }));
  await raiseInto(draft, wanted, campaign, { journal, secret: (await tools.dataKeys()).finds, context: request.context() });
  return undefined;
}

/** The lead that a match names, or the one that it went into since. */
async function otherOf(journal: Journal, { known }: Lead, match: number): Promise<Loaded<Lead, LeadFact> | undefined> {
  let id = known[match - 1]?.leadId;
  while (id !== undefined) {
    const loaded: Loaded<Lead, LeadFact> = await journal.load(Leads, id);
    if (loaded.state?.joinedTo === undefined) return loaded;
    id = loaded.state.joinedTo;
  }
  return undefined;
}

type Joining = Extract<ReturnType<typeof joinLeads>, { kind: 'joined' }>;

/** Who joins two leads must lead the campaigns of both: the other may be one that the caller knows nothing of. */
function decideJoin(
  lead: Lead,
  match: number,
  other: Loaded<Lead, LeadFact> | undefined,
  { campaigns, context }: { readonly campaigns: readonly LoadedCampaign[]; readonly context: Context },
): Joining | Refusal {
  const over = overRefusal(campaigns);
  if (over !== undefined) return over;
  if (other?.state === undefined || other.state.leadId === lead.leadId)
    return refuse('LEAD_MATCH_UNKNOWN', { paths: ['/match'] });
  if (decideAccess('lead.steer', context.actor, leadThing(other.state)).outcome !== 'allowed')
    return refuse('ACTION_NOT_ALLOWED');
  return joinLeads(lead, match, { into: other.state }, context);
}

interface Together {
  readonly lead: Lead;
  readonly other: Loaded<Lead, LeadFact>;
  readonly joining: Joining;
  readonly campaigns: readonly LoadedCampaign[];
  readonly context: Context;
  readonly request: LeadCall;
}

async function joinedTogether(
  journal: Journal,
  { lead, other, joining, campaigns, context, request }: Together,
): Promise<Decided<Lead>> {
  const draft = createDraft();
  draft.add(other, joining.other);
  const before = other.state ?? impossible('a lead that goes on is not there');
  const into = draft.now(other).state ?? before;
  const places = await totalsPlaces(journal, [lead, into]);
  return {
    decision: accept(...joining.own),
    rests: campaigns,
    changes: ({ state }) => {
      countStep(draft, places, lead, state, context.now);
      countStep(draft, places, before, into, context.now);
      return draft.changes();
    },
    answer: (after) => answered(request, after, campaigns),
  };
}
