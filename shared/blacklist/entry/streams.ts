import { byReference, dueShard } from '../../journal/keys.ts';
import type { IndexView, StreamType } from '../../journal/stream.ts';
import { amongEntries, inList } from '../keys.ts';
import { nextMoment } from './deadlines.ts';
import { BlacklistEntryFact } from './entry-facts.ts';
import { BlacklistEntry } from './entry-model.ts';
import { evolveEntry } from './evolve-entry.ts';

/** Entries by their id; found by their reference, by kind, state and district, by their national list, and by what is due next. */
export const BlacklistEntries: StreamType<BlacklistEntry, BlacklistEntryFact> = {
  name: 'blacklist-entry',
  schemaVersion: 1,
  state: BlacklistEntry,
  fact: BlacklistEntryFact,
  evolve: evolveEntry,
  index: indexEntry,
};

function indexEntry(entry: BlacklistEntry): IndexView {
  const { entryId, reference, status, mark, district = 'city', listedAt, list } = entry;
  const moment = nextMoment(entry);
  return {
    entries: {
      inbox: byReference(reference, entryId),
      listing: amongEntries(mark.kind, status, district, listedAt, entryId),
      ...(list === undefined || moment === undefined ? {} : { file: inList(list.listId, list.version, entryId) }),
      ...(moment === undefined ? {} : { due: dueShard(entryId, moment) }),
    },
    card: cardOf(entry),
  };
}

/** What lists show of an entry. Cards are copied into indexes: no mark, no name and no text of people. */
function cardOf(entry: BlacklistEntry): Readonly<Record<string, unknown>> {
  const { entryId, reference, status, mark, district, listedBy, list, grounds, listedAt, until, telling } = entry;
  const isOpen = telling !== undefined && telling.told === undefined && telling.notTold === undefined;
  return {
    ...{ entryId, reference, kind: mark.kind, status, agency: listedBy.agency, listedAt, until },
    grounds: [...new Set(grounds.map(({ ground }) => ground))],
    ...(district === undefined ? {} : { district }),
    ...(list === undefined ? {} : { listId: list.listId }),
    ...(isOpen ? { tellBy: telling.dueAt } : {}),
  };
}
