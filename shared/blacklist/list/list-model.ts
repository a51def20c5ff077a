import * as z from 'zod';
import { paperNumber, prose } from '../../kernel/people.ts';
import { UtcInstant } from '../../kernel/time.ts';
import { Mark } from '../mark/mark-model.ts';

/** The most rows of a page, and the most pages of a version. */
export const MAX_ROWS = 100;
export const MAX_PAGES = 5_000;

/** How a national list (国家名单) is called: lower-case letters, digits and hyphens. */
export const ListId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'must be lower-case letters, digits and hyphens');

/** A row of a list: the mark, and the list's own number for it. */
export const ListRow = z.strictObject({ mark: Mark, number: paperNumber(64).optional() });
export type ListRow = z.infer<typeof ListRow>;

/** A page of a version of a list. Rows are read one by one, so a bad one refuses only itself. */
export const ImportPage = z.strictObject({
  version: z.int().positive().max(999_999_999).describe('Later versions have higher numbers.'),
  pages: z.int().positive().max(MAX_PAGES).describe('How many pages the whole version has.'),
  rows: z.array(z.unknown()).max(MAX_ROWS).describe('Each `{ mark, number? }`, the mark as `POST /v1/blacklist` takes it.'),
});
export type ImportPage = z.infer<typeof ImportPage>;

/** Confirm a version that is held: the marks that it does not have go off the list. */
export const ConfirmVersion = z.strictObject({ version: ImportPage.shape.version, reason: prose(1_000) });
export type ConfirmVersion = z.infer<typeof ConfirmVersion>;

/** The body as callers are told to send it. */
export const ImportPageAsTold = ImportPage.extend({ rows: z.array(ListRow).max(MAX_ROWS) });

/** A row that was not taken: its place, the reason, and the places in it. */
export const RefusedRow = z.strictObject({
  row: z.int().nonnegative(),
  code: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), rule: z.string() })).optional(),
});
export type RefusedRow = z.infer<typeof RefusedRow>;

/** What became of a page: marks listed by it, marks that were listed already, and rows that were not taken. */
export const PageOutcome = z.strictObject({
  listed: z.int().nonnegative(),
  confirmed: z.int().nonnegative(),
  refused: z.array(RefusedRow),
});
export type PageOutcome = z.infer<typeof PageOutcome>;

/** A page that was taken, by its content: the same page again gets the same answer. */
export const ListPage = z.strictObject({ ...PageOutcome.shape, hash: z.string(), at: UtcInstant });
export type ListPage = z.infer<typeof ListPage>;

/** Why a version is held: how many marks it has, how many the version before it had, and how many of its rows could not be read. */
export const HeldVersion = z.strictObject({
  marks: z.int().nonnegative(),
  before: z.int().nonnegative(),
  unread: z.int().nonnegative(),
});
export type HeldVersion = z.infer<typeof HeldVersion>;

/** A national list, as far as it came. */
export const NationalList = z.strictObject({
  listId: z.string(),
  version: z.int().positive().describe('The newest version of which a page came.'),
  pages: z.int().positive(),
  taken: z.int().nonnegative().describe('Pages of it that came.'),
  marks: z.int().nonnegative().exactOptional().describe('Marks of it that are on the list, each once.'),
  unread: z.int().nonnegative().exactOptional().describe('Rows of it that could not be read.'),
  before: z.int().nonnegative().exactOptional().describe('How many marks the last complete version before it had.'),
  completedAt: UtcInstant.optional().describe('Since then marks that the version does not have go off the list.'),
  heldAt: UtcInstant.exactOptional().describe(
    'Since then the version waits for `confirm`: too many marks are missing, or a row was not read.',
  ),
  delisted: z.int().nonnegative().describe('Entries that a complete version no longer had, in all.'),
});
export type NationalList = z.infer<typeof NationalList>;
