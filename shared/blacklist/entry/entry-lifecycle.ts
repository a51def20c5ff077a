import { lifecycle } from '../../kernel/lifecycle.ts';
import type { BlacklistEntryFactType } from './entry-facts.ts';
import type { EntryStatus } from './entry-model.ts';

/** `new` is the state before the first fact; the journal never saves an entry in it. */
export type EntryState = 'new' | EntryStatus;

/** The commands on an entry: of police, of a national list, or of time. */
export type EntryCommand =
  | 'list'
  | 'addGround'
  | 'renew'
  | 'tell'
  | 'leaveUntold'
  | 'noteTellingOverdue'
  | 'appeal'
  | 'noteAppealOverdue'
  | 'reject'
  | 'uphold'
  | 'delist'
  | 'confirm'
  | 'expire';

/** What is possible while the mark is listed. */
function listedAs<State extends 'listed' | 'appealed'>(state: State) {
  return {
    addGround: [state, 'blacklist-entry.ground-added'],
    tell: [state, 'blacklist-entry.told'],
    leaveUntold: [state, 'blacklist-entry.not-told'],
    noteTellingOverdue: [state, 'blacklist-entry.telling-overdue'],
    confirm: [state, 'blacklist-entry.confirmed'],
    delist: ['delisted', 'blacklist-entry.delisted'],
    expire: ['expired', 'blacklist-entry.expired'],
  } as const;
}

/** 黑名单条目. From the listing to the end of its term, or until it is taken off. */
export const entryLifecycle = lifecycle<EntryState, EntryCommand, BlacklistEntryFactType>(
  'blacklist-entry',
  'new',
  {
    //           command:   to         fact
    new: { list: ['listed', 'blacklist-entry.listed'] },
    listed: {
      ...listedAs('listed'),
      renew: ['listed', 'blacklist-entry.renewed'],
      appeal: ['appealed', 'blacklist-entry.appealed'],
    },
    appealed: {
      ...listedAs('appealed'),
      noteAppealOverdue: ['appealed', 'blacklist-entry.appeal-overdue'],
      reject: ['listed', 'blacklist-entry.appeal-rejected'],
      uphold: ['delisted', 'blacklist-entry.appeal-upheld'],
    },
    expired: {},
    delisted: {},
  },
  'BLACKLIST_STATE_FORBIDS',
);
