import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkOn, unchecked } from '../../shared/bank-questions/statement/check-balances.ts';
import { MAX_FAULTS, type StatementLine } from '../../shared/bank-questions/statement/model.ts';
import { takePage } from '../../shared/bank-questions/statement/take-page.ts';
import { StatementPages, Statements } from '../../shared/bank-questions/streams.ts';
import { stateOf } from '../support/given.ts';
import { context, id, minute, officers } from '../support/samples.ts';

const moves = fc.array(fc.record({ isIn: fc.boolean(), amountFen: fc.integer({ min: 1, max: 1_000_000 }) }), { maxLength: 60 });

/** Lines whose balances follow from these moves. */
function linesOf(all: readonly { readonly isIn: boolean; readonly amountFen: number }[]): readonly StatementLine[] {
  let balanceFen = 0;
  return all.map(({ isIn, amountFen }, i) => {
    balanceFen += isIn ? amountFen : -amountFen;
    return { page: 1, line: i + 1, direction: isIn ? 'in' : 'out', amountFen, balanceFen };
  });
}

test('lines that follow from each other add up, wherever their pages end', () => {
  fc.assert(
    fc.property(moves, fc.integer({ min: 1, max: 20 }), (all, size) => {
      const lines = linesOf(all);
      let checking = unchecked;
      for (let at = 0; at < lines.length; at += size) checking = checkOn(checking, lines.slice(at, at + size));
      expect(checking).toEqual(checkOn(unchecked, lines));
      expect(checking.faultsInAll).toBe(0);
    }),
  );
});

test('a balance that is changed is found where it stands, and nowhere else but at the next line', () => {
  fc.assert(
    fc.property(moves, fc.nat(), fc.integer({ min: 1, max: 1_000 }), (all, where, by) => {
      fc.pre(all.length > 1);
      const at = where % all.length;
      const lines = linesOf(all).map((line, i) => (i === at ? { ...line, balanceFen: (line.balanceFen ?? 0) + by } : line));
      const { faults, faultsInAll } = checkOn(unchecked, lines);
      // nothing is known before the first line
      const expected = [...(at === 0 ? [] : [at + 1]), ...(at + 1 < all.length ? [at + 2] : [])];
      expect(faults.map(({ line }) => line)).toEqual(expected);
      expect(faultsInAll).toBe(expected.length);
    }),
  );
});

test('so many faults are named, and all are counted', () => {
  const lines = linesOf(Array.from({ length: 200 }, () => ({ isIn: true, amountFen: 5 }))).map((line) => ({
    ...line,
    amountFen: 7,
  }));
  const { faults, faultsInAll } = checkOn(unchecked, lines);
  expect([faults.length, faultsInAll]).toEqual([MAX_FAULTS, 199]);
});

test('pages that arrive in any order, some of them twice, make one statement, complete once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(fc.nat(), { minLength: 1, maxLength: 60 }), (count, picks) => {
      const all = Array.from({ length: count }, (_, i) => i + 1);
      // every page at least once, in an order that the picks decide
      const order = [...picks.map((pick) => (pick % count) + 1), ...all];
      const asked = {
        ...{
          statementId: id('stm', 1),
          orderId: id('ord', 1),
          alertId: id('alt', 1),
          district: 'haidian' as const,
          agency: 'police-haidian',
        },
        ...{
          bankId: 'bank-a',
          instructionId: id('ins', 1),
          from: minute(-9),
          to: minute(0),
          reason: 'r',
          officers: [...officers],
        },
        ...{ at: minute(1), dueAt: minute(60) },
      } as const;
      let statement = stateOf(Statements, { type: 'statement.requested', data: asked });
      const kept = new Map<number, ReturnType<typeof StatementPages.evolve>>();
      let completed = 0;
      for (const page of order) {
        if (statement === undefined) throw new Error('a statement was asked for');
        const sent = { page, last: page === count, lines: page, unreadLines: 0, hash: `h${page}`, body: '{}' };
        const decision = takePage(statement, sent, { kept: kept.get(page), question: undefined }, context());
        expect(decision.kind).toBe('acceptance');
        for (const fact of decision.facts) {
          const own = Statements.fact.safeParse(fact);
          if (own.success) statement = Statements.evolve(statement, own.data);
          const ofPage = StatementPages.fact.safeParse(fact);
          if (ofPage.success) kept.set(page, StatementPages.evolve(undefined, ofPage.data));
          if (fact.type === 'statement.completed') completed += 1;
        }
      }
      expect(completed).toBe(1);
      expect(statement).toMatchObject({ status: 'complete', pages: all, lines: (count * (count + 1)) / 2 });
    }),
  );
});
