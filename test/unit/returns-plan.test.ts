import { describe, expect, test } from 'vitest';
import type { CaseAccount } from '../../shared/ownership/model.ts';
import { linesOfStatement, linesOfTransfers, type WholeLine } from '../../shared/ownership/statement-lines.ts';
import type { ReturnClaim } from '../../shared/returns/claim/claim-model.ts';
import { transferKey } from '../../shared/returns/claim/claimed-transfer.ts';
import type { ReturnPayment } from '../../shared/returns/payment/payment-model.ts';
import { ownershipAccount, ownershipClaims } from '../../shared/returns/plan/plan-input.ts';
import { accountPages, PlanPage, pageRef, planPageId, sharedPages } from '../../shared/returns/plan/plan-pages.ts';
import { sharesSha256 } from '../../shared/returns/plan/plan-shares.ts';
import { ReturnClaims, ReturnPayments } from '../../shared/returns/streams.ts';
import { given } from '../support/given.ts';
import { settings } from '../support/ownership-samples.ts';
import { planReturn } from '../support/plan-return.ts';
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
    ...{ claimId: id('rcl', n + 1), lossFen: 300, gotBackFen: 0, firstAt: minute(n + 1) },
    transfers: [{ accountId: 'o1', lineId: `1.${n + 1}`, amountFen: 100 }],
  }));
  const { ownership, sharedOut } = planReturn(['o1', 'o2', 'o3', 'o4'].map(mixed), claims, settings);
  const found = ownership.map((one) => ({ ...one, unshown: [] }));
  const pages = [...accountPages(returnId, found), ...sharedPages(returnId, sharedOut)].map((page) => PlanPage.parse(page));

  test('has every account, outcome, claim and payment once', () => {
    expect(pages.map(({ of }) => of)).toEqual(['accounts', 'accounts', 'claims', 'payments', 'outcomes']);
    expect(pages.flatMap((page) => (page.of === 'accounts' ? page.accounts : []))).toEqual(found);
    expect(pages.flatMap((page) => (page.of === 'outcomes' ? page.outcomes : []))).toEqual(sharedOut.accounts);
    expect(pages.flatMap((page) => (page.of === 'claims' ? page.claims : []))).toEqual(sharedOut.claims);
    expect(pages.flatMap((page) => (page.of === 'payments' ? page.payments : []))).toEqual(sharedOut.payments);
  });

  test('has the hash of its shares while they stay', () => {
    const [first, ...others] = sharedOut.payments;
    if (first === undefined) throw new Error('nothing is paid');
    expect(sharesSha256(structuredClone(sharedOut))).toBe(sharesSha256(sharedOut));
    const less = { ...sharedOut, payments: [{ ...first, fen: first.fen - 1 }, ...others] };
    expect(sharesSha256(less)).not.toBe(sharesSha256(sharedOut));
  });

  test('stands under other keys with another content, and under the same with the same', () => {
    const keys = (plan: typeof sharedOut) => sharedPages(returnId, plan).map((page) => planPageId(returnId, pageRef(page)));
    const other = keys({ ...sharedOut, payments: sharedOut.payments.slice(1) });
    expect(keys(sharedOut)).toEqual(keys(structuredClone(sharedOut)));
    expect(other.map((key, n) => key === keys(sharedOut)[n])).toEqual([true, false, true]);
  });
});

describe('a second round', () => {
  const first = given(ReturnClaims, claimMade).state;
  const account = (frozenFen: number, paidFen: number) => ({
    ...{ orderId, bankId: 'bank-a', frozenFen, earlier: { paidFen, setAsideFen: 0 }, enteredAt: minute(1) },
  });
  const statement = linesOfStatement([line(1, 1, 600, 600), line(2, 2, 400, 1_000), line(3, 3, -100, 900)]);
  const lineOf = (transfer: number) =>
    [transferKey({ orderId, transfer }), { accountId: orderId, lineId: `1.${transfer + 1}` }] as const;
  const timeOf = (transfer: number) => [transferKey({ orderId, transfer }), minute(transfer + 1)] as const;
  const known = { lines: new Map([lineOf(0), lineOf(1)]), at: new Map([timeOf(0), timeOf(1)]) };

  test('of a victim found later does not take what the first paid, and no victim gets more than the loss', () => {
    const one = planReturn([ownershipAccount(account(900, 0), statement, [])], ownershipClaims([first], known), settings);
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
      ownershipClaims([repaid, later], known),
      settings,
    );
    expect(two.sharedOut.payments).toEqual([{ accountId: orderId, claimId: later.claimId, fen: 300, rule: 'pro-rata' }]);
  });

  test('has each claim by its first transfer, whether or not a statement shows it', () => {
    const times = ownershipClaims([first], { lines: new Map(), at: known.at });
    expect(times).toMatchObject([{ transfers: [], firstAt: minute(1) }]);
    expect(ownershipClaims([first], { lines: new Map(), at: new Map() })).toMatchObject([{ transfers: [] }]);
  });

  test('leaves out claims that were withdrawn, and payments that were not done', () => {
    const withdrawn: ReturnClaim = { ...first, status: 'withdrawn' };
    expect(ownershipClaims([withdrawn, first], known)).toHaveLength(1);
    const ordered = given(ReturnPayments, paymentOrdered).state;
    expect(ownershipAccount(account(900, 0), statement, [ordered]).earlier?.paid).toEqual([]);
  });
});
