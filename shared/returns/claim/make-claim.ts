import type { Context } from '../../kernel/context.ts';
import { accept, type Created, create, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { impossible } from '../../kernel/impossible.ts';
import { personActing } from '../../kernel/people.ts';
import { plainText } from '../../kernel/plain-text.ts';
import { claimsChanged } from '../round/fill-round.ts';
import type { ReturnRoundFact } from '../round/round-facts.ts';
import type { ReturnRound } from '../round/round-model.ts';
import type { ReturnClaimFact } from './claim-facts.ts';
import { claimLifecycle } from './claim-lifecycle.ts';
import type { ClaimedSum, CorrectPayee, FreeClaim, HoldClaim, MakeClaim, ReturnClaim, WithdrawClaim } from './claim-model.ts';
import { type ClaimedTransfer, type ClaimedTransferFact, transferKey } from './claimed-transfer.ts';

/** What is looked up for a claim. */
export interface KnownToClaim {
  /** The name of the person who records it, as the token gives it. */
  readonly name: string;
  /** Of each order of the case that the claim names, the sums of its transfers in fen. */
  readonly sums: ReadonlyMap<string, readonly number[]>;
  /** The name of each transfer that the claim names (`transferName`), by `transferKey`; those of orders of the case. */
  readonly names: ReadonlyMap<string, string>;
  /** Which claims the transfers belong to, by `transferName`. */
  readonly taken: ReadonlyMap<string, ClaimedTransfer | undefined>;
  /** Whether the bank of the payee is registered. */
  readonly payeeBank: boolean;
}

type ClaimFacts = ReturnClaimFact | ClaimedTransferFact | ReturnRoundFact;

/**
 * Makes a victim's claim in a round (被害人申报). Each transfer is one that an order of the case has, claimed once, for no more than its sum, and the
 * loss is no more than what is claimed of them: it weighs in the pool, where what no transfer shows would take from other victims. The money
 * goes to the victim's own account, or to that of an agent whose authority is recorded.
 *
 * @returns `return-claim.made`, `claimed-transfer.taken` for each transfer and `return-round.claims-changed`, or RETURN_STATE_FORBIDS,
 *   CLAIM_TRANSFER_UNKNOWN, CLAIM_ABOVE_TRANSFER, LOSS_ABOVE_TRANSFERS, TRANSFER_CLAIMED_BEFORE, PAYEE_BANK_UNKNOWN, PAYEE_NOT_THE_VICTIM
 */
export function makeClaim(input: MakeClaim, round: ReturnRound, known: KnownToClaim, context: Context): Created<ClaimFacts> {
  const { now, actor, newId } = context;
  const claimId = newId('rcl');
  const counted = claimsChanged(round, { claimId, change: 'made', count: 1, lossFen: input.lossFen }, context);
  if (counted.kind === 'refusal') return counted;
  const refusal = transfersRefusal(input, known) ?? payeeRefusal(input, input.victim.name, known.payeeBank);
  if (refusal !== undefined) return refusal;
  const { caseId, returnId, district, agency } = round;
  const madeBy = personActing(actor, known.name);
  return create<ClaimFacts>(
    claimId,
    { type: 'return-claim.made', data: { at: now, claim: { ...input, claimId, caseId, returnId, district, agency, madeBy } } },
    ...input.transfers.map((one): ClaimedTransferFact => {
      return { type: 'claimed-transfer.taken', data: { at: now, transfer: nameIn(known.names, one), claimId } };
    }),
    ...counted.facts,
  );
}

/** The name of a transfer of the claim. */
function nameIn(names: KnownToClaim['names'], one: ClaimedSum): string {
  return names.get(transferKey(one)) ?? impossible('a transfer of a claim without its name');
}

/**
 * Names another account of the victim, or an agent. Once the head has approved a plan, only an account in the victim's own name.
 *
 * @param known `paying`: whether the open round of the case pays by an approved plan
 * @returns `return-claim.payee-corrected`, or CLAIM_STATE_FORBIDS, PAYEE_BANK_UNKNOWN, PAYEE_NOT_THE_VICTIM, AGENT_AFTER_APPROVAL
 */
export function correctPayee(
  claim: ReturnClaim,
  input: CorrectPayee,
  { payeeBank, paying }: Pick<KnownToClaim, 'payeeBank'> & { readonly paying: boolean },
  { now, actor }: Context,
): Decision<ReturnClaimFact> {
  const refusal = claimLifecycle.refusal(claim.status, 'correctPayee') ?? payeeRefusal(input, claim.victim.name, payeeBank);
  if (refusal !== undefined) return refusal;
  const isVictims = plainText(input.payTo.accountName) === plainText(claim.victim.name);
  if (paying && !isVictims) return refuse('AGENT_AFTER_APPROVAL', { paths: ['/payTo/accountName'] });
  return accept({ type: 'return-claim.payee-corrected', data: { at: now, by: actor.agency, ...input } });
}

/** Holds the share of a claim: it is computed, and not paid. @returns `return-claim.held`, or CLAIM_STATE_FORBIDS */
export function holdClaim({ status, hold }: ReturnClaim, input: HoldClaim, { now, actor }: Context): Decision<ReturnClaimFact> {
  if (hold !== undefined) return claimLifecycle.forbidden(status, 'hold');
  return (
    claimLifecycle.refusal(status, 'hold') ?? accept({ type: 'return-claim.held', data: { at: now, by: actor.agency, ...input } })
  );
}

/** Lets the share of a claim go. @returns `return-claim.freed`, or CLAIM_STATE_FORBIDS */
export function freeClaim({ status, hold }: ReturnClaim, input: FreeClaim, { now, actor }: Context): Decision<ReturnClaimFact> {
  if (hold === undefined) return claimLifecycle.forbidden(status, 'free');
  return (
    claimLifecycle.refusal(status, 'free') ??
    accept({ type: 'return-claim.freed', data: { at: now, by: actor.agency, ...input } })
  );
}

/**
 * Takes a claim back, while no money was paid on it; another claim may then be made for its transfers.
 *
 * @returns `return-claim.withdrawn`, `claimed-transfer.left` for each transfer and `return-round.claims-changed`, or CLAIM_STATE_FORBIDS,
 *   CLAIM_PAID, RETURN_STATE_FORBIDS
 */
export function withdrawClaim(
  claim: ReturnClaim,
  { reason }: WithdrawClaim,
  { round, names }: { readonly round: ReturnRound; readonly names: KnownToClaim['names'] },
  context: Context,
): Decision<ClaimFacts> {
  const { claimId, status, lossFen, paid, transfers, disputed = [] } = claim;
  const forbidden = claimLifecycle.refusal(status, 'withdraw');
  if (forbidden !== undefined) return forbidden;
  // the bank may have paid on it
  if (disputed.length > 0) return claimLifecycle.forbidden(status, 'withdraw');
  if (paid.length > 0) return refuse('CLAIM_PAID');
  const counted = claimsChanged(round, { claimId, change: 'withdrawn', count: -1, lossFen: -lossFen }, context);
  if (counted.kind === 'refusal') return counted;
  const { now, actor } = context;
  return accept<ClaimFacts>(
    { type: 'return-claim.withdrawn', data: { at: now, by: actor.agency, reason } },
    ...transfers.map((one): ClaimedTransferFact => {
      return { type: 'claimed-transfer.left', data: { at: now, transfer: nameIn(names, one), claimId } };
    }),
    ...counted.facts,
  );
}

function transfersRefusal(
  { transfers, lossFen }: Pick<MakeClaim, 'transfers' | 'lossFen'>,
  { sums, taken, names }: KnownToClaim,
): Refusal | undefined {
  const places = (breaks: (one: ClaimedSum, at: number) => boolean, field: string) =>
    transfers.flatMap((one, at) => (breaks(one, at) ? [`/transfers/${at}/${field}`] : []));
  const sumOf = ({ orderId, transfer }: ClaimedSum) => sums.get(orderId)?.[transfer];
  const unknown = places((one) => sumOf(one) === undefined, 'orderId');
  if (unknown.length > 0) return refuse('CLAIM_TRANSFER_UNKNOWN', { paths: unknown });
  const above = places((one) => one.amountFen > (sumOf(one) ?? 0), 'amountFen');
  if (above.length > 0) return refuse('CLAIM_ABOVE_TRANSFER', { paths: above });
  const claimedFen = transfers.reduce((sum, { amountFen }) => sum + amountFen, 0);
  if (lossFen > claimedFen) return refuse('LOSS_ABOVE_TRANSFERS', { claimedFen, paths: ['/lossFen'] });
  const nameOf = (one: ClaimedSum) => nameIn(names, one);
  const isTwice = (one: ClaimedSum, at: number) => transfers.slice(0, at).some((other) => nameOf(other) === nameOf(one));
  const before = places((one, at) => taken.get(nameOf(one))?.claimId !== undefined || isTwice(one, at), 'orderId');
  return before.length > 0 ? refuse('TRANSFER_CLAIMED_BEFORE', { paths: before }) : undefined;
}

function payeeRefusal({ payTo, agent }: Pick<MakeClaim, 'payTo' | 'agent'>, victim: string, bank: boolean): Refusal | undefined {
  if (!bank) return refuse('PAYEE_BANK_UNKNOWN', { paths: ['/payTo/bankId'] });
  const payee = plainText(payTo.accountName);
  const isOwn = payee === plainText(victim) || (agent !== undefined && payee === plainText(agent.name));
  return isOwn ? undefined : refuse('PAYEE_NOT_THE_VICTIM', { paths: ['/payTo/accountName'] });
}
