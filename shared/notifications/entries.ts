import { createHash } from 'node:crypto';
import type { Context } from '../kernel/context.ts';
import { accept, type Decision } from '../kernel/decision.ts';
import { deskKey } from '../kernel/desk.ts';
import { makeId } from '../kernel/ids.ts';
import { impossible } from '../kernel/impossible.ts';
import { epoch } from '../kernel/time.ts';
import type { InboxEntry, InboxEntryFact, Notice, NoticeClass } from './model.ts';

/**
 * The id of the entry that a fact makes on a desk: always the same, so that a fact that comes twice makes one entry, even if it comes much
 * later. It sorts by the time of the fact.
 *
 * @param factHash hash of the recorded fact; no other fact has it
 */
export function entryIdOf(factHash: string, { desk, at }: Pick<Notice, 'desk' | 'at'>): string {
  const bytes = createHash('sha256')
    .update(`${factHash} ${deskKey(desk)}`)
    .digest();
  return makeId('inb', epoch(at), () => bytes);
}

/** Puts a notice on its desk; no fact if it lies there already. */
export function makeEntry(
  before: InboxEntry | undefined,
  notice: Notice & { readonly entryId: string },
): Decision<InboxEntryFact> {
  return before === undefined ? accept({ type: 'inbox-entry.made', data: notice }) : accept();
}

/** A person at the desk marked it done. The second time nothing changes. */
export function markDone({ doneAt }: InboxEntry, { now }: Context): Decision<InboxEntryFact> {
  return doneAt === undefined ? accept({ type: 'inbox-entry.done', data: { at: now } }) : accept();
}

/**
 * A later fact settled the matter of the entry: it is closed, and no person has to. The second time, and after a person marked it done,
 * nothing changes.
 *
 * @param by the type of that fact
 */
export function settleEntry({ doneAt }: InboxEntry, by: string, { now }: Pick<Context, 'now'>): Decision<InboxEntryFact> {
  return doneAt === undefined ? accept({ type: 'inbox-entry.settled', data: { at: now, by } }) : accept();
}

/** Whether the entry interrupts; entries from before there were classes do. */
export function classOf(notice: Pick<Notice, 'class'>): NoticeClass {
  return notice.class ?? 'urgent';
}

/** An agency's webhook took the entry; `signature` is that of the push. */
interface Pushed {
  readonly agency: string;
  readonly signature: string;
}

/** The agency's webhook took the entry. */
export function recordPush(entry: InboxEntry, { agency, signature }: Pushed, { now }: Context): Decision<InboxEntryFact> {
  return pushOf(entry, agency) === 'delivered'
    ? accept()
    : accept({ type: 'inbox-entry.delivered', data: { at: now, agency, signature } });
}

/** The agency's webhook could not be reached; the entry stays on the desk. */
export function recordGivenUp(entry: InboxEntry, { agency }: Pick<Pushed, 'agency'>, { now }: Context): Decision<InboxEntryFact> {
  return pushOf(entry, agency) === undefined
    ? accept({ type: 'inbox-entry.undeliverable', data: { at: now, agency } })
    : accept();
}

/** The outcome of the push to this agency's webhook; undefined while that is open. */
export function pushOf({ pushes }: InboxEntry, agency: string): 'delivered' | 'undeliverable' | undefined {
  return pushes.find((push) => push.agency === agency)?.outcome;
}

/** The entry after the fact. */
export function evolveEntry(before: InboxEntry | undefined, fact: InboxEntryFact): InboxEntry {
  if (fact.type === 'inbox-entry.made') return { ...fact.data, pushes: [] };
  if (before === undefined) impossible(`${fact.type} of an entry that was never made`);
  if (fact.type === 'inbox-entry.done') return { ...before, doneAt: fact.data.at };
  if (fact.type === 'inbox-entry.settled') return { ...before, doneAt: fact.data.at, settledBy: fact.data.by };
  const { agency, at } = fact.data;
  const outcome = fact.type === 'inbox-entry.delivered' ? 'delivered' : 'undeliverable';
  return { ...before, pushes: [...before.pushes.filter((push) => push.agency !== agency), { agency, at, outcome }] };
}
