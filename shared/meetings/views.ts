import * as z from 'zod';
import { beijingDay } from '../kernel/beijing.ts';
import { isBehindHorizon } from '../kernel/working-days.ts';
import { Meeting } from './meeting.ts';

const { status, convener, scheduledAt: _, ...shown } = Meeting.shape;

/** A meeting as those who meet see it. */
export const MeetingView = z.strictObject({
  ...shown,
  state: status,
  convener: convener.shape.agency,
  /** The calendar of that day is not known yet: a day off may still move it. */
  provisional: z.literal(true).optional(),
});
export type MeetingView = z.infer<typeof MeetingView>;

/** Field by field, so that no new field is shown by accident. */
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
    provisional: meeting.status === 'scheduled' && isBehindHorizon(beijingDay(meeting.meetsAt)) ? true : undefined,
    minutesDueAt: meeting.minutesDueAt,
    minutesOverdue: meeting.minutesOverdue,
    minutes: meeting.minutes,
    reason: meeting.reason,
    seriesEnded: meeting.seriesEnded,
    followedBy: meeting.followedBy,
  };
}
