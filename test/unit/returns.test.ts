import { describe, expect, test } from 'vitest';
import { accept, type Decision, type Fact } from '../../shared/kernel/decision.ts';
import type { MakeClaim } from '../../shared/returns/claim/claim-model.ts';
import {
  correctPayee,
  freeClaim,
  holdClaim,
  type KnownToClaim,
  makeClaim,
  withdrawClaim,
} from '../../shared/returns/claim/make-claim.ts';
import { disputePayment, settleDispute } from '../../shared/returns/payment/dispute-payment.ts';
import {
  advancePayment,
  confirmPayment,
  correctPayment,
  dropPayment,
  failPayment,
  freePayment,
  orderPayment,
  payBy,
  refuseAccount,
} from '../../shared/returns/payment/pay.ts';
import { ReturnPaymentFact } from '../../shared/returns/payment/payment-facts.ts';
import { paymentLimits } from '../../shared/returns/payment/payment-model.ts';
import type { PlanFailure } from '../../shared/returns/plan/plan-failure.ts';
import { ReturnsOfCases } from '../../shared/returns/round/case-returns.ts';
import {
  advanceRound,
  approveRound,
  askPlan,
  decideObjection,
  notePlanFailure,
  publishNotice,
  raiseObjection,
  recordPlan,
  withdrawNotice,
} from '../../shared/returns/round/decide-plan.ts';
import { enterAccount, leaveAccount } from '../../shared/returns/round/fill-round.ts';
import { abandonRound, closeRound, openRound } from '../../shared/returns/round/open-round.ts';
import { ReturnRoundFact } from '../../shared/returns/round/round-facts.ts';
import { roundLimits } from '../../shared/returns/round/round-model.ts';
import { ReturnClaims, ReturnPayments, ReturnRounds } from '../../shared/returns/streams.ts';
import { given, stateOf } from '../support/given.ts';
import {
  claimInput,
  claimMade,
  computed,
  fraudCase,
  frozenOrder,
  knownToClaim,
  orderId,
  paymentId,
  paymentOrdered,
  person,
  planRunId,
  returnId,
  roundFacts,
  takenBy,
  transferNames,
  untilPaying,
  untilPlanned,
} from '../support/return-samples.ts';
import { context, hour, id, minute, officers, policy, T0 } from '../support/samples.ts';

const { opened, entered, claimed, asked, planned, plannedSingle, noticed, withdrawn, objected } = roundFacts;
const at = (now: string) => context({ now });
const why = { reason: '经审查' };
const round = (...facts: readonly [ReturnRoundFact, ...ReturnRoundFact[]]) => given(ReturnRounds, ...facts);
const claim = given(ReturnClaims, claimMade);
const payment = given(ReturnPayments, paymentOrdered);
const afterNotice = '2026-12-22T01:34:00.000Z';

const paymentFactsOf = ({ facts }: Decision<Fact>) => facts.flatMap((fact) => ReturnPaymentFact.safeParse(fact).data ?? []);
const roundFactsOf = ({ facts }: Decision<Fact>) => facts.flatMap((fact) => ReturnRoundFact.safeParse(fact).data ?? []);

describe('a round of return', () => {
  const open = (over: Partial<Parameters<typeof openRound>[1]> = {}) =>
    given(ReturnRounds).when(() => openRound(why, { fraudCase, returns: undefined, name: person.name, ...over }, at(T0)));

  test('is opened for a filed case, as its first', () => {
    open()
      .thenFacts({ type: 'return-round.opened', data: { number: 1 } }, { type: 'case-returns.opened' })
      .thenState({ status: 'collecting', number: 1, claims: { count: 0, lossFen: 0 }, openedBy: person });
    open({ fraudCase: { ...fraudCase, status: 'open' } }).thenRefused('CASE_NOT_FILED');
  });

  test('is the only open one of its case; the next has the claims that stand', () => {
    const first = { type: 'case-returns.opened', data: { at: T0, caseId: fraudCase.caseId, returnId } } as const;
    open({ returns: stateOf(ReturnsOfCases, first) }).thenRefused('RETURN_ROUND_OPEN', { returnId });
    const claims = { count: 2, lossFen: 900 };
    const ended = { type: 'case-returns.ended', data: { at: T0, caseId: fraudCase.caseId, returnId, claims } } as const;
    open({ returns: stateOf(ReturnsOfCases, first, ended) }).thenState({ number: 2, claims });
  });

  test('takes a frozen account that was screened and found linked, once', () => {
    const enter = (over: Partial<Parameters<typeof enterAccount>[2]> = {}, ...facts: readonly ReturnRoundFact[]) =>
      round(opened, ...facts).when((state) =>
        enterAccount(
          state,
          { orderId },
          { order: frozenOrder, screenedLinked: true, earlier: { paidFen: 0, before: undefined }, ...over },
          at(minute(1)),
        ),
      );
    enter()
      .thenFacts({ type: 'return-round.account-entered', data: { account: { frozenFen: 1_000 } } })
      .thenState({ accounts: [{ orderId, masked: expect.stringMatching(/^\*{4}.{4}$/) }], changes: 1 });
    enter({}, entered).thenRefused('RETURN_ACCOUNT_ENTERED');
    enter({ order: undefined }).thenRefused('RETURN_ACCOUNT_UNKNOWN');
    enter({ screenedLinked: false }).thenRefused('RETURN_ACCOUNT_NOT_SCREENED');
    enter({ order: { ...frozenOrder, status: 'stopped' } }).thenRefused('RETURN_ACCOUNT_NOT_FROZEN');
  });

  test('has no money of an account that an earlier round paid out', () => {
    const enter = (paidFen: number) =>
      round(opened).when((state) =>
        enterAccount(
          state,
          { orderId },
          { order: frozenOrder, screenedLinked: true, earlier: { paidFen, before: undefined } },
          at(minute(1)),
        ),
      );
    enter(999).thenState({ accounts: [{ frozenFen: 1 }] });
    enter(1_000).thenRefused('RETURN_ACCOUNT_NOT_FROZEN');
  });

  test('knows what was let go of an account since an earlier round had it', () => {
    const { account } = entered.data;
    const enter = (before: { frozenFen: number; paidFen: number; setAsideFen: number }, paidFen: number) => {
      const { frozenFen, ...earlier } = before;
      const known = { paidFen, before: { ...account, frozenFen, earlier, enteredAt: minute(1) } };
      return round(opened).when((state) =>
        enterAccount(state, { orderId }, { order: frozenOrder, screenedLinked: true, earlier: known }, at(minute(9))),
      );
    };
    // of 1,700 that were frozen 300 were paid and 700 are there still
    enter({ frozenFen: 1_700, paidFen: 0, setAsideFen: 0 }, 300).thenState({
      accounts: [{ frozenFen: 700, earlier: { paidFen: 300, setAsideFen: 700 } }],
    });
    enter({ frozenFen: 1_000, paidFen: 0, setAsideFen: 0 }, 0).thenState({ accounts: [{ earlier: { setAsideFen: 0 } }] });
    // the round before knew of 200 that an even earlier one had let go
    enter({ frozenFen: 1_000, paidFen: 100, setAsideFen: 200 }, 100).thenState({
      accounts: [{ frozenFen: 900, earlier: { paidFen: 100, setAsideFen: 300 } }],
    });
    // a larger sum than before is frozen: nothing was let go
    enter({ frozenFen: 500, paidFen: 0, setAsideFen: 0 }, 0).thenState({ accounts: [{ earlier: { setAsideFen: 0 } }] });
  });

  test('lets an account go again, and then its plan no longer stands', () => {
    round(...untilPlanned)
      .when((state) => leaveAccount(state, { orderId, ...why }, at(minute(4))))
      .thenState({ status: 'collecting', accounts: [], changes: 3, plan: { changes: 2 } });
    round(opened)
      .when((state) => leaveAccount(state, { orderId, ...why }, at(minute(4))))
      .thenRefused('RETURN_ACCOUNT_UNKNOWN');
  });

  test('is given up before its plan is approved, and not while a notice runs', () => {
    const abandon = (...facts: readonly [ReturnRoundFact, ...ReturnRoundFact[]]) =>
      round(...facts).when((state) => abandonRound(state, why, at(minute(5))));
    abandon(...untilPlanned)
      .thenFacts({ type: 'return-round.abandoned' }, { type: 'case-returns.ended', data: { claims: { count: 1, lossFen: 600 } } })
      .thenState({ status: 'abandoned' });
    abandon(...untilPlanned, noticed).thenRefused('RETURN_STATE_FORBIDS');
    abandon(...untilPaying).thenRefused('RETURN_STATE_FORBIDS');
  });
});

describe('a claim', () => {
  const make = (over: Partial<MakeClaim> = {}, known: Partial<KnownToClaim> = {}, ...facts: readonly ReturnRoundFact[]) =>
    given(ReturnClaims).when(() =>
      makeClaim(claimInput(over), round(opened, ...facts).state, knownToClaim(known), at(minute(2))),
    );
  const transfer = { orderId, transfer: 0, amountFen: 600 };

  test('is made for transfers of the case, which it takes, and is counted by the round', () => {
    make()
      .thenFacts(
        { type: 'return-claim.made' },
        { type: 'claimed-transfer.taken', data: { transfer: `${orderId}.0` } },
        { type: 'return-round.claims-changed', data: { count: 1, lossFen: 600 } },
      )
      .thenState({ status: 'standing', caseId: fraudCase.caseId, returnId, paid: [] });
  });

  test('names transfers that an order of the case has', () => {
    const strange = [transfer, { orderId: id('ord', 9), transfer: 0, amountFen: 1 }];
    make({ transfers: strange }).thenRefused('CLAIM_TRANSFER_UNKNOWN', { paths: ['/transfers/1/orderId'] });
    make({ transfers: [{ ...transfer, transfer: 2 }] }).thenRefused('CLAIM_TRANSFER_UNKNOWN');
  });

  test('is for no more than the transfer', () => {
    make({ transfers: [{ ...transfer, amountFen: 601 }] }).thenRefused('CLAIM_ABOVE_TRANSFER', {
      paths: ['/transfers/0/amountFen'],
    });
    make({ transfers: [{ ...transfer, transfer: 1, amountFen: 401 }] }).thenRefused('CLAIM_ABOVE_TRANSFER');
  });

  test('has no loss that its transfers do not show', () => {
    make({ lossFen: 601 }).thenRefused('LOSS_ABOVE_TRANSFERS', { claimedFen: 600, paths: ['/lossFen'] });
    make({ lossFen: 500, transfers: [{ ...transfer, amountFen: 499 }] }).thenRefused('LOSS_ABOVE_TRANSFERS', { claimedFen: 499 });
    const both = [transfer, { orderId, transfer: 1, amountFen: 400 }];
    make({ lossFen: 1_000, transfers: both }).thenState({ lossFen: 1_000 });
    make({ lossFen: 1_001, transfers: both }).thenRefused('LOSS_ABOVE_TRANSFERS');
  });

  test('is the only one for its transfer, until it is withdrawn', () => {
    make({}, { taken: takenBy(2) }).thenRefused('TRANSFER_CLAIMED_BEFORE', { paths: ['/transfers/0/orderId'] });
    make({}, { taken: takenBy(2, 1) }).thenState({ status: 'standing' });
    make({ transfers: [transfer, transfer] }).thenRefused('TRANSFER_CLAIMED_BEFORE', { paths: ['/transfers/1/orderId'] });
  });

  test('is paid to the victim, or to an agent whose authority is recorded, at a registered bank', () => {
    const payTo = { ...claimInput().payTo, accountName: '赵某' };
    const agent = { name: '赵 某', idNumber: '110108198001010000', authority: { number: '授权1号' } };
    make({}, { payeeBank: false }).thenRefused('PAYEE_BANK_UNKNOWN', { paths: ['/payTo/bankId'] });
    make({ payTo }).thenRefused('PAYEE_NOT_THE_VICTIM', { paths: ['/payTo/accountName'] });
    make({ payTo, agent }).thenState({ agent });
    claim
      .when((state) => correctPayee(state, { payTo, ...why }, { payeeBank: true, paying: false }, at(minute(3))))
      .thenRefused('PAYEE_NOT_THE_VICTIM');
    claim
      .when((state) => correctPayee(state, { payTo, agent, ...why }, { payeeBank: true, paying: false }, at(minute(3))))
      .thenState({ payTo, agent });
    // what the head approved goes to the victim, whatever agent is named then
    const correct = (to: typeof payTo) =>
      claim.when((state) => correctPayee(state, { payTo: to, agent, ...why }, { payeeBank: true, paying: true }, at(minute(3))));
    correct(payTo).thenRefused('AGENT_AFTER_APPROVAL', { paths: ['/payTo/accountName'] });
    correct({ ...payTo, accountName: claim.state.victim.name }).thenFacts({ type: 'return-claim.payee-corrected' });
  });

  test('comes in while the notice runs, and not once the plan is approved', () => {
    make({}, {}, entered, claimed, planned, noticed).thenState({ status: 'standing' });
    make({}, {}, entered, claimed, plannedSingle, roundFacts.approved).thenRefused('RETURN_STATE_FORBIDS');
  });

  test('comes in until the round is full', () => {
    const full = { ...claimed, data: { ...claimed.data, count: roundLimits.claims } };
    make({}, {}, full).thenRefused('RETURN_FULL', { limit: roundLimits.claims });
  });

  test('is withdrawn while no money was paid on it, and leaves its transfers', () => {
    const state = round(opened, entered, claimed).state;
    claim
      .when((one) => withdrawClaim(one, why, { round: state, names: transferNames }, at(minute(3))))
      .thenFacts(
        { type: 'return-claim.withdrawn' },
        { type: 'claimed-transfer.left' },
        { type: 'return-round.claims-changed', data: { count: -1, lossFen: -600 } },
      )
      .thenState({ status: 'withdrawn' });
    const paid = { type: 'return-claim.paid', data: { at: minute(3), returnId, orderId, fen: 1 } } as const;
    given(ReturnClaims, claimMade, paid)
      .when((one) => withdrawClaim(one, why, { round: state, names: transferNames }, at(minute(4))))
      .thenRefused('CLAIM_PAID');
    given(ReturnClaims, claimMade, { type: 'return-claim.payment-disputed', data: { at: minute(3), paymentId } })
      .when((one) => withdrawClaim(one, why, { round: state, names: transferNames }, at(minute(4))))
      .thenRefused('CLAIM_STATE_FORBIDS');
  });

  test('is held for a ground and freed again, each once', () => {
    const input = { ground: 'court-money' as const, ...why };
    const held = claim.when((state) => holdClaim(state, input, at(minute(3)))).thenState({ hold: input });
    const fact = { type: 'return-claim.held', data: { at: minute(3), by: person.agency, ...input } } as const;
    expect(held.decision).toEqual(accept(fact));
    const state = given(ReturnClaims, claimMade, fact);
    state.when((one) => holdClaim(one, input, at(minute(4)))).thenRefused('CLAIM_STATE_FORBIDS');
    state.when((one) => freeClaim(one, why, at(minute(4)))).thenFacts({ type: 'return-claim.freed' });
    claim.when((one) => freeClaim(one, why, at(minute(4)))).thenRefused('CLAIM_STATE_FORBIDS');
  });
});

describe('a plan', () => {
  const approve = (now: string, planVersion: number, ...facts: readonly [ReturnRoundFact, ...ReturnRoundFact[]]) => {
    const grant = { approvalId: id('apr', 1), by: person, planVersion: 1 };
    return round(...facts).when((state) =>
      approveRound(state, { planVersion, setAside: 'let-go', officers: [...officers] }, grant, at(now)),
    );
  };

  test('is asked for where there is an account, as often as the officers like', () => {
    const asking = at(minute(2));
    round(opened)
      .when((state) => askPlan(state, planRunId, asking))
      .thenRefused('RETURN_EMPTY');
    round(opened, entered)
      .when((state) => askPlan(state, planRunId, asking))
      .thenFacts({ type: 'return-round.plan-asked', data: { planRunId } })
      .thenState({ status: 'collecting', computing: { planRunId, askedAt: minute(2) } });
    round(...untilPlanned)
      .when((state) => askPlan(state, planRunId, asking))
      .thenState({ status: 'planned', plan: { version: 1 } });
    round(...untilPaying)
      .when((state) => askPlan(state, planRunId, asking))
      .thenRefused('RETURN_STATE_FORBIDS');
  });

  test('is recorded if nothing that it rests on has changed since it was asked for, and no other was asked for', () => {
    const plan = (over: Parameters<typeof computed>[0]) =>
      round(opened, entered, claimed, asked).when((state) => recordPlan(state, computed(over), at(minute(3))));
    plan({ changes: 2 }).thenState({ status: 'planned', plan: { version: 1, computedAt: minute(3) } });
    expect(round(...untilPlanned, asked, planned).state.computing).toBeUndefined();
    plan({ changes: 1 }).thenRefused('RETURN_PLAN_CHANGED');
    plan({ planRunId: id('rpl', 2) }).thenRefused('RETURN_PLAN_CHANGED');
    round(...untilPlanned)
      .when((state) => recordPlan(state, computed(), at(minute(4))))
      .thenRefused('RETURN_PLAN_CHANGED');
    round(...untilPlanned, asked)
      .when((state) => recordPlan(state, computed(), at(minute(4))))
      .thenState({ plan: { version: 2 } });
  });

  test('that could not be computed says why, until one is asked for again; the plan before it stays', () => {
    const failure: PlanFailure = { reason: 'statement-unreadable', orders: [orderId] };
    const failed = round(...untilPlanned, asked).when((state) =>
      accept(...notePlanFailure(state, planRunId, failure, at(minute(4)))),
    );
    failed.thenState({ status: 'planned', plan: { version: 1 }, planFailure: { ...failure, at: minute(4) } });
    const note = (run: string, ...facts: readonly [ReturnRoundFact, ...ReturnRoundFact[]]) =>
      notePlanFailure(round(...facts).state, run, failure, at(minute(4)));
    expect(note(id('rpl', 2), ...untilPlanned, asked)).toEqual([]);
    expect(note(planRunId, ...untilPlanned)).toEqual([]);
    const again = round(
      ...untilPlanned,
      asked,
      { type: 'return-round.plan-failed', data: { at: minute(4), planRunId, failure } },
      asked,
    );
    expect(again.state.planFailure).toBeUndefined();
  });

  test('without a share by loss is approved at once', () => {
    approve(minute(9), 1, opened, entered, claimed, plannedSingle)
      .thenFacts({ type: 'return-round.approved', data: { approved: { planVersion: 1 } } })
      .thenState({ status: 'paying' });
    round(opened, entered, claimed, plannedSingle)
      .when((state) => publishNotice(state, undefined, at(minute(4))))
      .thenRefused('RETURN_NOTICE_NOT_NEEDED');
  });

  test('with a share by loss is approved after a public notice of 30 days', () => {
    approve(minute(9), 1, ...untilPlanned).thenRefused('RETURN_NOTICE_MISSING');
    round(...untilPlanned)
      .when((state) => publishNotice(state, undefined, at(minute(4))))
      .thenState({ status: 'noticed', notice: { until: afterNotice, planVersion: 1, ended: false } });
    approve('2026-12-22T01:33:59.999Z', 1, ...untilPlanned, noticed).thenRefused('RETURN_NOTICE_RUNS', { until: afterNotice });
    approve(afterNotice, 1, ...untilPlanned, noticed).thenState({ status: 'paying' });
  });

  test('is not approved if a claim came since, or another plan stands', () => {
    approve(afterNotice, 1, ...untilPlanned, noticed, claimed).thenRefused('RETURN_PLAN_CHANGED');
    approve(afterNotice, 2, ...untilPlanned, noticed).thenRefused('RETURN_PLAN_CHANGED');
    const again = { type: 'return-round.planned', data: { at: minute(5), plan: { ...computed(), version: 2 } } } as const;
    approve(afterNotice, 1, ...untilPlanned, noticed, again).thenRefused('RETURN_PLAN_CHANGED');
    // the head granted the first one
    approve(afterNotice, 2, ...untilPlanned, noticed, again).thenRefused('RETURN_PLAN_CHANGED');
  });

  test('is approved by the head and signed by two officers', () => {
    const [one] = officers;
    const input = { planVersion: 1, setAside: 'let-go' as const, officers: [...officers] };
    const signed = round(opened, entered, claimed, plannedSingle);
    signed
      .when((state) => approveRound(state, { ...input, setAside: undefined }, undefined, at(minute(9))))
      .thenRefused('SET_ASIDE_UNDECIDED', { setAsideFen: 60 });
    signed.when((state) => approveRound(state, input, undefined, at(minute(9)))).thenRefused('APPROVAL_MISSING');
    signed
      .when((state) => approveRound(state, { ...input, officers: [one, one] }, undefined, at(minute(9))))
      .thenRefused('SAME_OFFICER_TWICE');
  });

  test('waits for every objection; one that is upheld takes it away', () => {
    const decide = (outcome: 'upheld' | 'rejected', ...facts: readonly ReturnRoundFact[]) =>
      round(...untilPlanned, noticed, ...facts).when((state) =>
        decideObjection(state, { objectionId: id('rob', 1), outcome, reason: '经审查', officers: [...officers] }, at(minute(7))),
      );
    approve(afterNotice, 1, ...untilPlanned, noticed, objected).thenRefused('RETURN_OBJECTION_OPEN', { open: 1 });
    const rejected = decide('rejected', objected).thenState({ changes: 2, objections: [{ decided: { outcome: 'rejected' } }] });
    const facts = roundFactsOf(rejected.decision);
    approve(afterNotice, 1, ...untilPlanned, noticed, objected, ...facts).thenState({ status: 'paying' });
    decide('rejected', objected, ...facts).thenRefused('RETURN_OBJECTION_DECIDED');
    decide('rejected').thenRefused('RETURN_OBJECTION_UNKNOWN');
    // it is decided also after the notice was withdrawn
    decide('rejected', objected, withdrawn).thenState({ status: 'collecting' });
    decide('rejected', objected, withdrawn, planned).thenState({ status: 'planned' });
    const upheld = roundFactsOf(decide('upheld', objected).decision);
    approve(afterNotice, 1, ...untilPlanned, noticed, objected, ...upheld).thenRefused('RETURN_PLAN_CHANGED');
  });

  test('is not approved while police have another one computed, and no longer waits for it once it is given up', () => {
    approve(minute(9), 1, opened, entered, claimed, plannedSingle, asked).thenRefused('RETURN_PLAN_CHANGED');
    const abandoned = { type: 'return-round.abandoned', data: { at: minute(5), by: fraudCase.agency, ...why } } as const;
    expect(round(opened, entered, asked, abandoned).state.computing).toBeUndefined();
  });

  test('with the same shares begins the days anew where an objection was upheld against them', () => {
    const shares = { sharesSha256: 'b'.repeat(64) };
    const first = { ...planned, data: { at: minute(3), plan: { ...computed(shares), version: 1 } } };
    const decided = { outcome: 'upheld' as const, reason: 'r', officers: [...officers] };
    const upheld = {
      type: 'return-round.objection-decided',
      data: { at: minute(7), by: fraudCase.agency, objectionId: id('rob', 1), decided },
    } as const;
    round(opened, entered, claimed, first, noticed, objected, upheld, asked)
      .when((state) => recordPlan(state, computed({ changes: 3, ...shares }), at(hour(24))))
      .thenFacts({ type: 'return-round.planned' }, { type: 'return-round.notice-renewed' });
  });

  test('takes objections while its notice runs', () => {
    const object = (now: string, ...facts: readonly ReturnRoundFact[]) =>
      round(...untilPlanned, ...facts).when((state) =>
        raiseObjection(state, { by: { capacity: 'victim', name: '王某' }, grounds: '金额有误' }, at(now)),
      );
    object(hour(1), noticed).thenState({ objections: [{ by: { capacity: 'victim' }, raisedAt: hour(1) }] });
    object(afterNotice, noticed).thenRefused('RETURN_NOTICE_OVER');
    object(hour(1)).thenRefused('RETURN_STATE_FORBIDS');
    object(hour(1), noticed, ...Array.from({ length: roundLimits.objections }, () => objected)).thenRefused('RETURN_FULL');
  });

  test('loses its notice once, and needs another', () => {
    round(...untilPlanned, noticed)
      .when((state) => withdrawNotice(state, why, at(minute(5))))
      .thenState({ status: 'collecting', noticesWithdrawn: 1 });
    round(...untilPlanned, noticed, withdrawn)
      .when((state) => withdrawNotice(state, why, at(minute(6))))
      .thenRefused('RETURN_NOTICE_WITHDRAWN');
    round(...untilPlanned)
      .when((state) => withdrawNotice(state, why, at(minute(6))))
      .thenRefused('RETURN_STATE_FORBIDS');
    approve(afterNotice, 1, ...untilPlanned, noticed, withdrawn, planned).thenRefused('RETURN_NOTICE_MISSING');
  });

  test('with other shares begins the days of its notice anew, and with the same lets them run on', () => {
    const shares = 'b'.repeat(64);
    const first = { ...planned, data: { at: minute(3), plan: { ...computed({ sharesSha256: shares }), version: 1 } } };
    const came = { ...claimed, data: { ...claimed.data, claimId: id('rcl', 2) } };
    const again = (now: string, over: Parameters<typeof computed>[0], ...facts: readonly ReturnRoundFact[]) =>
      round(opened, entered, claimed, first, noticed, came, ...facts, asked).when((state) =>
        recordPlan(state, computed({ changes: 3, ...over }), at(now)),
      );
    const same = { sha256: 'c'.repeat(64), sharesSha256: shares };
    again(hour(24), same)
      .thenFacts({ type: 'return-round.planned' })
      .thenState({ plan: { version: 2 }, notice: { until: afterNotice, planVersion: 1 } });
    const other = { sharesSha256: 'd'.repeat(64) };
    const until = '2026-12-23T01:30:00.000Z';
    const renewed = again(hour(24), other)
      .thenFacts({ type: 'return-round.planned' }, { type: 'return-round.notice-renewed', data: { notice: { planVersion: 2 } } })
      .thenState({ status: 'noticed', notice: { until, planVersion: 2, publishedAt: hour(24), ended: false } });
    // shares that no rule of loss touches need no notice; those of the notice that come back after them need all of its days
    const single = again(hour(24), { ...other, proRata: false }).thenFacts({ type: 'return-round.planned' });
    const back = round(opened, entered, claimed, first, noticed, came, ...roundFactsOf(single.decision), asked);
    back
      .when((state) => recordPlan(state, computed({ changes: 3, ...same }), at(hour(30))))
      .thenState({ notice: { planVersion: 3, publishedAt: hour(30) } });
    // once more, also where the first notice had run out, and the plan is not carried out before
    const ended = { type: 'return-round.notice-ended', data: { at: afterNotice, until: afterNotice } } as const;
    again(afterNotice, other, ended).thenState({ notice: { until: '2027-01-21T01:34:00.000Z', ended: false } });
    const facts = [first, noticed, came, ...roundFactsOf(renewed.decision)] as const;
    const state = round(opened, entered, claimed, ...facts);
    const grant = { approvalId: id('apr', 1), by: person, planVersion: 2 };
    const approving = (now: string) =>
      state.when((one) => approveRound(one, { planVersion: 2, setAside: 'let-go', officers: [...officers] }, grant, at(now)));
    approving(afterNotice).thenRefused('RETURN_NOTICE_RUNS', { until });
    approving(until).thenState({ status: 'paying' });
  });

  test('from before shares had a hash of their own begins its notice anew where anything in it differs', () => {
    const again = (sha256: string) =>
      round(...untilPlanned, noticed, asked).when((state) =>
        recordPlan(state, computed({ sha256, sharesSha256: 'b'.repeat(64) }), at(hour(1))),
      );
    again('a'.repeat(64)).thenState({ notice: { planVersion: 1 } });
    again('e'.repeat(64)).thenState({ notice: { planVersion: 2 } });
  });

  test('has the end of its notice noted once', () => {
    const { state } = round(...untilPlanned, noticed);
    expect(advanceRound(state, { now: '2026-12-22T01:33:59.999Z' })).toEqual([]);
    const facts = advanceRound(state, { now: afterNotice });
    expect(facts).toEqual([{ type: 'return-round.notice-ended', data: { at: afterNotice, until: afterNotice } }]);
    expect(advanceRound(round(...untilPlanned, noticed, ...facts).state, { now: afterNotice })).toEqual([]);
  });
});

describe('a payment', () => {
  const account = { frozenFen: 1_000, objected: false };
  const known = { round: round(...untilPaying).state, claim: claim.state, account };
  const one = { accountId: orderId, claimId: id('rcl', 1), fen: 500, rule: 'single' } as const;
  const paid = { code: '0000', paidAt: minute(20) };

  test('is ordered once, under a key that follows from round, account and claim', () => {
    given(ReturnPayments)
      .when(() => orderPayment(undefined, one, known, at(minute(10))))
      .thenFacts({ type: 'return-payment.ordered', data: { payment: { paymentId, fen: 500, bankId: 'bank-a' } } })
      .thenState({ status: 'ordered', attempt: 1, dueAt: '2026-11-25T16:00:00.000Z' });
    payment.when((state) => orderPayment(state, { ...one, fen: 501 }, known, at(minute(11)))).thenNothing();
  });

  test('is ordered only by a round that pays, out of an account of the round', () => {
    const refused = (over: Partial<typeof known>, accountId: string = orderId) =>
      given(ReturnPayments).when(() => orderPayment(undefined, { ...one, accountId }, { ...known, ...over }, at(minute(10))));
    refused({ round: round(...untilPlanned).state }).thenRefused('RETURN_STATE_FORBIDS');
    refused({}, id('ord', 9)).thenRefused('RETURN_PAYMENT_UNKNOWN');
  });

  test('is due at the end of the third working day, over a holiday too', () => {
    expect(payBy('2026-11-20T01:00:00.000Z', policy)).toBe('2026-11-25T16:00:00.000Z');
    expect(payBy('2026-09-30T01:00:00.000Z', policy)).toBe('2026-10-10T16:00:00.000Z');
  });

  test('takes its sum off the claim and is counted by the round, when the bank has paid', () => {
    const done = payment
      .when((state) => confirmPayment(state, paid, at(minute(21))))
      .thenFacts(
        { type: 'return-payment.done', data: paid },
        { type: 'return-claim.paid', data: { returnId, orderId, fen: 500 } },
        { type: 'return-round.payment-ended', data: { paymentId, end: 'done', fen: 500 } },
      )
      .thenState({ status: 'done', paidAt: minute(20) });
    given(ReturnPayments, paymentOrdered, ...paymentFactsOf(done.decision))
      .when((state) => confirmPayment(state, paid, at(minute(22))))
      .thenNothing();
  });

  test('comes back with a wrong account, and goes out again under the same key', () => {
    const back = { type: 'return-payment.wrong-account', data: { at: minute(12), code: '0301' } } as const;
    payment
      .when((state) => refuseAccount(state, { code: '0301' }, at(minute(12))))
      .thenFacts(back)
      .thenState({ status: 'wrong-account' });
    const payTo = { ...claimInput().payTo, accountNumber: '6222020200007654321' };
    given(ReturnPayments, paymentOrdered, back)
      .when((state) => correctPayment(state, why, { ...known, claim: { ...claim.state, payTo } }, at(minute(13))))
      .thenState({ status: 'ordered', paymentId, payTo, attempt: 2, fen: 500 });
    payment.when((state) => correctPayment(state, why, known, at(minute(13)))).thenRefused('PAYMENT_STATE_FORBIDS');
  });

  test('waits while the holder objects to the freeze, or less is frozen than its sum', () => {
    const waits = { 'not-frozen': { frozenFen: 499, objected: false }, objection: { frozenFen: 1_000, objected: true } };
    const repaid = { ...claim.state, paid: [{ returnId, orderId, fen: 101, at: minute(4) }] };
    given(ReturnPayments)
      .when(() => orderPayment(undefined, one, { ...known, claim: repaid }, at(minute(10))))
      .thenState({ status: 'held', hold: { ground: 'above-loss' } });
    for (const [ground, account] of Object.entries(waits)) {
      const born = given(ReturnPayments)
        .when(() => orderPayment(undefined, one, { ...known, account }, at(minute(10))))
        .thenState({ status: 'held', hold: { ground }, attempt: 0 });
      const [fact] = paymentFactsOf(born.decision);
      if (fact === undefined) throw new Error('no payment was born');
      const held = given(ReturnPayments, fact);
      held.when((before) => freePayment(before, { ...known, account }, at(minute(11)))).thenRefused('PAYMENT_STATE_FORBIDS');
      held.when((before) => freePayment(before, known, at(minute(12)))).thenState({ status: 'ordered', attempt: 1 });
    }
    const back = { type: 'return-payment.wrong-account', data: { at: minute(12), code: '0301' } } as const;
    given(ReturnPayments, paymentOrdered, back)
      .when((before) => correctPayment(before, why, { ...known, account: { ...account, objected: true } }, at(minute(13))))
      .thenRefused('PAYMENT_STATE_FORBIDS');
  });

  test('waits while its claim is held, and is ordered once the claim is free', () => {
    const hold = { ground: 'dispute' as const, ...why };
    const held = { ...claim.state, hold: { ...hold, at: minute(3) } };
    const born = given(ReturnPayments)
      .when(() => orderPayment(undefined, one, { ...known, claim: held }, at(minute(10))))
      .thenState({ status: 'held', hold, attempt: 0 });
    const [fact] = paymentFactsOf(born.decision);
    if (fact === undefined) throw new Error('no payment was born');
    const state = given(ReturnPayments, fact);
    state.when((before) => freePayment(before, { ...known, claim: held }, at(minute(11)))).thenRefused('PAYMENT_STATE_FORBIDS');
    state.when((before) => freePayment(before, known, at(minute(11)))).thenState({ status: 'ordered', attempt: 1 });
    state
      .when((before) => dropPayment(before, why, at(minute(11))))
      .thenFacts({ type: 'return-payment.dropped' }, { type: 'return-round.payment-ended', data: { end: 'dropped' } });
  });

  test('that fails leaves its sum frozen, and is over', () => {
    payment
      .when((state) => failPayment(state, { code: '1300' }, at(minute(12))))
      .thenFacts({ type: 'return-payment.failed' }, { type: 'return-round.payment-ended', data: { end: 'failed' } })
      .thenState({ status: 'failed', endedAt: minute(12) });
  });

  test('is noted once when the bank has not paid in its term', () => {
    const dueAt = '2026-11-25T16:00:00.000Z';
    expect(advancePayment(payment.state, { now: '2026-11-25T15:59:59.999Z' })).toEqual([]);
    const facts = advancePayment(payment.state, { now: dueAt });
    expect(facts).toMatchObject([{ type: 'return-payment.fell-overdue', data: { dueAt } }]);
    expect(advancePayment(given(ReturnPayments, paymentOrdered, ...facts).state, { now: dueAt })).toEqual([]);
  });

  test('keeps its round open until it is over', () => {
    const close = (...facts: readonly ReturnRoundFact[]) =>
      round(...untilPaying, ...facts).when((state) => closeRound(state, why, at(minute(30))));
    const over = { type: 'return-round.payment-ended', data: { at: minute(21), paymentId, end: 'done', fen: 500 } } as const;
    close().thenRefused('RETURN_PAYMENTS_OPEN', { open: 1 });
    close(over)
      .thenFacts({ type: 'return-round.closed' }, { type: 'case-returns.ended' })
      .thenState({ status: 'closed', payments: { done: 1, paidFen: 500 } });
  });
});

describe('a word of the bank that contradicts a payment', () => {
  const done = { type: 'return-payment.done', data: { at: minute(21), code: '0000', paidAt: minute(20) } } as const;
  const failed = { type: 'return-payment.failed', data: { at: minute(21), code: '1300' } } as const;
  const wrong = { type: 'return-payment.wrong-account', data: { at: minute(21), code: '0301' } } as const;
  const { payTo } = claimInput();
  const saysPaid = { instructionId: id('ins', 1), said: 'paid', code: '0000', paidAt: minute(20), payTo } as const;
  const saysNot = { instructionId: id('ins', 1), said: 'not-paid', code: '1300', payTo } as const;
  const known = { claim: claim.state, besides: [id('rpy', 7)] };
  const finds = (finding: 'paid' | 'not-paid') => ({ finding, reason: '已向银行核实', officers: [...officers] });
  const disputed = (said: typeof saysPaid | typeof saysNot): ReturnPaymentFact => {
    return { type: 'return-payment.disputed', data: { at: minute(30), ...said, besides: [] } };
  };
  const settle = (finding: 'paid' | 'not-paid', ...facts: readonly ReturnPaymentFact[]) =>
    given(ReturnPayments, paymentOrdered, ...facts).when((state) => settleDispute(state, finds(finding), at(minute(40))));

  test('is refused, kept once with the other payments on the claim, which waits', () => {
    const one = given(ReturnPayments, paymentOrdered, failed)
      .when((state) => disputePayment(state, saysPaid, { ...known, signature: 'jws' }, at(minute(30))))
      .thenRefused(
        'PAYMENT_CONFLICT',
        {},
        { type: 'return-payment.disputed', data: { said: 'paid', besides: [id('rpy', 7)], signature: 'jws' } },
        { type: 'return-claim.payment-disputed', data: { paymentId } },
      );
    const kept = paymentFactsOf(one.decision);
    const again = given(ReturnPayments, paymentOrdered, failed, ...kept);
    expect(again.state).toMatchObject({ status: 'failed', disputes: [{ said: 'paid', at: minute(30) }] });
    again.when((state) => disputePayment(state, saysPaid, known, at(minute(31)))).thenRefused('PAYMENT_CONFLICT');
    const waits = { ...claim.state, disputed: [paymentId] };
    const other = disputePayment(again.state, { ...saysPaid, paidAt: minute(19) }, { ...known, claim: waits }, at(minute(31)));
    expect(other.facts.map(({ type }) => type)).toEqual(['return-payment.disputed']);
  });

  test('is kept up to a bound', () => {
    const many = Array.from({ length: paymentLimits.disputes }, () => disputed(saysNot));
    const { state } = given(ReturnPayments, paymentOrdered, failed, ...many);
    expect(disputePayment(state, saysPaid, known, at(minute(31)))).toMatchObject({ code: 'PAYMENT_CONFLICT', facts: [] });
  });

  test('keeps this payment and every other on the claim from going out, until it is settled', () => {
    const disputedOn = { type: 'return-claim.payment-disputed', data: { at: minute(30), paymentId } } as const;
    const settledOn = { type: 'return-claim.dispute-settled', data: { at: minute(40), paymentId } } as const;
    const waiting = given(ReturnClaims, claimMade, disputedOn).state;
    const free = given(ReturnClaims, claimMade, disputedOn, settledOn).state;
    const paying = round(...untilPaying).state;
    const account = { frozenFen: 1_000, objected: false };
    const planned = { accountId: orderId, claimId: id('rcl', 1), fen: 500, rule: 'single' } as const;
    const correct = (one: typeof waiting) =>
      given(ReturnPayments, paymentOrdered, wrong).when((state) =>
        correctPayment(state, why, { claim: one, account }, at(minute(41))),
      );
    correct(waiting).thenRefused('PAYMENT_STATE_FORBIDS');
    correct(free).thenState({ status: 'ordered', attempt: 2 });
    const order = (one: typeof waiting) =>
      given(ReturnPayments).when(() => orderPayment(undefined, planned, { round: paying, claim: one, account }, at(minute(41))));
    const held = order(waiting).thenState({ status: 'held', hold: { ground: 'dispute' } });
    order(free).thenState({ status: 'ordered' });
    const [born] = paymentFactsOf(held.decision);
    if (born === undefined) throw new Error('no payment was born');
    const freed = (one: typeof waiting) =>
      given(ReturnPayments, born).when((state) => freePayment(state, { claim: one, account }, at(minute(42))));
    freed(waiting).thenRefused('PAYMENT_STATE_FORBIDS');
    freed(free).thenState({ status: 'ordered' });
    // police who hold it for another reason, and let it go, do not settle what the bank said
    const hold = { type: 'return-claim.held', data: { at: minute(31), by: person.agency, ground: 'co-owner', ...why } } as const;
    const freeing = { type: 'return-claim.freed', data: { at: minute(32), by: person.agency, ...why } } as const;
    freed(given(ReturnClaims, claimMade, disputedOn, hold, freeing).state).thenRefused('PAYMENT_STATE_FORBIDS');
  });

  test('is settled by two officers, and the payment stands where they find it so', () => {
    settle('paid').thenRefused('PAYMENT_STATE_FORBIDS');
    const [one] = officers;
    given(ReturnPayments, paymentOrdered, failed, disputed(saysPaid))
      .when((state) => settleDispute(state, { ...finds('paid'), officers: [one, one] }, at(minute(40))))
      .thenRefused('SAME_OFFICER_TWICE');
    settle('not-paid', failed, disputed(saysPaid))
      .thenFacts(
        { type: 'return-payment.dispute-settled', data: { finding: 'not-paid' } },
        { type: 'return-claim.dispute-settled', data: { paymentId } },
      )
      .thenState({ status: 'failed', disputes: [{ settled: { finding: 'not-paid', at: minute(40) } }] });
    settle('paid', done, disputed(saysNot))
      .thenFacts({ type: 'return-payment.dispute-settled' }, { type: 'return-claim.dispute-settled' })
      .thenState({ status: 'done' });
  });

  test.each([
    ['failed', [failed], 'return-round.payment-put-right'],
    ['wrong-account', [wrong], 'return-round.payment-ended'],
    ['ordered', [], 'return-round.payment-ended'],
  ] as const)('makes a payment that is %s one that was paid, if police find so', (_state, facts, counts) => {
    settle('paid', ...facts, disputed(saysPaid))
      .thenFacts(
        { type: 'return-payment.found-paid', data: { code: '0000', paidAt: minute(20) } },
        { type: 'return-claim.paid', data: { returnId, orderId, fen: 500 } },
        { type: 'return-claim.dispute-settled', data: { paymentId } },
        { type: counts, data: { end: 'done', fen: 500 } },
      )
      .thenState({ status: 'done', paidAt: minute(20), endedAt: minute(40) });
  });

  test('takes a payment back that was not made, from the claim and the round too, also after the round', () => {
    const undone = settle('not-paid', done, disputed(saysNot))
      .thenFacts(
        { type: 'return-payment.found-unpaid' },
        { type: 'return-claim.payment-undone', data: { fen: 500 } },
        { type: 'return-claim.dispute-settled', data: { paymentId } },
        { type: 'return-round.payment-put-right', data: { counted: 'done', end: 'failed' } },
      )
      .thenState({ status: 'failed', endedAt: minute(40) });
    const after = given(ReturnPayments, paymentOrdered, done, disputed(saysNot), ...paymentFactsOf(undone.decision));
    expect(after.state).not.toHaveProperty('paidAt');
    const paid = { type: 'return-claim.paid', data: { at: minute(21), returnId, orderId, fen: 500 } } as const;
    const elsewhere = { ...paid, data: { ...paid.data, orderId: id('ord', 8), fen: 70 } } as const;
    const undo = { type: 'return-claim.payment-undone', data: paid.data } as const;
    expect(given(ReturnClaims, claimMade, paid, elsewhere, undo).state.paid).toMatchObject([{ fen: 70 }]);
    const over = { type: 'return-round.payment-ended', data: { at: minute(21), paymentId, end: 'done', fen: 500 } } as const;
    const closed = { type: 'return-round.closed', data: { at: minute(30), by: person.agency, ...why } } as const;
    expect(round(...untilPaying, over, closed, ...roundFactsOf(undone.decision)).state).toMatchObject({
      ...{ status: 'closed', payments: { done: 0, failed: 1, paidFen: 0 } },
    });
  });
});
