import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../shared/ownership/apportion.ts';
import type { AccountLine, CaseAccount, OwnershipClaim } from '../../shared/ownership/model.ts';
import { ownershipOf } from '../../shared/ownership/ownership-of.ts';
import { shareOut } from '../../shared/ownership/share-out.ts';
import { feedersAmong, linesNeededFor } from '../support/lines-needed.ts';
import { anyCases, minute, settings } from '../support/ownership-samples.ts';
import { planReturn, type ReturnPlan } from '../support/plan-return.ts';

const line = (lineId: string, at: number, signed: number, counterparty?: string): AccountLine => ({
  lineId,
  at: minute(at),
  direction: signed > 0 ? 'in' : 'out',
  amountFen: Math.abs(signed),
  counterparty,
});
const account = (accountId: string, frozenFen: number, lines: readonly AccountLine[], openingFen = 0): CaseAccount => ({
  accountId,
  frozenFen,
  openingFen,
  lines,
});
const claim = (claimId: string, lossFen: number, ...transfers: readonly (readonly [string, string, number, number])[]) => ({
  claimId,
  lossFen,
  gotBackFen: 0,
  transfers: transfers.map(([accountId, lineId, amountFen]) => ({ accountId, lineId, amountFen })),
  ...(transfers.length === 0 ? {} : { firstAt: minute(Math.min(...transfers.map(([, , , at]) => at))) }),
});
const paidTo = ({ sharedOut }: ReturnPlan, claimId: string) =>
  sharedOut.payments.filter((one) => one.claimId === claimId).reduce((sum, { fen }) => sum + fen, 0);

describe('whose money is frozen in one account', () => {
  const whose = (accounts: readonly CaseAccount[], claims: readonly OwnershipClaim[], accountId = 'a') =>
    ownershipOf([accountId], accounts, claims, settings)[0] ?? expect.fail('no answer');

  it('gives all to the victim of the only deposit', () => {
    const found = whose([account('a', 60, [line('1', 1, 100), line('2', 2, -40)])], [claim('v', 100, ['a', '1', 100, 1])]);
    expect(found).toMatchObject({ rule: 'single', poolFen: 0, setAsideFen: 0 });
    expect(found.shares).toEqual([{ claimId: 'v', fen: 60, restsOn: { lines: [{ accountId: 'a', lineId: '1' }], more: 0 } }]);
  });

  it('counts a balance from before the period as the deposit of another person', () => {
    const found = whose([account('a', 100, [line('1', 1, 100), line('2', 2, -1)], 1)], [claim('v', 100, ['a', '1', 100, 1])]);
    expect(found).toMatchObject({ rule: 'pro-rata', setAsideFen: 0, poolFen: 100 });
  });

  it('tells by time who still has money there when the money before had left', () => {
    const lines = [line('1', 1, 100), line('2', 2, -100), line('3', 3, 70)];
    const found = whose([account('a', 70, lines)], [claim('v', 100, ['a', '1', 100, 1]), claim('w', 70, ['a', '3', 70, 3])]);
    expect(found.rule).toBe('by-time');
    expect(found.shares).toEqual([{ claimId: 'w', fen: 70, restsOn: { lines: [{ accountId: 'a', lineId: '3' }], more: 0 } }]);
  });

  it('does not tell by time what first-in-first-out alone would tell', () => {
    const lines = [line('1', 1, 100), line('2', 2, 100), line('3', 3, -100)];
    const claims = [claim('v', 100, ['a', '1', 100, 1]), claim('w', 100, ['a', '2', 100, 2])];
    expect(whose([account('a', 100, lines)], claims)).toMatchObject({
      rule: 'pro-rata',
      poolFen: 100,
      poolRestsOn: { lines: [{ lineId: '1' }, { lineId: '2' }] },
    });
  });

  it('lets an outgoing line take money of an incoming line of the same instant, whichever stands first', () => {
    const lines = [line('1', 1, 100), line('2', 2, -50), line('3', 2, 50)];
    const claims = [claim('v', 100, ['a', '1', 100, 1]), claim('w', 50, ['a', '3', 50, 2])];
    expect(whose([account('a', 100, lines)], claims).rule).toBe('pro-rata');
    expect(whose([account('a', 100, lines.toReversed())], claims).rule).toBe('pro-rata');
  });

  it('counts what is not frozen of the balance as having left', () => {
    const lines = [line('1', 1, 100), line('2', 2, 100)];
    const claims = [claim('v', 100, ['a', '1', 100, 1]), claim('w', 100, ['a', '2', 100, 2])];
    expect(whose([account('a', 200, lines)], claims).rule).toBe('by-time');
    expect(whose([account('a', 199, lines)], claims).rule).toBe('pro-rata');
  });

  it('sets the money aside that is a bystander’s in every order', () => {
    const lines = [line('1', 1, 100), line('2', 2, -60), line('3', 3, 500)];
    const found = whose([account('a', 500, lines)], [claim('v', 100, ['a', '1', 100, 1])]);
    expect(found).toMatchObject({ rule: 'pro-rata', setAsideFen: 460, poolFen: 40 });
    expect(found.setAsideRestsOn.lines).toEqual([{ accountId: 'a', lineId: '3' }]);
  });

  it('follows a victim’s money to the next account, and names every line on its way', () => {
    const first = account('a', 0, [line('1', 1, 100), line('2', 2, -100, 'b')]);
    const second = account('b', 90, [line('1', 2, 100, 'a'), line('2', 3, -10)]);
    const found = whose([first, second], [claim('v', 100, ['a', '1', 100, 1])], 'b');
    expect(found).toMatchObject({ rule: 'by-time', shares: [{ claimId: 'v', fen: 90 }] });
    expect(found.shares[0]?.restsOn.lines).toEqual([
      { accountId: 'a', lineId: '1' },
      { accountId: 'a', lineId: '2' },
      { accountId: 'b', lineId: '1' },
    ]);
  });

  it('tells each share where mixed money was swept on as a whole, by one line of each bank', () => {
    const first = account('a', 0, [line('1', 1, 100), line('2', 2, 50), line('3', 3, -150, 'b')]);
    const second = account('b', 150, [line('1', 4, 150, 'a')]);
    const claims = [claim('v', 100, ['a', '1', 100, 1]), claim('w', 50, ['a', '2', 50, 2])];
    expect(whose([first, second], claims, 'b')).toMatchObject({
      rule: 'by-time',
      shares: [
        { claimId: 'v', fen: 100 },
        { claimId: 'w', fen: 50 },
      ],
    });
  });

  it('keeps money frozen that came from an account of the case whose own lines do not show it', () => {
    const first = account('a', 0, [line('1', 1, 100)]);
    const second = account('b', 150, [line('1', 4, 100, 'a'), line('2', 5, 50)]);
    const found = whose([first, second], [claim('v', 50, ['b', '2', 50, 5])], 'b');
    expect(found).toMatchObject({ rule: 'by-time', unexplainedFen: 100, setAsideFen: 0, shares: [{ claimId: 'v', fen: 50 }] });
  });

  it('takes no two lines for one transfer whose times differ by more than the clocks of banks do', () => {
    const late = (at: number) => [
      account('a', 0, [line('1', 1, 100), line('2', 2, -100, 'b')]),
      account('b', 100, [line('1', at, 100, 'a')]),
    ];
    const claims = [claim('v', 100, ['a', '1', 100, 1])];
    expect(whose(late(12), claims, 'b').rule).toBe('by-time');
    expect(whose(late(13), claims, 'b')).toMatchObject({ shares: [], unexplainedFen: 100 });
  });

  it('knows in a later round what an earlier one paid and set aside', () => {
    const lines = [line('1', 1, 60), line('2', 2, 40)];
    const earlier = { paid: [{ claimId: 'v', fen: 60 }], setAsideFen: 0 };
    const claims = [claim('v', 60, ['a', '1', 60, 1]), claim('w', 40, ['a', '2', 40, 2])];
    expect(whose([{ ...account('a', 40, lines), earlier }], claims)).toMatchObject({
      rule: 'by-time',
      shares: [{ claimId: 'w', fen: 40 }],
    });
    const released = { paid: [{ claimId: 'v', fen: 30 }], setAsideFen: 40 };
    expect(whose([{ ...account('a', 30, lines), earlier: released }], claims.slice(0, 1))).toMatchObject({
      rule: 'by-time',
      shares: [{ claimId: 'v', fen: 30 }],
      setAsideFen: 0,
    });
  });

  it('shares the rest if an earlier round gave out what a new claim shows to be another victim’s', () => {
    const lines = [line('1', 1, 60), line('2', 2, 40)];
    const earlier = { paid: [{ claimId: 'v', fen: 70 }], setAsideFen: 0 };
    const claims = [claim('v', 60, ['a', '1', 60, 1]), claim('w', 40, ['a', '2', 40, 2])];
    expect(whose([{ ...account('a', 30, lines), earlier }], claims)).toMatchObject({ rule: 'pro-rata', poolFen: 30 });
  });
});

describe('a pool shared by weights', () => {
  const weighed = (...weights: readonly number[]) => weights.map((weightFen, n) => ({ claimId: `c${n}`, weightFen }));

  it('gives the fen that rounding leaves to the largest fractions', () => {
    expect([...apportion(10, 100, weighed(34, 33, 33)).values()]).toEqual([4, 3, 3]);
    expect([...apportion(10, 100, weighed(36, 36, 28)).values()]).toEqual([4, 3, 3]);
  });

  it('gives it to the first where fractions are equal', () => {
    expect([...apportion(100, 300, weighed(100, 100, 100)).values()]).toEqual([34, 33, 33]);
  });

  it('gives each its weight and no more where the pool is larger', () => {
    expect([...apportion(1_000, 300, weighed(100, 150, 50)).values()]).toEqual([100, 150, 50]);
  });

  it('is exact where products are beyond what a number holds', () => {
    const [great, small] = [9_000_000_000_001, 3];
    const shares = apportion(9_000_000_000_000, great + small, weighed(great, small));
    expect([...shares.values()]).toEqual([8_999_999_999_997, 3]);
  });
});

describe('what is frozen in a case, shared out', () => {
  const mixed = (accountId: string, frozenFen: number) =>
    account(accountId, frozenFen, [line('1', 1, 100), line('2', 2, 200), line('3', 3, -(300 - frozenFen))]);
  const two = [claim('v', 100, ['a', '1', 100, 1]), claim('w', 200, ['a', '2', 200, 2])];

  it('weighs each loss less what the victim got back elsewhere and what the other rules give in this round', () => {
    const single = account('b', 50, [line('1', 1, 50)]);
    const claims = [
      claim('v', 150, ['a', '1', 100, 1], ['b', '1', 50, 1]),
      { ...claim('w', 200, ['a', '2', 200, 2]), gotBackFen: 100 },
    ];
    const plan = planReturn([mixed('a', 90), single], claims, settings);
    expect(plan.sharedOut.claims).toEqual([
      { claimId: 'v', lossLeftFen: 150, ownFen: 50, cutFen: 0, weightFen: 100, poolFen: 45 },
      { claimId: 'w', lossLeftFen: 100, ownFen: 0, cutFen: 0, weightFen: 100, poolFen: 45 },
    ]);
    expect(plan.sharedOut.payments).toEqual([
      { accountId: 'b', claimId: 'v', fen: 50, rule: 'single' },
      { accountId: 'a', claimId: 'v', fen: 45, rule: 'pro-rata' },
      { accountId: 'a', claimId: 'w', fen: 45, rule: 'pro-rata' },
    ]);
  });

  it('gives the last fen of equal fractions to the earlier transfer, then to the lower id', () => {
    const lines = [line('1', 2, 100), line('2', 1, 100), line('3', 3, -99)];
    const later = [claim('v', 100, ['a', '1', 100, 2]), claim('w', 100, ['a', '2', 100, 1])];
    expect(paidTo(planReturn([account('a', 101, lines)], later, settings), 'w')).toBe(51);
    const equal = [line('1', 1, 100), line('2', 1, 100), line('3', 3, -99)];
    const alike = [claim('v', 100, ['a', '1', 100, 1]), claim('w', 100, ['a', '2', 100, 1])];
    expect(paidTo(planReturn([account('a', 101, equal)], alike, settings), 'v')).toBe(51);
  });

  it('cuts what one victim alone would get at the loss that is left; the rest stays frozen', () => {
    const claims = [{ ...claim('v', 100, ['a', '1', 100, 1]), gotBackFen: 30 }];
    const { sharedOut } = planReturn([account('a', 100, [line('1', 1, 100)])], claims, settings);
    expect(sharedOut.claims).toMatchObject([{ ownFen: 70, cutFen: 30, weightFen: 0 }]);
    expect(sharedOut.accounts).toEqual([{ accountId: 'a', paidFen: 70, setAsideFen: 0, remainderFen: 30 }]);
  });

  it('keeps the remainder frozen where the pool is larger than all losses', () => {
    const claims = two.map((one) => ({ ...one, gotBackFen: one.lossFen - 10 }));
    const { sharedOut } = planReturn([mixed('a', 90)], claims, settings);
    expect(sharedOut.accounts).toEqual([{ accountId: 'a', paidFen: 20, setAsideFen: 0, remainderFen: 70 }]);
  });

  it('reads the share of what is frozen literally where the policy says so: loss over all that is frozen', () => {
    const literal = { ...settings, poolByLoss: false };
    const claims = two.map((one) => ({ ...one, gotBackFen: one.lossFen - 30 }));
    expect(planReturn([mixed('a', 90)], claims, literal).sharedOut.claims.map(({ poolFen }) => poolFen)).toEqual([30, 30]);
    const single = account('b', 90, [line('1', 1, 90)]);
    const withSingle = [...claims, claim('x', 90, ['b', '1', 90, 1])];
    const { sharedOut } = planReturn([mixed('a', 90), single], withSingle, literal);
    expect(sharedOut.claims.map(({ poolFen }) => poolFen)).toEqual([15, 15, 0]);
    expect(planReturn([mixed('a', 90)], two, literal).sharedOut).toEqual(planReturn([mixed('a', 90)], two, settings).sharedOut);
  });

  it('lets a claimant whose money is in none of the accounts share in the pool by loss', () => {
    const plan = planReturn([mixed('a', 100)], [...two, claim('x', 300)], settings);
    expect(plan.sharedOut.claims.map(({ poolFen }) => poolFen)).toEqual([17, 33, 50]);
  });
});

describe('any lines and any claims', () => {
  it('add up to the fen in every account, and give no victim more than the loss that is left', () => {
    fc.assert(
      fc.property(anyCases, fc.boolean(), ({ accounts, claims }, poolByLoss) => {
        const { ownership, sharedOut } = planReturn(accounts, claims, { ...settings, poolByLoss });
        for (const { frozenFen, shares, setAsideFen, unexplainedFen, poolFen } of ownership) {
          expect(shares.reduce((sum, { fen }) => sum + fen, 0) + setAsideFen + unexplainedFen + poolFen).toBe(frozenFen);
        }
        for (const { accountId, paidFen, setAsideFen, remainderFen } of sharedOut.accounts) {
          const frozen = accounts.find((one) => one.accountId === accountId)?.frozenFen;
          const paid = sharedOut.payments.filter((one) => one.accountId === accountId).reduce((sum, { fen }) => sum + fen, 0);
          expect(paid).toBe(paidFen);
          expect(paidFen + setAsideFen + remainderFen).toBe(frozen);
          expect(Math.min(paidFen, setAsideFen, remainderFen)).toBeGreaterThanOrEqual(0);
        }
        for (const { claimId, ownFen, poolFen, lossLeftFen } of sharedOut.claims) {
          const paid = sharedOut.payments.filter((one) => one.claimId === claimId).reduce((sum, { fen }) => sum + fen, 0);
          expect(paid).toBe(ownFen + poolFen);
          expect(paid).toBeLessThanOrEqual(lossLeftFen);
        }
        expect(sharedOut.payments.every(({ fen }) => fen > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('share out the same whatever the order of the accounts, the lines and the claims', () => {
    fc.assert(
      fc.property(
        anyCases.chain(({ accounts, claims }) =>
          fc.record({
            plain: fc.constant({ accounts, claims }),
            accounts: shuffled(accounts).chain((mixedUp) =>
              fc.tuple(...mixedUp.map((one) => shuffled(one.lines).map((lines) => ({ ...one, lines })))),
            ),
            claims: shuffled(claims),
          }),
        ),
        ({ plain, accounts, claims }) => {
          expect(planReturn(accounts, claims, settings)).toEqual(planReturn(plain.accounts, plain.claims, settings));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('come out in pages, each with the lines that it needs, as they do at once', () => {
    fc.assert(
      fc.property(anyCases, ({ accounts, claims }) => {
        const feeders = feedersAmong(accounts);
        const pages = accounts
          .filter(({ frozenFen }) => frozenFen > 0)
          .flatMap(({ accountId }) => {
            const needed = linesNeededFor(accountId, feeders);
            return ownershipOf(
              [accountId],
              accounts.filter((one) => needed.has(one.accountId)),
              claims.filter(({ transfers }) => transfers.some((one) => needed.has(one.accountId))),
              settings,
            );
          });
        const direct = planReturn(accounts, claims, settings);
        expect(pages.toSorted((one, other) => (one.accountId < other.accountId ? -1 : 1))).toEqual(direct.ownership);
        expect(shareOut(pages, claims, settings)).toEqual(direct.sharedOut);
      }),
      { numRuns: 300 },
    );
  });

  it('give no fen twice over rounds: what a round paid and set aside is out of what the next has', () => {
    fc.assert(
      fc.property(
        anyCases,
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }),
        ({ accounts, claims }, known) => {
          const paid = new Map<string, number>();
          const taken = new Map<string, number>();
          let now = accounts;
          for (const count of known.toSorted()) {
            const round = claims
              .slice(0, count)
              .map((one) => ({ ...one, gotBackFen: one.gotBackFen + (paid.get(one.claimId) ?? 0) }));
            const { sharedOut } = planReturn(now, round, settings);
            for (const { claimId, fen } of sharedOut.payments) paid.set(claimId, (paid.get(claimId) ?? 0) + fen);
            for (const { accountId, paidFen, setAsideFen } of sharedOut.accounts) {
              taken.set(accountId, (taken.get(accountId) ?? 0) + paidFen + setAsideFen);
            }
            now = now.map((one) => afterRound(one, sharedOut));
          }
          for (const { accountId, frozenFen } of accounts) expect(taken.get(accountId) ?? 0).toBeLessThanOrEqual(frozenFen);
          for (const { claimId, lossFen, gotBackFen } of claims) {
            expect(paid.get(claimId) ?? 0).toBeLessThanOrEqual(Math.max(0, lossFen - gotBackFen));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

const shuffled = <Item>(items: readonly Item[]): fc.Arbitrary<readonly Item[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

function afterRound(one: CaseAccount, { accounts, payments }: ReturnPlan['sharedOut']): CaseAccount {
  const outcome = accounts.find(({ accountId }) => accountId === one.accountId);
  if (outcome === undefined) return one;
  const paid = payments.filter(({ accountId }) => accountId === one.accountId);
  return {
    ...one,
    frozenFen: outcome.remainderFen,
    earlier: {
      paid: [...(one.earlier?.paid ?? []), ...paid],
      setAsideFen: (one.earlier?.setAsideFen ?? 0) + outcome.setAsideFen,
    },
  };
}
