import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, plus } from '../../shared/kernel/time.ts';
import { isWorkingDay } from '../../shared/kernel/working-days.ts';
import type { ProcedureClock, StartClock } from '../../shared/procedure-clocks/clock.ts';
import { clockKinds, type ExtensionGround, extensionGrounds } from '../../shared/procedure-clocks/kinds.ts';
import { clockMoment, clockNews, extended, newClock, stopped } from '../../shared/procedure-clocks/run-clocks.ts';
import { extensionDays, type TermBasis, termOf } from '../../shared/procedure-clocks/term.ts';
import { context, policy } from '../support/samples.ts';

/** Ten in the morning in Beijing. */
const on = (day: string) => `${day}T02:00:00.000Z`;
const figures = { now: on('2026-11-20'), policy };

function lastDay(kind: TermBasis['kind'], day: string, inCustody: boolean, ground?: ExtensionGround, asked?: number): string {
  const basis = { kind, from: on(day), inCustody };
  if (ground === undefined) return termOf(basis, figures).lastDay;
  const days = extensionDays(basis, ground, asked, figures);
  if (days === undefined) throw new Error('the law knows no such extension');
  return termOf({ ...basis, extension: { ground, days } }, figures).lastDay;
}

describe('the last day of a term', () => {
  test('three days from the detention, whose day does not count; a Saturday does not extend a detention', () => {
    expect(lastDay('arrest-request', '2026-11-20', true)).toBe('2026-11-23');
    expect(lastDay('arrest-request', '2026-11-18', true)).toBe('2026-11-21');
    expect(lastDay('arrest-request', '2026-09-30', true)).toBe('2026-10-03');
  });

  test('one to four days more in special circumstances, thirty in all for roaming, repeated or gang crime', () => {
    expect(lastDay('arrest-request', '2026-11-18', true, 'special', 1)).toBe('2026-11-22');
    expect(lastDay('arrest-request', '2026-11-18', true, 'special')).toBe('2026-11-25');
    for (const ground of ['roaming', 'repeated', 'gang'] as const)
      expect(lastDay('arrest-request', '2026-11-18', true, ground)).toBe('2026-12-18');
  });

  test('seven days for the decision on arrest of a detained suspect, fifteen otherwise, twenty in a complex case', () => {
    expect(lastDay('arrest-decision', '2026-11-21', true)).toBe('2026-11-28');
    expect(lastDay('arrest-decision', '2026-11-02', false)).toBe('2026-11-17');
    expect(lastDay('arrest-decision', '2026-11-03', false, 'complex')).toBe('2026-11-23');
  });

  test('a last day that is a holiday moves to the first working day, if the suspect is not in custody', () => {
    expect(lastDay('arrest-decision', '2026-09-18', false)).toBe('2026-10-08');
    expect(lastDay('reconsideration', '2026-11-21', false)).toBe('2026-11-30');
    expect(lastDay('prosecution-review', '2026-11-05', false)).toBe('2026-12-07');
    expect(lastDay('prosecution-review', '2026-11-05', true)).toBe('2026-12-05');
  });

  test('the last day of a month is the day of the same number, or the last day of the month', () => {
    expect(lastDay('prosecution-review', '2027-01-31', true)).toBe('2027-02-28');
    expect(lastDay('prosecution-review', '2027-01-30', true)).toBe('2027-02-28');
    expect(lastDay('supplement', '2027-02-28', true)).toBe('2027-03-31');
    expect(lastDay('supplement', '2026-12-15', true)).toBe('2027-01-15');
    expect(lastDay('prosecution-review', '2026-11-05', true, 'complex')).toBe('2026-12-20');
  });

  test('is that of Beijing: late in the evening of the 19th in London it is the 20th', () => {
    expect(termOf({ kind: 'arrest-request', from: '2026-11-19T20:00:00.000Z', inCustody: true }, figures)).toEqual({
      lastDay: '2026-11-23',
      endsAt: '2026-11-23T16:00:00.000Z',
      warnAt: '2026-11-22T16:00:00.000Z',
    });
  });

  test('a last day that is New Year of a year not announced yet moves for what is certain, says that it is provisional, and is announced earlier', () => {
    const term = termOf({ kind: 'supplement', from: on('2026-12-01'), inCustody: false }, figures);
    expect(term).toEqual({
      lastDay: '2027-01-04',
      endsAt: '2027-01-04T16:00:00.000Z',
      warnAt: plus('2027-01-04T16:00:00.000Z', -6 * DAY),
      provisional: true,
    });
    expect(termOf({ kind: 'supplement', from: on('2026-12-01'), inCustody: true }, figures)).toMatchObject({
      lastDay: '2027-01-01',
    });
    expect(termOf({ kind: 'supplement', from: on('2026-12-01'), inCustody: true }, figures)).not.toHaveProperty('provisional');
    expect(termOf({ kind: 'supplement', from: on('2026-11-18'), inCustody: false }, figures)).not.toHaveProperty('provisional');
  });

  test('longer terms are announced three days ahead', () => {
    const { endsAt, warnAt } = termOf({ kind: 'prosecution-review', from: on('2026-11-05'), inCustody: true }, figures);
    expect(warnAt).toBe(plus(endsAt, -3 * DAY));
  });
});

function started(
  input: Partial<StartClock> = {},
  clocks: readonly ProcedureClock[] = [],
  now = on('2026-11-20'),
): ProcedureClock {
  const clock = newClock(
    clocks,
    { kind: 'prosecution-review', from: now, inCustody: true, ...input } as StartClock,
    context({ now }),
  );
  if (clock.kind === 'refusal') throw new Error(clock.code);
  return clock.value;
}

describe('a clock', () => {
  test('a clock does not start in the future, and not twice for the same', () => {
    const now = on('2026-11-20');
    const input = { kind: 'reconsideration', from: now, inCustody: false } as const;
    expect(newClock([], { ...input, from: plus(now, DAY) }, context({ now }))).toMatchObject({ code: 'TIME_IN_FUTURE' });
    expect(newClock([started({ kind: 'reconsideration' })], input, context({ now }))).toMatchObject({ code: 'CLOCK_RUNNING' });
    expect(newClock([started({ kind: 'supplement' })], input, context({ now }))).toMatchObject({ kind: 'found' });
  });

  test('a clock that ran out and was not stopped blocks the next, as a running one does', () => {
    const now = on('2026-12-20');
    const input = { kind: 'reconsideration', from: now, inCustody: false } as const;
    const out = { ...started({ kind: 'reconsideration' }), expired: true };
    expect(newClock([out], input, context({ now }))).toMatchObject({ code: 'CLOCK_RUNNING' });
    for (const outcome of ['done', 'void'] as const)
      expect(newClock([{ ...out, stoppedAt: now, outcome }], input, context({ now }))).toMatchObject({ kind: 'found' });
  });

  test('a clock of supplementary investigation runs twice at most; one set by mistake does not count', () => {
    const now = on('2026-11-20');
    const once = { ...started({ kind: 'supplement' }), stoppedAt: now, outcome: 'done' as const };
    const mistake = { ...once, outcome: 'void' as const };
    const again = { kind: 'supplement', from: now, inCustody: true } as const;
    expect(newClock([once, mistake], again, context({ now }))).toMatchObject({ kind: 'found' });
    expect(newClock([once, once], again, context({ now }))).toMatchObject({ code: 'SUPPLEMENTS_USED_UP', detail: { limit: 2 } });
  });

  test('is lengthened only as the law says', () => {
    const ctx = context({ now: on('2026-11-20') });
    const reason = 'r';
    const detained = started({ kind: 'arrest-request' });
    expect(extended(detained, { ground: 'special', days: 4, reason }, ctx)).toMatchObject({ value: { lastDay: '2026-11-27' } });
    expect(extended(detained, { ground: 'special', days: 5, reason }, ctx)).toMatchObject({
      code: 'CLOCK_EXTENSION_NOT_ALLOWED',
    });
    expect(extended(detained, { ground: 'complex', reason }, ctx)).toMatchObject({ code: 'CLOCK_EXTENSION_NOT_ALLOWED' });
    const decision = started({ kind: 'arrest-decision', inCustody: true });
    expect(extended(decision, { ground: 'complex', reason }, ctx)).toMatchObject({ code: 'CLOCK_EXTENSION_NOT_ALLOWED' });
    const longer = {
      ...started(),
      extension: { ground: 'complex' as const, days: 15 },
      ...termOf({ ...started(), extension: { ground: 'complex', days: 15 } }, ctx),
    };
    expect(extended(longer, { ground: 'complex', reason }, ctx)).toMatchObject({ code: 'CLOCK_EXTENSION_NOT_ALLOWED' });
    expect(extended(detained, { ground: 'gang', reason }, context({ now: detained.endsAt }))).toMatchObject({
      code: 'TERM_EXPIRED',
    });
    expect(extended({ ...detained, stoppedAt: ctx.now }, { ground: 'gang', reason }, ctx)).toMatchObject({
      code: 'CLOCK_STOPPED',
    });
  });

  test('is stopped once, and late after its end', () => {
    const clock = started({ kind: 'arrest-request' });
    expect(stopped(clock, { outcome: 'done' }, context({ now: plus(clock.endsAt, -1) }))).toMatchObject({
      value: { late: false },
    });
    expect(stopped(clock, { outcome: 'done' }, context({ now: clock.endsAt }))).toMatchObject({ value: { late: true } });
    expect(stopped({ ...clock, stoppedAt: clock.endsAt }, { outcome: 'void' }, context())).toMatchObject({
      code: 'CLOCK_STOPPED',
    });
  });
});

describe('with any setting of a clock', () => {
  const day = fc.integer({ min: 0, max: 1_500 }).map((n) => plus(on('2026-01-01'), n * DAY));
  const basis = fc.record({ kind: fc.constantFrom(...clockKinds), from: day, inCustody: fc.boolean() });

  test('it ends at a midnight of Beijing after it began, is announced before, and never on a holiday unless in custody', () => {
    fc.assert(
      fc.property(basis, (one) => {
        const { endsAt, warnAt, lastDay: last } = termOf(one, figures);
        expect(endsAt.slice(11)).toBe('16:00:00.000Z');
        expect(endsAt > one.from && warnAt < endsAt).toBe(true);
        if (!one.inCustody) expect(isWorkingDay(last)).toBe(true);
      }),
    );
  });

  test('a later beginning never ends earlier, and a longer term never earlier than a shorter', () => {
    fc.assert(
      fc.property(basis, fc.nat(40), fc.constantFrom(...extensionGrounds), (one, days, ground) => {
        const later = termOf({ ...one, from: plus(one.from, days * DAY) }, figures);
        expect(later.endsAt >= termOf(one, figures).endsAt).toBe(true);
        const more = extensionDays(one, ground, undefined, figures);
        if (more !== undefined)
          expect(termOf({ ...one, extension: { ground, days: more } }, figures).endsAt >= termOf(one, figures).endsAt).toBe(true);
      }),
    );
  });

  test('its warning and its end are each noted once, even if the sweep runs rarely', () => {
    fc.assert(
      fc.property(basis, fc.array(fc.integer({ min: 0, max: 12 * DAY }), { minLength: 1, maxLength: 20 }), (one, looks) => {
        let clock: ProcedureClock = { n: 1, ...one, ...termOf(one, figures), warned: false, expired: false };
        let now = one.from;
        const said: string[] = [];
        for (const wait of looks) {
          now = plus(now, wait);
          const news = clockNews(clock, now);
          if (news !== undefined) {
            said.push(news);
            clock = news === 'warned' ? { ...clock, warned: true } : { ...clock, expired: true };
          }
          expect(clockNews(clock, now)).toBeUndefined();
          const moment = clockMoment(clock);
          if (moment !== undefined) expect(moment > now).toBe(true);
        }
        expect(new Set(said).size).toBe(said.length);
      }),
    );
  });
});
