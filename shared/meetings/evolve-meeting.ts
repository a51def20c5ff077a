import { evolver } from '../kernel/evolver.ts';
import type { Meeting } from './meeting.ts';
import type { MeetingFact } from './meeting-facts.ts';
import { meetingLifecycle } from './meeting-lifecycle.ts';

/** The meeting after a fact. */
export const evolveMeeting = evolver<Meeting['status'], Meeting, MeetingFact, 'meeting.scheduled'>(meetingLifecycle, {
  births: {
    'meeting.scheduled': ({ at, meeting }) => ({ ...meeting, scheduledAt: at, minutesOverdue: false, seriesEnded: false }),
  },
  steps: {
    'meeting.held': (before, { minutes }) => ({ ...before, minutes }),
    'meeting.cancelled': (before, { reason }) => ({ ...before, reason }),
    'meeting.minutes-overdue': (before) => ({ ...before, minutesOverdue: true }),
    'meeting.followed': (before, { next }) => ({ ...before, followedBy: next }),
    'meeting.series-ended': (before) => ({ ...before, seriesEnded: true }),
  },
});
