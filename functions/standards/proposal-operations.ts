import type { Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, type Present, type Reach, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { splitFacts } from '../../shared/journal/split-facts.ts';
import type { Change } from '../../shared/journal/stream.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { impactThing, proposalThing } from '../../shared/standards/kinds.ts';
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

type View = Proposal & { version: number };

interface ProposalAnswer<Status> extends Call {
  answer(status: Status, view: View, version: number): StoredAnswer;
}

type ProposalCall = Call & { readonly params: { readonly proposalId: string } };

/** The proposal that a request names. An answer is for the caller's own district. */
export const proposalNamed: Reach<ProposalCall, Proposal, ProposalFact> = {
  load: ({ params }, journal) => journal.load(Proposals, params.proposalId),
  thing: (state, { actor: { district } }) => ({ ...proposalThing(state), ...(district === undefined ? {} : { district }) }),
};
const proposal: Target<ProposalCall & ProposalAnswer<200>, Proposal, ProposalFact> = { ...proposalNamed, answer: answered(200) };
const onProposal = commandOn(proposal);

/** The answer with a proposal as it is now. */
function answered<Status>(status: Status) {
  return (request: ProposalAnswer<Status>, { state, version }: Present<Proposal>): StoredAnswer =>
    request.answer(status, { ...state, version }, version);
}

export const proposalOperations: Operations<typeof proposalRoutes, ApiTools> = {
  proposeStandard: createOn({
    type: Proposals,
    may: (request: ProposalAnswer<201>) => request.allowed(),
    answer: answered(201),
  })(
    async (input, context, { request, tools }) =>
      (await strangeConsultation(tools.journal, input.consultationId, request.actor)) ?? propose(input, context),
  ),

  listProposals: async (request, tools) => {
    const access = request.allowed({});
    if (access.kind === 'refusal') return access;
    const page = await pageOfIndex(request, tools, { index: 'listing', pk: directoryKey('proposal'), newestFirst: true });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.cards.map(({ card }) => parseTolerantly(ProposalCard, card)), ...page.next });
  },

  // read as the districts asked: what it tells of the actions that are open is of them alone
  getProposal: readOn({ ...proposal, thing: (state, { actor }) => impactThing(state, actor.district) }),
  consultProposal: onProposal(
    async (state, input, context, { request, tools }) =>
      (await strangeConsultation(tools.journal, input.consultationId, request.actor)) ?? openConsultation(state, input, context),
  ),
  withdrawProposal: onProposal(async (state, input, context, { tools }) => {
    const decision = withdraw(state, input, context);
    if (decision.kind === 'refusal') return decision;
    const freed = await daysFreed(state, context, tools.journal);
    return { decision, changes: () => freed };
  }),
  adoptProposal: onProposal(ofDistrict(adopt)),
  declineProposal: onProposal(ofDistrict(decline)),
};

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
 * The step by which the caller's district answers a proposal, in one append with the line of its standards. Two answers at the same
 * instant, also to two proposals, meet in the line's version, so only one of two that collide can pass.
 */
function ofDistrict<Body>(
  decide: (proposal: Proposal, input: Body, known: Parameters<typeof adopt>[2], context: Context) => ReturnType<typeof adopt>,
) {
  return async (state: Proposal, input: Body, context: Context, { tools }: { readonly tools: ApiTools }) => {
    const { district } = context.actor;
    if (district === undefined) return refuse('DISTRICT_NOT_ASKED');
    const line = await tools.journal.load(StandardLines, lineIdOf(state.criterion, district));
    return { decision: decide(state, input, { district, line: line.state }, context), streams: [line] };
  };
}
