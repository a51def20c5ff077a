import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coursesOf } from '../../shared/ownership/case-courses.ts';
import type { Owner } from '../../shared/ownership/course.ts';
import { caseGraph, type FrozenGraph, frozenGraph } from '../../shared/ownership/frozen-graph.ts';
import { ownershipOf } from '../../shared/ownership/ownership-of.ts';
import { onlyDeposits, ownersByAccount } from '../../shared/ownership/sole-owners.ts';
import { whoseByCourse } from '../../shared/ownership/whose.ts';
import { whoseByFlow } from '../../shared/ownership/whose-by-flow.ts';
import { everyOutcome } from '../support/ownership-brute-force.ts';
import { accountName, asStatements, type SmallCase, settings, smallCases } from '../support/ownership-samples.ts';

const owners: readonly Owner[] = ['claim a', 'claim b', 'claim c', 'others'];

/** The least and the most of an owner's money in the frozen part, by flow. */
function rangeByFlow(graph: FrozenGraph, owner: Owner): readonly [number, number] {
  const filled = (stages: readonly ((one: Owner) => boolean)[]) => amountIn(graph, owner, stages);
  return [filled([(one) => one !== owner, (one) => one === owner]), filled([(one) => one === owner, (one) => one !== owner])];
}

/** How much of one owner's money fills the frozen part when these stages fill it: that owner stands for `others` alone. */
function amountIn(graph: FrozenGraph, owner: Owner, stages: readonly ((one: Owner) => boolean)[]): number {
  const deposits = graph.deposits.map(({ step, deposit }) => ({
    step,
    deposit: { ...deposit, owner: deposit.owner === owner ? ('others' as const) : ('claim rest' as const) },
  }));
  const stagesOfTwo = stages.map((stage) => (one: Owner) => stage(one === 'others' ? owner : 'unexplained'));
  return whoseByFlow({ ...graph, deposits }, stagesOfTwo).othersFen;
}

/** Whether money can go round between accounts within one instant. */
function goesRound({ happenings }: SmallCase): boolean {
  const passes = happenings.filter(({ from, to, later = 0 }) => from !== undefined && to !== undefined && later === 0);
  return [...Map.groupBy(passes, ({ minute }) => minute).values()].some((together) => {
    const leads = (from: number | undefined, back: number | undefined, seen: readonly unknown[]): boolean =>
      together.some(
        (pass) => pass.from === from && !seen.includes(pass) && (pass.to === back || leads(pass.to, back, [...seen, pass])),
      );
    return together.some(({ from }) => leads(from, from, []));
  });
}

describe('whose money can be in the frozen part, over all orders of leaving', () => {
  const each = (mostAccounts: number, check: (small: SmallCase, account: number) => void, numRuns: number) =>
    fc.assert(
      fc.property(smallCases(mostAccounts), (small) => {
        for (const account of small.openings.keys()) if ((small.frozen[account] ?? 0) > 0) check(small, account);
      }),
      { numRuns },
    );

  const graphOf = (small: SmallCase, account: number) => {
    const { accounts, claims } = asStatements(small);
    const courses = coursesOf(accounts, claims, settings);
    return { courses, graph: frozenGraph(accountName(account), small.frozen[account] ?? 0, caseGraph(courses)) };
  };

  const ranges = (small: SmallCase, account: number) => {
    const outcomes = everyOutcome(small, account);
    return owners.map((owner) => {
      const counts = outcomes.map((outcome) => outcome.get(owner) ?? 0);
      return [Math.min(...counts), Math.max(...counts)] as const;
    });
  };

  it('has the least and the most that trying every order coin by coin gives, in one account', () => {
    each(
      1,
      (small, account) => {
        const { graph } = graphOf(small, account);
        expect(owners.map((owner) => rangeByFlow(graph, owner))).toEqual(ranges(small, account));
      },
      300,
    );
  });

  it('has them in chains of accounts and where money comes back', () => {
    let chained = 0;
    each(
      3,
      (small, account) => {
        if (goesRound(small)) return;
        const { graph } = graphOf(small, account);
        if (graph.ways.some(({ passage }) => passage !== undefined)) chained += 1;
        expect(owners.map((owner) => rangeByFlow(graph, owner))).toEqual(ranges(small, account));
      },
      400,
    );
    expect(chained).toBeGreaterThan(20);
  });

  it('allows at least what can have happened where money goes round within an instant', () => {
    each(
      3,
      (small, account) => {
        const { graph } = graphOf(small, account);
        for (const [n, [least, most]] of ranges(small, account).entries()) {
          const [lower, upper] = rangeByFlow(graph, owners[n] ?? 'others');
          expect(lower).toBeLessThanOrEqual(least);
          expect(upper).toBeGreaterThanOrEqual(most);
        }
      },
      300,
    );
  });

  it('tells an owner’s money exactly if every order says the same, and who is told otherwise is named', () => {
    each(
      3,
      (small, account) => {
        if (goesRound(small)) return;
        const { graph, courses } = graphOf(small, account);
        const whose = whoseByFlow(graph);
        for (const [n, [least, most]] of ranges(small, account).entries()) {
          const owner = owners[n] ?? 'others';
          expect(whose.untold.has(owner)).toBe(least < most);
          if (least === most) expect(whose.told.get(owner) ?? 0).toBe(most);
        }
        const alone = onlyDeposits(courses.get(accountName(account)) ?? expect.fail('no course'), ownersByAccount(courses));
        if (alone !== undefined) {
          const { untold, ...sums } = whoseByCourse(alone);
          expect(untold).toEqual(whose.untold);
          expect({ ...sums, told: undefined }).toEqual({ ...whose, untold: undefined, told: undefined });
          for (const [owner, fen] of sums.told) expect(whose.told.get(owner) ?? 0).toBe(fen);
        }
      },
      400,
    );
  });

  it('gives by time exactly what every order gives, and sets the least of other persons aside', () => {
    each(
      3,
      (small, account) => {
        if (goesRound(small)) return;
        const { accounts, claims } = asStatements(small);
        const found = ownershipOf([accountName(account)], accounts, claims, settings)[0] ?? expect.fail('no answer');
        const outcomes = everyOutcome(small, account);
        const same = outcomes.length === 1;
        expect(found.rule === 'pro-rata').toBe(!same);
        const others = outcomes.map((outcome) => outcome.get('others') ?? 0);
        expect(found.setAsideFen).toBe(Math.min(...others));
        if (same) {
          const shares = found.shares.map(({ claimId, fen }) => [`claim ${claimId}`, fen] as const);
          const victims = [...(outcomes[0] ?? [])].filter(([owner]) => owner !== 'others');
          expect(new Map(shares)).toEqual(new Map(victims));
        }
      },
      400,
    );
  });
});
