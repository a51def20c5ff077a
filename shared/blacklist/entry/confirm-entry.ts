import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { laterOf } from '../../kernel/time.ts';
import type { MarkFact, MarkRegister } from '../mark/mark-register.ts';
import type { BlacklistEntryFact } from './entry-facts.ts';
import { entryLifecycle } from './entry-lifecycle.ts';
import type { BlacklistEntry } from './entry-model.ts';
import { termEnd } from './terms.ts';
import { forbids, rowChanged } from './work-entry.ts';

type Decided = Decision<BlacklistEntryFact | MarkFact>;

/** A mark of which an appeal was upheld does not come back with the next version of the same list. */
export function clearedOf(register: MarkRegister | undefined, listId: string): Refusal | undefined {
  const isCleared = register?.rows.some(({ list, cleared }) => list === listId && cleared === true) === true;
  return isCleared ? refuse('MARK_CLEARED_ON_APPEAL') : undefined;
}

/**
 * A later version of the list has the mark, too: its term begins anew, as far as it may.
 *
 * @returns `blacklist-entry.confirmed`, no fact if this version confirmed it before, or BLACKLIST_STATE_FORBIDS
 */
export function confirmEntry(
  entry: BlacklistEntry,
  { version, page }: { readonly version: number; readonly page: number },
  { register }: { readonly register: MarkRegister | undefined },
  context: Context,
): Decided {
  if (entry.list === undefined || entry.list.version >= version) return accept();
  const { now } = context;
  const refusal = forbids(entry, 'confirm', now);
  if (refusal !== undefined) return refusal;
  const end = termEnd(entry.mark.kind, 'national-list', register, context) ?? entry.until;
  const until = laterOf(end, entry.until);
  return accept<BlacklistEntryFact | MarkFact>(
    { type: 'blacklist-entry.confirmed', data: { at: now, version, page, until } },
    ...(until === entry.until ? [] : rowChanged(entry, register, { until }, now)),
  );
}

/**
 * A complete version of the list does not have the mark any more. No fact of an entry that it has, or that is off the list.
 *
 * @param version the complete one
 */
export function delistMissing(
  entry: BlacklistEntry,
  version: number,
  { register }: { readonly register: MarkRegister | undefined },
  { now }: Pick<Context, 'now'>,
): readonly (BlacklistEntryFact | MarkFact)[] {
  const { list, status } = entry;
  if (list === undefined || list.version >= version || !entryLifecycle.allows(status, 'delist')) return [];
  const reason = `${list.listId} ${version}`;
  return [
    { type: 'blacklist-entry.delisted', data: { at: now, cause: 'list', reason } },
    ...rowChanged(entry, register, { endedAt: now }, now),
  ];
}
