import { expect, test } from 'vitest';
import { pagesOfPlan, planPage } from '../../functions/lookups/plan-pages.ts';
import { allOrdersOfCase, linesFeeding } from '../../functions/return-plans/case-lines.ts';
import { claimsOfCase, linesClaimed, timesOfTransfers } from '../../functions/return-plans/claims-of-case.ts';
import { createPlanTask } from '../../functions/return-plans/plan-task.ts';
import { accountKey } from '../../shared/freezes/account/account-key.ts';
import { StopOrders } from '../../shared/freezes/streams.ts';
import { change } from '../../shared/journal/stream.ts';
import { chunks } from '../../shared/kernel/chunks.ts';
import { ownershipSettings } from '../../shared/ownership/model.ts';
import { linesOfStatement } from '../../shared/ownership/statement-lines.ts';
import { ownershipAccount, ownershipClaims } from '../../shared/returns/plan/plan-input.ts';
import { PlanRuns, startPlanRun } from '../../shared/returns/plan/plan-run.ts';
import type { ReturnRoundFact } from '../../shared/returns/round/round-facts.ts';
import type { ReturnRound } from '../../shared/returns/round/round-model.ts';
import { ReturnClaims, ReturnRounds } from '../../shared/returns/streams.ts';
import { commandOf } from '../support/journal-samples.ts';
import { keepStatement } from '../support/kept-statement.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { greatCase } from '../support/ownership-great-case.ts';
import { planReturn } from '../support/plan-return.ts';
import { computeToEnd } from '../support/plan-runs.ts';
import { createTestPlatform } from '../support/relay-kit.ts';
import { claimMade, planRunId, returnId, roundFacts } from '../support/return-samples.ts';
import { account, id, minute, orderFacts, policy } from '../support/samples.ts';

const SECRET = 'accounts';
const ACCOUNT = /\d+$/;
/** The same numbers each time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
const nth = (accountId: string) => Number(ACCOUNT.exec(accountId)?.[0] ?? 0) + 1;
const orderOf = (accountId: string) => id('ord', nth(accountId));
const numberOf = (accountId: string) => `62220202${String(nth(accountId)).padStart(10, '0')}`;

/** The case in a journal: each account an order with a statement, each claim the transfer of its line, all accounts in the round. */
async function createGreatRound() {
  const { accounts, claims } = greatCase(numbers(54_321));
  const journal = createMemoryJournal();
  const transfers = new Map<string, { amountFen: number; currency: 'CNY'; at: string }[]>();
  const made = claims.map((claim, n) => {
    const [sum] = claim.transfers;
    if (sum === undefined) throw new Error('every claim of the case has a transfer');
    const ofAccount = transfers.get(sum.accountId) ?? [];
    transfers.set(sum.accountId, ofAccount);
    ofAccount.push({ amountFen: sum.amountFen, currency: 'CNY', at: claim.firstAt ?? minute(0) });
    const claimed = [{ orderId: orderOf(sum.accountId), transfer: ofAccount.length - 1, amountFen: sum.amountFen }];
    const { data } = claimMade;
    const claimId = id('rcl', n + 1);
    const elsewhereFen = claim.gotBackFen;
    const fact = {
      ...claimMade,
      data: { ...data, claim: { ...data.claim, claimId, lossFen: claim.lossFen, elsewhereFen, transfers: claimed } },
    };
    return { claimId, fact };
  });
  const frozen = accounts.filter(({ frozenFen }) => frozenFen > 0);
  for (const { accountId, openingFen, lines } of accounts) {
    const own = transfers.get(accountId);
    const orderId = orderOf(accountId);
    const concerned = account({ accountNumber: numberOf(accountId), ...(own?.[0] && { transfer: own[0] }) });
    const asked = orderFacts.requested({
      ...{ orderId, accountKey: accountKey(SECRET, 'bank-a', numberOf(accountId)), account: concerned },
      ...(own && { transfers: own }),
    });
    await journal.append({ command: commandOf(), changes: [change(await journal.load(StopOrders, orderId), asked)] });
    let balanceFen = openingFen;
    const told = lines.map(({ lineId, at, direction, amountFen, counterparty }) => {
      balanceFen += direction === 'in' ? amountFen : -amountFen;
      const other = counterparty && { counterparty: { bankId: 'bank-a', accountNumber: numberOf(counterparty) } };
      return { serial: lineId, at, direction, amountFen, balanceFen, ...other };
    });
    await keepStatement(journal, orderId, nth(accountId), told);
  }
  for (const { claimId, fact } of made)
    await journal.append({ command: commandOf(), changes: [change(await journal.load(ReturnClaims, claimId), fact)] });
  const { data } = roundFacts.entered;
  const entered = frozen.map(({ accountId, frozenFen }) => ({
    ...roundFacts.entered,
    data: { ...data, account: { ...data.account, orderId: orderOf(accountId), frozenFen } },
  }));
  for (const [first, ...rest] of chunks([roundFacts.opened, ...entered, roundFacts.asked], 50)) {
    if (first === undefined) continue;
    const loaded = await journal.load(ReturnRounds, returnId);
    await journal.append({ command: commandOf(), changes: [change<ReturnRound, ReturnRoundFact>(loaded, first, ...rest)] });
  }
  const { state: round } = await journal.load(ReturnRounds, returnId);
  if (round === undefined) throw new Error('there is no round');
  const run = startPlanRun(round, planRunId, { now: minute(30) });
  await journal.append({ command: commandOf(), changes: [change(await journal.load(PlanRuns, planRunId), run)] });
  return { journal, round, claims: made.length };
}

test('the plan of 1,000 claims and 300 accounts is the same from the workflow, some accounts at a time, as computed at once', async () => {
  const { journal, round, claims } = await createGreatRound();
  expect([claims, round.accounts.length > 250]).toEqual([1_000, true]);
  const platform = createTestPlatform();
  platform.clock.now = minute(30);
  const task = createPlanTask({ ...platform, journal, accountsKey: async () => SECRET });
  let tasks = 0;
  await computeToEnd((input) => {
    tasks += 1;
    return task(input);
  }, planRunId);
  expect((await journal.load(PlanRuns, planRunId)).state?.ended).toEqual({ at: minute(30) });
  expect(tasks).toBe(Math.ceil(round.accounts.length / 100) + 1);

  // at once, by the same rules over all lines
  const settings = ownershipSettings(policy, minute(30));
  const orders = await allOrdersOfCase(journal, round);
  const ids = round.accounts.map(({ orderId }) => orderId);
  const read = await linesFeeding(journal, SECRET, ids, { orders, round });
  expect([read.missing, read.unreadable]).toEqual([[], []]);
  const accounts = round.accounts.map((one) => ownershipAccount(one, linesOfStatement(read.lines.get(one.orderId) ?? []), []));
  const claimed = await claimsOfCase(journal, round.caseId, orders);
  const known = { at: timesOfTransfers(claimed), lines: linesClaimed(claimed, accounts, orders, settings) };
  const direct = planReturn(accounts, ownershipClaims(claimed.claims, known), settings);

  const { state } = await journal.load(ReturnRounds, returnId);
  const plan = state?.plan;
  if (plan === undefined) throw new Error('the round has no plan');
  const refs = await pagesOfPlan(journal, plan);
  const pages = await Promise.all(refs.map((ref) => planPage(journal, returnId, ref)));
  const byAccount = (one: { accountId: string }, other: { accountId: string }) => (one.accountId < other.accountId ? -1 : 1);
  const ownership = pages.flatMap((page) => (page.of === 'accounts' ? page.accounts : []));
  expect(ownership.toSorted(byAccount).map(({ unshown: _, ...one }) => one)).toEqual(direct.ownership);
  expect(new Set(ownership.map(({ rule }) => rule)).size).toBeGreaterThan(1);
  expect(pages.flatMap((page) => (page.of === 'payments' ? page.payments : []))).toEqual(direct.sharedOut.payments);
  expect(pages.flatMap((page) => (page.of === 'claims' ? page.claims : []))).toEqual(direct.sharedOut.claims);
  expect(pages.flatMap((page) => (page.of === 'outcomes' ? page.outcomes : []))).toEqual(direct.sharedOut.accounts);
  const frozenFen = round.accounts.reduce((sum, one) => sum + one.frozenFen, 0);
  expect(plan.paidFen + plan.setAsideFen + plan.remainderFen).toBe(frozenFen);
}, 180_000);
