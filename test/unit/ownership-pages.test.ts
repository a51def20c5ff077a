import { describe, expect, it } from 'vitest';
import { chunks } from '../../shared/kernel/chunks.ts';
import { feedersAmong, linesNeededFor } from '../../shared/ownership/case-courses.ts';
import { ownershipOf } from '../../shared/ownership/ownership-of.ts';
import { planReturn } from '../../shared/ownership/plan-return.ts';
import { shareOut } from '../../shared/ownership/share-out.ts';
import { greatCase } from '../support/ownership-great-case.ts';
import { settings } from '../support/ownership-samples.ts';

/** The same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('a case of 1,000 claims and 300 accounts', () => {
  it('comes out in pages of accounts, each with the lines that its accounts need, as it does at once', () => {
    const { accounts, claims } = greatCase(numbers(12_345));
    const feeders = feedersAmong(accounts);
    const frozen = accounts.filter(({ frozenFen }) => frozenFen > 0).map(({ accountId }) => accountId);
    const pages = chunks(frozen, 50).flatMap((page) => {
      const needed = new Set(page.flatMap((accountId) => [...linesNeededFor(accountId, feeders)]));
      return ownershipOf(
        page,
        accounts.filter(({ accountId }) => needed.has(accountId)),
        claims.filter(({ transfers }) => transfers.some(({ accountId }) => needed.has(accountId))),
        settings,
      );
    });
    const direct = planReturn(accounts, claims, settings);
    expect(new Set(direct.ownership.map(({ rule }) => rule))).toEqual(new Set(['by-time', 'pro-rata']));
    expect(pages.toSorted((one, other) => (one.accountId < other.accountId ? -1 : 1))).toEqual(direct.ownership);
    expect(shareOut(pages, claims, settings)).toEqual(direct.sharedOut);
  });
});
