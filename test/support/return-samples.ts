import type { ReturnClaimFact } from '../../shared/returns/claim/claim-facts.ts';
import type { MakeClaim } from '../../shared/returns/claim/claim-model.ts';
import { ClaimedTransfers, transferKey } from '../../shared/returns/claim/claimed-transfer.ts';
import type { KnownToClaim } from '../../shared/returns/claim/make-claim.ts';
import type { ReturnPaymentFact } from '../../shared/returns/payment/payment-facts.ts';
import { paymentIdOf } from '../../shared/returns/payment/payment-model.ts';
import type { ComputedPlan } from '../../shared/returns/round/decide-plan.ts';
import type { KnownToRound } from '../../shared/returns/round/open-round.ts';
import type { ReturnRoundFact } from '../../shared/returns/round/round-facts.ts';
import { stateOf } from './given.ts';
import { account, id, minute, officer, officers, T0 } from './samples.ts';

export const returnId = id('ret', 1);
export const orderId = id('ord', 1);
export const person = { agency: officer.agency, subject: officer.subject, name: '张三' };

export const fraudCase: KnownToRound['fraudCase'] = {
  ...{ caseId: id('cas', 1), reference: 'C-HD-261122-7K3Q9M', district: 'haidian', agency: officer.agency, status: 'filed' },
};

export const frozenOrder = { status: 'frozen', stoppedFen: 1_200, frozenFen: 1_000, account: account() } as const;

export function claimInput(over: Partial<MakeClaim> = {}): MakeClaim {
  return {
    victim: { name: '王某', idNumber: '110108199001010000' },
    ...{ lossFen: 600, elsewhereFen: 0, proof: [{ title: '报案材料' }] },
    transfers: [{ orderId, transfer: 0, amountFen: 600 }],
    payTo: { bankId: 'bank-b', accountName: '王某', accountNumber: '6222020200001234567' },
    ...over,
  };
}

/** The transfers of the order by their names; here a transfer is named by its place. */
export const transferNames: KnownToClaim['names'] = new Map(
  [0, 1].map((transfer) => [transferKey({ orderId, transfer }), transferKey({ orderId, transfer })]),
);

export function knownToClaim(over: Partial<KnownToClaim> = {}): KnownToClaim {
  const sums = new Map([[orderId, [600, 400]]]);
  return { name: person.name, sums, names: transferNames, taken: new Map(), payeeBank: true, ...over };
}

/** The transfer, as it stands once the claim with this number has it. */
export function takenBy(number: number, transfer = 0): KnownToClaim['taken'] {
  const key = transferKey({ orderId, transfer });
  const claimId = id('rcl', number);
  return new Map([
    [key, stateOf(ClaimedTransfers, { type: 'claimed-transfer.taken', data: { at: T0, transfer: key, claimId } })],
  ]);
}

export const planRunId = id('rpl', 1);

export function computed(over: Partial<ComputedPlan> = {}): ComputedPlan {
  return {
    ...{
      planRunId,
      changes: 2,
      pages: 3,
      sha256: 'a'.repeat(64),
      poolFen: 1_000,
      paidFen: 900,
      setAsideFen: 60,
      remainderFen: 40,
    },
    ...{ claims: 1, payments: 1, proRata: true },
    ...over,
  };
}

const by = officer.agency;

/** Facts of a round, in the order in which they come in the samples below. */
export const roundFacts = {
  opened: {
    type: 'return-round.opened',
    data: {
      ...{ at: T0, returnId, reference: 'R-HD-261122-7K3Q9M', caseId: fraudCase.caseId, caseReference: fraudCase.reference },
      ...{ district: 'haidian', agency: officer.agency, number: 1, reason: '首轮返还', openedBy: person },
      claims: { count: 0, lossFen: 0 },
    },
  },
  entered: {
    type: 'return-round.account-entered',
    data: {
      ...{ at: minute(1), by },
      account: { orderId, bankId: 'bank-a', masked: '****4567', frozenFen: 1_000, earlier: { paidFen: 0, setAsideFen: 0 } },
    },
  },
  claimed: {
    type: 'return-round.claims-changed',
    data: { at: minute(2), by, claimId: id('rcl', 1), change: 'made', count: 1, lossFen: 600 },
  },
  asked: { type: 'return-round.plan-asked', data: { at: minute(2), by, planRunId } },
  planned: { type: 'return-round.planned', data: { at: minute(3), plan: { ...computed(), version: 1 } } },
  plannedSingle: { type: 'return-round.planned', data: { at: minute(3), plan: { ...computed({ proRata: false }), version: 1 } } },
  noticed: {
    type: 'return-round.notice-published',
    data: { at: minute(4), by, notice: { until: '2026-12-22T01:34:00.000Z', planVersion: 1 } },
  },
  withdrawn: { type: 'return-round.notice-withdrawn', data: { at: minute(5), by, reason: '公告有误' } },
  objected: {
    type: 'return-round.objection-raised',
    data: {
      ...{ at: minute(6), by },
      objection: { objectionId: id('rob', 1), by: { capacity: 'other', name: '陈某' }, grounds: '该款系本人货款' },
    },
  },
  approved: {
    type: 'return-round.approved',
    data: {
      at: minute(9),
      approved: { approvalId: id('apr', 1), by: { ...person, subject: 'head' }, planVersion: 1, officers: [...officers] },
    },
  },
} as const satisfies Readonly<Record<string, ReturnRoundFact>>;

export const untilPlanned: readonly [ReturnRoundFact, ...ReturnRoundFact[]] = [
  roundFacts.opened,
  roundFacts.entered,
  roundFacts.claimed,
  roundFacts.planned,
];
export const untilPaying: readonly [ReturnRoundFact, ...ReturnRoundFact[]] = [
  roundFacts.opened,
  roundFacts.entered,
  roundFacts.claimed,
  roundFacts.plannedSingle,
  roundFacts.approved,
];

export const claimMade = {
  type: 'return-claim.made',
  data: {
    at: minute(2),
    claim: {
      ...claimInput(),
      ...{ claimId: id('rcl', 1), caseId: fraudCase.caseId, returnId, district: 'haidian', agency: officer.agency },
      madeBy: person,
    },
  },
} as const satisfies ReturnClaimFact;

export const paymentId = paymentIdOf(returnId, T0, orderId, id('rcl', 1));

export const paymentOrdered = {
  type: 'return-payment.ordered',
  data: {
    at: minute(10),
    payment: {
      ...{ paymentId, returnId, planVersion: 1, caseId: fraudCase.caseId, district: 'haidian', agency: officer.agency },
      ...{ orderId, bankId: 'bank-a', claimId: id('rcl', 1), fen: 500, payTo: claimInput().payTo },
    },
    dueAt: '2026-11-25T16:00:00.000Z',
  },
} as const satisfies ReturnPaymentFact;
