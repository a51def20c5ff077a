import { evolver } from '../../kernel/evolver.ts';
import type { Watch, WatchStatus } from './model.ts';
import type { WatchFact } from './watch-facts.ts';
import { watchLifecycle } from './watch-lifecycle.ts';

/** The watch after a fact. */
export const evolveWatch = evolver<WatchStatus, Watch, WatchFact, 'watch.begun'>(watchLifecycle, {
  births: { 'watch.begun': ({ at, ...begun }) => ({ ...begun, requestedAt: at, lines: 0, followedLines: 0 }) },
  steps: {
    'watch.lines-told': (watch, { at, lines, followedLines }) => ({
      ...watch,
      lines: watch.lines + lines.length,
      followedLines: watch.followedLines + followedLines,
      lastToldAt: at,
    }),
    'watch.declined': (watch, declined) => ({ ...watch, declined }),
    'watch.taken-up': ({ declined: _, ...watch }) => watch,
    'watch.ended': (watch, ended) => ({ ...watch, ended }),
  },
});
