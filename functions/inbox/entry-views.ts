import type * as z from 'zod';
import type { Journal } from '../../shared/journal/journal.ts';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { deskKey } from '../../shared/kernel/desk.ts';
import { classOf } from '../../shared/notifications/entries.ts';
import { headsOf, thingKey } from '../lookups/heads.ts';
import { registeredNames } from '../lookups/registered-names.ts';
import type { InboxDigest, InboxGroups, InboxSummary, ShownEntry } from './answers.ts';
import type { DeskEntries, EntryCard } from './desk-entries.ts';
import { noticeText } from './notice-text.ts';

/** How entries are put in words: with what the reader sees now of their things, and the names of banks. */
async function wordsFor(journal: Journal, entries: readonly EntryCard[], actor: Actor) {
  const [heads, bankNames] = await Promise.all([
    headsOf(journal, entries, actor),
    registeredNames(
      journal,
      'bank',
      entries.flatMap(({ bankId }) => bankId ?? []),
    ),
  ]);
  return (entry: EntryCard): Pick<ShownEntry, 'text' | 'about'> => {
    const about = heads.get(thingKey(entry.subject));
    const bankName = about?.bankName ?? (entry.bankId === undefined ? undefined : bankNames.get(entry.bankId));
    return defined({ text: noticeText(entry, bankName), about });
  };
}

/** These entries in words, with what the reader sees now of their things. */
export async function shownEntries(
  journal: Journal,
  entries: readonly EntryCard[],
  actor: Actor,
): Promise<readonly ShownEntry[]> {
  const inWords = await wordsFor(journal, entries, actor);
  return entries.map((entry) => ({ ...entry, class: classOf(entry), ...inWords(entry) }));
}

/** The reader, the moment, and how many things are shown. */
interface Showing {
  readonly journal: Journal;
  readonly actor: Actor;
  readonly now: string;
  readonly limit: number;
}

/** The open entries thing by thing: first what interrupts, then the newest. An entry on two desks of the reader counts on both. */
export async function byThing(
  desks: readonly DeskEntries[],
  { journal, actor, now, limit }: Showing,
): Promise<z.infer<typeof InboxGroups>> {
  const groups = grouped(desks).map((entries) => ({ entries, ...countOf(entries, now) }));
  const sorted = groups.toSorted((a, b) => Number(b.urgent > 0) - Number(a.urgent > 0) || byTime(a.entries, b.entries));
  const page = sorted.slice(0, limit);
  const newest = await shownEntries(
    journal,
    page.flatMap(({ entries }) => entries.slice(0, 1)),
    actor,
  );
  const items = newest.flatMap((entry, at) => {
    const group = page[at];
    if (group === undefined) return [];
    const { open, urgent, overdue } = group;
    return [{ subject: entry.subject, ...defined({ about: entry.about }), open, urgent, overdue, newest: entry }];
  });
  return { items, more: groups.length > page.length || desks.some(({ more }) => more) };
}

/** The entries of all desks by their things, the newest of each first. */
function grouped(desks: readonly DeskEntries[]): readonly (readonly EntryCard[])[] {
  const things = Map.groupBy(
    desks.flatMap(({ entries }) => entries),
    ({ subject }) => thingKey(subject),
  );
  return [...things.values()].map((entries) => entries.toSorted((a, b) => (a.entryId < b.entryId ? 1 : -1)));
}

function byTime([a]: readonly EntryCard[], [b]: readonly EntryCard[]): number {
  return (a?.entryId ?? '') < (b?.entryId ?? '') ? 1 : -1;
}

function countOf(entries: readonly EntryCard[], now: string) {
  return {
    open: entries.length,
    urgent: entries.filter((entry) => classOf(entry) === 'urgent').length,
    overdue: entries.filter(({ dueAt }) => dueAt !== undefined && dueAt < now).length,
  };
}

/** How many entries are open on these desks, of which kind and class. */
export function summaryOf(desks: readonly DeskEntries[], now: string): z.infer<typeof InboxSummary> {
  const entries = desks.flatMap((one) => one.entries);
  const { open, urgent, overdue } = countOf(entries, now);
  const kinds = Map.groupBy(entries, ({ subject }) => subject.kind);
  const newestUrgentAt = entries
    .filter((entry) => classOf(entry) === 'urgent')
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  return {
    open,
    overdue,
    classes: { urgent, digest: open - urgent },
    ...defined({ newestUrgentAt }),
    kinds: Object.fromEntries([...kinds].map(([kind, some]) => [kind, some.length])),
    desks: desks.map(({ desk, entries: own, more }) => ({ desk, ...countOf(own, now), more })),
    more: desks.some(({ more }) => more),
  };
}

/** What could wait, thing by thing, the newest first. A fact that concerns two desks of the reader stands there once. */
export async function digestOf(
  desks: readonly DeskEntries[],
  journal: Journal,
  actor: Actor,
): Promise<Omit<z.infer<typeof InboxDigest>, 'day'>> {
  const groups = grouped(desks)
    .map((entries) => onceEach(entries))
    .toSorted(byTime);
  const inWords = await wordsFor(journal, groups.flat(), actor);
  const items = groups.flatMap((entries) => {
    const [first] = entries;
    if (first === undefined) return [];
    const { about } = inWords(first);
    const lines = entries.map((entry) => {
      const { entryId, what, at, dueAt, doneAt, settledBy } = entry;
      return { entryId, what, at, ...defined({ dueAt, doneAt, settledBy }), text: inWords(entry).text };
    });
    return [{ subject: first.subject, ...defined({ about }), entries: lines }];
  });
  return { items, more: desks.some(({ more }) => more) };
}

/** Each fact once. No entry says which fact made it: of those that say the same, as many are facts as lie on one of the desks. */
function onceEach(entries: readonly EntryCard[]): readonly EntryCard[] {
  const same = Map.groupBy(entries, ({ what, at, dueAt, term, counts, reasons }) =>
    canonicalJson(defined({ what, at, dueAt, term, counts, reasons })),
  );
  return [...same.values()]
    .flatMap((alike) => {
      const byDesk = [...Map.groupBy(alike, ({ desk }) => deskKey(desk)).values()];
      return byDesk.toSorted((a, b) => b.length - a.length)[0] ?? [];
    })
    .toSorted((a, b) => (a.entryId < b.entryId ? 1 : -1));
}
