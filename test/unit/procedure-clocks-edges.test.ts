import { describe, expect, test } from 'vitest';
import { DAY, plus } from '../../shared/kernel/time.ts';
import type { ExtendClock, ProcedureClock, StartClock } from '../../shared/procedure-clocks/clock.ts';
import { clockMoment, clockNews, extended, newClock, settledTerm, stopped } from '../../shared/procedure-clocks/run-clocks.ts';
import { termOf } from '../../shared/procedure-clocks/term.ts';
import { caseIdOf } from '../support/case-samples.ts';
import { context, policy } from '../support/samples.ts';

/** Ten in the morning in Beijing. */
const on = (day: string) => `${day}T02:00:00.000Z`;
const at = (now: string) => context({ now });
const now = at(on('2026-11-20'));
const suspect = caseIdOf('itm', 2);
const other = caseIdOf('itm', 3);

const starting = (input: StartClock, clocks: readonly ProcedureClock[] = []) => newClock(clocks, input, now);
function clock(input: StartClock, over: Partial<ProcedureClock> = {}): ProcedureClock {
  const made = starting(input);
  if (made.kind === 'refusal') throw new Error(made.code);
  return { ...made.value, ...over };
}
const arrest: StartClock = { kind: 'arrest-request', suspect, from: on('2026-11-18') };
const supplement: StartClock = { kind: 'supplement', suspect, from: on('2026-11-18'), inCustody: true };
const review: StartClock = { kind: 'prosecution-review', from: on('2026-11-18'), inCustody: false };
const end = '2026-11-21T16:00:00.000Z';

describe('a new clock', () => {
  test('of a request for arrest runs while the suspect is detained', () => {
    expect(starting(arrest)).toStrictEqual({
      kind: 'found',
      value: {
        ...{ n: 1, kind: 'arrest-request', suspect, from: on('2026-11-18'), inCustody: true },
        ...{ lastDay: '2026-11-21', endsAt: end, warnAt: plus(end, -DAY), warned: false, expired: false },
      },
    });
  });

  test('of the case as a whole is of no suspect, and takes custody as it is told', () => {
    expect(clock(review)).not.toHaveProperty('suspect');
    expect(clock(review)).toMatchObject({ inCustody: false });
    expect(clock({ ...review, inCustody: true })).toMatchObject({ inCustody: true });
  });

  test('does not begin ahead', () => {
    expect(starting({ ...arrest, from: on('2026-11-21') })).toMatchObject({
      code: 'TIME_IN_FUTURE',
      detail: { paths: ['/from'] },
    });
  });

  test('is the only one of its kind that runs for its suspect', () => {
    const running = clock(arrest);
    const stoppedAt = on('2026-11-19');
    expect(starting(arrest, [running])).toMatchObject({ code: 'CLOCK_RUNNING' });
    expect(starting(arrest, [{ ...running, expired: true }])).toMatchObject({ code: 'CLOCK_RUNNING' });
    expect(starting({ ...arrest, suspect: other }, [running])).toMatchObject({ value: { n: 2, suspect: other } });
    expect(starting(supplement, [running])).toMatchObject({ value: { n: 2 } });
    expect(starting(arrest, [{ ...running, stoppedAt, outcome: 'done' }])).toMatchObject({ value: { n: 2 } });
  });

  test('of a supplementary investigation begins twice at most; a void one does not count', () => {
    const done = clock(supplement, { stoppedAt: on('2026-11-19'), outcome: 'done' });
    const isVoid: ProcedureClock = { ...done, outcome: 'void' };
    expect(starting(supplement, [done, isVoid, isVoid])).toMatchObject({ value: { n: 4 } });
    expect(starting(supplement, [done, done])).toMatchObject({ code: 'SUPPLEMENTS_USED_UP', detail: { limit: 2 } });
    expect(starting({ ...supplement, suspect: other }, [done, done])).toMatchObject({ value: { n: 3 } });
    const reviewed = clock(review, { stoppedAt: on('2026-11-19'), outcome: 'done' });
    expect(starting(review, [reviewed, reviewed])).toMatchObject({ value: { n: 3 } });
  });
});

describe('an extension', () => {
  const extending = (input: Partial<ExtendClock>, one = clock(arrest), moment = now) =>
    extended(one, { ground: 'special', reason: 'r', ...input }, moment);
  const notAllowed = (path: string) => ({ code: 'CLOCK_EXTENSION_NOT_ALLOWED', detail: { paths: [path] } });

  test('gives the days asked for, or all that the law knows, and a new end', () => {
    expect(extending({ days: 1 })).toStrictEqual({
      kind: 'found',
      value: {
        ...{ extension: { ground: 'special', days: 1 }, lastDay: '2026-11-22' },
        ...{ endsAt: plus(end, DAY), warnAt: end },
      },
    });
    expect(extending({})).toMatchObject({ value: { extension: { days: 4 }, lastDay: '2026-11-25' } });
  });

  test('of more days than the law gives is wrong in its days', () => {
    expect(extending({ days: 5 })).toMatchObject(notAllowed('/days'));
  });

  test('on a ground that the law does not know is wrong in its ground, with days or without', () => {
    expect(extending({ ground: 'complex' })).toMatchObject(notAllowed('/ground'));
    expect(extending({ ground: 'complex', days: 1 })).toMatchObject(notAllowed('/ground'));
    const decision = clock({ kind: 'arrest-decision', suspect, from: on('2026-11-18'), inCustody: true });
    expect(extending({ ground: 'complex' }, decision)).toMatchObject(notAllowed('/ground'));
  });

  test('makes the term longer, or is none', () => {
    expect(extending({ ground: 'gang', days: 3 })).toMatchObject(notAllowed('/days'));
    expect(extending({ ground: 'gang', days: 4 })).toMatchObject({ value: { lastDay: '2026-11-22' } });
    const longer = clock(arrest, { endsAt: '2027-01-01T16:00:00.000Z' });
    expect(extending({ ground: 'gang' }, longer)).toMatchObject(notAllowed('/ground'));
  });

  test('comes before the end, of a clock that was not stopped', () => {
    expect(extending({}, clock(arrest), at(plus(end, -1)))).toMatchObject({ kind: 'found' });
    expect(extending({}, clock(arrest), at(end))).toMatchObject({ code: 'TERM_EXPIRED' });
    expect(extending({}, clock(arrest, { expired: true }))).toMatchObject({ code: 'TERM_EXPIRED' });
    expect(extending({}, clock(arrest, { stoppedAt: on('2026-11-19') }))).toMatchObject({ code: 'CLOCK_STOPPED' });
  });
});

describe('a clock that is stopped', () => {
  const stopping = (outcome: 'done' | 'void', moment: string, over: Partial<ProcedureClock> = {}) =>
    stopped(clock(arrest, over), { outcome }, at(moment));

  test('is late if its task was done at the end or after it; what is void is not late', () => {
    expect(stopping('done', plus(end, -1))).toStrictEqual({ kind: 'found', value: { outcome: 'done', late: false } });
    expect(stopping('done', end)).toStrictEqual({ kind: 'found', value: { outcome: 'done', late: true } });
    expect(stopping('void', plus(end, DAY))).toStrictEqual({ kind: 'found', value: { outcome: 'void', late: false } });
  });

  test('stays so', () => {
    expect(stopping('done', end, { stoppedAt: on('2026-11-19') })).toMatchObject({ code: 'CLOCK_STOPPED' });
  });
});

describe('the facts of a clock', () => {
  const running = clock(arrest);
  const warned = { ...running, warned: true };

  test('a clock gives a warning, then its end, and nothing once it is stopped or has given its end', () => {
    expect(clockMoment(running)).toBe(plus(end, -DAY));
    expect(clockMoment(warned)).toBe(end);
    expect(clockMoment({ ...warned, expired: true })).toBeUndefined();
    expect(clockMoment({ ...running, stoppedAt: on('2026-11-19') })).toBeUndefined();
  });

  test('a clock gives each fact at its moment and not before; after the end it gives no warning', () => {
    expect(clockNews(running, plus(end, -DAY - 1))).toBeUndefined();
    expect(clockNews(running, plus(end, -DAY))).toBe('warned');
    expect(clockNews(running, end)).toBe('expired');
    expect(clockNews(warned, plus(end, -1))).toBeUndefined();
    expect(clockNews(warned, end)).toBe('expired');
    expect(clockNews({ ...warned, expired: true }, plus(end, DAY))).toBeUndefined();
  });
});

describe('a provisional clock', () => {
  const guessed = clock(review, { provisional: true });

  test('settles when its calendar is known, while it runs', () => {
    const { lastDay, endsAt, warnAt } = termOf(guessed, now);
    expect(settledTerm(guessed, now)).toStrictEqual({ lastDay, endsAt, warnAt });
    expect(settledTerm(clock(review), now)).toBeUndefined();
    expect(settledTerm({ ...guessed, expired: true }, now)).toBeUndefined();
    expect(settledTerm({ ...guessed, stoppedAt: on('2026-11-19') }, now)).toBeUndefined();
  });

  test('stays so while its calendar is not known', () => {
    const far = { ...guessed, from: on('2040-01-10') };
    expect(termOf(far, now)).toMatchObject({ provisional: true });
    expect(settledTerm(far, now)).toBeUndefined();
  });
});

test('a term of a week is announced as a short one, a longer one earlier', () => {
  const announced = (inCustody: boolean) => {
    const { endsAt, warnAt } = termOf({ kind: 'arrest-decision', from: on('2026-11-02'), inCustody }, now);
    return Date.parse(endsAt) - Date.parse(warnAt);
  };
  expect(announced(true)).toBe(policy.amount('procedure.warning-days', now.now));
  expect(announced(false)).toBe(policy.amount('procedure.warning-weeks', now.now));
});
