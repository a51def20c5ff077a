import * as z from 'zod';
import type { Policy } from '../policy/policy.ts';

/** One line of an account's statement (账户交易明细), as far as ownership looks at it. */
export interface AccountLine {
  /** Tells the lines of one account apart: the bank's serial where no other line has it. */
  readonly lineId: string;
  /** ISO 8601. Lines of one instant count in any order. */
  readonly at: string;
  readonly direction: 'in' | 'out';
  readonly amountFen: number;
  /**
   * The other account, if it is one of the case. The line of the other account has to name this one, too: only lines that name each other
   * are one transfer.
   */
  readonly counterparty?: string | undefined;
}

/** A frozen account of the case, or one that money passed on its way to a frozen one (its `frozenFen` is 0). */
export interface CaseAccount {
  readonly accountId: string;
  /** What is frozen now: earlier rounds have taken theirs out. */
  readonly frozenFen: number;
  /** The balance before the first line. */
  readonly openingFen: number;
  readonly lines: readonly AccountLine[];
  /** What earlier rounds took out of what was frozen. */
  readonly earlier?: {
    readonly paid: readonly { readonly claimId: string; readonly fen: number }[];
    readonly setAsideFen: number;
  };
}

/** A victim's transfer, found among the lines of the account that it went to. */
export interface ClaimedLine {
  readonly accountId: string;
  readonly lineId: string;
  /** At most the amount of the line: what the line has beyond it is another person's. */
  readonly amountFen: number;
}

/** What a victim claims (被害人申报), in all rounds of the case under one id. */
export interface OwnershipClaim {
  readonly claimId: string;
  /** The loss that is proved. */
  readonly lossFen: number;
  /** What the victim got back elsewhere and in earlier rounds. */
  readonly gotBackFen: number;
  readonly transfers: readonly ClaimedLine[];
  /** When the first of the claimed transfers was made, ISO 8601, whether or not a line shows it. */
  readonly firstAt?: string | undefined;
}

/** How the rules are read. */
export interface OwnershipSettings {
  /** By how much the two banks of one transfer may differ in its time. */
  readonly clockSlackMs: number;
  /**
   * Whether a pool is shared by loss over all losses. Otherwise the other reading: each claimant gets the pool times loss over all that is
   * frozen in the case.
   */
  readonly poolByLoss: boolean;
}

/** @param now the moment whose figures hold, ISO 8601 */
export function ownershipSettings(policy: Policy, now: string): OwnershipSettings {
  return { clockSlackMs: policy.amount('trace.clock-slack', now), poolByLoss: policy.enabled('return.pool-by-loss', now) };
}

/** A sum that may add up many: exact, and without the bound that the input of one sum has. */
const Fen = z.int().nonnegative();

/** A line of a statement; without `lineId` the balance from before the period, or money that no line brought. */
export const LineRef = z.strictObject({ accountId: z.string(), lineId: z.string().optional() });
export type LineRef = z.infer<typeof LineRef>;

/** The lines that something rests on. */
export const Evidence = z.strictObject({
  lines: z.array(LineRef).readonly(),
  more: z.int().nonnegative().describe('Lines beyond those that are named.'),
});
export type Evidence = z.infer<typeof Evidence>;

/** How the money of an account finds its owners. `nothing`: nothing is frozen. */
export const OwnershipRule = z.enum(['single', 'by-time', 'pro-rata', 'nothing']);
export type OwnershipRule = z.infer<typeof OwnershipRule>;

/** Money of the account that is one victim's under every order in which money can have left. */
export const OwnShare = z.strictObject({ claimId: z.string(), fen: Fen, restsOn: Evidence });
export type OwnShare = z.infer<typeof OwnShare>;

/** Whose money is frozen in one account (溯源确权). `shares`, `setAsideFen`, `unexplainedFen` and `poolFen` add up to `frozenFen`. */
export const AccountOwnership = z.strictObject({
  accountId: z.string(),
  frozenFen: Fen,
  rule: OwnershipRule,
  shares: z.array(OwnShare).readonly(),
  setAsideFen: Fen.describe('Provably the money of persons who claim nothing: to this sum the freeze must be narrowed.'),
  setAsideRestsOn: Evidence,
  unexplainedFen: Fen.describe('Money whose origin the lines do not tell. It stays frozen.'),
  poolFen: Fen.describe('What goes into the pool of the case.'),
  poolRestsOn: Evidence.describe('The lines whose money can have left in several orders.'),
});
export type AccountOwnership = z.infer<typeof AccountOwnership>;

/** One payment of the plan: one account, one claim, one sum. */
export const PlannedPayment = z.strictObject({
  accountId: z.string(),
  claimId: z.string(),
  fen: z.int().positive(),
  rule: OwnershipRule.exclude(['nothing']),
});
export type PlannedPayment = z.infer<typeof PlannedPayment>;

/** What one claim gets in the round, with what its weight in the pool is made of. */
export const ClaimShare = z.strictObject({
  claimId: z.string(),
  lossLeftFen: Fen.describe('The loss, less what the victim got back elsewhere and in earlier rounds.'),
  ownFen: Fen.describe('What is the victim’s by the only deposit or by time, up to the loss that is left.'),
  cutFen: Fen.describe('What would be the victim’s by these rules, and is above the loss that is left: it stays frozen.'),
  weightFen: Fen.describe('The weight in the pool: the loss that is left, less `ownFen`.'),
  poolFen: Fen.describe('The share of the pool.'),
});
export type ClaimShare = z.infer<typeof ClaimShare>;

/** What becomes of the frozen money of one account. `paidFen`, `setAsideFen` and `remainderFen` add up to what is frozen. */
export const AccountOutcome = z.strictObject({
  accountId: z.string(),
  paidFen: Fen,
  setAsideFen: Fen,
  remainderFen: Fen.describe('What stays frozen.'),
});
export type AccountOutcome = z.infer<typeof AccountOutcome>;

/** How the frozen money of a case is shared out in one round. */
export const SharedOut = z.strictObject({
  poolFen: Fen,
  weightsFen: Fen.describe('The weights of all claims together.'),
  claims: z.array(ClaimShare).readonly(),
  accounts: z.array(AccountOutcome).readonly(),
  payments: z.array(PlannedPayment).readonly(),
});
export type SharedOut = z.infer<typeof SharedOut>;
