import { Banks } from '../../shared/banks/streams.ts';
import type { StopOrder } from '../../shared/freezes/order/stop-order.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
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
  transferName,
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
      const [orders, payeeBank] = await Promise.all([
        ordersNamed(journal, round.caseId, input.transfers),
        isRegistered(journal, input.payTo.bankId),
      ]);
      const sums = new Map([...orders].map(([orderId, order]) => [orderId, transfersOf(order).map(fenOf)]));
      const names = namesOf(orders, input.transfers);
      const taken = await claimedAmong(journal, names);
      const states = new Map([...taken].map(([key, { state }]) => [key, state]));
      const decision = makeClaim(input, round, { name: request.callerName, sums, names, taken: states, payeeBank }, context);
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
      const ids = [...new Set(state.transfers.map(({ orderId }) => orderId))];
      const orders = new Map((await loadAll(journal, StopOrders, ids)).flatMap(({ id, state: one }) => (one ? [[id, one]] : [])));
      const names = namesOf(orders, state.transfers);
      const decision = withdrawClaim(state, input, { round: round.state, names }, context);
      if (decision.kind === 'refusal') return decision;
      const taken = await claimedAmong(journal, names);
      return {
        decision: accept(...besideTransfers(decision.facts)),
        streams: [round],
        rests: [returns],
        changes: () => changesOf(taken, decision.facts),
      };
    },
  ),
};

/** The orders of the case that the transfers name. */
async function ordersNamed(
  journal: Journal,
  caseId: string,
  transfers: readonly ClaimedSum[],
): Promise<ReadonlyMap<string, StopOrder>> {
  const { states } = await ordersOfCase(
    journal,
    caseId,
    transfers.map(({ orderId }) => orderId),
  );
  return states;
}

/** The names of the transfers, by `transferKey`; those that an order does not have have none. */
function namesOf(orders: ReadonlyMap<string, StopOrder>, transfers: readonly ClaimedSum[]): ReadonlyMap<string, string> {
  return new Map(
    transfers.flatMap((one) => {
      const order = orders.get(one.orderId);
      const transfer = order === undefined ? undefined : transfersOf(order)[one.transfer];
      return order === undefined || transfer === undefined
        ? []
        : [[transferKey(one), transferName(order.accountKey, transfer)] as const];
    }),
  );
}

type Taken = ReadonlyMap<string, Loaded<ClaimedTransfer, ClaimedTransferFact>>;

async function claimedAmong(journal: Journal, names: ReadonlyMap<string, string>): Promise<Taken> {
  const loaded = await loadAll(journal, ClaimedTransfers, [...new Set(names.values())]);
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
