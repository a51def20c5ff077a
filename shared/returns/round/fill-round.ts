import type { AccountToStop } from '../../freezes/model.ts';
import { type Returnable, staysFrozenFen } from '../../freezes/order/standing.ts';
import type { StopOrder } from '../../freezes/order/stop-order.ts';
import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, refuse } from '../../kernel/decision.ts';
import { defined } from '../../kernel/defined.ts';
import type { ReturnRoundFact } from './round-facts.ts';
import { roundLifecycle } from './round-lifecycle.ts';
import { type EnterAccount, type LeaveAccount, type ReturnRound, type RoundAccount, roundLimits } from './round-model.ts';

/** What is looked up for an account that is to enter: undefined for an order that is none of the case. */
export interface KnownToEntry {
  readonly order: (Returnable & Pick<StopOrder, 'account'>) | undefined;
  /** Whether its screening found it linked, in whole or in part. */
  readonly screenedLinked: boolean;
  readonly earlier: {
    /** What earlier rounds paid out of the account. */
    readonly paidFen: number;
    /** The account as the last of the earlier rounds that it was in had it; undefined if there is none. */
    readonly before: RoundAccount | undefined;
  };
}

/**
 * Takes a frozen account into the round, after its screening. What earlier rounds paid out of it is not there any more.
 *
 * @returns `return-round.account-entered`, or RETURN_STATE_FORBIDS, RETURN_FULL, RETURN_ACCOUNT_ENTERED, RETURN_ACCOUNT_UNKNOWN,
 *   RETURN_ACCOUNT_NOT_FROZEN, RETURN_ACCOUNT_NOT_SCREENED
 */
export function enterAccount(
  round: ReturnRound,
  { orderId }: EnterAccount,
  { order, screenedLinked, earlier }: KnownToEntry,
  { now, actor }: Context,
): Decision<ReturnRoundFact> {
  const forbidden = roundLifecycle.refusal(round.status, 'enterAccount');
  if (forbidden !== undefined) return forbidden;
  const at = { paths: ['/orderId'] };
  if (order === undefined) return refuse('RETURN_ACCOUNT_UNKNOWN', at);
  if (round.accounts.some((account) => account.orderId === orderId)) return refuse('RETURN_ACCOUNT_ENTERED', at);
  if (round.accounts.length >= roundLimits.accounts) return refuse('RETURN_FULL', { limit: roundLimits.accounts });
  const { account } = order;
  // what the order says was paid back, it no longer holds
  const frozenFen = staysFrozenFen(order) - (earlier.paidFen - (order.returnedFen ?? 0));
  if (frozenFen <= 0) return refuse('RETURN_ACCOUNT_NOT_FROZEN', at);
  if (!screenedLinked) return refuse('RETURN_ACCOUNT_NOT_SCREENED', at);
  const { paidFen } = earlier;
  const entered = {
    ...{ orderId, bankId: account.bankId, ...defined({ masked: maskedNumber(account) }), frozenFen },
    earlier: { paidFen, setAsideFen: letGoSince(earlier, frozenFen) },
  };
  return accept({ type: 'return-round.account-entered', data: { at: now, by: actor.agency, account: entered } });
}

/**
 * What was let go of the account since its first round, because it was found to be another person's: what was frozen then, and is neither
 * paid nor frozen now.
 */
function letGoSince({ paidFen, before }: KnownToEntry['earlier'], frozenFen: number): number {
  if (before === undefined) return 0;
  const atFirst = before.frozenFen + before.earlier.paidFen + before.earlier.setAsideFen;
  return Math.max(0, atFirst - paidFen - frozenFen);
}

/** Takes an account out of the round again. @returns `return-round.account-left`, or RETURN_STATE_FORBIDS, RETURN_ACCOUNT_UNKNOWN */
export function leaveAccount(
  round: ReturnRound,
  { reason, orderId }: LeaveAccount & EnterAccount,
  { now, actor }: Context,
): Decision<ReturnRoundFact> {
  const forbidden = roundLifecycle.refusal(round.status, 'leaveAccount');
  if (forbidden !== undefined) return forbidden;
  if (!round.accounts.some((account) => account.orderId === orderId)) return refuse('RETURN_ACCOUNT_UNKNOWN');
  return accept({ type: 'return-round.account-left', data: { at: now, by: actor.agency, orderId, reason } });
}

/** A claim that came, or was taken back: what changes in the round. */
export interface ClaimsChange {
  readonly claimId: string;
  readonly change: 'made' | 'withdrawn';
  readonly count: number;
  readonly lossFen: number;
}

/**
 * Counts a claim that is made or withdrawn. A plan that was computed before no longer stands.
 *
 * @returns `return-round.claims-changed`, or RETURN_STATE_FORBIDS, RETURN_FULL
 */
export function claimsChanged(round: ReturnRound, change: ClaimsChange, { now, actor }: Context): Decision<ReturnRoundFact> {
  const forbidden = roundLifecycle.refusal(round.status, 'changeClaims');
  if (forbidden !== undefined) return forbidden;
  if (round.claims.count + change.count > roundLimits.claims) return refuse('RETURN_FULL', { limit: roundLimits.claims });
  return accept({ type: 'return-round.claims-changed', data: { at: now, by: actor.agency, ...change } });
}

/** The number as a public notice shows it: its last four characters. */
function maskedNumber({ accountNumber }: Pick<AccountToStop, 'accountNumber'>): string | undefined {
  return accountNumber === undefined ? undefined : `****${accountNumber.slice(-4)}`;
}
