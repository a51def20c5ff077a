import { lifecycle } from '../../kernel/lifecycle.ts';
import type { ReturnClaimFactType } from './claim-facts.ts';
import type { ClaimStatus } from './claim-model.ts';

/** `new` is the state before the first fact; the journal never saves a claim in it. */
type ClaimState = 'new' | ClaimStatus;

/** The commands on a claim: of the police of the case, or of the bank's word that money was paid. */
export type ClaimCommand =
  | 'make'
  | 'correctPayee'
  | 'hold'
  | 'free'
  | 'pay'
  | 'undoPayment'
  | 'dispute'
  | 'settleDispute'
  | 'withdraw';

/** What banks say of its payments, and police find. Of a payment of an earlier round that comes after the claim was withdrawn, too. */
function byBankOrFinding<State extends ClaimStatus>(state: State) {
  return {
    pay: [state, 'return-claim.paid'],
    undoPayment: [state, 'return-claim.payment-undone'],
    dispute: [state, 'return-claim.payment-disputed'],
    settleDispute: [state, 'return-claim.dispute-settled'],
  } as const;
}

/** 被害人申报. It stands through all rounds of its case, until it is withdrawn. */
export const claimLifecycle = lifecycle<ClaimState, ClaimCommand, ReturnClaimFactType>(
  'return-claim',
  'new',
  {
    new: { make: ['standing', 'return-claim.made'] },
    standing: {
      correctPayee: ['standing', 'return-claim.payee-corrected'],
      hold: ['standing', 'return-claim.held'],
      free: ['standing', 'return-claim.freed'],
      ...byBankOrFinding('standing'),
      withdraw: ['withdrawn', 'return-claim.withdrawn'],
    },
    withdrawn: byBankOrFinding('withdrawn'),
  },
  'CLAIM_STATE_FORBIDS',
);
