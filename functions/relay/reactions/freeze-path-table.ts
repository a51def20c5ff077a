import type { FactByType } from '../facts.ts';
import type { FreezePathFactType } from '../freeze-path-facts.ts';
import type { Reaction } from '../reaction.ts';
import { endOrdersOfAlert } from './alarms.ts';
import {
  askAgainLater,
  pushAgain,
  pushAgainToRegistered,
  pushAsked,
  pushToLive,
  remindOfInstruction,
  sendInstruction,
} from './bank.ts';
import { meetListedAtOrder, meetListedInOutflows, noteUnstopped } from './collisions.ts';
import { startImpactWorkflow } from './impact.ts';
import { count, countStop } from './metrics.ts';
import { followMoney } from './money.ts';
import { closeObjections } from './objections.ts';
import { openCorrection, openRequested, promoteNext, releaseWithdrawnStop } from './orders.ts';
import { countOtherRegion } from './region-notices.ts';
import { startPlanWorkflow } from './return-plans.ts';
import { keepScreening } from './screenings.ts';
import { keepTermOfOrder } from './term-of-order.ts';
import { pushTest, pushTestOn } from './tests.ts';
import { answerTask, remindOfStop, startWorkflow, startWorkflowAgain } from './workflow.ts';

export type FreezePathReactions = { readonly [T in FreezePathFactType]?: readonly Reaction<FactByType[T]>[] };

/** The lines of the facts of the freeze path: the clocks depend on their reactions. */
export const freezePathReactions: FreezePathReactions = {
  'bank.registered': [pushAgainToRegistered],
  'bank.mode-switched': [pushToLive],
  'circuit.closed': [pushAgain],
  'freeze-request.accepted': [openRequested],
  'freeze-request.part-opened': [openRequested],
  'freeze-request.opening-stalled': [openRequested],

  // an alarm that is taken back
  'alert.withdrawn': [endOrdersOfAlert],

  // an order's way to the bank
  'order.requested': [startWorkflow, meetListedAtOrder],
  'order.placed-in-line': [meetListedAtOrder],
  'order.turned-down': [meetListedAtOrder],
  'order.undeliverable': [count('Undeliverable')],
  'order.redelivery-asked': [pushAsked],
  'order.escalated': [remindOfStop],
  'order.breached': [count('Breach')],
  'order.instruction-reminded': [remindOfInstruction],
  'order.unanswered': [answerTask, count('Unanswered')],

  // the bank's result
  'order.stopped': [answerTask, releaseWithdrawnStop, followMoney, countStop, keepTermOfOrder, meetListedInOutflows],
  'order.returned': [answerTask, followMoney, meetListedInOutflows],
  'order.already-held': [answerTask, followMoney, meetListedInOutflows],
  'order.failed': [answerTask, followMoney, meetListedInOutflows],
  'order.retry-scheduled': [askAgainLater],
  'order.handed-to-phone': [count('HandedToPhone')],
  'order.supplemented': [followMoney, meetListedInOutflows],

  // following the money
  'order.joined': [followMoney],
  'order.outflows-cleared': [followMoney],
  'order.outflows-followed': [noteUnstopped],
  'order.outflows-held': [noteUnstopped],

  // back at the officer's
  'order.corrected': [openCorrection],
  'order.taken-from-line': [startWorkflowAgain],
  'order.withdrawn': [answerTask, sendInstruction],

  // instructions that follow a stop
  'order.extension-ordered': [sendInstruction],
  'order.release-ordered': [sendInstruction],
  'order.freeze-ordered': [sendInstruction],
  'order.renewal-ordered': [sendInstruction],
  'order.unfreeze-ordered': [sendInstruction],
  'order.narrowing-ordered': [sendInstruction],

  // the term of a stop or a freeze
  'order.extended': [keepTermOfOrder],
  'order.frozen': [keepTermOfOrder, keepScreening, countOtherRegion],
  'order.renewed': [keepTermOfOrder, keepScreening],
  'order.released': [keepTermOfOrder, closeObjections],
  'order.unfrozen': [keepTermOfOrder, keepScreening, closeObjections],
  'order.expired': [keepTermOfOrder, closeObjections],
  'order.expired-in-line': [keepTermOfOrder],
  'order.lapsed': [keepTermOfOrder, keepScreening, closeObjections],
  'order.settled': [keepTermOfOrder],

  // what ends an objection
  'order.recalled': [closeObjections],
  'order.narrowed': [closeObjections],
  'order.instruction-refused': [closeObjections],

  // accounts
  'account.freed': [promoteNext],

  // tests of banks
  'test-order.started': [pushTest],
  'test-order.moved': [pushTestOn],

  // counts of what a proposed standard would change: a workflow each
  'impact.started': [startImpactWorkflow],

  // plans of return: a workflow each
  'return-plan-run.started': [startPlanWorkflow],
};
