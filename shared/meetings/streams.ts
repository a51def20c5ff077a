import { dueShard } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { evolveMeeting } from './evolve-meeting.ts';
import { Meeting } from './meeting.ts';
import { MeetingFact } from './meeting-facts.ts';
import { nextMeetingMoment } from './run-meetings.ts';

/** Meetings by their id; found by what is due next, and by the seats of the agencies that meet. */
export const Meetings: StreamType<Meeting, MeetingFact> = {
  name: 'meeting',
  schemaVersion: 1,
  state: Meeting,
  fact: MeetingFact,
  evolve: evolveMeeting,
  index: (meeting) => {
    const moment = nextMeetingMoment(meeting);
    return {
      entries: moment === undefined ? {} : { due: dueShard(meeting.meetingId, moment) },
      card: { meetingId: meeting.meetingId, status: meeting.status },
    };
  },
};
