import fc from 'fast-check';
import type { AccountLine, CaseAccount, OwnershipClaim } from '../../shared/ownership/model.ts';

export const settings = { clockSlackMs: 600_000, poolByLoss: true };

/** The moment of the n-th minute. */
export const minute = (n: number): string => new Date(Date.UTC(2026, 0, 5, 2, n)).toISOString();

/** What happens to money in a small case, in the order in which it happened. */
export interface Happening {
  readonly minute: number;
  readonly fen: number;
  /** The account that it leaves; absent for a deposit. */
  readonly from?: number;
  /** The account that it comes to; absent where it leaves the case. */
  readonly to?: number;
  /** Who deposits: `undefined` is a person who claims nothing. */
  readonly claim?: string | undefined;
  /** Minutes later at which the other bank books it. */
  readonly later?: number;
}

export interface SmallCase {
  readonly happenings: readonly Happening[];
  readonly openings: readonly number[];
  readonly frozen: readonly number[];
}

export const accountName = (n: number) => `account-${n}`;

/** The same case as statements and claims. */
export function asStatements({ happenings, openings, frozen }: SmallCase): {
  readonly accounts: readonly CaseAccount[];
  readonly claims: readonly OwnershipClaim[];
} {
  const accounts = openings.map((openingFen, n): CaseAccount => {
    const lines = happenings.flatMap((one, at): readonly AccountLine[] => {
      const { from, to, fen: amountFen, later = 0 } = one;
      const named = (other: number | undefined) => (other === undefined ? {} : { counterparty: accountName(other) });
      return [
        ...(from === n
          ? [{ lineId: `${at}-out`, at: minute(one.minute), direction: 'out' as const, amountFen, ...named(to) }]
          : []),
        ...(to === n
          ? [{ lineId: `${at}-in`, at: minute(one.minute + later), direction: 'in' as const, amountFen, ...named(from) }]
          : []),
      ];
    });
    return { accountId: accountName(n), openingFen, frozenFen: frozen[n] ?? 0, lines };
  });
  const deposits = happenings.flatMap(({ claim, to, ...rest }, at) =>
    claim === undefined || to === undefined ? [] : [{ claim, to, at, ...rest }],
  );
  const claims = [...Map.groupBy(deposits, ({ claim }) => claim)].map(
    ([claimId, own]): OwnershipClaim => ({
      claimId,
      lossFen: own.reduce((sum, { fen }) => sum + fen, 0),
      gotBackFen: 0,
      transfers: own.map((one) => ({
        accountId: accountName(one.to),
        lineId: `${one.at}-in`,
        amountFen: one.fen,
      })),
      firstAt: minute(Math.min(...own.map((one) => one.minute))),
    }),
  );
  return { accounts, claims };
}

interface Wish {
  readonly kind: 'deposit' | 'leave' | 'pass';
  readonly from: number;
  readonly to: number;
  readonly fen: number;
  readonly claim: string | undefined;
  readonly wait: number;
  readonly later: number;
}

const wishes = (accounts: number): fc.Arbitrary<Wish> =>
  fc.record({
    kind: fc.constantFrom('deposit', 'leave', 'pass'),
    from: fc.nat(accounts - 1),
    to: fc.nat(accounts - 1),
    fen: fc.integer({ min: 1, max: 3 }),
    claim: fc.constantFrom('a', 'b', 'c', undefined),
    wait: fc.constantFrom(0, 0, 1),
    later: fc.constantFrom(0, 0, 1),
  });

/** Few coins and few lines, that every order can be tried; balances are never below nothing in the order of the list. */
export const smallCases = (mostAccounts: number): fc.Arbitrary<SmallCase> =>
  fc
    .integer({ min: 1, max: mostAccounts })
    .chain((count) =>
      fc.record({
        openings: fc.array(fc.constantFrom(0, 0, 1, 2), { minLength: count, maxLength: count }),
        asked: fc.array(wishes(count), { minLength: 1, maxLength: 7 }),
        unfrozen: fc.array(fc.constantFrom(0, 0, 1), { minLength: count, maxLength: count }),
      }),
    )
    .map(({ openings, asked, unfrozen }) => possible(openings, asked, unfrozen));

/** What of the wishes the balances allow. What was on its way to another account cannot leave it before it came. */
function possible(openings: readonly number[], asked: readonly Wish[], unfrozen: readonly number[]): SmallCase {
  const balances = [...openings];
  const onTheWay: { readonly to: number; readonly fen: number; readonly minute: number }[] = [];
  const happenings: Happening[] = [];
  let now = 0;
  const arrive = (until: number) => {
    for (const one of onTheWay.splice(0)) {
      if (one.minute <= until) balances[one.to] = (balances[one.to] ?? 0) + one.fen;
      else onTheWay.push(one);
    }
  };
  for (const { kind, from, to, fen: most, claim, wait, later } of asked) {
    now += wait;
    arrive(now - 1);
    if (kind === 'deposit') {
      balances[to] = (balances[to] ?? 0) + most;
      happenings.push({ minute: now, fen: most, to, claim });
      continue;
    }
    const fen = Math.min(most, balances[from] ?? 0);
    if (fen === 0 || (kind === 'pass' && from === to)) continue;
    balances[from] = (balances[from] ?? 0) - fen;
    happenings.push(kind === 'leave' ? { minute: now, fen, from } : { minute: now, fen, from, to, later });
    if (kind === 'pass') onTheWay.push({ to, fen, minute: now + later - (later === 0 ? 1 : 0) });
    if (kind === 'pass' && later === 0) arrive(now);
  }
  arrive(Number.POSITIVE_INFINITY);
  return { openings, happenings, frozen: balances.map((fen, n) => Math.max(0, fen - (unfrozen[n] ?? 0))) };
}

/** Any lines and claims at all, also such as no bank would send: balances below nothing, more frozen than there is, claims above a line. */
export const anyCases: fc.Arbitrary<{ readonly accounts: readonly CaseAccount[]; readonly claims: readonly OwnershipClaim[] }> =
  fc.integer({ min: 1, max: 4 }).chain((count) => {
    const name = fc.nat(count - 1).map(accountName);
    const line = fc.record({
      at: fc.nat(12).map(minute),
      direction: fc.constantFrom('in' as const, 'out' as const),
      amountFen: fc.integer({ min: 1, max: 40 }),
      counterparty: fc.option(name, { nil: undefined }),
    });
    const account = fc.record({
      frozenFen: fc.nat(120),
      openingFen: fc.oneof(fc.constant(0), fc.nat(50)),
      lines: fc.array(line, { maxLength: 10 }).map((lines) => lines.map((one, n) => ({ ...one, lineId: `${n}` }))),
    });
    const transfer = fc.record({
      accountId: name,
      lineId: fc.nat(9).map(String),
      amountFen: fc.integer({ min: 1, max: 60 }),
    });
    const claim = fc.record({
      lossFen: fc.nat(150),
      gotBackFen: fc.oneof(fc.constant(0), fc.nat(80)),
      transfers: fc.array(transfer, { maxLength: 3 }),
      firstAt: fc.option(fc.nat(12).map(minute), { nil: undefined }),
    });
    return fc.record({
      accounts: fc
        .array(account, { minLength: count, maxLength: count })
        .map((accounts) => accounts.map((one, n) => ({ ...one, accountId: accountName(n) }))),
      claims: fc
        .array(claim, { minLength: 1, maxLength: 4 })
        .map((claims) => claims.map((one, n) => ({ ...one, claimId: `claim-${n}` }))),
    });
  });
