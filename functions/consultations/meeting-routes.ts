import * as z from 'zod';
import { ConsultationEntry } from '../../shared/consultations/answers.ts';
import { Reason } from '../../shared/consultations/model.ts';
import { defineRoutes } from '../../shared/http/define-routes.ts';
import { PageQuery, pageOf } from '../../shared/http/lists.ts';
import { MeetingId } from '../../shared/kernel/ids.ts';
import { statesFor } from '../../shared/kernel/lifecycle.ts';
import { RecordMinutes, ScheduleMeeting } from '../../shared/meetings/meeting.ts';
import { meetingLifecycle } from '../../shared/meetings/meeting-lifecycle.ts';
import { MeetingView } from '../../shared/meetings/views.ts';
import * as examples from './examples.ts';
import { SeatsQuery } from './seats-query.ts';

const Of = z.strictObject({ meetingId: MeetingId });

/** The common parts of every command on a meeting. */
const on = { method: 'POST', tag: 'meetings', params: Of, ifMatch: true, answers: { 200: MeetingView } } as const;

export const meetingRoutes = defineRoutes({
  scheduleMeeting: {
    method: 'POST',
    path: '/v1/meetings',
    summary: 'Set up a periodic meeting; each is followed by the next',
    tag: 'meetings',
    access: { action: 'meeting.schedule' },
    body: ScheduleMeeting,
    answers: { 201: MeetingView },
    refusals: ['PARTY_TWICE', 'AGENCY_UNKNOWN', 'AGENCY_UNFIT'],
    example: examples.meetingExample,
  },
  getMeeting: {
    method: 'GET',
    path: '/v1/meetings/{meetingId}',
    summary: 'Read a meeting, with its minutes',
    tag: 'meetings',
    access: { action: 'meeting.read' },
    params: Of,
    answers: { 200: MeetingView },
    refusals: [],
  },
  listMeetings: {
    method: 'GET',
    path: '/v1/meetings',
    summary: "List the agency's meetings, the last one set up first; all of them, or those to come",
    tag: 'meetings',
    access: { action: 'meeting.list' },
    query: SeatsQuery,
    answers: { 200: pageOf(MeetingView) },
    refusals: [],
  },
  getAgenda: {
    method: 'GET',
    path: '/v1/meetings/{meetingId}/agenda',
    summary: 'Read the agenda: the open consultations that the caller and the convener have in common',
    tag: 'meetings',
    access: { action: 'meeting.read' },
    params: Of,
    query: PageQuery,
    answers: { 200: pageOf(ConsultationEntry) },
    refusals: [],
  },
  recordMinutes: {
    ...on,
    path: '/v1/meetings/{meetingId}/minutes',
    summary: 'Record the minutes of a meeting that was held',
    access: { action: 'meeting.run' },
    during: statesFor(meetingLifecycle, 'recordMinutes'),
    body: RecordMinutes,
    refusals: ['MEETING_STATE_FORBIDS', 'MEETING_NOT_BEGUN'],
    example: examples.minutesExample,
  },
  cancelMeeting: {
    ...on,
    path: '/v1/meetings/{meetingId}/cancel',
    summary: 'Cancel this meeting; the series goes on',
    access: { action: 'meeting.run' },
    during: statesFor(meetingLifecycle, 'cancel'),
    body: Reason,
    refusals: ['MEETING_STATE_FORBIDS'],
    example: examples.reasonExample,
  },
  endMeetings: {
    ...on,
    path: '/v1/meetings/{meetingId}/end-series',
    summary: 'End the series with this meeting',
    access: { action: 'meeting.run' },
    during: statesFor(meetingLifecycle, 'endSeries'),
    body: Reason,
    refusals: ['MEETING_STATE_FORBIDS'],
    example: examples.reasonExample,
  },
});
