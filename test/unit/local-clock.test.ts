import { expect, test } from 'vitest';
import { createClock } from '../../local/clock.ts';
import { callAt } from '../../local/engines/timer.ts';

const DAY = 86_400_000;
const settings = { speed: 1, realAnchor: Date.now(), scaledAnchor: Date.parse('2026-11-22T00:00:00Z') };

test('a skip lets time pass at once, for every clock over the same settings', () => {
  const clock = createClock(settings);
  const { speed, realAnchor, scaledAnchor, skipped } = clock;
  const inAnotherThread = createClock({ speed, realAnchor, scaledAnchor, skipped });
  const before = inAnotherThread.now();
  clock.skip(30 * DAY);
  expect(inAnotherThread.now()).toBeGreaterThanOrEqual(before + 30 * DAY);
});

test('never runs backwards', () => {
  const clock = createClock(settings);
  const before = clock.now();
  clock.skip(-DAY);
  expect(clock.now()).toBeGreaterThanOrEqual(before);
});

test('wakes what waits for a moment that was skipped, once', async () => {
  const clock = createClock(settings);
  let calls = 0;
  const woken = new Promise<void>((done) => {
    callAt(clock, clock.now() + 10 * DAY, () => {
      calls += 1;
      done();
    });
  });
  clock.skip(9 * DAY);
  clock.skip(2 * DAY);
  await woken;
  clock.skip(DAY);
  expect(calls).toBe(1);
});

test('leaves alone what was called off', async () => {
  const clock = createClock(settings);
  let called = false;
  callAt(clock, clock.now() + DAY, () => {
    called = true;
  })();
  clock.skip(2 * DAY);
  await new Promise((done) => setTimeout(done, 20));
  expect(called).toBe(false);
});
