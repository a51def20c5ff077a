import { beforeEach, describe, expect, test } from 'vitest';
import { orderPayments } from '../../functions/lookups/order-payments.ts';
import { pageOfPlan } from '../../functions/lookups/plan-pages.ts';
import { createPlanTask } from '../../functions/return-plans/plan-task.ts';
import { Cases } from '../../shared/cases/streams.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { change, type StreamType } from '../../shared/journal/stream.ts';
import type { Fact } from '../../shared/kernel/decision.ts';
import { PlanRuns, startPlanRun } from '../../shared/returns/plan/plan-run.ts';
import type { PlanRun } from '../../shared/returns/plan/plan-run-model.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import { caseFacts } from '../support/case-samples.ts';
import { commandOf } from '../support/journal-samples.ts';
import { keepStatement } from '../support/kept-statement.ts';
import { createMemoryJournal, type MemoryJournal } from '../support/memory-journal.ts';
import { untilFrozen } from '../support/order-samples.ts';
import { computeToEnd } from '../support/plan-runs.ts';
import { createTestPlatform, type TestPlatform } from '../support/relay-kit.ts';
import { claimMade, orderId, paymentId, paymentOrdered, returnId, roundFacts } from '../support/return-samples.ts';
import { account, context, id, minute, orderFacts } from '../support/samples.ts';

const SUM = 600;
const SECRET = 'accounts';
const number = (n: number) => `622202020000000000${n}`;
const transfer = { currency: 'CNY' as const, amountFen: SUM, at: minute(-5) };
/** An account of the case, by its number. */
const concerned = (n: number, moved: object = transfer) => ({
  accountKey: accountKey(SECRET, 'bank-a', number(n)),
  account: account({ accountNumber: number(n), transfer: { ...transfer, ...moved } }),
});
/** A line of a statement; with the number of an account of the case where the money came from there or went there. */
const line = (at: number, signed: number, balanceFen: number, other?: number) => ({
  ...{ serial: `L${at}`, at: minute(at), direction: signed > 0 ? 'in' : 'out', amountFen: Math.abs(signed), balanceFen },
  ...(other === undefined ? {} : { counterparty: { bankId: 'bank-a', accountNumber: number(other) } }),
});
/** The victim's transfer, of which nothing left, and money of another person. */
const ofVictim = [line(-4, SUM, SUM), line(1, 400, SUM + 400)];

let journal: MemoryJournal;
let platform: TestPlatform;
let asked: number;
const append = async <State, F extends Fact>(type: StreamType<State, F>, key: string, ...facts: readonly [F, ...F[]]) => {
  const changes = [change(await journal.load(type, key), ...facts)];
  expect(await journal.append({ command: commandOf(), changes })).toMatchObject({ outcome: 'appended' });
};
const round = async () => {
  const { state } = await journal.load(ReturnRounds, returnId);
  if (state === undefined) throw new Error('there is no round');
  return state;
};
/** Asks for the plan. @returns the id of the computation */
async function ask(): Promise<string> {
  asked += 1;
  const planRunId = id('rpl', asked);
  await append(ReturnRounds, returnId, { ...roundFacts.asked, data: { ...roundFacts.asked.data, planRunId } });
  await append(PlanRuns, planRunId, startPlanRun(await round(), planRunId, { now: minute(30) }));
  return planRunId;
}
const task = () => createPlanTask({ ...platform, journal, accountsKey: async () => SECRET });
/** Asked for, and computed to its end. */
async function compute(): Promise<PlanRun | undefined> {
  const planRunId = await ask();
  await computeToEnd(task(), planRunId);
  return (await journal.load(PlanRuns, planRunId)).state;
}
/** A page of the plan that the round has. */
const pageOf = async (page: number) => {
  const { plan } = await round();
  if (plan === undefined) throw new Error('the round has no plan');
  return pageOfPlan(journal, returnId, plan, page);
};

beforeEach(async () => {
  journal = createMemoryJournal();
  platform = createTestPlatform();
  platform.clock.now = minute(30);
  asked = 0;
  const [, ...untilTheFreeze] = untilFrozen;
  await append(StopOrders, orderId, orderFacts.requested(concerned(1)), ...untilTheFreeze);
  await keepStatement(journal, orderId, 1, ofVictim);
  await append(ReturnRounds, returnId, roundFacts.opened, roundFacts.entered, roundFacts.claimed);
  await append(ReturnClaims, id('rcl', 1), claimMade);
});

describe('the plan of a round', () => {
  test('is computed from lines, claims and orders, recorded, and stands on its pages', async () => {
    expect(await compute()).toMatchObject({ status: 'done', computed: 1 });
    expect(await round()).toMatchObject({
      status: 'planned',
      plan: {
        version: 1,
        planRunId: id('rpl', 1),
        changes: 2,
        pages: 3,
        paidFen: SUM,
        setAsideFen: 400,
        remainderFen: 0,
        payments: 1,
        proRata: false,
      },
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
    await append(StopOrders, first, orderFacts.requested({ orderId: first, ...concerned(2, { at: minute(-30) }) }));
    const made = { ...claimMade, data: { ...claimMade.data, claim: { ...claimMade.data.claim, claimId: id('rcl', 2) } } };
    await append(ReturnClaims, id('rcl', 2), {
      ...made,
      data: { ...made.data, claim: { ...made.data.claim, transfers: [{ orderId: first, transfer: 0, amountFen: SUM }] } },
    });
    await keepStatement(journal, first, 2, [line(-29, SUM, SUM), line(-20, -400, SUM - 400, 1)]);
    await keepStatement(journal, orderId, 3, [line(-20, 400, 400, 2), line(-4, SUM, SUM + 400)]);
    await append(
      Cases,
      id('cas', 1),
      caseFacts.opened({ caseId: id('cas', 1) }),
      caseFacts.alertJoined({ alertId: id('alt', 1) }),
    );
    await compute();
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
    await append(StopOrders, other, orderFacts.requested({ orderId: other, ...concerned(1, later) }));
    const { claim } = claimMade.data;
    const own = { claimId: id('rcl', 2), lossFen: 400, transfers: [{ orderId: other, transfer: 0, amountFen: 400 }] };
    await append(ReturnClaims, own.claimId, { ...claimMade, data: { ...claimMade.data, claim: { ...claim, ...own } } });
    await compute();
    expect(await round()).toMatchObject({ plan: { paidFen: SUM + 400, setAsideFen: 0, payments: 2 } });
  });

  test('is not computed on a line of a time after the bank told the statement', async () => {
    await keepStatement(journal, orderId, 2, [...ofVictim, line(21, 100, SUM + 500)]);
    await compute();
    expect(await round()).toMatchObject({ planFailure: { reason: 'statement-unreadable', orders: [orderId] } });
  });

  test('rests on the statement that reaches back furthest, and of several on the last', async () => {
    await keepStatement(journal, orderId, 2, [line(1, 400, 400)], minute(0));
    await compute();
    expect(await round()).toMatchObject({ plan: { version: 1, paidFen: SUM } });
    await keepStatement(journal, orderId, 3, [line(-4, SUM, SUM)]);
    await compute();
    expect(await round()).toMatchObject({ plan: { version: 2, paidFen: SUM, setAsideFen: 0 } });
  });

  test('names the claims whose transfer its statement does not show', async () => {
    expect(await compute()).toMatchObject({ status: 'done' });
    expect(await pageOf(1)).toMatchObject({ accounts: [{ ownership: { unshown: [] } }] });
    await keepStatement(journal, orderId, 2, [line(1, 400, 400)]);
    await compute();
    const unshown = [{ claimId: id('rcl', 1), fen: SUM, at: transfer.at }];
    expect(await pageOf(1)).toMatchObject({ accounts: [{ ownership: { unshown, setAsideFen: 400, unexplainedFen: SUM } }] });
    expect(await round()).toMatchObject({ plan: { version: 2, paidFen: 0, payments: 0 } });
  });

  test('is not recorded if the round was given up meanwhile', async () => {
    const planRunId = await ask();
    await append(ReturnRounds, returnId, { type: 'return-round.abandoned', data: { at: minute(31), by: 'a', reason: 'r' } });
    await computeToEnd(task(), planRunId);
    expect((await journal.load(PlanRuns, planRunId)).state?.ended).toMatchObject({ failure: { reason: 'changed' } });
    expect(await round()).toMatchObject({ status: 'abandoned' });
  });

  test('is that of the computation that was asked for last', async () => {
    const first = await ask();
    const second = await ask();
    await computeToEnd(task(), second);
    await computeToEnd(task(), first);
    expect(await round()).toMatchObject({ plan: { version: 1, planRunId: second } });
    expect((await journal.load(PlanRuns, first)).state).toMatchObject({ status: 'failed' });
    expect((await round()).planFailure).toBeUndefined();
  });

  test('is computed once where its tasks come twice, also at once', async () => {
    const planRunId = await ask();
    const one = { planRunId, do: 'compute' } as const;
    await Promise.all([task()(one), task()(one)]);
    expect((await journal.load(PlanRuns, planRunId)).state).toMatchObject({ computed: 1, pages: [{ of: 'accounts' }] });
    await Promise.all([task()(one), task()(one)]);
    expect(await task()(one)).toEqual({ planRunId, next: 'done' });
    expect(await round()).toMatchObject({ plan: { version: 1, pages: 3 } });
    expect((await journal.load(PlanRuns, planRunId)).state).toMatchObject({ status: 'done' });
  });

  test('says which accounts have no statement, or one with a line that tells nothing', async () => {
    await keepStatement(journal, orderId, 2, [{ serial: 'L1', at: minute(1) }]);
    expect(await compute()).toMatchObject({ status: 'failed' });
    expect(await round()).toMatchObject({ planFailure: { reason: 'statement-unreadable', orders: [orderId] } });
    const bare = id('ord', 4);
    await append(StopOrders, bare, orderFacts.requested({ orderId: bare, ...concerned(4) }));
    const { data } = roundFacts.entered;
    await append(ReturnRounds, returnId, {
      ...roundFacts.entered,
      data: { ...data, account: { ...data.account, orderId: bare } },
    });
    await compute();
    expect(await round()).toMatchObject({ planFailure: { reason: 'statement-missing', orders: [bare] } });
    expect((await round()).computing).toBeUndefined();
  });

  test('that the workflow gives up is noted once, and not where it is done', async () => {
    const planRunId = await ask();
    const giveUp = { planRunId, do: 'give-up' } as const;
    expect(await task()(giveUp)).toEqual({ planRunId, next: 'done' });
    await task()(giveUp);
    expect(await round()).toMatchObject({ planFailure: { reason: 'not-computed' } });
    const { version } = await journal.load(PlanRuns, planRunId);
    expect(version).toBe(2);
    await compute();
    await task()({ planRunId: id('rpl', 2), do: 'give-up' });
    expect((await round()).planFailure).toBeUndefined();
    await expect(task()({ planRunId: id('rpl', 9), do: 'compute' })).rejects.toMatchObject({ name: 'PlanRunNotFound' });
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
    expect(await compute()).toMatchObject({ status: 'failed', ended: { failure: { reason: 'changed' } } });
    expect(await round()).toMatchObject({ status: 'collecting', changes: 3, planFailure: { reason: 'changed' } });
    expect((await round()).plan).toBeUndefined();
    expect(await compute()).toMatchObject({ status: 'done' });
    expect((await round()).planFailure).toBeUndefined();
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
