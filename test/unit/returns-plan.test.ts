import { describe, expect, test } from 'vitest';
import type { CaseAccount } from '../../shared/ownership/model.ts';
import { planReturn } from '../../shared/ownership/plan-return.ts';
import { linesOfStatement, linesOfTransfers, type WholeLine } from '../../shared/ownership/statement-lines.ts';
import type { ReturnClaim } from '../../shared/returns/claim/claim-model.ts';
import { transferKey } from '../../shared/returns/claim/claimed-transfer.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ownershipAccount, ownershipClaims } from '../../shared/returns/plan/plan-input.ts';
import { PlanPage, writtenPlan } from '../../shared/returns/plan/plan-pages.ts';
import { ReturnClaims, ReturnPayments } from '../../shared/returns/streams.ts';
import { given } from '../support/given.ts';
import { settings } from '../support/ownership-samples.ts';
import { claimMade, orderId, paymentOrdered, returnId } from '../support/return-samples.ts';
import { id, minute } from '../support/samples.ts';

const line = (n: number, at: number, signed: number, balanceFen: number): WholeLine => ({
  ...{ page: 1, line: n, at: minute(at), direction: signed > 0 ? 'in' : 'out', amountFen: Math.abs(signed), balanceFen },
});

describe('the lines of a statement', () => {
  test('are named by their place, and the balance before them comes from the first', () => {
    const statement = [line(1, 1, 600, 650), line(2, 2, -100, 550)];
    expect(linesOfStatement(statement)).toMatchObject({ openingFen: 50, lines: [{ lineId: '1.1' }, { lineId: '1.2' }] });
    expect(linesOfStatement([line(1, 1, -100, 550)]).openingFen).toBe(650);
    expect(linesOfStatement([line(1, 1, 600, 500)]).openingFen).toBe(0);
    expect(linesOfStatement([])).toEqual({ openingFen: 0, lines: [] });
  });

  test('are found for transfers by sum and nearest time, each once, whatever the order of the transfers', () => {
    const { lines } = linesOfStatement([
      line(1, 1, 600, 600),
      line(2, 4, 600, 1_200),
      line(3, 5, -600, 600),
      line(4, 30, 400, 1_000),
    ]);
    const transfers = [
      { amountFen: 600, at: minute(5) },
      { amountFen: 600, at: minute(0) },
      { amountFen: 400, at: minute(19) },
      { amountFen: 400, at: minute(20) },
      { amountFen: 400, at: minute(21) },
    ];
    const found = linesOfTransfers(lines, transfers, settings.clockSlackMs);
    expect(found.map((one) => one?.lineId)).toEqual(['1.2', '1.1', undefined, '1.4', undefined]);
  });
});

describe('a plan on its pages', () => {
  const mixed = (accountId: string): CaseAccount => ({
    ...{ accountId, frozenFen: 90, openingFen: 0 },
    lines: linesOfStatement([line(1, 1, 100, 100), line(2, 2, 100, 200), line(3, 3, -110, 90)]).lines,
  });
  const claims = [0, 1].map((n) => ({
    ...{ claimId: id('rcl', n + 1), lossFen: 300, gotBackFen: 0 },
    transfers: [{ accountId: 'o1', lineId: `1.${n + 1}`, amountFen: 100, at: minute(n + 1) }],
  }));
  const accounts = ['o1', 'o2', 'o3', 'o4'].map(mixed);
  const { ownership, sharedOut } = planReturn(accounts, claims, settings);
  const written = writtenPlan({ returnId, version: 2, changes: 7 }, ownership, sharedOut);

  test('has every account, claim and payment once, and its figures add up', () => {
    const pages = written.pages.map((page) => PlanPage.parse(page));
    expect(pages.map(({ of, page }) => [page, of])).toEqual([
      [1, 'accounts'],
      [2, 'accounts'],
      [3, 'claims'],
      [4, 'payments'],
    ]);
    expect(pages.flatMap((page) => (page.of === 'accounts' ? page.accounts : [])).map(({ ownership: one }) => one)).toEqual(
      ownership,
    );
    expect(pages.flatMap((page) => (page.of === 'payments' ? page.payments : []))).toEqual(sharedOut.payments);
    const { paidFen, setAsideFen, remainderFen } = written.plan;
    expect(paidFen + setAsideFen + remainderFen).toBe(4 * 90);
    expect(written.plan).toMatchObject({ changes: 7, pages: 4, claims: 2, payments: sharedOut.payments.length, proRata: true });
  });

  test('has another hash with another content, and the same with the same', () => {
    const hash = (plan: typeof sharedOut) => writtenPlan({ returnId, version: 1, changes: 1 }, ownership, plan).plan.sha256;
    expect(hash(sharedOut)).toBe(written.plan.sha256);
    expect(hash({ ...sharedOut, payments: sharedOut.payments.slice(1) })).not.toBe(written.plan.sha256);
  });
});

describe('a second round', () => {
  const first = given(ReturnClaims, claimMade).state;
  const account = (frozenFen: number, paidFen: number) => ({
    ...{ orderId, bankId: 'bank-a', frozenFen, earlier: { paidFen, setAsideFen: 0 }, enteredAt: minute(1) },
  });
  const statement = linesOfStatement([line(1, 1, 600, 600), line(2, 2, 400, 1_000), line(3, 3, -100, 900)]);
  const lineOf = (transfer: number) =>
    [transferKey({ orderId, transfer }), { accountId: orderId, lineId: `1.${transfer + 1}`, at: minute(transfer + 1) }] as const;
  const lines = new Map([lineOf(0), lineOf(1)]);

  test('of a victim found later does not take what the first paid, and no victim gets more than the loss', () => {
    const one = planReturn([ownershipAccount(account(900, 0), statement, [])], ownershipClaims([first], lines), settings);
    expect(one.sharedOut).toMatchObject({
      payments: [{ claimId: first.claimId, fen: 600 }],
      accounts: [{ paidFen: 600, setAsideFen: 300, remainderFen: 0 }],
    });
    const paid: ReturnPayment = {
      ...given(ReturnPayments, paymentOrdered, {
        type: 'return-payment.done',
        data: { at: minute(9), code: '0000', paidAt: minute(9) },
      }).state,
      fen: 600,
    };
    const repaid: ReturnClaim = { ...first, paid: [{ returnId, orderId, fen: 600, at: minute(9) }] };
    const later: ReturnClaim = {
      ...{ ...first, claimId: id('rcl', 2), lossFen: 400, paid: [] },
      transfers: [{ orderId, transfer: 1, amountFen: 400 }],
    };
    const two = planReturn(
      [ownershipAccount(account(300, 600), statement, [paid])],
      ownershipClaims([repaid, later], lines),
      settings,
    );
    expect(two.sharedOut.payments).toEqual([{ accountId: orderId, claimId: later.claimId, fen: 300, rule: 'pro-rata' }]);
  });

  test('leaves out claims that were withdrawn, and payments that were not done', () => {
    const withdrawn: ReturnClaim = { ...first, status: 'withdrawn' };
    expect(ownershipClaims([withdrawn, first], lines)).toHaveLength(1);
    const ordered = given(ReturnPayments, paymentOrdered).state;
    expect(ownershipAccount(account(900, 0), statement, [ordered]).earlier?.paid).toEqual([]);
  });
});
