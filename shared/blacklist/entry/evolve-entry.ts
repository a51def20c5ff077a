import { defined } from '../../kernel/defined.ts';
import { evolver } from '../../kernel/evolver.ts';
import type { BlacklistEntryFact } from './entry-facts.ts';
import { entryLifecycle } from './entry-lifecycle.ts';
import type { Appeal, BlacklistEntry, EntryStatus, Telling } from './entry-model.ts';

/** The entry after a fact. */
export const evolveEntry = evolver<EntryStatus, BlacklistEntry, BlacklistEntryFact, 'blacklist-entry.listed'>(entryLifecycle, {
  births: {
    'blacklist-entry.listed': ({ at, given, tellBy, ...listed }) => ({
      ...{ ...listed, listedAt: at, grounds: [{ ...given, at }], renewals: [], appeals: [] },
      ...(tellBy === undefined ? {} : { telling: { dueAt: tellBy } }),
    }),
  },
  steps: {
    'blacklist-entry.ground-added': (entry, { at, given }) => ({ ...entry, grounds: [...entry.grounds, { ...given, at }] }),
    'blacklist-entry.renewed': (entry, renewal) => ({
      ...{ ...entry, until: renewal.until, renewals: [...entry.renewals, renewal] },
    }),
    'blacklist-entry.told': (entry, told) => withTelling(entry, { told }),
    'blacklist-entry.not-told': (entry, notTold) => withTelling(entry, { notTold }),
    'blacklist-entry.telling-overdue': (entry, { at }) => withTelling(entry, { overdueAt: at }),
    'blacklist-entry.appealed': (entry, appeal) => ({ ...entry, appeals: [...entry.appeals, appeal] }),
    'blacklist-entry.appeal-overdue': (entry, { at }) => withAppeal(entry, { overdueAt: at }),
    'blacklist-entry.appeal-rejected': (entry, decided) => withAppeal(entry, { decided: { ...decided, upheld: false } }),
    'blacklist-entry.appeal-upheld': (entry, { at, by, reason }) => ({
      ...withAppeal(entry, { decided: { at, by, reason, upheld: true } }),
      delisted: { at, by, cause: 'appeal', reason },
    }),
    'blacklist-entry.delisted': (entry, delisted) => ({ ...entry, delisted }),
    'blacklist-entry.confirmed': (entry, { version, page, until }) => ({
      ...entry,
      until,
      ...(entry.list === undefined ? {} : { list: { ...entry.list, version, ...defined({ page }) } }),
    }),
    'blacklist-entry.expired': (entry) => entry,
  },
});

function withTelling(entry: BlacklistEntry, change: Partial<Telling>): BlacklistEntry {
  return entry.telling === undefined ? entry : { ...entry, telling: { ...entry.telling, ...change } };
}

/** The open appeal is the last. */
function withAppeal(entry: BlacklistEntry, change: Partial<Appeal>): BlacklistEntry {
  const last = entry.appeals.length - 1;
  return { ...entry, appeals: entry.appeals.map((appeal, at) => (at === last ? { ...appeal, ...change } : appeal)) };
}
