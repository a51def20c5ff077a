import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beijingDay } from '../../shared/kernel/beijing.ts';
import { accept } from '../../shared/kernel/decision.ts';
import { DAY, HOUR, plus } from '../../shared/kernel/time.ts';
import { isWorkingDay } from '../../shared/kernel/working-days.ts';
import type { Meeting, ScheduleMeeting } from '../../shared/meetings/meeting.ts';
import type { MeetingFact } from '../../shared/meetings/meeting-facts.ts';
import { nextOccurrence, type Recurrence } from '../../shared/meetings/recurrence.ts';
import {
  advanceMeeting,
  cancelMeeting,
  endSeries,
  followingMeeting,
  nextMeetingMoment,
  recordMinutes,
  scheduleMeeting,
} from '../../shared/meetings/run-meetings.ts';
import { Meetings } from '../../shared/meetings/streams.ts';
import { by, judge, police, prosecutor } from '../support/consultation-samples.ts';
import { given, stateOf } from '../support/given.ts';
import { context, T0 } from '../support/samples.ts';

const tuesdays: Recurrence = { every: 'week', weekday: 2, time: '14:00' };

/** The day and time in Beijing. */
const inBeijing = (at: string) => plus(at, 8 * HOUR).slice(0, 16);

describe('meetings recur', () => {
  test('each week on their day', () => {
    expect(inBeijing(nextOccurrence(tuesdays, T0))).toBe('2026-11-24T14:00');
    expect(inBeijing(nextOccurrence(tuesdays, '2026-11-24T05:59:59.000Z'))).toBe('2026-11-24T14:00');
    expect(inBeijing(nextOccurrence(tuesdays, '2026-11-24T06:00:00.000Z'))).toBe('2026-12-01T14:00');
    expect(inBeijing(nextOccurrence({ ...tuesdays, weekday: 7 }, '2026-11-20T00:00:00.000Z'))).toBe('2026-11-23T14:00');
  });

  test('each month on a day, the last where it is shorter', () => {
    const monthly: Recurrence = { every: 'month', day: 31, time: '09:30' };
    expect(inBeijing(nextOccurrence(monthly, T0))).toBe('2026-11-30T09:30');
    expect(inBeijing(nextOccurrence(monthly, '2026-12-01T00:00:00.000Z'))).toBe('2026-12-31T09:30');
  });

  test('a meeting is not on a holiday, but on the first working day after it, once', () => {
    const thursdays: Recurrence = { every: 'week', weekday: 4, time: '10:00' };
    expect(inBeijing(nextOccurrence(thursdays, '2026-09-30T00:00:00.000Z'))).toBe('2026-10-08T10:00');
    expect(inBeijing(nextOccurrence(thursdays, '2026-10-08T02:00:00.000Z'))).toBe('2026-10-15T10:00');
  });

  test('always later, always on a working day, never more than a break and a period apart', () => {
    const rule = fc.oneof(
      fc.record({
        every: fc.constant('week' as const),
        weekday: fc.integer({ min: 1, max: 7 }),
        time: fc.constantFrom('00:00', '09:30', '23:59'),
      }),
      fc.record({
        every: fc.constant('month' as const),
        day: fc.integer({ min: 1, max: 31 }),
        time: fc.constantFrom('00:00', '14:00'),
      }),
    );
    fc.assert(
      fc.property(rule, fc.nat(900 * 24), (one, hours) => {
        const after = plus('2025-01-01T00:00:00.000Z', hours * HOUR);
        const next = nextOccurrence(one, after);
        expect(next > after).toBe(true);
        expect(isWorkingDay(beijingDay(next))).toBe(true);
        expect(next <= plus(after, 45 * DAY)).toBe(true);
        expect(nextOccurrence(one, plus(next, -1))).toBe(next);
      }),
    );
  });
});

const input: ScheduleMeeting = { title: '联席例会', parties: [prosecutor.agency, judge.agency], rule: tuesdays };

function scheduled(): MeetingFact {
  const [fact] = scheduleMeeting(input, by(police)).facts;
  if (fact === undefined) throw new Error('no meeting');
  return fact;
}

const first = stateOf(Meetings, scheduled());
if (first === undefined) throw new Error('no meeting');
const { meetsAt, minutesDueAt } = first;
const at = (now: string) => by(police, 1, { now });

describe('a meeting', () => {
  test('is the first of its series, and names each agency once', () => {
    given(Meetings)
      .when(() => scheduleMeeting(input, by(police)))
      .thenFacts({
        type: 'meeting.scheduled',
        data: { meeting: { number: 1, parties: [police.agency, prosecutor.agency, judge.agency] } },
      })
      .thenState({ status: 'scheduled', meetsAt: '2026-11-24T06:00:00.000Z' });
    given(Meetings)
      .when(() => scheduleMeeting({ ...input, parties: [police.agency] }, by(police)))
      .thenRefused('PARTY_TWICE');
  });

  test('has minutes once it has begun, and once', () => {
    const minutes = { minutes: '议定三项', discussed: [] };
    given(Meetings, scheduled())
      .when((state) => recordMinutes(state, minutes, at(plus(meetsAt, -1))))
      .thenRefused('MEETING_NOT_BEGUN', { meetsAt });
    const held = given(Meetings, scheduled())
      .when((state) => recordMinutes(state, minutes, at(meetsAt)))
      .thenFacts({ type: 'meeting.held' });
    const [fact] = held.decision.facts;
    given(Meetings, scheduled(), Meetings.fact.parse(fact))
      .when((state) => recordMinutes(state, minutes, at(meetsAt)))
      .thenRefused('MEETING_STATE_FORBIDS');
  });

  test('is followed by the next when its time comes, once', () => {
    const due = (state: Meeting) => accept(...advanceMeeting(state, at(meetsAt)));
    const followed = given(Meetings, scheduled())
      .when(due)
      .thenFacts({ type: 'meeting.followed', data: { meetsAt: '2026-12-01T06:00:00.000Z' } });
    const facts = followed.decision.facts.map((fact) => Meetings.fact.parse(fact));
    given(Meetings, scheduled(), ...facts)
      .when(due as never)
      .thenNothing();
    const [fact] = facts;
    if (fact?.type !== 'meeting.followed') throw new Error('no next meeting');
    expect(followingMeeting(first, fact, { now: meetsAt })).toMatchObject({
      type: 'meeting.scheduled',
      data: { meeting: { meetingId: fact.data.next, series: first.series, number: 2, parties: first.parties } },
    });
  });

  test('after an outage is followed by the next to come, and its missing minutes are said once', () => {
    const late = plus(meetsAt, 30 * DAY);
    const both = given(Meetings, scheduled())
      .when((state) => accept(...advanceMeeting(state, at(late))))
      .thenFacts(
        { type: 'meeting.followed', data: { meetsAt: nextOccurrence(tuesdays, late) } },
        { type: 'meeting.minutes-overdue', data: { dueAt: minutesDueAt } },
      );
    const after = stateOf(Meetings, scheduled(), ...both.decision.facts.map((fact) => Meetings.fact.parse(fact)));
    if (after === undefined) throw new Error('no meeting');
    expect(advanceMeeting(after, at(plus(late, 99 * DAY)))).toEqual([]);
    expect(nextMeetingMoment(after)).toBeUndefined();
  });

  test('a meeting that is cancelled is still followed by the next, unless the series ends', () => {
    const cancelled = cancelMeeting(first, { reason: '假期' }, by(police)).facts;
    const ended = endSeries(first, { reason: '改为专班' }, by(police)).facts;
    given(Meetings, scheduled(), ...cancelled)
      .when((state) => accept(...(state === undefined ? [] : advanceMeeting(state, at(meetsAt)))))
      .thenFacts({ type: 'meeting.followed' });
    given(Meetings, scheduled(), ...ended)
      .when((state) => accept(...(state === undefined ? [] : advanceMeeting(state, at(meetsAt)))))
      .thenNothing();
    const followed = advanceMeeting(first, context({ now: meetsAt }));
    given(Meetings, scheduled(), ...followed)
      .when((state) => (state === undefined ? accept() : endSeries(state, { reason: 'r' }, by(police))))
      .thenRefused('MEETING_STATE_FORBIDS');
  });
});
