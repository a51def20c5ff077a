import { describe, expect, test } from 'vitest';
import { readStatementLine } from '../../functions/lookups/statement-lines.ts';
import { linesOfBody } from '../../functions/lookups/statement-pages.ts';
import { outletOf, payeeOf, resultOf } from '../../local/banks/answers.ts';
import { PushedOrder } from '../../local/banks/bank.ts';
import { holderOf, linesOfPeriod, type OrderSaid, pagesOf } from '../../local/banks/questions.ts';
import { type Instruction, tempers } from '../../local/banks/temper.ts';
import { HolderAnswer } from '../../shared/bank-questions/holder/model.ts';
import { ToldPage } from '../../shared/bank-questions/statement/bodies.ts';
import { checkOn, unchecked } from '../../shared/bank-questions/statement/check-balances.ts';
import { BankResult } from '../../shared/freezes/bank-answer/bodies.ts';
import { Outflow } from '../../shared/freezes/bank-answer/outflows/model.ts';
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

  test('of an account that was emptied first has nothing but the money of the fraud from then on', () => {
    const paidIn = { transfers: order.transfers };
    const told = linesOfPeriod(asked, paidIn, { lines: 20, emptied: true });
    expect(told).toHaveLength(22);
    expect(told[19]).toMatchObject({ direction: 'out', balanceFen: 0 });
    expect(told[19]?.amountFen).toBeGreaterThan(0);
    expect(told.slice(20).map(({ balanceFen }) => balanceFen)).toEqual([5_000_000, 25_000_000]);
    const [whole] = pagesOf(told).map((page) => ToldPage.parse(page));
    if (whole === undefined) throw new Error('a statement has a page');
    expect(checkOn(unchecked, linesOfBody(whole, readStatementLine))).toMatchObject({ faults: [], faultsInAll: 0 });
  });

  test('of an account that was opened for the fraud begins with its money', () => {
    const told = linesOfPeriod(asked, { transfers: order.transfers }, { lines: 0, emptied: true });
    expect(told.map(({ balanceFen }) => balanceFen)).toEqual([5_000_000, 25_000_000]);
  });
});

describe('the result of a simulated bank', () => {
  const stop: Instruction = {
    orderId: 'ord_1',
    instructionId: 'ins_1',
    instruction: 'stop',
    tier: 1,
    stopped: '1',
    amountFen: 9_000,
  };
  const told = (bankId: string) => resultOf(tempers[bankId] ?? { says: '', channel: 'pull' }, stop, 0, 0);

  test('holds all that its transfers brought', () => {
    expect(PushedOrder.parse({ ...stop, transfers: [{ amountFen: 5_000 }, { amountFen: 4_000 }] }).amountFen).toBe(9_000);
    expect(told('jinghua')).toMatchObject({ code: '0000', stoppedFen: 9_000, outflows: [] });
  });

  test('names no account for what was taken in cash, and Cordon takes it', () => {
    const result = told('chengde');
    expect(result).toMatchObject({ code: '1200', stoppedFen: 7_200 });
    expect(result.outflows).toEqual([{ means: 'cash', amountFen: 1_800, at: expect.any(String), serial: expect.any(String) }]);
    expect(Outflow.safeParse(result.outflows[0]).success).toBe(true);
  });

  test('tells of the money of others without taking it off what the order brought, and names the payee that is known before', () => {
    const result = told('guanting');
    expect(result).toMatchObject({
      code: '0000',
      stoppedFen: 9_000,
      outflows: [{ amountFen: 5_400, ...payeeOf('1', 'jinghua') }],
    });
    expect(BankResult.safeParse(result).success).toBe(true);
    expect(payeeOf('2', 'jinghua').accountNumber).not.toBe(payeeOf('1', 'jinghua').accountNumber);
  });

  test('names the outlet that stands in the number of the account, where the bank names outlets, and Cordon reads it', () => {
    const at = { ...stop, stopped: '622600120000000011' };
    const result = resultOf(tempers['tanzhe'] ?? { says: '', channel: 'pull' }, at, 0, 0);
    expect(BankResult.parse(result).openedAt).toEqual({ outletId: 'W0012', name: '第0012号网点', district: 'haidian' });
    expect(outletOf('622600130000000011', 'haidian').outletId).toBe('W0013');
    expect(told('jinghua')).not.toHaveProperty('openedAt');
  });
});

test('the holder that it names is one that Cordon takes', () => {
  expect(HolderAnswer.safeParse(holderOf({ accountNumber: '6222000000000000001' })).success).toBe(true);
});
