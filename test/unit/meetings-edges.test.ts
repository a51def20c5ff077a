import { describe, expect, test } from 'vitest';
import { plus } from '../../shared/kernel/time.ts';
import { meetingThing, toldMeeting } from '../../shared/meetings/kind.ts';
import { type Meeting, RecordMinutes } from '../../shared/meetings/meeting.ts';
import type { MeetingFact } from '../../shared/meetings/meeting-facts.ts';
import type { Recurrence } from '../../shared/meetings/recurrence.ts';
import {
  advanceMeeting,
  cancelMeeting,
  endSeries,
  nextMeetingMoment,
  scheduleMeeting,
} from '../../shared/meetings/run-meetings.ts';
import { Meetings } from '../../shared/meetings/streams.ts';
import { by, police, prosecutor } from '../support/consultation-samples.ts';
import { stateOf } from '../support/given.ts';
import { hour, id } from '../support/samples.ts';

const tuesdays: Recurrence = { every: 'week', weekday: 2, time: '14:00' };
const scheduled = (after?: string) =>
  scheduleMeeting(
    { title: 't', rule: tuesdays, parties: [prosecutor.agency], ...(after === undefined ? {} : { after }) },
    by(police, 1),
  ).facts[0]?.data;

test('a series begins after the moment that is named, and never before now', () => {
  const first = { meeting: { number: 1, meetsAt: '2026-11-24T06:00:00.000Z' } };
  expect(scheduled()).toMatchObject(first);
  expect(scheduled(hour(-24 * 30))).toMatchObject(first);
  expect(scheduled('2026-12-05T00:00:00.000Z')).toMatchObject({ meeting: { number: 1, meetsAt: '2026-12-08T06:00:00.000Z' } });
});

const facts = (decided: { readonly facts: readonly { readonly type: string }[] }) =>
  decided.facts.map((fact) => Meetings.fact.parse(fact));
const [begun] = facts(scheduleMeeting({ title: 't', rule: tuesdays, parties: [prosecutor.agency] }, by(police, 1)));
if (begun === undefined) throw new Error('no meeting');
const first = meeting();
const { meetsAt, minutesDueAt } = first;
const at = (now: string) => by(police, 1, { now });

function meeting(...more: readonly MeetingFact[]): Meeting {
  const state = begun === undefined ? undefined : stateOf(Meetings, begun, ...more);
  if (state === undefined) throw new Error('no meeting');
  return state;
}

describe('a meeting in time', () => {
  const types = (one: Meeting, now: string) => advanceMeeting(one, at(now)).map(({ type }) => type);

  test('the next meeting follows when one begins, and its minutes are missed when they are due', () => {
    expect(nextMeetingMoment(first)).toBe(meetsAt);
    expect(types(first, plus(meetsAt, -1))).toEqual([]);
    expect(types(first, meetsAt)).toEqual(['meeting.followed']);
    const followed = meeting(...advanceMeeting(first, at(meetsAt)));
    expect(nextMeetingMoment(followed)).toBe(minutesDueAt);
    expect(types(followed, plus(minutesDueAt, -1))).toEqual([]);
    expect(advanceMeeting(followed, at(minutesDueAt))).toEqual([
      { type: 'meeting.minutes-overdue', data: { at: minutesDueAt, dueAt: minutesDueAt } },
    ]);
    const missed = meeting(...advanceMeeting(first, at(meetsAt)), ...advanceMeeting(followed, at(minutesDueAt)));
    expect(nextMeetingMoment(missed)).toBeUndefined();
    expect(types(missed, plus(minutesDueAt, 1))).toEqual([]);
  });

  test('a cancelled meeting needs no minutes; the series goes on', () => {
    const cancelled = meeting(...facts(cancelMeeting(first, { reason: 'r' }, at(plus(meetsAt, -1)))));
    expect(types(cancelled, minutesDueAt)).toEqual(['meeting.followed']);
    expect(nextMeetingMoment(cancelled)).toBe(meetsAt);
    expect(cancelMeeting(cancelled, { reason: 'r' }, at(meetsAt))).toMatchObject({
      ...{ code: 'MEETING_STATE_FORBIDS', detail: { state: 'cancelled', command: 'cancel' } },
    });
  });
});

describe('the end of a series', () => {
  test('is its last meeting’s, once', () => {
    const ended = meeting(...facts(endSeries(first, { reason: 'r' }, at(meetsAt))));
    expect(endSeries(ended, { reason: 'r' }, at(meetsAt))).toEqual({ kind: 'acceptance', facts: [] });
    expect(nextMeetingMoment(ended)).toBe(minutesDueAt);
    const followed = meeting(...advanceMeeting(first, at(meetsAt)));
    expect(endSeries(followed, { reason: 'r' }, at(meetsAt))).toMatchObject({
      ...{ code: 'MEETING_STATE_FORBIDS', detail: { state: 'scheduled', command: 'endSeries', next: followed.followedBy } },
    });
  });
});

test('a meeting concerns those who meet, and its notices name the convener once', () => {
  const parties = [police.agency, prosecutor.agency];
  expect(meetingThing(first)).toEqual({ agencies: [police.agency], parties });
  expect(toldMeeting.about(first)).toEqual({ agencies: [police.agency], parties: [prosecutor.agency] });
});

test('minutes name each consultation once', () => {
  const one = id('cst', 1);
  const minutes = (...discussed: string[]) => RecordMinutes.safeParse({ minutes: 'm', discussed }).success;
  expect([minutes(), minutes(one, id('cst', 2)), minutes(one, one)]).toEqual([true, true, false]);
});
