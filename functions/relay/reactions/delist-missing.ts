import { delistMissing } from '../../../shared/blacklist/entry/confirm-entry.ts';
import { BlacklistEntries } from '../../../shared/blacklist/entry/streams.ts';
import { entriesOfListKey, versionPlace } from '../../../shared/blacklist/keys.ts';
import { NationalLists } from '../../../shared/blacklist/list/streams.ts';
import { noteMissing } from '../../../shared/blacklist/list/take-page.ts';
import { BlacklistMarks } from '../../../shared/blacklist/mark/mark-register.ts';
import { splitFacts } from '../../../shared/journal/split-facts.ts';
import { idOfStream } from '../../../shared/journal/stream.ts';
import { planFrom } from '../../../shared/journal/transact.ts';
import { refuse } from '../../../shared/kernel/decision.ts';
import { appendOnce } from '../../platform/append-once.ts';
import { inParallel } from '../../platform/in-parallel.ts';
import { contextOf } from '../../platform/platform.ts';
import type { FactOf } from '../facts.ts';
import { type CoordinationTools, commandOf, type Reaction } from '../reaction.ts';

/** So many entries are taken off in one go, and so many at the same time: other facts wait behind this one. */
const IN_ONE_GO = 50;
const LANES = 4;

type Completed = FactOf<'blacklist-list.completed' | 'blacklist-list.missing-delisted'>;

/** A list may lose thousands of marks: each go takes off some, and the fact that says so has the next go follow. */
export const delistMissingOfList: Reaction<Completed, CoordinationTools> = {
  name: 'delistMissingOfList',
  does: 'takes off the marks that a complete version of the national list no longer has, some at a time, until none is left',
  react: async ({ fact, recorded }, tools) => {
    if (fact.type === 'blacklist-list.missing-delisted' && !fact.data.more) return;
    const { journal } = tools;
    const listId = idOfStream(recorded.stream);
    const { version } = fact.data;
    const context = contextOf(tools);
    // those of an earlier version stand before all of this one
    const part = { index: 'file', pk: entriesOfListKey(listId), to: versionPlace(version) } as const;
    const { cards, next } = await journal.find({ ...part, limit: IN_ONE_GO });
    let delisted = 0;
    await inParallel(cards, LANES, async ({ stream }) => {
      const id = idOfStream(stream);
      const command = { ...commandOf('delistMissingOfList', recorded, context.now), id: `delist/${id}/${version}` };
      await appendOnce(
        journal,
        command,
        async () => {
          const entry = await journal.load(BlacklistEntries, id);
          if (entry.state === undefined) return refuse('NOT_FOUND');
          const register = await journal.load(BlacklistMarks, entry.state.markKey);
          const facts = delistMissing(entry.state, version, { register: register.state }, context);
          delisted += facts.length === 0 ? 0 : 1;
          return { kind: 'plan', changes: splitFacts([entry, register], facts) };
        },
        // the entry tells that it is off
        { remember: false },
      );
    });
    const told = { version, delisted, more: next !== undefined };
    await appendOnce(journal, commandOf('noteMissing', recorded, context.now), async () => {
      const list = await journal.load(NationalLists, listId);
      return list.state === undefined ? refuse('NOT_FOUND') : planFrom(noteMissing(list.state, told, context), [list]);
    });
  },
};
