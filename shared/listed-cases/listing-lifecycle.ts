import { lifecycle } from '../kernel/lifecycle.ts';
import type { ListedCaseFactType } from './listing-facts.ts';
import type { ListingStatus } from './model.ts';

/** `new` is the state before the first fact; the journal never saves a listing in it. */
export type ListingState = 'new' | ListingStatus;

/** The commands on a listing: of its supervisor, its responsible units, or the clock. */
export type ListingCommand =
  | 'suggest'
  | 'addGrounds'
  | 'noteLoss'
  | 'noteReturns'
  | 'noteUndecided'
  | 'propose'
  | 'approve'
  | 'reject'
  | 'report'
  | 'extend'
  | 'handOver'
  | 'remind'
  | 'issueNotice'
  | 'callInterview'
  | 'delist'
  | 'requestExtension'
  | 'declineExtension'
  | 'followCase'
  | 'join';

/** While it is open its case may be merged with another: the listing goes on with the merged case, or ends in the listing that does. */
function open<State extends 'suggested' | 'proposed' | 'listed'>(state: State) {
  return {
    addGrounds: [state, 'listed-case.grounds-added'],
    noteLoss: [state, 'listed-case.loss-noted'],
    noteReturns: [state, 'listed-case.returns-noted'],
    followCase: [state, 'listed-case.case-merged'],
    join: ['joined', 'listed-case.joined'],
  } as const;
}

/** Before a decision. A rejected case can be proposed anew: that is another listing. */
function undecided<State extends 'suggested' | 'proposed'>(state: State) {
  return {
    ...open(state),
    noteUndecided: [state, 'listed-case.decision-overdue'],
    reject: ['rejected', 'listed-case.rejected'],
  } as const;
}

/** 挂牌督办. From the suggestion to the delisting. */
export const listingLifecycle = lifecycle<ListingState, ListingCommand, ListedCaseFactType>(
  'listed-case',
  'new',
  {
    //           command:        to            fact
    new: {
      suggest: ['suggested', 'listed-case.suggested'],
      propose: ['proposed', 'listed-case.proposed'],
    },
    suggested: { ...undecided('suggested'), propose: ['proposed', 'listed-case.proposed'] },
    proposed: { ...undecided('proposed'), approve: ['listed', 'listed-case.listed'] },
    listed: {
      ...open('listed'),
      report: ['listed', 'listed-case.progress-reported'],
      requestExtension: ['listed', 'listed-case.extension-requested'],
      extend: ['listed', 'listed-case.extended'],
      declineExtension: ['listed', 'listed-case.extension-declined'],
      handOver: ['listed', 'listed-case.handed-over'],
      remind: ['listed', 'listed-case.reminded'],
      issueNotice: ['listed', 'listed-case.notice-issued'],
      callInterview: ['listed', 'listed-case.interview-called'],
      delist: ['delisted', 'listed-case.delisted'],
    },
    delisted: {},
    rejected: {},
    joined: {},
  },
  'LISTING_STATE_FORBIDS',
);
