import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { carryOut, staleness } from '../../shared/http/carry-out.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { StoredAnswer } from '../../shared/journal/journal.ts';
import { directoryKey } from '../../shared/journal/keys.ts';
import { fresh, type Loaded } from '../../shared/journal/stream.ts';
import { settle } from '../../shared/journal/transact.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { type Decision, refuse } from '../../shared/kernel/decision.ts';
import type { Proposal, ProposalFact } from '../../shared/standards/proposal-model.ts';
import { Proposals } from '../../shared/standards/proposal-streams.ts';
import { adopt, decline, openConsultation, withdraw } from '../../shared/standards/proposals.ts';
import { propose } from '../../shared/standards/propose.ts';
import type { ApiTools } from '../lib/api-tools.ts';
import { pageOfIndex } from '../lib/paging.ts';
import { proposalThing } from '../lib/things.ts';
import { ProposalCard, type proposalRoutes } from './proposal-routes.ts';

export const proposalOperations: Operations<typeof proposalRoutes, ApiTools> = {
  proposeStandard: async (request, { journal }) => {
    const access = request.allowed();
    if (access.kind === 'refusal') return access;
    return carryOut(request, journal, async () => {
      const decision = propose(request.body, request.context());
      const made = decision.facts[0];
      if (made?.type !== 'proposal.made') return settle(decision, []);
      const proposal = fresh(Proposals, made.data.proposalId);
      return settle(decision, [proposal], (after) =>
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

  consultProposal: commandOnProposal(openConsultation),
  withdrawProposal: commandOnProposal(withdraw),
  adoptProposal: commandOnProposal((proposal, input: { readonly note?: string | undefined }, context) => {
    const { district } = context.actor;
    return district === undefined ? refuse('DISTRICT_NOT_ASKED') : adopt(proposal, district, input, context);
  }),
  declineProposal: commandOnProposal((proposal, input: { readonly reason: string }, context) => {
    const { district } = context.actor;
    return district === undefined ? refuse('DISTRICT_NOT_ASKED') : decline(proposal, district, input, context);
  }),
};

interface Found {
  readonly kind: 'proposal';
  readonly state: Proposal;
}

/** The proposal, if there is one that the caller may do this with. An answer is for the caller's own district. */
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

/** The operation that puts this decider to a proposal and answers with it as it is after. */
function commandOnProposal<Body>(decide: (proposal: Proposal, input: Body, context: Context) => Decision<ProposalFact>) {
  return async (request: ProposalCall<Body, View>, { journal }: ApiTools): Promise<StoredAnswer | Rejection> =>
    carryOut(request, journal, async () => {
      const proposal = await journal.load(Proposals, request.params.proposalId);
      const found = proposalOf(request, proposal);
      if (found.kind === 'refusal') return found;
      const stale = staleness(request, proposal.version);
      if (stale !== undefined) return stale;
      const decision = decide(found.state, request.body, request.context());
      return settle(decision, [proposal], (after) =>
        viewOf(after(proposal), (view, version) => request.answer(200, view, version)),
      );
    });
}

function viewOf(
  { state, version }: Loaded<Proposal, ProposalFact>,
  answer: (view: View, version: number) => StoredAnswer,
): StoredAnswer {
  if (state === undefined) throw new Error('a proposal has facts but no state');
  return answer({ ...state, version }, version);
}
