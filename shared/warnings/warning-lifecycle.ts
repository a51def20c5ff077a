import { lifecycle } from '../kernel/lifecycle.ts';
import type { WarningFactType } from './warning-facts.ts';
import type { WarningStatus } from './warning-model.ts';

/** `new` is the state before the first fact; the journal never saves a warning in it. */
type WarningState = 'new' | WarningStatus;

/** The commands on a warning: of a source, of staff, of a provider, of an alarm, or of time. */
export type WarningCommand =
  | 'receive'
  | 'join'
  | 'grade'
  | 'askMessage'
  | 'noteSent'
  | 'answerMessage'
  | 'loseMessage'
  | 'take'
  | 'renew'
  | 'giveBack'
  | 'lapse'
  | 'contact'
  | 'climb'
  | 'fallOverdue'
  | 'move'
  | 'close'
  | 'raiseAlarm'
  | 'noteLoss'
  | 'withdrawLoss';

/** 预警. Received, contacted by means after means and level after level, closed by an outcome that its grade allows. */
export const warningLifecycle = lifecycle<WarningState, WarningCommand, WarningFactType>(
  'warning',
  'new',
  {
    //              command:      to        fact
    new: { receive: ['open', 'warning.received'] },
    open: {
      join: ['open', 'warning.joined'],
      grade: ['open', 'warning.graded'],
      askMessage: ['open', 'warning.message-asked'],
      noteSent: ['open', 'warning.message-sent'],
      answerMessage: ['open', 'warning.message-answered'],
      loseMessage: ['open', 'warning.message-lost'],
      take: ['held', 'warning.taken'],
      climb: ['open', 'warning.climbed'],
      fallOverdue: ['open', 'warning.fell-overdue'],
      move: ['open', 'warning.moved'],
      close: ['closed', 'warning.closed'],
      noteLoss: ['open', 'warning.ended-in-loss'],
      withdrawLoss: ['open', 'warning.loss-withdrawn'],
    },
    held: {
      join: ['held', 'warning.joined'],
      grade: ['held', 'warning.graded'],
      askMessage: ['held', 'warning.message-asked'],
      noteSent: ['held', 'warning.message-sent'],
      answerMessage: ['held', 'warning.message-answered'],
      loseMessage: ['held', 'warning.message-lost'],
      renew: ['held', 'warning.lease-renewed'],
      giveBack: ['open', 'warning.given-back'],
      lapse: ['open', 'warning.lease-lapsed'],
      contact: ['open', 'warning.contacted'],
      climb: ['held', 'warning.climbed'],
      fallOverdue: ['held', 'warning.fell-overdue'],
      move: ['open', 'warning.moved'],
      close: ['closed', 'warning.closed'],
      noteLoss: ['held', 'warning.ended-in-loss'],
      withdrawLoss: ['held', 'warning.loss-withdrawn'],
    },
    // a provider may answer late, and an alarm may come within the policy's days
    closed: {
      noteSent: ['closed', 'warning.message-sent'],
      answerMessage: ['closed', 'warning.message-answered'],
      raiseAlarm: ['closed', 'warning.alarm-raised'],
      noteLoss: ['closed', 'warning.ended-in-loss'],
      withdrawLoss: ['closed', 'warning.loss-withdrawn'],
    },
  },
  'WARNING_STATE_FORBIDS',
);
