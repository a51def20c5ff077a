import { lifecycle } from '../kernel/lifecycle.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingFactType } from './meeting-facts.ts';

/** `new` is the state before the first fact; the journal never saves a meeting in it. */
type MeetingState = 'new' | Meeting['status'];

/** The commands on a meeting, by its convener or by Cordon's own clock. */
export type MeetingCommand = 'schedule' | 'recordMinutes' | 'cancel' | 'noteMinutesOverdue' | 'follow' | 'endSeries';

/** The series goes on after any outcome of one meeting. */
function inSeries<State extends Meeting['status']>(state: State) {
  return { follow: [state, 'meeting.followed'], endSeries: [state, 'meeting.series-ended'] } as const;
}

/** 例会: scheduled, held with minutes, or cancelled; and followed by the next. */
export const meetingLifecycle = lifecycle<MeetingState, MeetingCommand, MeetingFactType>(
  'meeting',
  'new',
  {
    new: { schedule: ['scheduled', 'meeting.scheduled'] },
    scheduled: {
      ...inSeries('scheduled'),
      recordMinutes: ['held', 'meeting.held'],
      cancel: ['cancelled', 'meeting.cancelled'],
      noteMinutesOverdue: ['scheduled', 'meeting.minutes-overdue'],
    },
    held: inSeries('held'),
    cancelled: inSeries('cancelled'),
  },
  'MEETING_STATE_FORBIDS',
);
