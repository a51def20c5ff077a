import { lifecycle } from '../../kernel/lifecycle.ts';
import type { WatchStatus } from './model.ts';
import type { WatchFactType } from './watch-facts.ts';

/** `new` is the state before the first fact; the journal never saves a watch in it. */
type WatchState = 'new' | WatchStatus;

/** The commands on a watch: of police, of the bank, or of time. */
export type WatchCommand = 'begin' | 'tellLines' | 'end';

/** 动态监控. Begun, told line by line, ended by its term or by word. Lines of before its end may arrive after it. */
export const watchLifecycle = lifecycle<WatchState, WatchCommand, WatchFactType>(
  'watch',
  'new',
  {
    new: { begin: ['running', 'watch.begun'] },
    running: { tellLines: ['running', 'watch.lines-told'], end: ['ended', 'watch.ended'] },
    ended: { tellLines: ['ended', 'watch.lines-told'] },
  },
  'WATCH_STATE_FORBIDS',
);
