import { evolver } from '../../kernel/evolver.ts';
import type { ReturnRoundFact } from './round-facts.ts';
import { roundLifecycle } from './round-lifecycle.ts';
import type { ReturnRound, RoundStatus } from './round-model.ts';

const nothingPaid = { done: 0, failed: 0, dropped: 0, paidFen: 0 };

/** The round after a fact. */
export const evolveRound = evolver<RoundStatus, ReturnRound, ReturnRoundFact, 'return-round.opened'>(roundLifecycle, {
  births: {
    'return-round.opened': ({ at, ...opened }) => ({
      ...opened,
      ...{ openedAt: at, touchedAt: at, accounts: [], changes: 0 },
      ...{ noticesWithdrawn: 0, objections: [], payments: nothingPaid },
    }),
  },
  steps: {
    'return-round.account-entered': (round, { at, account }) => ({
      ...round,
      accounts: [...round.accounts, { ...account, enteredAt: at }],
      changes: round.changes + 1,
    }),
    'return-round.account-left': (round, { orderId }) => ({
      ...round,
      accounts: round.accounts.filter((account) => account.orderId !== orderId),
      changes: round.changes + 1,
    }),
    'return-round.claims-changed': (round, { count, lossFen }) => ({
      ...round,
      claims: { count: round.claims.count + count, lossFen: round.claims.lossFen + lossFen },
      changes: round.changes + 1,
    }),
    'return-round.plan-asked': ({ planFailure: _, ...round }, { at, planRunId }) => ({
      ...round,
      computing: { planRunId, askedAt: at },
    }),
    'return-round.planned': ({ computing: _, planFailure: __, ...round }, { at, plan }) => ({
      ...round,
      plan: { ...plan, computedAt: at },
    }),
    'return-round.plan-failed': ({ computing: _, ...round }, { at, failure }) => ({
      ...round,
      planFailure: { ...failure, at },
    }),
    'return-round.notice-published': noticeBegins,
    'return-round.notice-renewed': noticeBegins,
    'return-round.notice-withdrawn': ({ notice: _, ...round }) => ({ ...round, noticesWithdrawn: round.noticesWithdrawn + 1 }),
    'return-round.notice-ended': (round) => {
      const { notice } = round;
      return notice === undefined ? round : { ...round, notice: { ...notice, ended: true } };
    },
    'return-round.objection-raised': (round, { at, objection }) => ({
      ...round,
      objections: [...round.objections, { ...objection, raisedAt: at }],
    }),
    'return-round.objection-decided': (round, { at, by, objectionId, decided }) => ({
      ...round,
      objections: round.objections.map((one) =>
        one.objectionId === objectionId ? { ...one, decided: { ...decided, at, by } } : one,
      ),
      // the plan that it was upheld against no longer stands
      changes: decided.outcome === 'upheld' ? round.changes + 1 : round.changes,
    }),
    'return-round.approved': (round, { at, approved }) => ({ ...round, approved: { ...approved, at } }),
    'return-round.payments-ordered': (round, { at }) => ({ ...round, paymentsOrderedAt: at }),
    'return-round.payment-ended': (round, { end, fen }) => ({
      ...round,
      payments: {
        ...round.payments,
        [end]: round.payments[end] + 1,
        paidFen: round.payments.paidFen + (end === 'done' ? fen : 0),
      },
    }),
    'return-round.payment-put-right': (round, { counted, end, fen }) => ({
      ...round,
      payments: {
        ...round.payments,
        [counted]: round.payments[counted] - 1,
        [end]: round.payments[end] + 1,
        paidFen: round.payments.paidFen + (end === 'done' ? fen : -fen),
      },
    }),
    'return-round.closed': (round, { at, reason }) => ({ ...round, ended: { at, reason } }),
    'return-round.abandoned': ({ computing: _, ...round }, { at, reason }) => ({ ...round, ended: { at, reason } }),
  },
  always: (after, { data }) => ({ ...after, touchedAt: data.at }),
});

type NoticeBegins = Extract<ReturnRoundFact, { type: 'return-round.notice-published' | 'return-round.notice-renewed' }>['data'];

function noticeBegins(round: ReturnRound, { at, notice }: NoticeBegins): ReturnRound {
  return { ...round, notice: { ...notice, publishedAt: at, ended: false } };
}
