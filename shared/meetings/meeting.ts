import * as z from 'zod';
import { Signatory } from '../consultations/consultation.ts';
import { AgencyId, ConsultationId, MeetingId } from '../kernel/ids.ts';
import { prose, text } from '../kernel/people.ts';
import { Instant, UtcInstant } from '../kernel/time.ts';
import { Recurrence } from './recurrence.ts';

export const meetingStatuses = ['scheduled', 'held', 'cancelled'] as const;

/** Sets up a periodic meeting (例会): who meets, and how it recurs. */
export const ScheduleMeeting = z.strictObject({
  title: text(120),
  /** The agencies that meet, besides the convener. */
  parties: z.array(AgencyId).min(1).max(11),
  rule: Recurrence,
  /** The first meeting is after this moment; by default after now. */
  after: Instant.optional(),
});
export type ScheduleMeeting = z.infer<typeof ScheduleMeeting>;

/** The minutes (会议纪要), and the consultations that the meeting discussed. */
export const RecordMinutes = z.strictObject({
  minutes: prose(6_000),
  discussed: z
    .array(ConsultationId)
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, 'must not name a consultation twice')
    .default([]),
});
export type RecordMinutes = z.infer<typeof RecordMinutes>;

/** One meeting of a series (例会). When its time comes, it is followed by the next. */
export const Meeting = z.strictObject({
  meetingId: MeetingId,
  /** The first meeting of the series. */
  series: MeetingId,
  /** Its number in the series. */
  number: z.int().positive(),
  status: z.enum(meetingStatuses),
  title: z.string(),
  convener: Signatory,
  /** The convener's first. */
  parties: z.array(AgencyId),
  rule: Recurrence,
  scheduledAt: UtcInstant,
  meetsAt: UtcInstant,
  minutesDueAt: UtcInstant,
  minutesOverdue: z.boolean(),
  minutes: z.strictObject({ by: Signatory, at: UtcInstant, text: z.string(), discussed: z.array(ConsultationId) }).optional(),
  /** Why it was cancelled. */
  reason: z.string().optional(),
  /** Whether no further meeting follows. */
  seriesEnded: z.boolean(),
  followedBy: MeetingId.optional(),
});
export type Meeting = z.infer<typeof Meeting>;
