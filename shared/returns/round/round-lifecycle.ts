import { lifecycle } from '../../kernel/lifecycle.ts';
import type { ReturnRoundFactType } from './round-facts.ts';
import type { RoundStatus } from './round-model.ts';

/** `new` is the state before the first fact; the journal never saves a round in it. */
type RoundState = 'new' | RoundStatus;

/** The commands on a round: of the police of the case, the computation of the plan, a payment that is over, or time. */
export type RoundCommand =
  | 'open'
  | 'enterAccount'
  | 'leaveAccount'
  | 'changeClaims'
  | 'askPlan'
  | 'plan'
  | 'failPlan'
  | 'publishNotice'
  | 'renewNotice'
  | 'withdrawNotice'
  | 'endNotice'
  | 'raiseObjection'
  | 'decideObjection'
  | 'approve'
  | 'orderPayments'
  | 'endPayment'
  | 'putPaymentRight'
  | 'close'
  | 'abandon';

/** What a plan rests on may change: without a notice the round goes back to collecting. Objections may be left of a notice that was withdrawn. */
const collecting = {
  enterAccount: ['collecting', 'return-round.account-entered'],
  leaveAccount: ['collecting', 'return-round.account-left'],
  changeClaims: ['collecting', 'return-round.claims-changed'],
  askPlan: ['collecting', 'return-round.plan-asked'],
  plan: ['planned', 'return-round.planned'],
  failPlan: ['collecting', 'return-round.plan-failed'],
  decideObjection: ['collecting', 'return-round.objection-decided'],
  abandon: ['abandoned', 'return-round.abandoned'],
} as const;

/**
 * 返还. A plan with shares by loss stands in a public notice before it is approved; any other is approved at once. While the notice runs,
 * victims may come forward, so claims change and the plan is computed anew; with other shares its notice begins anew, too.
 */
export const roundLifecycle = lifecycle<RoundState, RoundCommand, ReturnRoundFactType>(
  'return-round',
  'new',
  {
    new: { open: ['collecting', 'return-round.opened'] },
    collecting,
    planned: {
      ...collecting,
      askPlan: ['planned', 'return-round.plan-asked'],
      failPlan: ['planned', 'return-round.plan-failed'],
      decideObjection: ['planned', 'return-round.objection-decided'],
      publishNotice: ['noticed', 'return-round.notice-published'],
      approve: ['paying', 'return-round.approved'],
    },
    noticed: {
      changeClaims: ['noticed', 'return-round.claims-changed'],
      askPlan: ['noticed', 'return-round.plan-asked'],
      plan: ['noticed', 'return-round.planned'],
      failPlan: ['noticed', 'return-round.plan-failed'],
      renewNotice: ['noticed', 'return-round.notice-renewed'],
      withdrawNotice: ['collecting', 'return-round.notice-withdrawn'],
      endNotice: ['noticed', 'return-round.notice-ended'],
      raiseObjection: ['noticed', 'return-round.objection-raised'],
      decideObjection: ['noticed', 'return-round.objection-decided'],
      approve: ['paying', 'return-round.approved'],
    },
    paying: {
      orderPayments: ['paying', 'return-round.payments-ordered'],
      endPayment: ['paying', 'return-round.payment-ended'],
      putPaymentRight: ['paying', 'return-round.payment-put-right'],
      close: ['closed', 'return-round.closed'],
    },
    closed: { putPaymentRight: ['closed', 'return-round.payment-put-right'] },
    abandoned: {},
  },
  'RETURN_STATE_FORBIDS',
);
