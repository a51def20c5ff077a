import { impossible } from '../kernel/impossible.ts';
import { apportion } from './apportion.ts';
import type {
  AccountOutcome,
  AccountOwnership,
  ClaimShare,
  OwnershipClaim,
  OwnershipSettings,
  PlannedPayment,
  SharedOut,
} from './model.ts';

/**
 * Shares out what is frozen in a case: first what the rules give to one victim, then the pool by what is left of the losses. Neither the
 * order of the accounts nor that of the claims changes anything.
 *
 * @param accounts whose money is in each account of the round
 * @param claims every claim of the case
 */
export function shareOut(
  accounts: readonly AccountOwnership[],
  claims: readonly OwnershipClaim[],
  { poolByLoss }: OwnershipSettings,
): SharedOut {
  const ordered = accounts.toSorted((one, other) => (one.accountId < other.accountId ? -1 : 1));
  const claimants = claims.toSorted((one, other) => (one.claimId < other.claimId ? -1 : 1));
  const { payments: own, ownOf, cutOf } = ownPayments(ordered, claimants);
  const weights = claimants.map((claim) => ({
    ...claim,
    lossLeftFen: lossLeft(claim),
    weightFen: lossLeft(claim) - (ownOf.get(claim.claimId) ?? 0),
  }));
  const poolFen = sum(ordered, (account) => account.poolFen);
  const weightsFen = sum(weights, ({ weightFen }) => weightFen);
  const frozenFen = sum(ordered, (account) => account.frozenFen);
  const shares = apportion(poolFen, poolByLoss ? weightsFen : Math.max(weightsFen, frozenFen), weights.toSorted(byTransfer));
  const payments = [...own, ...poolPayments(ordered, claimants, shares)];
  const paid = Map.groupBy(payments, ({ accountId }) => accountId);
  return {
    poolFen,
    weightsFen,
    claims: weights.map(
      ({ claimId, lossLeftFen, weightFen }): ClaimShare => ({
        claimId,
        lossLeftFen,
        ownFen: ownOf.get(claimId) ?? 0,
        cutFen: cutOf.get(claimId) ?? 0,
        weightFen,
        poolFen: shares.get(claimId) ?? 0,
      }),
    ),
    accounts: ordered.map(({ accountId, frozenFen: accountFen, setAsideFen }): AccountOutcome => {
      const paidFen = sum(paid.get(accountId) ?? [], ({ fen }) => fen);
      return { accountId, paidFen, setAsideFen, remainderFen: accountFen - setAsideFen - paidFen };
    }),
    payments,
  };
}

function lossLeft({ lossFen, gotBackFen }: OwnershipClaim): number {
  return Math.max(0, lossFen - gotBackFen);
}

/** What the single and the by-time rule give, in the order of the accounts, up to each loss. */
function ownPayments(accounts: readonly AccountOwnership[], claims: readonly OwnershipClaim[]) {
  const left = new Map(claims.map((claim) => [claim.claimId, lossLeft(claim)]));
  const ownOf = new Map<string, number>();
  const cutOf = new Map<string, number>();
  const payments: PlannedPayment[] = [];
  for (const { accountId, rule, shares } of accounts) {
    for (const { claimId, fen: whole } of shares) {
      if (rule === 'nothing') impossible('a share of an account in which nothing is frozen');
      const room = left.get(claimId) ?? 0;
      const fen = Math.min(whole, room);
      left.set(claimId, room - fen);
      add(ownOf, claimId, fen);
      add(cutOf, claimId, whole - fen);
      if (fen > 0) payments.push({ accountId, claimId, fen, rule });
    }
  }
  return { payments, ownOf, cutOf };
}

/** Pays the shares of the pool out of its accounts, both in their order: so few payments that only neighbours share an account. */
function poolPayments(
  accounts: readonly AccountOwnership[],
  claims: readonly OwnershipClaim[],
  shares: ReadonlyMap<string, number>,
): readonly PlannedPayment[] {
  const payments: PlannedPayment[] = [];
  const sources = accounts.map(({ accountId, poolFen }) => ({ accountId, leftFen: poolFen }));
  let next = 0;
  for (const { claimId } of claims) {
    let owedFen = shares.get(claimId) ?? 0;
    while (owedFen > 0) {
      const source = sources[next] ?? impossible('shares of a pool that are more than the pool');
      const fen = Math.min(owedFen, source.leftFen);
      owedFen -= fen;
      source.leftFen -= fen;
      if (fen > 0) payments.push({ accountId: source.accountId, claimId, fen, rule: 'pro-rata' });
      if (source.leftFen === 0) next += 1;
    }
  }
  return payments;
}

/** Who comes first where fractions are equal: the earlier transfer, then the id. A claim without a transfer comes last. */
function byTransfer(one: OwnershipClaim, other: OwnershipClaim): number {
  const [first, second] = [firstTransfer(one), firstTransfer(other)];
  if (first !== second) return first < second ? -1 : 1;
  return one.claimId < other.claimId ? -1 : 1;
}

function firstTransfer({ firstAt }: OwnershipClaim): number {
  return firstAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(firstAt);
}

function add(sums: Map<string, number>, key: string, fen: number): void {
  sums.set(key, (sums.get(key) ?? 0) + fen);
}

function sum<Item>(items: readonly Item[], fenOf: (item: Item) => number): number {
  return items.reduce((fen, item) => fen + fenOf(item), 0);
}
