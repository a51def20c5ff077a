import { lifecycle } from '../kernel/lifecycle.ts';
import type { AccessRequestFactType } from './access-request-facts.ts';
import type { AccessRequestStatus } from './model.ts';

/** `new` is the state before the first fact; the journal never saves a request in it. */
type AccessRequestState = 'new' | AccessRequestStatus;

/** The commands on a request: of the agency that asks, of those that answer for the case, or of time. */
type AccessRequestCommand = 'ask' | 'grant' | 'decline' | 'withdraw' | 'lapse';

/** 查阅申请. Asked, then granted or declined. */
export const accessRequestLifecycle = lifecycle<AccessRequestState, AccessRequestCommand, AccessRequestFactType>(
  'access-request',
  'new',
  {
    new: { ask: ['asked', 'access-request.asked'] },
    asked: {
      grant: ['granted', 'access-request.granted'],
      decline: ['declined', 'access-request.declined'],
      withdraw: ['withdrawn', 'access-request.withdrawn'],
      lapse: ['lapsed', 'access-request.lapsed'],
    },
    granted: {},
    declined: {},
    withdrawn: {},
    lapsed: {},
  },
  'ACCESS_REQUEST_STATE_FORBIDS',
);
