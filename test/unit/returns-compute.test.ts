import { beforeEach, describe, expect, test } from 'vitest';
import { orderPayments } from '../../functions/lookups/order-payments.ts';
import { pageOfPlan } from '../../functions/lookups/plan-pages.ts';
import { computePlan, type Statements } from '../../functions/return-plans/compute-plan.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { change, type StreamType } from '../../shared/journal/stream.ts';
import { planFrom, transact } from '../../shared/journal/transact.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import type { WholeLine } from '../../shared/ownership/statement-lines.ts';
import { recordPlan } from '../../shared/returns/round/decide-plan.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import { commandOf } from '../support/journal-samples.ts';
import { createMemoryJournal, type MemoryJournal } from '../support/memory-journal.ts';
import { claimMade, orderId, paymentId, paymentOrdered, returnId, roundFacts } from '../support/return-samples.ts';
import { account, context, id, minute, orderFacts, policy } from '../support/samples.ts';

const SUM = 600;
const transfer = { currency: 'CNY' as const, amountFen: SUM, at: minute(-5) };
const line = (n: number, at: number, signed: number, balanceFen: number): WholeLine => ({
  ...{ page: 1, line: n, at: minute(at), direction: signed > 0 ? 'in' : 'out', amountFen: Math.abs(signed), balanceFen },
});
/** The victim's transfer, of which nothing left, and money of another person. */
const statements: Statements = new Map([[orderId, [line(1, -4, SUM, SUM), line(2, 1, 400, SUM + 400)]]]);

let journal: MemoryJournal;
const append = async <State, F extends Fact>(type: StreamType<State, F>, key: string, ...facts: readonly [F, ...F[]]) => {
  const changes = [change(await journal.load(type, key), ...facts)];
  expect(await journal.append({ command: commandOf(), changes })).toMatchObject({ outcome: 'appended' });
};
const round = async () => {
  const { state } = await journal.load(ReturnRounds, returnId);
  if (state === undefined) throw new Error('there is no round');
  return state;
};
/** Computed, and recorded by the round. @returns the refusal, if there was one */
async function compute(of: Statements = statements) {
  const command = commandOf({ now: minute(30) });
  const computed = await computePlan({ journal, policy }, await round(), of, command);
  const recorded = await transact(journal, command, async () => {
    const loaded = await journal.load(ReturnRounds, returnId);
    return planFrom(recordPlan(loaded.state ?? (await round()), computed, command), [loaded]);
  });
  return recorded.outcome === 'refused' ? recorded.refusal : undefined;
}
/** A page of the plan that the round has. */
const pageOf = async (page: number) => {
  const { plan } = await round();
  if (plan === undefined) throw new Error('the round has no plan');
  return pageOfPlan(journal, returnId, plan, page);
};

beforeEach(async () => {
  journal = createMemoryJournal();
  await append(StopOrders, orderId, orderFacts.requested({ account: account({ transfer }) }));
  await append(ReturnRounds, returnId, roundFacts.opened, roundFacts.entered, roundFacts.claimed);
  await append(ReturnClaims, id('rcl', 1), claimMade);
});

describe('the plan of a round', () => {
  test('is computed from lines, claims and orders, recorded, and stands on its pages', async () => {
    expect(await compute()).toBeUndefined();
    expect(await round()).toMatchObject({
      status: 'planned',
      plan: { version: 1, changes: 2, pages: 3, paidFen: SUM, setAsideFen: 400, remainderFen: 0, payments: 1, proRata: false },
    });
    const pages = await Promise.all([1, 2, 3].map(pageOf));
    expect(pages.map(({ of }) => of)).toEqual(['accounts', 'claims', 'payments']);
    expect(pages[2]).toMatchObject({
      payments: [{ accountId: orderId, claimId: id('rcl', 1), fen: SUM, rule: 'by-time' }],
    });
    expect(pages[0]).toMatchObject({
      accounts: [{ ownership: { shares: [{ restsOn: { lines: [{ accountId: orderId, lineId: '1.1' }] } }] } }],
    });
  });

  test('is a new version each time', async () => {
    await compute();
    await compute();
    expect(await round()).toMatchObject({ plan: { version: 2 } });
  });

  test('knows what an earlier round paid out of the account', async () => {
    const { data } = paymentOrdered;
    const payment = { ...data.payment, fen: 250 };
    const done = { at: minute(20), code: '0000', paidAt: minute(20) };
    await append(
      ReturnPayments,
      paymentId,
      { ...paymentOrdered, data: { ...data, payment } },
      { type: 'return-payment.done', data: done },
    );
    await append(ReturnClaims, id('rcl', 1), {
      type: 'return-claim.paid',
      data: { at: minute(20), returnId, orderId, fen: 250 },
    });
    const account = { ...roundFacts.entered.data.account, frozenFen: 750, earlier: { paidFen: 250, setAsideFen: 0 } };
    await append(
      ReturnRounds,
      returnId,
      { type: 'return-round.account-left', data: { at: minute(21), by: 'a', orderId, reason: 'r' } },
      { ...roundFacts.entered, data: { ...roundFacts.entered.data, account } },
    );
    await compute();
    expect(await round()).toMatchObject({ plan: { paidFen: SUM - 250, setAsideFen: 400, remainderFen: 0 } });
  });

  test('follows money that passed through an account in which nothing is frozen', async () => {
    const first = id('ord', 2);
    const passed = { ...transfer, at: minute(-30) };
    await append(
      StopOrders,
      first,
      orderFacts.requested({ orderId: first, accountKey: 'first', account: account({ transfer: passed }) }),
    );
    const made = { ...claimMade, data: { ...claimMade.data, claim: { ...claimMade.data.claim, claimId: id('rcl', 2) } } };
    await append(ReturnClaims, id('rcl', 2), {
      ...made,
      data: { ...made.data, claim: { ...made.data.claim, transfers: [{ orderId: first, transfer: 0, amountFen: SUM }] } },
    });
    const chained: Statements = new Map([
      [first, [line(1, -29, SUM, SUM), { ...line(2, -20, -400, SUM - 400), counterparty: orderId }]],
      [orderId, [line(1, -4, SUM, SUM), { ...line(2, -20, 400, SUM + 400), counterparty: first }]],
    ]);
    await compute(chained);
    expect(await pageOf(3)).toMatchObject({
      payments: [
        { claimId: id('rcl', 1), fen: SUM },
        { claimId: id('rcl', 2), fen: 400 },
      ],
    });
  });

  test('finds a transfer that another alarm has at the same account', async () => {
    const other = id('ord', 2);
    const later = { ...transfer, amountFen: 400, at: minute(1) };
    await append(StopOrders, other, orderFacts.requested({ orderId: other, account: account({ transfer: later }) }));
    const { claim } = claimMade.data;
    const own = { claimId: id('rcl', 2), lossFen: 400, transfers: [{ orderId: other, transfer: 0, amountFen: 400 }] };
    await append(ReturnClaims, own.claimId, { ...claimMade, data: { ...claimMade.data, claim: { ...claim, ...own } } });
    await compute();
    expect(await round()).toMatchObject({ plan: { paidFen: SUM + 400, setAsideFen: 0, payments: 2 } });
  });

  test('is not recorded if the round does not collect', async () => {
    await compute();
    await append(ReturnRounds, returnId, { type: 'return-round.abandoned', data: { at: minute(31), by: 'a', reason: 'r' } });
    expect(await compute()).toMatchObject({ code: 'RETURN_STATE_FORBIDS' });
  });

  test('is not recorded if a claim came while it was computed', async () => {
    const { loadMany } = journal;
    const late = { ...roundFacts.claimed, data: { ...roundFacts.claimed.data, claimId: id('rcl', 3) } };
    let came = false;
    journal = {
      ...journal,
      loadMany: async (type, ids) => {
        if (!came) {
          came = true;
          await append(ReturnRounds, returnId, late);
        }
        return loadMany(type, ids);
      },
    };
    expect(await compute()).toMatchObject({ code: 'RETURN_PLAN_CHANGED' });
    expect(await round()).toMatchObject({ status: 'collecting', changes: 3 });
    expect((await round()).plan).toBeUndefined();
    expect(await compute()).toBeUndefined();
  });
});

describe('the payments of an approved plan', () => {
  const order = (most?: number) =>
    orderPayments(journal, returnId, { id: 'reaction', correlationId: 'cor_1' }, context({ now: minute(40) }), most);
  const payments = async () => (await journal.load(ReturnPayments, paymentId)).state;
  const approved = async () => {
    await compute();
    await append(ReturnRounds, returnId, roundFacts.approved);
  };

  test('are ordered once, however often that is tried', async () => {
    await approved();
    expect(await order()).toEqual({ ordered: 1, left: false });
    expect(await payments()).toMatchObject({ status: 'ordered', fen: SUM, orderId, attempt: 1 });
    const { version } = await journal.load(ReturnPayments, paymentId);
    expect(await order()).toEqual({ ordered: 0, left: false });
    expect((await journal.load(ReturnPayments, paymentId)).version).toBe(version);
  });

  test('are held where their claim is', async () => {
    await approved();
    const hold = { ground: 'court-money', reason: 'r' } as const;
    await append(ReturnClaims, id('rcl', 1), { type: 'return-claim.held', data: { at: minute(35), by: 'a', ...hold } });
    await order();
    expect(await payments()).toMatchObject({ status: 'held', hold, attempt: 0 });
  });

  test('are none before the plan is approved', async () => {
    await compute();
    expect(await order()).toEqual({ ordered: 0, left: false });
    expect(await payments()).toBeUndefined();
  });

  test('wait for the next turn if there are more than one turn takes', async () => {
    await approved();
    expect(await order(0)).toEqual({ ordered: 0, left: true });
    expect(await payments()).toBeUndefined();
    expect(await order(1)).toEqual({ ordered: 1, left: false });
  });
});
