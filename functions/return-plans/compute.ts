import type { Journal } from '../../shared/journal/journal.ts';
import { hashOf } from '../../shared/kernel/canonical.ts';
import type { AccountOutcome, CaseAccount, OwnershipClaim, OwnershipSettings, SharedOut } from '../../shared/ownership/model.ts';
import { ownershipOf } from '../../shared/ownership/ownership-of.ts';
import { shareOut } from '../../shared/ownership/share-out.ts';
import { linesOfStatement } from '../../shared/ownership/statement-lines.ts';
import type { PlanFailure } from '../../shared/returns/plan/plan-failure.ts';
import { ownershipAccount, ownershipClaims } from '../../shared/returns/plan/plan-input.ts';
import { type AccountOfPlan, accountPages, type PageRef, type PlanPage } from '../../shared/returns/plan/plan-pages.ts';
import type { PlanRun } from '../../shared/returns/plan/plan-run-model.ts';
import { sharesSha256 } from '../../shared/returns/plan/plan-shares.ts';
import type { ComputedPlan } from '../../shared/returns/round/decide-plan.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { paymentsOutOf } from '../lookups/payments-out-of.ts';
import { planPage } from '../lookups/plan-pages.ts';
import { allOrdersOfCase, type LinesByOrder, linesFeeding } from './case-lines.ts';
import { type ClaimsOfCase, claimsOfCase, linesClaimed, timesOfTransfers, unshownIn } from './claims-of-case.ts';

interface ComputeTools {
  readonly journal: Journal;
  /** The key of the keyed hashes of account numbers. */
  readonly accountsKey: () => Promise<string>;
  readonly settings: OwnershipSettings;
}

/** The orders that a failure names at most. */
const NAMED = 20;

/** Whose money is frozen in these accounts of a round, as pages; or why that cannot be told. */
export async function ownershipPages(
  { journal, accountsKey, settings }: ComputeTools,
  round: ReturnRound,
  accountIds: readonly string[],
): Promise<readonly PlanPage[] | PlanFailure> {
  const orders = await allOrdersOfCase(journal, round);
  const [read, claimed] = await Promise.all([
    linesFeeding(journal, await accountsKey(), accountIds, { orders, round }),
    claimsOfCase(journal, round.caseId, orders),
  ]);
  if (read.missing.length > 0) return { reason: 'statement-missing', orders: read.missing.slice(0, NAMED) };
  if (read.unreadable.length > 0) return { reason: 'statement-unreadable', orders: read.unreadable.slice(0, NAMED) };
  const accounts = await caseAccounts(journal, round, read.lines);
  const lines = linesClaimed(claimed, accounts, orders, settings);
  const claims = ownershipClaims(claimed.claims, { at: timesOfTransfers(claimed), lines });
  const found = ownershipOf(accountIds, accounts, claims, settings);
  return accountPages(
    round.returnId,
    found.map((one) => ({ ...one, unshown: [...unshownIn(claimed, orders.get(one.accountId)?.accountKey, lines)] })),
  );
}

/** Accounts of the round, with what earlier rounds paid, and those that money passed, in which nothing of the round is frozen. */
async function caseAccounts(journal: Journal, { accounts }: ReturnRound, read: LinesByOrder): Promise<readonly CaseAccount[]> {
  const inRound = new Map(accounts.map((account) => [account.orderId, account]));
  return Promise.all(
    [...read].map(async ([orderId, lines]): Promise<CaseAccount> => {
      const statement = linesOfStatement(lines);
      const account = inRound.get(orderId);
      if (account === undefined) return { accountId: orderId, frozenFen: 0, ...statement };
      const payments = await paymentsOutOf(journal, orderId);
      return ownershipAccount(account, statement, payments);
    }),
  );
}

/** What each victim gets, once it is known of every account whose money it has. */
export async function sharedOutOf(
  { journal, settings }: Pick<ComputeTools, 'journal' | 'settings'>,
  round: ReturnRound,
  { pages }: PlanRun,
): Promise<SharedOut> {
  const ownership = await ownershipOn(journal, round.returnId, pages);
  const claimed = await claimsOfCase(journal, round.caseId, new Map());
  const claims = ownershipClaims(claimed.claims, { at: timesOfTransfers(claimed), lines: new Map() });
  return shareOut(ownership, shownLosses(claims, claimed, ownership), settings);
}

/** What a plan comes to. @param pages all of them, those of the accounts first */
export function computedPlan({ planRunId, changes }: PlanRun, sharedOut: SharedOut, pages: readonly PageRef[]): ComputedPlan {
  const sumOf = (fenOf: (outcome: AccountOutcome) => number) =>
    sharedOut.accounts.reduce((sum, outcome) => sum + fenOf(outcome), 0);
  return {
    ...{ changes, planRunId, pages: pages.filter(({ of }) => of !== 'outcomes').length, sha256: hashOf(pages) },
    // what explains a share may change where no share does, and a notice must not begin anew for that
    sharesSha256: sharesSha256(sharedOut),
    poolFen: sharedOut.poolFen,
    paidFen: sumOf(({ paidFen }) => paidFen),
    setAsideFen: sumOf(({ setAsideFen }) => setAsideFen),
    remainderFen: sumOf(({ remainderFen }) => remainderFen),
    ...{ claims: sharedOut.claims.length, payments: sharedOut.payments.length },
    proRata: sharedOut.payments.some(({ rule }) => rule === 'pro-rata'),
  };
}

/** The claims with no more of a loss than what statements show of their transfers, or do not tell: an account may have no statement. */
function shownLosses(
  claims: readonly OwnershipClaim[],
  { transfers }: ClaimsOfCase,
  accounts: readonly AccountOfPlan[],
): readonly OwnershipClaim[] {
  const shown = new Map<string, number>();
  const add = (claimId: string, fen: number) => shown.set(claimId, (shown.get(claimId) ?? 0) + fen);
  for (const { claimId, claimedFen } of transfers) add(claimId, claimedFen);
  for (const { claimId, fen } of accounts.flatMap(({ unshown }) => unshown)) add(claimId, -fen);
  return claims.map((claim) => ({ ...claim, lossFen: Math.min(claim.lossFen, shown.get(claim.claimId) ?? 0) }));
}

async function ownershipOn(journal: Journal, returnId: string, refs: PlanRun['pages']): Promise<readonly AccountOfPlan[]> {
  const pages = await Promise.all(refs.map((ref) => planPage(journal, returnId, ref)));
  return pages.flatMap((page) => (page.of === 'accounts' ? page.accounts : []));
}
