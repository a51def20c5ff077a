import * as z from 'zod';
import { findKey, newestFirst } from '../journal/keys.ts';
import type { IndexEntry, StreamType } from '../journal/stream.ts';
import { hashOf } from '../kernel/canonical.ts';
import { defined } from '../kernel/defined.ts';
import { fact } from '../kernel/fact.ts';
import { impossible } from '../kernel/impossible.ts';
import { UtcInstant } from '../kernel/time.ts';
import { markKey, placeOfName, type WholeMark } from './marks.ts';
import { NamingKind } from './message.ts';

/** The keyed hashes by which an entry is found; none once it is closed. None of them tells the mark. */
const Marks = z.strictObject({
  name: z.strictObject({ first: z.string(), chain: z.string() }).optional(),
  /** Of an order: the number of its account. Of a person of a case: that of the document. */
  number: z.string().optional(),
  phone: z.string().optional(),
});

/**
 * That a thing names a person or an account, as one scope finds it. It only finds: what is shown, the thing itself decides at each search, so
 * an entry that is older than its thing shows nothing.
 */
export const FindEntry = z.strictObject({
  kind: NamingKind,
  id: z.string(),
  /** The person of a case. */
  item: z.string().optional(),
  scope: z.string(),
  since: UtcInstant,
  marks: Marks,
});
export type FindEntry = z.infer<typeof FindEntry>;

export const FindEntryFact = z.discriminatedUnion('type', [
  fact('find-entry.entered', { entry: FindEntry }),
  /** The thing names it no more, or this scope may not know it any more. */
  fact('find-entry.closed', {}),
]);
export type FindEntryFact = z.infer<typeof FindEntryFact>;

/** Entries, by what they lead to and whose search finds them; found by the keyed hashes of their marks, each in an index of its own. */
export const FindEntries: StreamType<FindEntry, FindEntryFact> = {
  name: 'find-entry',
  schemaVersion: 1,
  state: FindEntry,
  fact: FindEntryFact,
  onlyState: true,
  evolve: (before, { type, data }) => {
    if (type === 'find-entry.entered') return data.entry;
    return { ...(before ?? impossible('an entry begins where it stands')), marks: {} };
  },
  index: ({ kind, id, item, scope, since, marks: { name, number, phone } }) => {
    const last = [newestFirst(since), id, ...(item === undefined ? [] : [item])].join('#');
    const at = (mark: string, before = ''): IndexEntry => ({ pk: findKey(kind, scope, mark), sk: `${before}${last}` });
    return {
      entries: {
        // behind the chain a sign that no link has, so that a name stands before those that go on
        ...(name === undefined ? {} : { listing: at(name.first, `${name.chain}!`) }),
        ...(number === undefined ? {} : { file: at(number) }),
        ...(phone === undefined ? {} : { inbox: at(phone) }),
      },
      card: { id, ...(item === undefined ? {} : { item }) },
    };
  },
};

/** The id of an entry: of the thing, or of the person in it, and the scope. */
export function entryId({ id, item = id, scope }: Pick<FindEntry, 'id' | 'item' | 'scope'>): string {
  return `${item}:${scope}`;
}

/** A person or an account that a thing names, with the marks as they stand there. */
export interface Naming {
  /** The person of a case. */
  readonly item?: string;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly number?: { readonly mark: Exclude<WholeMark, 'phone'>; readonly value: string } | undefined;
}

/**
 * The entries of what a thing names, one in each scope. What gives no mark that can be found (a placeholder, one letter) has none.
 *
 * @param secret the data key
 */
export function entriesOf(
  secret: string,
  thing: Pick<FindEntry, 'kind' | 'id'>,
  namings: readonly Naming[],
  scopes: readonly string[],
): readonly FindEntry[] {
  return namings.flatMap(({ item, since, name, phone, number }) => {
    const marks = defined({
      name: name === undefined ? undefined : placeOfName(secret, name),
      number: number === undefined ? undefined : markKey(secret, number.mark, number.value),
      phone: phone === undefined ? undefined : markKey(secret, 'phone', phone),
    });
    if (Object.keys(marks).length === 0) return [];
    const { kind, id } = thing;
    return scopes.map((scope) => ({ kind, id, ...(item === undefined ? {} : { item }), scope, since, marks }));
  });
}

/**
 * Makes an entry what it should be. No fact if it is so already: the same news comes again. An entry that leads to another thing by now, the
 * case that this one was merged into, is that thing's.
 *
 * @param thing the id of the thing that is looked at
 * @param wanted undefined if the scope is not to find it there
 * @param at ISO 8601, UTC
 */
export function keepFind(
  before: FindEntry | undefined,
  wanted: FindEntry | undefined,
  thing: string,
  at: string,
): readonly FindEntryFact[] {
  if (wanted !== undefined)
    return before !== undefined && hashOf(before) === hashOf(wanted)
      ? []
      : [{ type: 'find-entry.entered', data: { at, entry: wanted } }];
  const stands = before !== undefined && before.id === thing && Object.keys(before.marks).length > 0;
  return stands ? [{ type: 'find-entry.closed', data: { at } }] : [];
}
