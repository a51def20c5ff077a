import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { personActing } from '../../kernel/people.ts';
import type { ListPageFact, NationalListFact } from './list-facts.ts';
import type { ConfirmVersion, HeldVersion, ImportPage, ListPage, NationalList, PageOutcome } from './list-model.ts';
import { NationalLists } from './streams.ts';

/** A page as it came: its place, and the hash of its content. */
export interface PageCame extends Pick<ImportPage, 'version' | 'pages'> {
  readonly listId: string;
  readonly page: number;
  readonly hash: string;
}

/**
 * Why the page is not taken, before any of its rows is.
 *
 * @param before the page of this place, if one came
 * @returns LIST_PAGE_DIFFERS if another page came in its place, LIST_VERSION_PASSED of an older version, LIST_PAGES_DIFFER if the version has
 *   other pages
 */
export function pageRefusal(
  list: NationalList | undefined,
  { version, pages, page, hash }: PageCame,
  before: ListPage | undefined,
): Refusal | undefined {
  if (before !== undefined) return before.hash === hash ? undefined : refuse('LIST_PAGE_DIFFERS');
  if (list !== undefined && version < list.version) return refuse('LIST_VERSION_PASSED', { version: list.version });
  const differs = list !== undefined && version === list.version && pages !== list.pages;
  return differs || page > pages ? refuse('LIST_PAGES_DIFFER', { pages: differs ? list.pages : pages }) : undefined;
}

/** What is known of a page whose rows were taken. */
interface KnownOfPage {
  readonly before: ListPage | undefined;
  readonly outcome: PageOutcome;
  /** How many marks are on the list by this page that no other page of the version had. */
  readonly marks: number;
  readonly rows: number;
  readonly name: string;
}

/**
 * Takes a page whose rows were taken. With the last of them the version is complete; or it is held, if it lacks more marks of the version before
 * it than `blacklist.import-most-missing` allows, or if a row could not be read, whose mark would go off. The same page again changes nothing.
 *
 * @returns the facts of the list and of the page, or as `pageRefusal`
 */
export function takePage(
  list: NationalList | undefined,
  came: PageCame,
  known: KnownOfPage,
  { now, actor, policy }: Context,
): Decision<NationalListFact | ListPageFact> {
  const { before, outcome, marks: good, rows, name } = known;
  const refusal = pageRefusal(list, came, before);
  if (refusal !== undefined) return refusal;
  if (before !== undefined) return accept();
  const { listId, version, pages, page, hash } = came;
  const isNew = list === undefined || version > list.version;
  const by = personActing(actor, name);
  const begun: NationalListFact = { type: 'blacklist-list.version-begun', data: { at: now, listId, version, pages, by } };
  const unread = outcome.refused.filter(({ code }) => code === 'INPUT_INVALID').length;
  const taken: NationalListFact = { type: 'blacklist-list.page-taken', data: { at: now, version, page, rows, good, unread } };
  const facts = isNew ? [begun, taken] : [taken];
  const after = facts.reduce<NationalList | undefined>(NationalLists.evolve, list);
  const isLast = after?.taken === pages;
  const held = isLast ? heldFor(after, policy.amount('blacklist.import-most-missing', now)) : undefined;
  return accept<NationalListFact | ListPageFact>(
    ...facts,
    ...(held === undefined ? [] : [{ type: 'blacklist-list.held' as const, data: { at: now, version, ...held } }]),
    ...(isLast && held === undefined ? [{ type: 'blacklist-list.completed' as const, data: { at: now, version } }] : []),
    { type: 'blacklist-page.taken', data: { at: now, hash, ...outcome } },
  );
}

/**
 * A version from which nothing can go off is never held.
 *
 * @param most the most marks that may be missing, in percent of those of the version before
 */
function heldFor({ marks = 0, unread = 0, before = 0 }: NationalList, most: number): HeldVersion | undefined {
  const lacksTooMany = marks * 100 < before * (100 - most);
  return before > 0 && (lacksTooMany || unread > 0) ? { marks, before, unread } : undefined;
}

/**
 * Confirms a version that is held: it is as the ministry sent it.
 *
 * @returns `blacklist-list.completed`, or LIST_NOT_HELD if this version is not held
 */
export function confirmVersion(
  list: NationalList,
  { version, reason }: ConfirmVersion,
  { name }: { readonly name: string },
  { now, actor }: Context,
): Decision<NationalListFact> {
  if (list.heldAt === undefined || list.version !== version) return refuse('LIST_NOT_HELD');
  const by = personActing(actor, name);
  return accept({ type: 'blacklist-list.completed', data: { at: now, version, confirmed: { by, reason } } });
}

/**
 * Notes how many entries a complete version took off. A later version that began meanwhile takes off the rest itself.
 *
 * @returns `blacklist-list.missing-delisted`, or no fact
 */
export function noteMissing(
  list: NationalList,
  { version, delisted, more }: { readonly version: number; readonly delisted: number; readonly more: boolean },
  { now }: Pick<Context, 'now'>,
): Decision<NationalListFact> {
  if (list.version !== version || list.completedAt === undefined || (delisted === 0 && !more)) return accept();
  return accept({ type: 'blacklist-list.missing-delisted', data: { at: now, version, delisted, more } });
}
