import { describe, expect, test } from 'vitest';
import { readStatementLine } from '../../functions/lookups/statement-lines.ts';
import { linesOfBody } from '../../functions/lookups/statement-pages.ts';
import { holderOf, linesOfPeriod, type OrderSaid, pagesOf } from '../../local/banks/questions.ts';
import { HolderAnswer } from '../../shared/bank-questions/holder/model.ts';
import { ToldPage } from '../../shared/bank-questions/statement/bodies.ts';
import { checkOn, unchecked } from '../../shared/bank-questions/statement/check-balances.ts';
import { minute } from '../support/samples.ts';

const order: OrderSaid = {
  transfers: [
    { amountFen: 20_000_000, at: minute(-10), serial: 'IN-1' },
    { amountFen: 5_000_000, at: minute(-600) },
  ],
  said: {
    outflows: [
      { bankId: 'chengde', accountNumber: '6217000000000000001', amountFen: 9_000_000, at: minute(-10), serial: 'OUT-1' },
      { amountFen: 30_000_000, at: minute(-300) },
    ],
  },
};
const asked = { accountNumber: '6222000000000000001', from: minute(-1_440), to: minute(0) };

describe('the statement of a simulated bank', () => {
  const lines = linesOfPeriod(asked, order);

  test('has the transfers and the outflows that the bank knows of, each once, among everyday lines', () => {
    expect(lines).toHaveLength(64);
    expect(lines.filter(({ serial }) => serial === 'IN-1' || serial === 'OUT-1')).toMatchObject([
      { direction: 'in', amountFen: 20_000_000 },
      { direction: 'out', amountFen: 9_000_000, counterparty: { bankId: 'chengde' } },
    ]);
    // of a shorter period only what lies in it
    const short = linesOfPeriod({ ...asked, from: minute(-60) }, order);
    expect(short.filter(({ amountFen }) => amountFen >= 5_000_000)).toHaveLength(2);
  });

  test('adds up, is never overdrawn, and is told in pages that Cordon takes', () => {
    const pages = pagesOf(lines).map((page) => ToldPage.parse(page));
    const checked = pages.reduce((so, page) => checkOn(so, linesOfBody(page, readStatementLine)), unchecked);
    expect(checked).toMatchObject({ faults: [], faultsInAll: 0 });
    expect(Math.min(...lines.map(({ balanceFen }) => balanceFen))).toBeGreaterThanOrEqual(0);
    expect(pages.map(({ last }) => last)).toEqual([true]);
    expect(pagesOf([]).map((page) => ToldPage.parse(page))).toMatchObject([{ page: 1, last: true, lines: [] }]);
  });

  test('is the same each time', () => {
    expect(linesOfPeriod(asked, order)).toEqual(lines);
  });
});

test('the holder that it names is one that Cordon takes', () => {
  expect(HolderAnswer.safeParse(holderOf({ accountNumber: '6222000000000000001' })).success).toBe(true);
});
