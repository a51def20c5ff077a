import type { Context } from '../../kernel/context.ts';
import { accept, type Decision, type Refusal, refuse } from '../../kernel/decision.ts';
import { personActing } from '../../kernel/people.ts';
import type { ListPageFact, NationalListFact } from './list-facts.ts';
import type { ImportPage, ListPage, NationalList, PageOutcome } from './list-model.ts';

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

/**
 * Takes a page whose rows were taken. With the last of them the version is complete. The same page again changes nothing.
 *
 * @returns the facts of the list and of the page, or as `pageRefusal`
 */
export function takePage(
  list: NationalList | undefined,
  came: PageCame,
  known: { readonly before: ListPage | undefined; readonly outcome: PageOutcome; readonly rows: number; readonly name: string },
  { now, actor }: Context,
): Decision<NationalListFact | ListPageFact> {
  const { before, outcome, rows, name } = known;
  const refusal = pageRefusal(list, came, before);
  if (refusal !== undefined) return refusal;
  if (before !== undefined) return accept();
  const { listId, version, pages, page, hash } = came;
  const isNew = list === undefined || version > list.version;
  const taken = (isNew ? 0 : list.taken) + 1;
  const by = personActing(actor, name);
  return accept<NationalListFact | ListPageFact>(
    ...(isNew ? [{ type: 'blacklist-list.version-begun' as const, data: { at: now, listId, version, pages, by } }] : []),
    { type: 'blacklist-list.page-taken', data: { at: now, version, page, rows } },
    ...(taken === pages ? [{ type: 'blacklist-list.completed' as const, data: { at: now, version } }] : []),
    { type: 'blacklist-page.taken', data: { at: now, hash, ...outcome } },
  );
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
