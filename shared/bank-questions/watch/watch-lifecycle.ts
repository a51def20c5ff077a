import { lifecycle } from '../../kernel/lifecycle.ts';
import type { WatchStatus } from './model.ts';
import type { WatchFactType } from './watch-facts.ts';

/** `new` is the state before the first fact; the journal never saves a watch in it. */
type WatchState = 'new' | WatchStatus;

/** The commands on a watch: of police, of the bank, or of time. */
export type WatchCommand = 'begin' | 'tellLines' | 'decline' | 'takeUp' | 'end';

/** 动态监控. Begun, told line by line, ended by its term, by word, or because the bank cannot. Lines of before its end may arrive after it. */
export const watchLifecycle = lifecycle<WatchState, WatchCommand, WatchFactType>(
  'watch',
  'new',
  {
    new: { begin: ['running', 'watch.begun'] },
    running: {
      tellLines: ['running', 'watch.lines-told'],
      decline: ['declined', 'watch.declined'],
      end: ['ended', 'watch.ended'],
    },
    // a bank that said that it cannot may still do it
    declined: { takeUp: ['running', 'watch.taken-up'] },
    ended: { tellLines: ['ended', 'watch.lines-told'] },
  },
  'WATCH_STATE_FORBIDS',
);
