import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { startClock } from '../../local/clock.ts';
import { parseSchedule } from '../../local/events/schedule-expression.ts';
import { startSchedule } from '../../local/events/scheduler.ts';

const next = (expression: string, after: string, timezone = 'UTC'): string | undefined => {
  const instant = parseSchedule(expression, timezone, 'test')(Date.parse(after));
  return instant === undefined ? undefined : new Date(instant).toISOString();
};

test.each([
  ['rate(1 minute)', '2026-11-22T10:00:30Z', '2026-11-22T10:01:30.000Z'],
  ['rate(2 hours)', '2026-11-22T10:00:00Z', '2026-11-22T12:00:00.000Z'],
  ['cron(0/15 * * * ? *)', '2026-11-22T10:07:00Z', '2026-11-22T10:15:00.000Z'],
  ['cron(30 8 ? * MON-FRI *)', '2026-11-21T10:00:00Z', '2026-11-23T08:30:00.000Z'],
  ['cron(0 0 1 JAN ? *)', '2026-11-22T00:00:00Z', '2027-01-01T00:00:00.000Z'],
  ['cron(0 9,18 * * ? 2026)', '2026-11-22T09:00:00Z', '2026-11-22T18:00:00.000Z'],
])('%s after %s is %s', (expression, after, expected) => {
  expect(next(expression, after)).toBe(expected);
});

test('a time zone moves the wall clock', () => {
  expect(next('cron(0 8 * * ? *)', '2026-11-22T00:30:00Z', 'Asia/Shanghai')).toBe('2026-11-23T00:00:00.000Z');
});

test('a year gone by never comes again', () => {
  expect(next('cron(0 8 * * ? 2020)', '2026-11-22T00:00:00Z')).toBeUndefined();
});

test('the next run is always later, and at a minute that the expression names', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 4e12 }), (minute, after) => {
      const run = parseSchedule(`cron(${minute} * * * ? *)`, 'UTC', 'test')(after);
      expect(run).toBeGreaterThan(after);
      expect((run ?? 0) - after).toBeLessThanOrEqual(3_600_000);
      expect(new Date(run ?? 0).getUTCMinutes()).toBe(minute);
    }),
  );
});

test.each([
  'at(2026-01-01T00:00:00)',
  'rate(0 minutes)',
  'rate(5 weeks)',
  'cron(0 0 L * ? *)',
  'cron(99 * * * ? *)',
  'cron(* * *)',
])('%s is refused by name', (expression) => {
  expect(() => parseSchedule(expression, 'UTC', 'The schedule')).toThrow(/^The schedule/);
});

test('a schedule that becomes due by a skip of the clock runs at once, and once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const clock = startClock(1);
  const deliver = vi.fn(async () => undefined);
  const schedule = { name: 'hourly', expression: 'rate(1 hour)', timezone: 'UTC', targetArn: 'arn' };
  const source = startSchedule(schedule, clock, { deliver, sendToQueue: async () => undefined }, () => undefined);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(deliver).not.toHaveBeenCalled();
  clock.skip(3_600_000);
  clock.skip(60_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(deliver).toHaveBeenCalledTimes(1);
  await source.stop();
  clock.skip(3_600_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(deliver).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});
