import { lifecycle } from '../kernel/lifecycle.ts';
import type { OutletStatus } from './model.ts';
import type { OutletFactType } from './outlet-facts.ts';

/** `new` is the state before the first fact; the journal never saves a month in it. */
type OutletState = 'new' | OutletStatus;

/** The commands on a month of an outlet: of the count, or of a supervisor. */
export type OutletCommand = 'count' | 'takeOff' | 'suggest' | 'withdraw' | 'dismiss' | 'issue';

/** It is counted in every state: what follows from the count is decided once a month. */
function counted<State extends OutletStatus>(state: State) {
  return { count: [state, 'outlet.opening-counted'], takeOff: [state, 'outlet.opening-taken-off'] } as const;
}

/** 网点涉诈账户. Counted by month; over the policy's figure a measure is suggested, once a month, and a supervisor issues or dismisses it. */
export const outletLifecycle = lifecycle<OutletState, OutletCommand, OutletFactType>(
  'outlet',
  'new',
  {
    //     command:    to           fact
    new: { count: ['counting', 'outlet.opening-counted'] },
    counting: { ...counted('counting'), suggest: ['suggested', 'outlet.suggested'] },
    suggested: {
      ...counted('suggested'),
      withdraw: ['counting', 'outlet.suggestion-withdrawn'],
      dismiss: ['dismissed', 'outlet.dismissed'],
      issue: ['issued', 'outlet.measure-issued'],
    },
    dismissed: counted('dismissed'),
    issued: counted('issued'),
  },
  'OUTLET_STATE_FORBIDS',
);
