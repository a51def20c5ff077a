/** The most that a page of the API holds. */
const PAGE = 100;

interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/**
 * All entries of a list of the API, read page by page.
 *
 * @param read one page, from the cursor on
 * @param most how many pages are read at most
 */
export async function allPages<Item>(
  read: (query: { limit: number; cursor?: string }) => Promise<PageOf<Item>>,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < most; pages++) {
    const page = await read({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) break;
  }
  return items;
}
