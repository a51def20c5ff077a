import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRuns } from '../../local/scenario/runs.ts';

const HOUR = 3_600_000;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cordon-runs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const open = (goesOnFor: number) => openRuns({ file: join(folder, 'runs.json'), goesOnFor });

test('the first run is 1, and one that was finished is followed by another with numbers of its own', () => {
  const first = open(HOUR).begin(0);
  expect(first).toEqual({ run: { run: 1, startedAt: 0, finished: false } });
  open(HOUR).finish(first.run);
  expect(open(HOUR).begin(10)).toEqual({
    run: { run: 2, startedAt: 10, finished: false },
    note: 'Run 1 is kept; this is run 2.',
  });
});

test('a run that was cut short is gone on with while that makes sense, as it was begun', () => {
  const { run } = open(HOUR).begin(5);
  expect(open(HOUR).begin(HOUR)).toEqual({ run, note: 'Going on with run 1, which was cut short.' });
});

test('after that it stays as it is, and the next begins anew: months later its banks no longer answer, and its keys are forgotten', () => {
  open(HOUR).begin(5);
  expect(open(HOUR).begin(HOUR + 5)).toMatchObject({
    run: { run: 2, startedAt: HOUR + 5 },
    note: 'Run 1 was cut short, and what it recorded is kept; this is run 2.',
  });
  expect(open(0).begin(HOUR + 6).run.run).toBe(3);
});

test('what an earlier version kept is understood', () => {
  writeFileSync(join(folder, 'runs.json'), '{"run":4}');
  expect(open(0).begin(7).run).toEqual({ run: 5, startedAt: 7, finished: false });
});
