import { lifecycle } from '../../kernel/lifecycle.ts';
import type { OrderFactType } from './order-facts.ts';
import type { OrderStatus } from './order-status.ts';

/** `new` is the state before the first fact; the journal never saves an order in it. */
export type OrderState = 'new' | OrderStatus;

/** What can be done to an order, by police, bank, or Cordon's own clock. */
export type OrderCommand =
  | 'request'
  | 'placeInLine'
  | 'turnDown'
  | 'send'
  | 'deliver'
  | 'failDelivery'
  | 'giveUpDelivery'
  | 'askRedelivery'
  | 'receive'
  | 'escalate'
  | 'breach'
  | 'giveUp'
  | 'stop'
  | 'return'
  | 'reportHeld'
  | 'fail'
  | 'retryLater'
  | 'handToPhone'
  | 'dispute'
  | 'countDispute'
  | 'supplement'
  | 'correct'
  | 'lineUp'
  | 'takeFromLine'
  | 'noteTurn'
  | 'orderWaitingFreeze'
  | 'expireInLine'
  | 'settle'
  | 'withdraw'
  | 'recall'
  | 'addDocuments'
  | 'orderExtension'
  | 'extend'
  | 'orderRelease'
  | 'release'
  | 'orderFreeze'
  | 'freeze'
  | 'orderRenewal'
  | 'renew'
  | 'orderUnfreeze'
  | 'unfreeze'
  | 'orderNarrowing'
  | 'narrow'
  | 'letGo'
  | 'screen'
  | 'payBack'
  | 'refuseInstruction'
  | 'remindInstruction'
  | 'warnExpiry'
  | 'expire'
  | 'warnRenewal'
  | 'lapse'
  | 'follow'
  | 'hold'
  | 'contradict'
  | 'clearOutflows'
  | 'declineOutflows'
  | 'join'
  | 'takeOn'
  | 'giveBack'
  | 'callInVain';

/** The trace of the money, the bank's further news and papers: possible in every state. */
function traced<State extends OrderStatus>(state: State) {
  return {
    addDocuments: [state, 'order.documents-added'],
    supplement: [state, 'order.supplemented'],
    follow: [state, 'order.outflows-followed'],
    join: [state, 'order.joined'],
    hold: [state, 'order.outflows-held'],
    contradict: [state, 'order.answer-contradicted'],
    clearOutflows: [state, 'order.outflows-cleared'],
    declineOutflows: [state, 'order.outflows-declined'],
  } as const;
}

/** The bank says something else of an instruction that is over: possible in every state in which it may have had one before. */
function contested<State extends OrderStatus>(state: State) {
  return {
    dispute: [state, 'order.disputed'],
    countDispute: [state, 'order.dispute-not-kept'],
  } as const;
}

/** An officer sees to it while there is something to see to. */
function seenTo<State extends OrderStatus>(state: State) {
  return {
    takeOn: [state, 'order.taken-on'],
    giveBack: [state, 'order.given-back'],
  } as const;
}

/** By right the money goes free. */
function freeByRight<State extends OrderStatus>(state: State) {
  return { letGo: [state, 'order.let-go'] } as const;
}

/** The way to the bank: sendings fail, succeed, are asked for again. */
function carried<State extends OrderStatus>(state: State) {
  return {
    deliver: [state, 'order.delivered'],
    failDelivery: [state, 'order.delivery-failed'],
    giveUpDelivery: [state, 'order.undeliverable'],
    askRedelivery: [state, 'order.redelivery-asked'],
    retryLater: [state, 'order.retry-scheduled'],
    handToPhone: [state, 'order.handed-to-phone'],
    callInVain: [state, 'order.called-in-vain'],
  } as const;
}

/**
 * Waiting for the bank's result of the stop. A bank may answer before Cordon has noted that the order was sent,
 * and after Cordon has stopped waiting, so the result is taken in every one of these states.
 */
function asking<State extends OrderStatus>(state: State) {
  return {
    ...traced(state),
    ...carried(state),
    ...contested(state),
    ...seenTo(state),
    ...freeByRight(state),
    stop: ['stopped', 'order.stopped'],
    return: ['returned', 'order.returned'],
    reportHeld: ['already-held', 'order.already-held'],
    fail: ['failed', 'order.failed'],
    withdraw: ['withdrawn', 'order.withdrawn'],
  } as const;
}

/** On the clock: the order climbs the ladder, and the end of waiting is recorded. */
function clocked<State extends OrderStatus>(state: State) {
  return {
    ...asking(state),
    escalate: [state, 'order.escalated'],
    breach: [state, 'order.breached'],
    giveUp: ['unanswered', 'order.unanswered'],
  } as const;
}

/** The stop is answered. A receipt or a note of delivery may come after the result; another result is a dispute. */
function answered<State extends OrderStatus>(state: State) {
  return {
    // the bank may say that it paid after the freeze ended
    payBack: [state, 'order.money-returned'],
    undoPayBack: [state, 'order.money-not-returned'],
    ...traced(state),
    ...contested(state),
    deliver: [state, 'order.delivered'],
    receive: [state, 'order.received'],
  } as const;
}

/** Held by the bank: it can be told more, and may decline. */
function held<State extends OrderStatus>(state: State) {
  return {
    ...answered(state),
    ...carried(state),
    ...seenTo(state),
    ...freeByRight(state),
    send: [state, 'order.sent'],
    narrow: [state, 'order.narrowed'],
    refuseInstruction: [state, 'order.instruction-refused'],
    remindInstruction: [state, 'order.instruction-reminded'],
  } as const;
}

/** The money of a corrected order is traced on from the correction: the trace follows held outflows from there, or not at all. */
const { clearOutflows: _, ...correctedSteps } = answered('corrected');

/** In line (轮候) behind the order that holds the account, with or without a stop of its own that still runs. */
function waiting<State extends OrderStatus>(state: State) {
  return {
    lineUp: [state, 'order.lined-up'],
    noteTurn: [state, 'order.turn-came'],
    orderWaitingFreeze: [state, 'order.waiting-freeze-ordered'],
  } as const;
}

/** 止付指令. From the request to the bank's answer, the 48 hours, and what becomes of them. */
export const orderLifecycle = lifecycle<OrderState, OrderCommand, OrderFactType>(
  'order',
  'new',
  {
    //               command:          to            fact
    new: {
      request: ['requested', 'order.requested'],
      placeInLine: ['in-line', 'order.placed-in-line'],
      turnDown: ['turned-down', 'order.turned-down'],
    },
    requested: { ...clocked('requested'), send: ['sent', 'order.sent'], receive: ['received', 'order.received'] },
    sent: { ...clocked('sent'), send: ['sent', 'order.sent'], receive: ['received', 'order.received'] },
    received: { ...clocked('received'), send: ['received', 'order.sent'], receive: ['received', 'order.received'] },
    unanswered: { ...asking('unanswered'), send: ['unanswered', 'order.sent'], receive: ['unanswered', 'order.received'] },
    // may be asked for again, once there is room
    'turned-down': {
      lineUp: ['in-line', 'order.lined-up'],
      request: ['requested', 'order.requested'],
      placeInLine: ['in-line', 'order.placed-in-line'],
    },
    // no stop of its own holds the account; the bank hears of it again when the turn comes
    'in-line': {
      ...answered('in-line'),
      ...carried('in-line'),
      ...waiting('in-line'),
      ...seenTo('in-line'),
      ...freeByRight('in-line'),
      send: ['in-line', 'order.sent'],
      takeFromLine: ['requested', 'order.taken-from-line'],
      withdraw: ['withdrawn', 'order.withdrawn'],
      orderFreeze: ['in-line', 'order.freeze-ordered'],
      freeze: ['frozen', 'order.frozen'],
      refuseInstruction: ['in-line', 'order.instruction-refused'],
      remindInstruction: ['in-line', 'order.instruction-reminded'],
    },
    // the recall is with the bank, whose answer to the stop may cross with it: the bank lets go at once of what it stopped
    withdrawn: {
      ...answered('withdrawn'),
      ...carried('withdrawn'),
      send: ['withdrawn', 'order.sent'],
      recall: ['withdrawn', 'order.recalled'],
      refuseInstruction: ['withdrawn', 'order.instruction-refused'],
      remindInstruction: ['withdrawn', 'order.instruction-reminded'],
      stop: ['stopped', 'order.stopped'],
      return: ['withdrawn', 'order.returned'],
      reportHeld: ['withdrawn', 'order.already-held'],
      fail: ['withdrawn', 'order.failed'],
    },
    stopped: {
      ...held('stopped'),
      ...waiting('stopped'),
      orderExtension: ['stopped', 'order.extension-ordered'],
      extend: ['stopped', 'order.extended'],
      orderRelease: ['stopped', 'order.release-ordered'],
      orderNarrowing: ['stopped', 'order.narrowing-ordered'],
      release: ['released', 'order.released'],
      orderFreeze: ['stopped', 'order.freeze-ordered'],
      freeze: ['frozen', 'order.frozen'],
      warnExpiry: ['stopped', 'order.expiry-warned'],
      expire: ['expired', 'order.expired'],
      expireInLine: ['in-line', 'order.expired-in-line'],
    },
    returned: { ...answered('returned'), ...seenTo('returned'), correct: ['corrected', 'order.corrected'] },
    'already-held': { ...answered('already-held'), ...seenTo('already-held'), lineUp: ['in-line', 'order.lined-up'] },
    failed: { ...answered('failed'), ...seenTo('failed'), lineUp: ['in-line', 'order.lined-up'] },
    corrected: correctedSteps,
    frozen: {
      ...held('frozen'),
      orderRenewal: ['frozen', 'order.renewal-ordered'],
      renew: ['frozen', 'order.renewed'],
      orderUnfreeze: ['frozen', 'order.unfreeze-ordered'],
      orderNarrowing: ['frozen', 'order.narrowing-ordered'],
      unfreeze: ['released', 'order.unfrozen'],
      screen: ['frozen', 'order.screened'],
      warnRenewal: ['frozen', 'order.renewal-due'],
      lapse: ['lapsed', 'order.lapsed'],
    },
    released: answered('released'),
    // the term ran out while the bank had an instruction, which it may have carried out in time
    expired: {
      ...held('expired'),
      extend: ['stopped', 'order.extended'],
      freeze: ['frozen', 'order.frozen'],
      release: ['released', 'order.released'],
      lineUp: ['in-line', 'order.lined-up'],
      settle: ['expired', 'order.settled'],
    },
    lapsed: {
      ...held('lapsed'),
      lineUp: ['in-line', 'order.lined-up'],
      settle: ['lapsed', 'order.settled'],
      renew: ['frozen', 'order.renewed'],
      unfreeze: ['released', 'order.unfrozen'],
    },
  },
  'ORDER_STATE_FORBIDS',
);
