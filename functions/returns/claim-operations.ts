import { Banks } from '../../shared/banks/streams.ts';
import { fenOf, transfersOf } from '../../shared/freezes/transfers.ts';
import type { ApiRequest, Call } from '../../shared/http/api-request.ts';
import { commandOn, createOn, findOn, type Present, readOn, type Target } from '../../shared/http/command-on.ts';
import type { Operations } from '../../shared/http/create-api.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import { type Change, change, type Loaded } from '../../shared/journal/stream.ts';
import { accept, create, type Fact } from '../../shared/kernel/decision.ts';
import { impossible } from '../../shared/kernel/impossible.ts';
import type { ReturnClaimFact } from '../../shared/returns/claim/claim-facts.ts';
import type { ClaimedSum, MakeClaim, ReturnClaim } from '../../shared/returns/claim/claim-model.ts';
import {
  type ClaimedTransfer,
  ClaimedTransferFact,
  ClaimedTransfers,
  transferKey,
} from '../../shared/returns/claim/claimed-transfer.ts';
import { correctPayee, freeClaim, holdClaim, makeClaim, withdrawClaim } from '../../shared/returns/claim/make-claim.ts';
import { claimsOfKey } from '../../shared/returns/keys.ts';
import { returnThing } from '../../shared/returns/kind.ts';
import { ReturnsOfCases } from '../../shared/returns/round/case-returns.ts';
import { ReturnClaims, ReturnRounds } from '../../shared/returns/streams.ts';
import type { ReturnClaimView } from '../../shared/returns/views.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import { pageOfStates } from '../platform/paging.ts';
import type { claimRoutes } from './claim-routes.ts';
import { ordersOfCase } from './known.ts';
import { type OfRound, roundNamed } from './round-named.ts';

interface ClaimCall<Status> extends Call {
  answer(status: Status, view: ReturnClaimView, version: number): StoredAnswer;
}

function answered<Status>(status: Status) {
  return (request: ClaimCall<Status>, { state, version }: Present<ReturnClaim>): StoredAnswer =>
    request.answer(status, { ...state, version }, version);
}

const claim: Target<ClaimCall<200> & { readonly params: { readonly claimId: string } }, ReturnClaim, ReturnClaimFact> = {
  load: ({ params }, journal) => journal.load(ReturnClaims, params.claimId),
  thing: returnThing,
  answer: answered(200),
};
const onClaim = commandOn(claim);

interface MakingCall extends OfRound, ClaimCall<201> {
  readonly body: MakeClaim;
}

/** Claims of victims, made and kept by the police of the case. */
export const claimOperations: Operations<typeof claimRoutes, ApiTools> = {
  makeReturnClaim: createOn({ type: ReturnClaims, answer: answered(201) })(
    async (input, context, { request, tools: { journal } }: { readonly request: MakingCall; readonly tools: ApiTools }) => {
      const found = await findOn(roundNamed, request, journal);
      if (found.kind === 'refusal') return found;
      const { state: round, loaded } = found;
      const [sums, taken, payeeBank] = await Promise.all([
        sumsOfCase(journal, round.caseId, input.transfers),
        claimedAmong(journal, input.transfers),
        isRegistered(journal, input.payTo.bankId),
      ]);
      const states = new Map([...taken].map(([key, { state }]) => [key, state]));
      const decision = makeClaim(input, round, { name: request.callerName, sums, taken: states, payeeBank }, context);
      if (decision.kind === 'refusal') return decision;
      return {
        decision: create(decision.made, ...besideTransfers(decision.facts)),
        streams: [loaded],
        changes: () => changesOf(taken, decision.facts),
      };
    },
  ),

  listReturnClaims: async (request, tools) => {
    const found = await findOn(roundNamed, request, tools.journal);
    if (found.kind === 'refusal') return found;
    const pk = claimsOfKey(found.state.caseId);
    const page = await pageOfStates(request, tools, ReturnClaims, { index: 'file', pk });
    if (page.kind === 'refusal') return page;
    return request.answer(200, { items: page.items.map(({ state, version }) => ({ ...state, version })), ...page.next });
  },

  getReturnClaim: readOn(claim),

  correctReturnPayee: onClaim(async (state, input, context, { tools: { journal } }) => {
    const returns = await journal.load(ReturnsOfCases, state.caseId);
    const open = returns.state?.open;
    const [payeeBank, round] = await Promise.all([
      isRegistered(journal, input.payTo.bankId),
      open === undefined ? undefined : journal.load(ReturnRounds, open),
    ]);
    const known = { payeeBank, paying: round?.state?.status === 'paying' };
    return { decision: correctPayee(state, input, known, context), rests: round === undefined ? [returns] : [returns, round] };
  }),
  holdReturnClaim: onClaim(holdClaim),
  freeReturnClaim: onClaim(freeClaim),

  withdrawReturnClaim: onClaim<ApiRequest<typeof claimRoutes.withdrawReturnClaim>, ApiTools>(
    async (state, input, context, { tools: { journal } }) => {
      const returns = await journal.load(ReturnsOfCases, state.caseId);
      // the open round counts it, or, where none is open, the round that it was made in refuses
      const round = await journal.load(ReturnRounds, returns.state?.open ?? state.returnId);
      if (round.state === undefined) return impossible('a claim without its round');
      const decision = withdrawClaim(state, input, round.state, context);
      if (decision.kind === 'refusal') return decision;
      const taken = await claimedAmong(journal, state.transfers);
      return {
        decision: accept(...besideTransfers(decision.facts)),
        streams: [round],
        rests: [returns],
        changes: () => changesOf(taken, decision.facts),
      };
    },
  ),
};

/** Of each named order of the case, the sums of its transfers in fen. */
async function sumsOfCase(
  journal: Journal,
  caseId: string,
  transfers: readonly ClaimedSum[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const { states } = await ordersOfCase(
    journal,
    caseId,
    transfers.map(({ orderId }) => orderId),
  );
  return new Map([...states].map(([orderId, order]) => [orderId, transfersOf(order).map(fenOf)]));
}

type Taken = ReadonlyMap<string, Loaded<ClaimedTransfer, ClaimedTransferFact>>;

async function claimedAmong(journal: Journal, transfers: readonly ClaimedSum[]): Promise<Taken> {
  const loaded = await loadAll(journal, ClaimedTransfers, [...new Set(transfers.map(transferKey))]);
  return new Map(loaded.map((one) => [one.id, one]));
}

async function isRegistered(journal: Journal, bankId: string): Promise<boolean> {
  return (await journal.load(Banks, bankId)).state !== undefined;
}

/** The facts beside those of transfers, which several streams take: only the key in each says which. */
function besideTransfers<F extends Fact>(facts: readonly F[]): readonly Exclude<F, ClaimedTransferFact>[] {
  return facts.filter((fact): fact is Exclude<F, ClaimedTransferFact> => !fact.type.startsWith(`${ClaimedTransfers.name}.`));
}

function changesOf(taken: Taken, facts: readonly Fact[]): readonly Change[] {
  return facts
    .flatMap((fact) => ClaimedTransferFact.safeParse(fact).data ?? [])
    .map((fact) => change(taken.get(fact.data.transfer) ?? impossible('a transfer that was not loaded'), fact));
}
