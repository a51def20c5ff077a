import { lifecycle } from '../kernel/lifecycle.ts';
import type { AlertFactType } from './alert-facts.ts';
import type { AlertStatus } from './model.ts';

/** `new` is the state before the first fact; the journal never saves an alarm in it. */
export type AlertState = 'new' | AlertStatus;

/**
 * What police do to an alarm. `follow`: a duplicate goes where the alarm goes that stands for it; `withdrawWith`: it is withdrawn with that.
 */
export type AlertCommand = 'raise' | 'handOver' | 'correct' | 'withdraw' | 'join' | 'takeDuplicates' | 'follow' | 'withdrawWith';

/** The states in which stops are asked for under an alarm. */
export const stopsAskedIn = ['open'] as const satisfies readonly AlertState[];

/** The states in which the held outflows of its orders are followed. */
export const outflowsFollowedIn = ['open', 'duplicate'] as const satisfies readonly AlertState[];

/** 接警、移送、更正、撤销、并案. A withdrawn alarm stays as it is: if it was an alarm after all, it is raised again. */
export const alertLifecycle = lifecycle<AlertState, AlertCommand, AlertFactType>(
  'alert',
  'new',
  {
    new: { raise: ['open', 'alert.raised'] },
    open: {
      handOver: ['open', 'alert.handed-over'],
      correct: ['open', 'alert.corrected'],
      takeDuplicates: ['open', 'alert.duplicates-taken'],
      withdraw: ['withdrawn', 'alert.withdrawn'],
      join: ['duplicate', 'alert.joined'],
    },
    duplicate: {
      correct: ['duplicate', 'alert.corrected'],
      follow: ['duplicate', 'alert.joined'],
      withdrawWith: ['withdrawn', 'alert.withdrawn'],
    },
    withdrawn: {},
  },
  'ALERT_WITHDRAWN',
);
