import type { Meeting } from './meeting.ts';
import type { MeetingFact } from './meeting-facts.ts';
import { meetingLifecycle } from './meeting-lifecycle.ts';

/**
 * The meeting after a fact. Total for every fact that the lifecycle allows.
 *
 * @throws Error where a fact comes that the lifecycle has no step for
 */
export function evolveMeeting(before: Meeting | undefined, fact: MeetingFact): Meeting {
  const from = before?.status ?? 'new';
  const status = meetingLifecycle.after(from, fact.type);
  if (status === undefined || status === 'new') throw new Error(`${fact.type} has no step from ${from}`);
  if (fact.type === 'meeting.scheduled') {
    const { at, meeting } = fact.data;
    return { ...meeting, status, scheduledAt: at, minutesOverdue: false, seriesEnded: false };
  }
  if (before === undefined) throw new Error(`${fact.type} cannot be the first fact of a meeting`);
  return { ...changed(before, fact), status };
}

function changed(before: Meeting, fact: Exclude<MeetingFact, { type: 'meeting.scheduled' }>): Meeting {
  switch (fact.type) {
    case 'meeting.held':
      return { ...before, minutes: fact.data.minutes };
    case 'meeting.cancelled':
      return { ...before, reason: fact.data.reason };
    case 'meeting.minutes-overdue':
      return { ...before, minutesOverdue: true };
    case 'meeting.followed':
      return { ...before, followedBy: fact.data.next };
    case 'meeting.series-ended':
      return { ...before, seriesEnded: true };
  }
}
