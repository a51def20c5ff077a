import * as z from 'zod';
import { Signatory } from '../consultations/consultation.ts';
import { fact } from '../kernel/fact.ts';
import { MeetingId } from '../kernel/ids.ts';
import { UtcInstant } from '../kernel/time.ts';
import { Meeting } from './meeting.ts';

/** The members of a meeting from its start. */
export const ScheduledMeeting = Meeting.pick({
  meetingId: true,
  series: true,
  number: true,
  title: true,
  convener: true,
  parties: true,
  rule: true,
  meetsAt: true,
  minutesDueAt: true,
});

/** Everything that can happen to a meeting. `at` is when it was recorded. */
export const MeetingFact = z.discriminatedUnion('type', [
  fact('meeting.scheduled', { meeting: ScheduledMeeting }),
  fact('meeting.held', { minutes: Meeting.shape.minutes.unwrap() }),
  fact('meeting.cancelled', { by: Signatory, reason: z.string() }),
  fact('meeting.minutes-overdue', { dueAt: UtcInstant }),
  /** Its time has come; this is the next. */
  fact('meeting.followed', { next: MeetingId, meetsAt: UtcInstant, minutesDueAt: UtcInstant }),
  fact('meeting.series-ended', { by: Signatory, reason: z.string() }),
]);
export type MeetingFact = z.infer<typeof MeetingFact>;
export type MeetingFactType = MeetingFact['type'];
