import type * as z from 'zod';
import { roles } from '../../shared/access/roles.ts';
import type { CardPage, Journal } from '../../shared/journal/journal.ts';
import { through } from '../../shared/journal/keys.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { type Desk, deskKey, desksAt } from '../../shared/kernel/desk.ts';
import { parseTolerantly } from '../../shared/kernel/tolerant.ts';
import { classOf } from '../../shared/notifications/entries.ts';
import { noticeGroups } from '../../shared/notifications/groups.ts';
import { deskInboxKey, type KeyRange, OPEN_ENTRIES, openOfClass } from '../../shared/notifications/keys.ts';
import { InboxEntry } from '../../shared/notifications/model.ts';
import type { InboxFilters } from './routes.ts';

/** An entry as the index has it. */
const EntryCard = InboxEntry.omit({ pushes: true });
export type EntryCard = z.infer<typeof EntryCard>;

export function entryOf({ card }: Pick<CardPage['cards'][number], 'card'>): EntryCard {
  return parseTolerantly(EntryCard, card);
}

/** The desks that are asked for. Cordon knows no desk of a role that it does not know; a token may name many. */
export function desksAsked(actor: Actor, role: InboxFilters['role']): readonly Desk[] {
  const known = roles.filter((one) => actor.roles.includes(one));
  const desks = desksAt({ ...actor, roles: known });
  return role === undefined ? desks : desks.filter((desk) => desk.role === role);
}

/** Whether an entry is asked for; its desk is, by where it was read. */
export function isAsked({ kind, what, class: wanted }: InboxFilters): (entry: EntryCard) => boolean {
  const ofGroup: readonly string[] | undefined = what === undefined ? undefined : noticeGroups[what];
  return (entry) =>
    (kind === undefined || entry.subject.kind === kind) &&
    (ofGroup === undefined || ofGroup.includes(entry.subject.kind)) &&
    (wanted === undefined || classOf(entry) === wanted);
}

/** Where the open entries stand on a desk, of both classes or of one. */
export function openRange(wanted: InboxFilters['class']): KeyRange {
  return wanted === undefined ? { from: OPEN_ENTRIES, to: through(OPEN_ENTRIES) } : openOfClass(wanted);
}

/** The most entries of a desk that are read together: a query a desk and range, however many lie there. */
const MOST_OF_DESK = 200;

/** The entries of one desk. */
export interface DeskEntries {
  readonly desk: Desk;
  readonly entries: readonly EntryCard[];
  /** There are more than were read. */
  readonly more: boolean;
}

/** The first entries of each desk in these ranges, those that are asked for. */
export async function entriesOfDesks(
  journal: Journal,
  desks: readonly Desk[],
  ranges: readonly KeyRange[],
  keep: (entry: EntryCard) => boolean,
): Promise<readonly DeskEntries[]> {
  return Promise.all(
    desks.map(async (desk) => {
      const pk = deskInboxKey(deskKey(desk));
      const pages = await Promise.all(ranges.map((range) => journal.find({ index: 'inbox', pk, ...range, limit: MOST_OF_DESK })));
      const entries = pages.flatMap(({ cards }) => cards.map(entryOf)).filter(keep);
      return { desk, entries, more: pages.some(({ next }) => next !== undefined) };
    }),
  );
}
