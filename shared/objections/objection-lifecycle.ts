import { lifecycle } from '../kernel/lifecycle.ts';
import type { ObjectionStatus } from './model.ts';
import type { ObjectionFactType } from './objection-facts.ts';

/** `new` is the state before the first fact; the journal never saves an objection in it. */
export type ObjectionState = 'new' | ObjectionStatus;

/** The commands on an objection: of the office that raised it, the reviewer, the procuratorate, the bank's answer, or time. */
export type ObjectionCommand =
  | 'raise'
  | 'join'
  | 'assign'
  | 'requestInformation'
  | 'giveInformation'
  | 'missInformation'
  | 'remind'
  | 'fallOverdue'
  | 'escalate'
  | 'uphold'
  | 'reject'
  | 'withdraw'
  | 'noteRefusal'
  | 'orderAgain'
  | 'close'
  | 'requestSupervision'
  | 'missSupervision'
  | 'maintain'
  | 'demandCorrection'
  | 'missCorrection'
  | 'comply'
  | 'refuseCorrection';

/** The procuratorate looks at what was rejected, and at what was not decided in time. */
function supervised<State extends ObjectionStatus>(state: State) {
  return {
    requestSupervision: [state, 'objection.supervision-requested'],
    missSupervision: [state, 'objection.supervision-overdue'],
    maintain: [state, 'objection.maintained'],
    demandCorrection: [state, 'objection.correction-demanded'],
    missCorrection: [state, 'objection.correction-overdue'],
    comply: ['carrying-out', 'objection.corrected'],
    refuseCorrection: [state, 'objection.correction-refused'],
  } as const;
}

/** Not decided yet. */
function reviewed<State extends ObjectionStatus>(state: State) {
  return {
    ...supervised(state),
    join: [state, 'objection.joined'],
    assign: ['assigned', 'objection.assigned'],
    requestInformation: [state, 'objection.information-requested'],
    giveInformation: [state, 'objection.information-given'],
    missInformation: [state, 'objection.information-overdue'],
    remind: [state, 'objection.reminded'],
    fallOverdue: [state, 'objection.fell-overdue'],
    escalate: [state, 'objection.escalated'],
    uphold: ['carrying-out', 'objection.upheld'],
    reject: ['rejected', 'objection.rejected'],
    withdraw: ['withdrawn', 'objection.withdrawn'],
  } as const;
}

/** 异议. Raised, reviewed by others than who ordered, carried out by the bank. */
export const objectionLifecycle = lifecycle<ObjectionState, ObjectionCommand, ObjectionFactType>(
  'objection',
  'new',
  {
    //         command:   to            fact
    new: { raise: ['raised', 'objection.raised'] },
    raised: reviewed('raised'),
    assigned: reviewed('assigned'),
    'carrying-out': {
      noteRefusal: ['carrying-out', 'objection.bank-refused'],
      orderAgain: ['carrying-out', 'objection.ordered-again'],
      close: ['closed', 'objection.closed'],
    },
    rejected: supervised('rejected'),
    closed: {},
    withdrawn: {},
  },
  'OBJECTION_STATE_FORBIDS',
);
