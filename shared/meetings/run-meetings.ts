import type { Reason } from '../consultations/model.ts';
import { partiesRefused } from '../consultations/parties.ts';
import { signatoryOf } from '../consultations/standing.ts';
import type { Context } from '../kernel/context.ts';
import { accept, type Created, create, type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { plus } from '../kernel/time.ts';
import type { Meeting, RecordMinutes, ScheduleMeeting } from './meeting.ts';
import type { MeetingFact } from './meeting-facts.ts';
import { type MeetingCommand, meetingLifecycle } from './meeting-lifecycle.ts';
import { nextOccurrence } from './recurrence.ts';

/** Sets up a series of meetings with its first: `meeting.scheduled`, or PARTY_TWICE. */
export function scheduleMeeting(input: ScheduleMeeting, context: Context): Created<MeetingFact> {
  const { actor, now, newId } = context;
  const refusal = partiesRefused(actor.agency, input.parties);
  if (refusal !== undefined) return refusal;
  const meetingId = newId('mtg');
  const after = input.after === undefined || input.after < now ? now : input.after;
  const { title, rule } = input;
  return create(meetingId, {
    type: 'meeting.scheduled',
    data: {
      at: now,
      meeting: {
        meetingId,
        series: meetingId,
        number: 1,
        title,
        convener: signatoryOf(actor),
        parties: [actor.agency, ...input.parties],
        rule,
        ...timesOf(rule, after, context),
      },
    },
  });
}

/**
 * Records the minutes of a meeting: then it was held.
 *
 * @returns `meeting.held`, or MEETING_STATE_FORBIDS, MEETING_NOT_BEGUN
 */
export function recordMinutes(meeting: Meeting, input: RecordMinutes, { actor, now }: Context): Decision<MeetingFact> {
  const refusal = forbidden(meeting, 'recordMinutes');
  if (refusal !== undefined) return refusal;
  if (now < meeting.meetsAt) return refuse('MEETING_NOT_BEGUN', { meetsAt: meeting.meetsAt });
  const { minutes, discussed } = input;
  return accept({
    type: 'meeting.held',
    data: { at: now, minutes: { by: signatoryOf(actor), at: now, text: minutes, discussed } },
  });
}

/** Cancels this meeting; the series goes on: `meeting.cancelled`, or MEETING_STATE_FORBIDS. */
export function cancelMeeting(meeting: Meeting, { reason }: Reason, { actor, now }: Context): Decision<MeetingFact> {
  return forbidden(meeting, 'cancel') ?? accept({ type: 'meeting.cancelled', data: { at: now, by: signatoryOf(actor), reason } });
}

/**
 * Ends the series with this meeting, which stays as it is. Only the last meeting of a series takes this.
 *
 * @returns `meeting.series-ended`, no fact if it had ended, or MEETING_STATE_FORBIDS with the next meeting
 */
export function endSeries(meeting: Meeting, { reason }: Reason, { actor, now }: Context): Decision<MeetingFact> {
  if (meeting.seriesEnded) return accept();
  if (meeting.followedBy !== undefined)
    return refuse('MEETING_STATE_FORBIDS', { state: meeting.status, command: 'endSeries', next: meeting.followedBy });
  return accept({ type: 'meeting.series-ended', data: { at: now, by: signatoryOf(actor), reason } });
}

/**
 * The facts that are due now and not yet noted: the time of the meeting has come, with the next one of its series, or its minutes are
 * missing. After an outage the next meeting lies in the future; missed dates are skipped.
 */
export function advanceMeeting(meeting: Meeting, context: Context): readonly MeetingFact[] {
  const { now, newId } = context;
  const facts: MeetingFact[] = [];
  if (followsAt(meeting) !== undefined && meeting.meetsAt <= now)
    facts.push({ type: 'meeting.followed', data: { at: now, next: newId('mtg'), ...timesOf(meeting.rule, now, context) } });
  const minutesAt = minutesMissedAt(meeting);
  if (minutesAt !== undefined && minutesAt <= now)
    facts.push({ type: 'meeting.minutes-overdue', data: { at: now, dueAt: minutesAt } });
  return facts;
}

/** The next moment at which something is due, or undefined if time alone changes nothing. */
export function nextMeetingMoment(meeting: Meeting): string | undefined {
  return [followsAt(meeting) ?? [], minutesMissedAt(meeting) ?? []].flat().toSorted()[0];
}

/** The meeting that follows this one, as `meeting.followed` has it. */
export function followingMeeting(
  meeting: Meeting,
  { data }: Extract<MeetingFact, { type: 'meeting.followed' }>,
  { now }: Pick<Context, 'now'>,
): MeetingFact {
  const { series, number, title, convener, parties, rule } = meeting;
  const { next, meetsAt, minutesDueAt } = data;
  return {
    type: 'meeting.scheduled',
    data: {
      at: now,
      meeting: { meetingId: next, series, number: number + 1, title, convener, parties, rule, meetsAt, minutesDueAt },
    },
  };
}

function timesOf(rule: Meeting['rule'], after: string, { policy, now }: Context): Pick<Meeting, 'meetsAt' | 'minutesDueAt'> {
  const meetsAt = nextOccurrence(rule, after);
  return { meetsAt, minutesDueAt: plus(meetsAt, policy.amount('meeting.minutes', now)) };
}

function followsAt({ followedBy, seriesEnded, meetsAt }: Meeting): string | undefined {
  return followedBy !== undefined || seriesEnded ? undefined : meetsAt;
}

function minutesMissedAt({ status, minutesOverdue, minutesDueAt }: Meeting): string | undefined {
  return status === 'scheduled' && !minutesOverdue ? minutesDueAt : undefined;
}

function forbidden({ status }: Meeting, command: MeetingCommand): Refusal | undefined {
  return meetingLifecycle.refusal(status, command);
}
