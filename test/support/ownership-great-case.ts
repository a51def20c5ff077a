import type { AccountLine, CaseAccount, OwnershipClaim } from '../../shared/ownership/model.ts';

interface GreatCase {
  readonly accounts: readonly CaseAccount[];
  readonly claims: readonly OwnershipClaim[];
}

interface Draft {
  balanceFen: number;
  readonly openingFen: number;
  readonly lines: AccountLine[];
}

/** So many accounts of each tier take what the tier before sends on; money goes back at times, too. */
const tiers = [140, 90, 50, 20];
const CLAIMS = 1_000;
const MINUTES = 60 * 24 * 30;

/**
 * A case of the greatest size: 1,000 claims, 300 accounts in four tiers, and some 60,000 lines of a month. Victims pay into the first tier
 * between the lines of everyday life; most of it is sent on in a few sums within the hour, a tenth stays.
 *
 * @param random numbers from 0 to 1, the same each time for the same case
 */
export function greatCase(random: () => number): GreatCase {
  const upTo = (most: number) => Math.floor(random() * most);
  const drafts = tiers.flatMap((count) =>
    Array.from({ length: count }, (): Draft => {
      const openingFen = upTo(3) === 0 ? upTo(500_000) : 0;
      return { balanceFen: openingFen, openingFen, lines: [] };
    }),
  );
  const firstOf = tiers.map((_, tier) => tiers.slice(0, tier).reduce((sum, count) => sum + count, 0));
  const tierOf = (n: number) => firstOf.findLastIndex((first) => first <= n);
  const claims: OwnershipClaim[] = [];
  const book = (n: number, second: number, direction: 'in' | 'out', amountFen: number, other?: number) => {
    const draft = drafts[n];
    if (draft === undefined) return '';
    const lineId = `${n}-${draft.lines.length}`;
    const at = new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString();
    draft.balanceFen += direction === 'in' ? amountFen : -amountFen;
    draft.lines.push({ lineId, at, direction, amountFen, counterparty: other === undefined ? undefined : `acct-${other}` });
    return lineId;
  };
  const sendOn = (from: number, second: number) => {
    const tier = tierOf(from);
    const sums = 1 + upTo(4);
    for (let n = 0; n < sums; n += 1) {
      const amountFen = Math.floor((drafts[from]?.balanceFen ?? 0) * (0.2 + 0.6 * random()));
      if (amountFen < 100) continue;
      const next = upTo(20) === 0 ? Math.max(0, tier - 1) : tier + 1;
      const count = tiers[next];
      if (count === undefined || upTo(4) === 0) {
        book(from, second + n, 'out', amountFen);
        continue;
      }
      const to = (firstOf[next] ?? 0) + upTo(count);
      if (to === from) continue;
      book(from, second + n, 'out', amountFen, to);
      book(to, second + n + upTo(3), 'in', amountFen, from);
    }
  };
  const happenings = [
    ...Array.from({ length: CLAIMS }, (_, claim) => ({ claim, second: upTo(MINUTES) * 60 })),
    ...Array.from({ length: 45_000 }, () => ({ claim: undefined, second: upTo(MINUTES) * 60 })),
  ].toSorted((one, other) => one.second - other.second);
  for (const { claim, second } of happenings) {
    if (claim === undefined) {
      const n = upTo(drafts.length);
      const kind = upTo(20);
      if (kind < 9) book(n, second, 'in', 100 + upTo(200_000));
      else if (kind < 19) book(n, second, 'out', Math.max(1, Math.min(drafts[n]?.balanceFen ?? 0, 100 + upTo(100_000))));
      else sendOn(n, second);
      continue;
    }
    const to = upTo(tiers[0] ?? 1);
    const amountFen = 100_000 + upTo(20_000_000);
    const lineId = book(to, second, 'in', amountFen);
    claims.push({
      claimId: `claim-${claim}`,
      lossFen: amountFen,
      gotBackFen: upTo(10) === 0 ? upTo(amountFen) : 0,
      transfers: [{ accountId: `acct-${to}`, lineId, amountFen }],
      firstAt: new Date(Date.UTC(2026, 0, 1) + second * 1_000).toISOString(),
    });
    sendOn(to, second + 600);
  }
  return {
    claims,
    accounts: drafts.map(({ openingFen, lines, balanceFen }, n) => ({
      accountId: `acct-${n}`,
      openingFen,
      lines,
      frozenFen: Math.max(0, balanceFen - (upTo(4) === 0 ? upTo(1_000) : 0)),
    })),
  };
}
