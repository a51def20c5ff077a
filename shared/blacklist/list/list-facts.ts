import * as z from 'zod';
import { fact } from '../../kernel/fact.ts';
import { Person } from '../../kernel/people.ts';
import { HeldVersion, ListPage, NationalList } from './list-model.ts';

const OfVersion = NationalList.pick({ version: true, pages: true }).shape;

/** Everything that can happen to a national list. `at` is when it was recorded. */
export const NationalListFact = z.discriminatedUnion('type', [
  /** The first page of a new version. */
  fact('blacklist-list.version-begun', { listId: z.string(), ...OfVersion, by: Person }),
  fact('blacklist-list.page-taken', {
    version: OfVersion.version,
    page: z.int().positive(),
    rows: z.int().nonnegative(),
    /** Marks of it that are on the list now and that no page before had. Facts of earlier releases do not say. */
    good: z.int().nonnegative().exactOptional(),
    /** Rows of it that could not be read. */
    unread: z.int().nonnegative().exactOptional(),
  }),
  /** All pages of the version came, and what it does not have stays until a person confirms it. */
  fact('blacklist-list.held', { version: OfVersion.version, ...HeldVersion.shape }),
  /** All pages of the version came, and a person confirmed it where it was held: what it does not have goes off the list. */
  fact('blacklist-list.completed', {
    version: OfVersion.version,
    confirmed: z.strictObject({ by: Person, reason: z.string() }).exactOptional(),
  }),
  /** So many entries went off; `more`: there are others, which follow. */
  fact('blacklist-list.missing-delisted', { version: OfVersion.version, delisted: z.int().nonnegative(), more: z.boolean() }),
]);
export type NationalListFact = z.infer<typeof NationalListFact>;

export const ListPageFact = z.discriminatedUnion('type', [fact('blacklist-page.taken', ListPage.omit({ at: true }).shape)]);
export type ListPageFact = z.infer<typeof ListPageFact>;
