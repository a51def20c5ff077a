import * as z from 'zod';
import { Meeting } from './meeting.ts';

const { status, convener, scheduledAt: _, ...shown } = Meeting.shape;

/** A meeting as those who meet see it. */
export const MeetingView = z.strictObject({ ...shown, state: status, convener: convener.shape.agency });
export type MeetingView = z.infer<typeof MeetingView>;

/** Field by field, so that a new field is shown to nobody by accident. */
export function meetingView(meeting: Meeting): MeetingView {
  return {
    meetingId: meeting.meetingId,
    series: meeting.series,
    number: meeting.number,
    state: meeting.status,
    title: meeting.title,
    convener: meeting.convener.agency,
    parties: meeting.parties,
    rule: meeting.rule,
    meetsAt: meeting.meetsAt,
    minutesDueAt: meeting.minutesDueAt,
    minutesOverdue: meeting.minutesOverdue,
    minutes: meeting.minutes,
    reason: meeting.reason,
    seriesEnded: meeting.seriesEnded,
    followedBy: meeting.followedBy,
  };
}
