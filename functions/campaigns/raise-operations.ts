import type { Campaign } from '../../shared/campaigns/campaign/campaign-model.ts';
import { Campaigns } from '../../shared/campaigns/campaign/campaigns.ts';
import { takesNoLead } from '../../shared/campaigns/campaign/decide-campaign.ts';
import { RaiseLead } from '../../shared/campaigns/lead/lead-model.ts';
import { leadIdOf } from '../../shared/campaigns/lead/raise-lead.ts';
import type { ApiRequest, Rejection } from '../../shared/http/api-request.ts';
import { findOn } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import { fieldErrors } from '../../shared/http/field-errors.ts';
import { Problem } from '../../shared/http/problem-body.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import { targetsFit } from '../lookups/lead-targets.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { appendOnce } from '../platform/append-once.ts';
import { createDraft } from '../platform/drafts.ts';
import { severalUnderKey } from '../platform/several-under-key.ts';
import { campaignNamed } from './around.ts';
import { type Raised, raiseInto, type ToRaise } from './raise-into.ts';
import type { campaignRoutes, RaisedLeads } from './routes.ts';
import { type FoundSource, findSource } from './sources.ts';

type RaiseCall = ApiRequest<(typeof campaignRoutes)['raiseLeads']>;
type Outcome = RaisedLeads['outcomes'][number];

/** As many leads as are raised in one append: each changes itself, its sums, and at most three marks. */
const TOGETHER = 6;

/** A lead of the request, at its place: as it is to be raised, or why it cannot be. */
type Read =
  | { readonly kind: 'read'; readonly place: number; readonly input: RaiseLead }
  | (Rejection & { readonly place: number });

export const raiseOperations: Operations<Pick<typeof campaignRoutes, 'raiseLeads'>, ApiTools> = {
  raiseLeads: (request, tools) =>
    severalUnderKey(request, tools.journal, {
      prepare: async (): Promise<Campaign | Rejection> => {
        const found = await findOn(campaignNamed, request, tools.journal);
        if (found.kind === 'refusal') return found;
        return takesNoLead(found.state) ?? found.state;
      },
      work: async (campaign) => ({ answer: answered(request, await raiseAll(request, tools, campaign)), isBusy: false }),
      again: () => answered(request, []),
    }),
};

function answered(request: RaiseCall, outcomes: readonly Outcome[]) {
  const raised = outcomes.filter(({ outcome }) => outcome === 'raised').length;
  return request.answer(200, { raised, refused: outcomes.length - raised, outcomes: [...outcomes] });
}

/** Raises those that can be, some in each append, and tells what became of each. */
async function raiseAll(request: RaiseCall, tools: ApiTools, campaign: Campaign): Promise<readonly Outcome[]> {
  const read = request.body.leads.map(readLead);
  const inputs = read.flatMap((one) => (one.kind === 'read' ? [one] : []));
  const sources = await sourcesOf(tools.journal, inputs, request);
  const fits = await targetsFit(
    tools.journal,
    inputs.map(({ input }) => input.target),
  );
  const outcomes = new Map<number, Outcome>();
  const refuseAt = (place: number, rejection: Rejection) => outcomes.set(place, refusedAs(request, place, rejection));
  const wanted: (ToRaise & { readonly place: number })[] = [];
  for (const one of read) {
    if (one.kind === 'refusal') refuseAt(one.place, one);
    else {
      const { place, input } = one;
      const source = sources.get(hashOf(input.source));
      if (source === undefined) refuseAt(place, refuse('LEAD_SOURCE_UNKNOWN', { paths: ['/source'] }));
      else if (!fits(input.target)) refuseAt(place, refuse('AGENCY_MAY_NOT_HAVE', { paths: ['/target'] }));
      else wanted.push({ place, input, caseId: source.caseId, leadId: leadIdOf(campaign, request.command.id, place) });
    }
  }
  for (const [page, some] of chunks(wanted, TOGETHER).entries()) {
    const raised = await raisePage(request, tools, { campaignId: campaign.campaignId, page, some });
    for (const [at, { place }] of some.entries()) {
      const became = raised[at] ?? impossible('a lead was not decided on');
      if (became.kind === 'refusal') refuseAt(place, became);
      else outcomes.set(place, raisedAs(became.lead));
    }
  }
  return read.map(({ place }) => outcomes.get(place) ?? impossible('a lead has no outcome'));
}

/** One append of some leads. A campaign that is closed meanwhile takes none of them. */
async function raisePage(
  request: RaiseCall,
  { journal, dataKeys }: ApiTools,
  { campaignId, page, some }: { readonly campaignId: string; readonly page: number; readonly some: readonly ToRaise[] },
): Promise<readonly Raised[]> {
  const secret = (await dataKeys()).finds;
  const command = {
    ...request.command,
    id: hashOf([request.command.id, page]),
    inputHash: hashOf([request.command.inputHash, page]),
  };
  const became = await appendOnce<readonly Raised[]>(
    journal,
    command,
    async () => {
      const campaign = await journal.load(Campaigns, campaignId);
      const state = campaign.state ?? impossible('a campaign is gone');
      const refused = takesNoLead(state);
      if (refused !== undefined) return { kind: 'plan', changes: [], result: some.map(() => refused) };
      const draft = createDraft();
      const result = await raiseInto(draft, some, state, { journal, secret, context: request.context() });
      return { kind: 'plan', changes: draft.changes(), requires: [campaign], result };
    },
    // a lead that is there tells that it was raised
    { remember: false },
  );
  return became.outcome === 'done' && became.result !== undefined ? became.result : impossible('leads were raised before');
}

function readLead(raw: unknown, place: number): Read {
  const parsed = RaiseLead.safeParse(raw);
  if (parsed.success) return { kind: 'read', place, input: parsed.data };
  return { ...refuse('INPUT_INVALID'), errors: fieldErrors('body', parsed.error.issues), place };
}

/** The sources that the leads name and the caller may see, each looked up once. */
async function sourcesOf(
  journal: Journal,
  inputs: readonly { readonly input: RaiseLead }[],
  { actor }: RaiseCall,
): Promise<ReadonlyMap<string, FoundSource>> {
  const named = new Map(inputs.map(({ input }) => [hashOf(input.source), input.source]));
  const found = await Promise.all(
    [...named].map(async ([key, source]) => [key, await findSource(journal, source, actor)] as const),
  );
  return new Map(found.flatMap(([key, source]) => (source === undefined ? [] : [[key, source] as const])));
}

function raisedAs({ leadId, reference, known }: Extract<Raised, { kind: 'raised' }>['lead']): Outcome {
  return { outcome: 'raised', leadId, reference, known: known.length };
}

/** The refusal of one lead; its places are those of the whole request. */
function refusedAs(request: RaiseCall, place: number, rejection: Rejection): Outcome {
  const at = (path: string): string => `/leads/${place}${path}`;
  const { paths } = rejection.detail;
  const detail = Array.isArray(paths) ? { ...rejection.detail, paths: paths.map(at) } : rejection.detail;
  const errors = rejection.errors?.map((error) => ({ ...error, path: at(error.path) }));
  const told = { ...rejection, detail, ...(errors === undefined ? {} : { errors }) };
  return { outcome: 'refused', problem: Problem.parse(request.problem(told).body) };
}
