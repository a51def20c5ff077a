import { lifecycle } from '../../kernel/lifecycle.ts';
import type { ScreeningStatus } from './model.ts';
import type { ScreeningFactType } from './screening-facts.ts';

/** `new` is the state before the first fact; the journal never saves a screening in it. */
export type ScreeningState = 'new' | ScreeningStatus;

/** The commands on a screening: of the officers, of time, or of the freeze that it is about. */
export type ScreeningCommand = 'open' | 'warn' | 'find' | 'lapse' | 'end' | 'tellOwner' | 'missOwner';

/** The owner of money that goes free is told. */
function owner<State extends ScreeningStatus>(state: State) {
  return {
    tellOwner: [state, 'screening.owner-told'],
    missOwner: [state, 'screening.owner-overdue'],
  } as const;
}

/** 性质甄别. From the freeze to the finding, or to the end of the term; and the owner who is told. */
export const screeningLifecycle = lifecycle<ScreeningState, ScreeningCommand, ScreeningFactType>(
  'screening',
  'new',
  {
    //       command: to           fact
    new: { open: ['open', 'screening.opened'] },
    open: {
      warn: ['open', 'screening.warned'],
      find: ['found', 'screening.found'],
      lapse: ['lapsed', 'screening.lapsed'],
      end: ['ended', 'screening.ended'],
    },
    // new evidence leads to another finding, while the account is frozen
    found: { ...owner('found'), find: ['found', 'screening.found'] },
    // where the policy does not let the money go free, a late finding counts
    lapsed: { ...owner('lapsed'), find: ['found', 'screening.found'] },
    // frozen again: the bank had carried a renewal out in time
    ended: { open: ['open', 'screening.opened'] },
  },
  'SCREENING_STATE_FORBIDS',
);
