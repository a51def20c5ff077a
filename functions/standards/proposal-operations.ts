import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import { type Change, fresh, type Loaded } from '../../shared/journal/stream.ts';
import { type Plan, planFrom } from '../../shared/journal/transact.ts';
import type { Context, District } from '../../shared/kernel/context.ts';
import { type Fact, type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { proposalThing } from '../../shared/standards/kinds.ts';
import type { Proposal, ProposalFact } from '../../shared/standards/proposal/proposal-model.ts';
import { Proposals } from '../../shared/standards/proposal/proposal-streams.ts';
import { adopt, decline, openConsultation, withdraw } from '../../shared/standards/proposal/proposals.ts';
import { propose } from '../../shared/standards/proposal/propose.ts';
import { lineIdOf } from '../../shared/standards/standard/model.ts';
import { freeDay } from '../../shared/standards/standard/reservations.ts';
import { StandardLines } from '../../shared/standards/standard/streams.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfIndex } from '../platform/paging.ts';
import { strangeConsultation } from './consultation-named.ts';
import { ProposalCard, type proposalRoutes } from './proposal-routes.ts';

export const proposalOperations: Operations<typeof proposalRoutes, ApiTools> = {
  proposeStandard: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const strange = await strangeConsultation(journal, request.body.consultationId, request.actor);
      if (strange !== undefined) return strange;
      const decision = propose(request.body, request.context());
      const made = decision.facts[0];
      if (made?.type !== 'proposal.made') return planFrom(decision, []);
      const proposal = fresh(Proposals, made.data.proposalId);
      return planFrom(decision, [proposal], (after) =>
        viewOf(after(proposal), (view, version) => request.answer(201, view, version)),
      );
    });
  },

  listProposals: async (request, tools) => {
    const access = request.allowed({});
    if (access.kind === 'refusal') return access;
    const page = await pageOfIndex(request, tools, { index: 'listing', pk: directoryKey('proposal'), newestFirst: true });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => ProposalCard.parse(card)), ...page.next });
  },

  getProposal: async (request, { journal }) => {
    const proposal = await journal.load(Proposals, request.params.proposalId);
    const found = proposalOf(request, proposal);
    return found.kind === 'refusal' ? found : viewOf(proposal, (view, version) => request.answer(200, view, version));
  },

  consultProposal: onProposal(async (request, loaded, proposal, journal) => {
    const strange = await strangeConsultation(journal, request.body.consultationId, request.actor);
    if (strange !== undefined) return strange;
    const decision = openConsultation(proposal, request.body, request.context());
    return planFrom(decision, [loaded], (after) => answerOf(request, after(loaded)));
  }),
  withdrawProposal: onProposal(async (request, loaded, proposal, journal) => {
    const context = request.context();
    const decision = withdraw(proposal, request.body, context);
    const plan = planFrom(decision, [loaded], (after) => answerOf(request, after(loaded)));
    if (plan.kind === 'refusal') return plan;
    return { ...plan, changes: [...plan.changes, ...(await daysFreed(proposal, context, journal))] };
  }),
  adoptProposal: answerToProposal(adopt),
  declineProposal: answerToProposal(decline),
};

interface Found {
  readonly kind: 'proposal';
  readonly state: Proposal;
}

/** The proposal, if it exists and the caller may do this with it. An answer is for the caller's own district. */
export function proposalOf(call: Call, { state }: Loaded<Proposal, ProposalFact>): Found | Rejection {
  if (state === undefined) return refuse('NOT_FOUND');
  const { district } = call.actor;
  const access = call.allowed({ ...proposalThing(state), ...(district === undefined ? {} : { district }) });
  return access.kind === 'refusal' ? access : { kind: 'proposal', state };
}

interface ProposalCall<Body, View> extends Call {
  readonly params: { readonly proposalId: string };
  readonly body: Body;
  answer(status: 200, view: View, version: number): StoredAnswer;
}

type View = Proposal & { version: number };

type LoadedProposal = Loaded<Proposal, ProposalFact>;
type Attempt<Body> = (
  request: ProposalCall<Body, View>,
  loaded: LoadedProposal,
  proposal: Proposal,
  journal: Journal,
) => Promise<Plan | Refusal<Fact>>;

/** The operation that attempts this on a proposal, if the caller may, and knows its version, if they name one. */
function onProposal<Body>(attempt: Attempt<Body>) {
  return async (request: ProposalCall<Body, View>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> =>
    carryOut(request, journal, async () => {
      const loaded = await journal.load(Proposals, request.params.proposalId);
      const found = proposalOf(request, loaded);
      if (found.kind === 'refusal') return found;
      return staleness(request, loaded.version) ?? attempt(request, loaded, found.state, journal);
    });
}

/** The days that districts kept for a proposal in their lines are free again: sixteen lines at most. */
async function daysFreed(proposal: Proposal, context: Context, journal: Journal): Promise<readonly Change[]> {
  const { proposalId, criterion, answers } = proposal;
  const adopters = proposal.districts.filter((district) => answers[district]?.answer === 'adopted');
  const lines = await journal.loadMany(
    StandardLines,
    adopters.map((district) => lineIdOf(criterion, district)),
  );
  return lines.flatMap((line) => splitFacts([line], freeDay(line.state, proposalId, context)));
}

/**
 * The operation by which the caller's district answers a proposal, in one append with the line of its standards. Two answers at the same
 * instant, also to two proposals, meet in the line's version, so only one of two that collide can pass.
 */
function answerToProposal<Body>(decide: DecideAnswer<Body>) {
  return onProposal<Body>(async (request, loaded, proposal, journal) => {
    const { district } = request.actor;
    if (district === undefined) return refuse('DISTRICT_NOT_ASKED');
    const line = await journal.load(StandardLines, lineIdOf(proposal.criterion, district));
    const decision = decide({ proposal, line: line.state }, district, request.body, request.context());
    return planFrom(decision, [loaded, line], (after) => answerOf(request, after(loaded)));
  });
}

type DecideAnswer<Body> = (
  answered: Parameters<typeof adopt>[0],
  district: District,
  input: Body,
  context: Context,
) => ReturnType<typeof adopt>;

function answerOf<Body>(request: ProposalCall<Body, View>, loaded: LoadedProposal): StoredAnswer {
  return viewOf(loaded, (view, version) => request.answer(200, view, version));
}

function viewOf(
  { state, version }: Loaded<Proposal, ProposalFact>,
  answer: (view: View, version: number) => StoredAnswer,
): StoredAnswer {
  if (state === undefined) throw new Error('a proposal has facts but no state');
  return answer({ ...state, version }, version);
}
