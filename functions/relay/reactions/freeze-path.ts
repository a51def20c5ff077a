import type { FactByType } from '../facts.ts';
import type { FreezePathFactType } from '../freeze-path-facts.ts';
import type { Reaction } from '../reaction.ts';
import {
  askAgainLater,
  pushAgain,
  pushAgainToRegistered,
  pushAsked,
  pushToLive,
  remindOfInstruction,
  sendInstruction,
} from './bank.ts';
import { startImpactWorkflow } from './impact.ts';
import { count, countStop } from './metrics.ts';
import { followMoney } from './money.ts';
import { openCorrection, openRequested, promoteNext, releaseWithdrawnStop } from './orders.ts';
import { pushTest, pushTestOn } from './tests.ts';
import { answerTask, startMissingWorkflow, startWorkflow, startWorkflowAgain } from './workflow.ts';

export type FreezePathReactions = { readonly [T in FreezePathFactType]: readonly Reaction<FactByType[T]>[] };

/** The lines of the facts of the freeze path: the clocks depend on their reactions. */
export const freezePathReactions: FreezePathReactions = {
  'alert.raised': [],
  'alert-source.taken': [],
  'victim.named': [],
  'bank.registered': [pushAgainToRegistered],
  'bank.mode-switched': [pushToLive],
  'circuit.failed': [],
  'circuit.opened': [],
  'circuit.closed': [pushAgain],
  'freeze-request.accepted': [openRequested],

  // an order's way to the bank
  'order.requested': [startWorkflow],
  'order.placed-in-line': [],
  'order.turned-down': [],
  'order.sent': [],
  'order.delivered': [],
  'order.delivery-failed': [],
  'order.undeliverable': [count('Undeliverable')],
  'order.redelivery-asked': [pushAsked],
  'order.received': [],
  'order.escalated': [startMissingWorkflow],
  'order.breached': [count('Breach')],
  'order.instruction-reminded': [remindOfInstruction],
  'order.unanswered': [answerTask, count('Unanswered')],

  // the bank's result
  'order.stopped': [answerTask, releaseWithdrawnStop, followMoney, countStop],
  'order.returned': [answerTask, followMoney],
  'order.already-held': [answerTask, followMoney],
  'order.failed': [answerTask, followMoney],
  'order.retry-scheduled': [askAgainLater],
  'order.handed-to-phone': [count('HandedToPhone')],
  'order.disputed': [],
  'order.dispute-not-kept': [],
  'order.supplemented': [followMoney],

  // following the money
  'order.outflows-followed': [],
  'order.joined': [followMoney],
  'order.answer-contradicted': [],
  'order.outflows-held': [],
  'order.outflows-cleared': [followMoney],
  'order.outflows-declined': [],
  'trace-count.opened': [],

  // back at the officer's
  'order.corrected': [openCorrection],
  'order.lined-up': [],
  'order.taken-from-line': [startWorkflowAgain],
  'order.turn-came': [],
  'order.withdrawn': [answerTask, sendInstruction],
  'order.recalled': [],
  'order.documents-added': [],

  // instructions that follow a stop
  'order.extension-ordered': [sendInstruction],
  'order.extended': [],
  'order.release-ordered': [sendInstruction],
  'order.released': [],
  'order.freeze-ordered': [sendInstruction],
  'order.waiting-freeze-ordered': [],
  'order.frozen': [],
  'order.renewal-ordered': [sendInstruction],
  'order.renewed': [],
  'order.unfreeze-ordered': [sendInstruction],
  'order.unfrozen': [],
  'order.instruction-refused': [],

  // the term
  'order.expiry-warned': [],
  'order.expired': [],
  'order.expired-in-line': [],
  'order.settled': [],
  'order.renewal-due': [],
  'order.lapsed': [],

  // accounts
  'account.stop-counted': [],
  'account.stop-voided': [],
  'account.lined-up': [],
  'account.left-line': [],
  'account.frozen': [],
  'account.freed': [promoteNext],

  'stats.counted': [],

  // tests of banks
  'test-order.started': [pushTest],
  'test-order.moved': [pushTestOn],
  'test-order.pushed': [],
  'test-order.judged': [],
  'conformance.test-started': [],
  'conformance.test-judged': [],

  // counts of what a proposed standard would change: a workflow each
  'impact.started': [startImpactWorkflow],
  'impact.planned': [],
  'impact.page-counted': [],
  'impact.completed': [],
  'impact.failed': [],
};
