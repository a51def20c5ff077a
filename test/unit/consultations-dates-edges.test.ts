import { describe, expect, test } from 'vitest';
import { extendClock, startClock, stopClock } from '../../shared/consultations/clocks.ts';
import { type Consultation, consultationStatuses, isOpen } from '../../shared/consultations/consultation.ts';
import { advanceConsultation, isUnsettled, nextConsultationMoment, ranOut } from '../../shared/consultations/deadlines.ts';
import { opinionId } from '../../shared/consultations/opinion.ts';
import { Seats, seatId } from '../../shared/consultations/seats.ts';
import { Consultations } from '../../shared/consultations/streams.ts';
import type { ProcedureClock } from '../../shared/procedure-clocks/clock.ts';
import { caseIdOf } from '../support/case-samples.ts';
import {
  by,
  caseId,
  cases,
  consultationWith,
  judge,
  outsider,
  played,
  police,
  prosecutor,
  steps,
  suspect,
  victim,
} from '../support/consultation-samples.ts';
import { context, hour, id } from '../support/samples.ts';

const convened = consultationWith(...played());
const accepted = consultationWith(...played(steps.accepted()));
const starting = (state: Consultation, over: object = {}, actor = police) =>
  startClock(state, { kind: 'arrest-request', from: hour(0), ...over }, cases, by(actor, 2));
const running = consultationWith(...played(steps.accepted(), (state) => starting(state, { suspect })));
const clockOf = (state: Consultation): ProcedureClock => {
  const [clock] = state.clocks;
  if (clock === undefined) throw new Error('a clock runs');
  return clock;
};
const request = (n: number, over: Partial<Consultation['evidenceRequests'][number]> = {}) => ({
  ...{ n, by: police.agency, from: prosecutor.agency, text: '流水', askedAt: hour(3), dueAt: hour(9) },
  ...{ overdue: false, status: 'open' as const, ...over },
});
const action = (n: number, over: Partial<Consultation['actions'][number]> = {}) => ({
  ...{ n, text: 't', owner: police.agency, dueAt: hour(8), round: 1, overdue: false, ...over },
});
const done = { by: { agency: police.agency, subject: 'he' }, at: hour(5), late: false };
const due = (state: Consultation, now: string) => advanceConsultation(state, context({ now }));
const invitedUntil = convened.parties.find(({ answer }) => answer === 'invited')?.dueAt ?? '';

describe('what has run out', () => {
  test('is seen by a party as a whole, the oldest first, and by an agency that was asked as far as it was asked', () => {
    const state: Consultation = {
      ...running,
      evidenceRequests: [request(1), request(2, { status: 'answered' }), request(3, { dueAt: hour(900) })],
      actions: [action(1), action(2, { done }), action(3, { dueAt: hour(7) })],
    };
    const { endsAt } = clockOf(running);
    const now = hour(300);
    const all = [
      { what: 'action', dueAt: hour(7) },
      { what: 'action', dueAt: hour(8) },
      { what: 'evidence', dueAt: hour(9) },
      ...[
        { what: 'invitation', dueAt: invitedUntil },
        { what: 'clock', dueAt: endsAt },
      ].toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1)),
    ];
    expect(ranOut(state, police.agency, now)).toEqual(all);
    expect(ranOut(state, judge.agency, now)).toEqual([{ what: 'invitation', dueAt: invitedUntil }]);
    expect(ranOut(state, outsider.agency, now)).toEqual([]);
    expect(ranOut(state, police.agency, hour(7))).toEqual([{ what: 'action', dueAt: hour(7) }]);
    expect(ranOut(convened, prosecutor.agency, now)).toEqual([{ what: 'invitation', dueAt: invitedUntil }]);
  });

  test('is only the term of procedure once the consultation is over, until it is stopped', () => {
    const over: Consultation = {
      ...{ ...running, status: 'closed', evidenceRequests: [request(1)], actions: [action(1)] },
    };
    expect(ranOut(over, police.agency, hour(300))).toEqual([{ what: 'clock', dueAt: clockOf(running).endsAt }]);
    const stopped = { ...over, clocks: [{ ...clockOf(over), stoppedAt: hour(9) }] };
    expect(ranOut(stopped, police.agency, hour(300))).toEqual([]);
    const following: Consultation = { ...over, status: 'following-up', parties: over.parties.slice(0, 2), clocks: [] };
    expect(ranOut(following, police.agency, hour(300))).toEqual([{ what: 'action', dueAt: hour(8) }]);
  });

  test('and what is open stands on the lists of the parties', () => {
    const unsettled = (status: Consultation['status'], ...stoppedAt: (string | undefined)[]) =>
      isUnsettled({
        status,
        clocks: stoppedAt.map((at) => ({ ...clockOf(running), ...(at === undefined ? {} : { stoppedAt: at }) })),
      });
    expect(consultationStatuses.map((one) => isOpen(one))).toEqual([...[true, true, true, false, false]]);
    expect([unsettled('deliberating'), unsettled('closed'), unsettled('withdrawn')]).toEqual([true, false, false]);
    expect([unsettled('closed', undefined), unsettled('closed', hour(9)), unsettled('closed', hour(9), undefined)]).toEqual([
      ...[true, false, true],
    ]);
  });
});

describe('the dates of a consultation', () => {
  test('of an invitation are noted once for each agency that has not answered', () => {
    const facts = due(convened, invitedUntil);
    expect(facts).toStrictEqual(
      [prosecutor, judge].map(({ agency }) => ({
        type: 'consultation.invitation-overdue',
        data: { at: invitedUntil, agency, dueAt: invitedUntil },
      })),
    );
    const one = facts.slice(0, 1).reduce((state, fact) => Consultations.evolve(state, fact), convened);
    expect(one.parties.map(({ overdue }) => overdue)).toEqual([undefined, true, undefined]);
    expect(one.touchedAt).toBe(convened.touchedAt);
    expect(due(one, invitedUntil).map(({ data }) => ('agency' in data ? data.agency : ''))).toEqual([judge.agency]);
    const withdrawn: Consultation = { ...convened, status: 'withdrawn' };
    expect([due(withdrawn, invitedUntil), nextConsultationMoment(withdrawn)]).toEqual([[], undefined]);
  });

  test('of evidence and actions count in their states alone', () => {
    const { parties } = accepted;
    const state: Consultation = {
      ...{ ...accepted, parties: parties.slice(0, 2), evidenceRequests: [request(1), request(2, { status: 'dropped' })] },
      actions: [action(1), action(2, { done }), action(3, { overdue: true })],
    };
    const types = (status: Consultation['status']) => due({ ...state, status }, hour(9)).map(({ type }) => type.slice(13));
    expect(types('following-up')).toEqual(['action-overdue']);
    expect(types('closed')).toEqual([]);
    expect(types('withdrawn')).toEqual([]);
    expect(nextConsultationMoment({ ...state, status: 'following-up' })).toBe(hour(8));
    expect(nextConsultationMoment({ ...state, status: 'closed' })).toBeUndefined();
    expect(due({ ...state, status: 'following-up' }, hour(9))).toStrictEqual([
      { type: 'consultation.action-overdue', data: { at: hour(9), n: 1, owner: police.agency, dueAt: hour(8) } },
    ]);
  });

  test('of a clock that is over are none', () => {
    const expired = { ...clockOf(running), warned: true, expired: true };
    const state: Consultation = { ...running, status: 'closed', clocks: [expired] };
    expect([nextConsultationMoment(state), due(state, hour(900))]).toEqual([undefined, []]);
  });

  test('of a provisional clock settle, and its warning holds where the day stayed', () => {
    const guessed: ProcedureClock = {
      ...clockOf(running),
      ...{ kind: 'supplement', from: '2026-09-01T02:00:00.000Z', inCustody: false, provisional: true, warned: true },
      ...{ lastDay: '2026-10-05', endsAt: '2026-10-05T16:00:00.000Z', warnAt: '2026-09-29T16:00:00.000Z' },
    };
    const settledFrom = (clock: ProcedureClock) => {
      const state: Consultation = { ...running, status: 'closed', clocks: [clock] };
      const facts = due(state, '2026-10-05T16:00:00.000Z');
      return {
        facts: facts.map(({ type }) => type.slice(13)),
        after: facts.reduce((one, fact) => Consultations.evolve(one, fact), state),
      };
    };
    const moved = settledFrom(guessed);
    expect(moved.after.clocks).toMatchObject([{ lastDay: '2026-10-08', warned: moved.facts.includes('clock-warned') }]);
    const same = settledFrom({ ...guessed, lastDay: '2026-10-08' });
    expect(same.facts).toEqual(['clock-settled']);
    expect(same.after.clocks).toMatchObject([{ lastDay: '2026-10-08', warned: true, expired: false }]);
    const unwarned = settledFrom({ ...guessed, lastDay: '2026-10-08', warned: false });
    expect(unwarned.facts).toContain('clock-settled');
  });
});

describe('a procedure clock', () => {
  test('is about a suspect of one of the cases that the agency may know', () => {
    const paths = ['/suspect'];
    const unknown = { code: 'CASE_ITEM_UNKNOWN', detail: { paths } };
    expect(starting(accepted, { suspect: victim })).toMatchObject(unknown);
    expect(starting(accepted, { suspect }, outsider)).toMatchObject(unknown);
    const two: Consultation = { ...accepted, caseIds: [caseIdOf('cas', 9), caseId] };
    expect(starting(two, { suspect })).toMatchObject({ kind: 'acceptance' });
    expect(starting(running, { suspect })).toMatchObject({ code: 'CLOCK_RUNNING' });
  });

  test('says why it was stopped, if that is said', () => {
    const stopping = (over: object) => stopClock(running, { n: 1, outcome: 'void', ...over }, by(police, 20)).facts;
    expect(stopping({ reason: '释放' })).toMatchObject([{ data: { at: hour(20), n: 1, outcome: 'void', reason: '释放' } }]);
    expect(stopping({})[0]?.data).not.toHaveProperty('reason');
    const stopped = stopping({}).reduce((state, fact) => Consultations.evolve(state, fact), running);
    expect(stopped.clocks).toMatchObject([{ outcome: 'void', stoppedAt: hour(20) }]);
    expect(stopClock(stopped, { n: 1, outcome: 'done' }, by(police, 21))).toMatchObject({ code: 'CLOCK_STOPPED' });
    expect(extendClock(stopped, { n: 1, ground: 'special', reason: 'r' }, by(police, 21))).toMatchObject({
      code: 'CLOCK_STOPPED',
    });
  });

  test('that is over has expired, and is warned of anew when it is longer', () => {
    const at = { at: hour(90), n: 1, kind: 'arrest-request', lastDay: '2026-11-25', endsAt: hour(80) } as const;
    expect(Consultations.evolve(running, { type: 'consultation.clock-expired', data: at }).clocks).toMatchObject([
      { expired: true },
    ]);
    const warned: Consultation = { ...running, clocks: [{ ...clockOf(running), warned: true, provisional: true }] };
    const longer = (over: object) =>
      extendClock(warned, { n: 1, ground: 'special', reason: 'r', ...over }, by(police, 20)).facts.reduce(
        (state, fact) => Consultations.evolve(state, fact),
        warned,
      );
    expect(longer({}).clocks).toMatchObject([{ extension: { ground: 'special' }, warned: false }]);
    expect(longer({}).clocks[0]).not.toHaveProperty('provisional');
  });
});

describe('a seat', () => {
  const consultationId = id('cst', 1);
  const seat = { kind: 'consultation', of: consultationId, agency: judge.agency, since: hour(1), open: true } as const;
  const taken = { type: 'seat.taken', data: { at: hour(1), seat } } as const;
  const place = (over: object, at = 0) => {
    const sk = `${at}#${hour(1)}#${consultationId}`;
    return { listing: { pk: `consultation-seat#${judge.agency}`, sk }, ...over };
  };

  test('is taken, closed, opened again, and marked where something ran out', () => {
    const first = Seats.evolve(undefined, taken);
    expect(first).toStrictEqual(seat);
    const closed = Seats.evolve(first, { type: 'seat.closed', data: { at: hour(2) } });
    expect(closed).toStrictEqual({ ...seat, open: false });
    expect(Seats.evolve(closed, { type: 'seat.reopened', data: { at: hour(3) } })).toStrictEqual(seat);
    const noted = (overdue: boolean) => Seats.evolve(first, { type: 'seat.overdue-noted', data: { at: hour(3), overdue } });
    expect([noted(true), noted(false)]).toStrictEqual([
      { ...seat, overdue: true },
      { ...seat, overdue: false },
    ]);
    expect(() => Seats.evolve(undefined, { type: 'seat.closed', data: { at: hour(2) } })).toThrow('cannot be the first');
  });

  test('is found by its agency, the overdue apart, and among the open while it is open', () => {
    const sk = `0#${hour(1)}#${consultationId}`;
    const inbox = { pk: `open-consultation-seat#${judge.agency}`, sk };
    expect(Seats.index(seat)).toStrictEqual({ entries: place({ inbox }), card: { of: consultationId } });
    expect(Seats.index({ ...seat, open: false }).entries).toStrictEqual(place({}));
    expect(Seats.index({ ...seat, open: false, overdue: true }).entries).toStrictEqual(place({}, 1));
    expect([seatId(consultationId, 'x'), opinionId(consultationId, 2)]).toEqual([`${consultationId}:x`, `${consultationId}:2`]);
  });
});
