/** The kinds of thing that have a page here. Others are shown by their reference. */
const pages: Readonly<Record<string, string>> = { alert: '/alerts/', order: '/orders/' };

/** The page of a thing; undefined where the console has none. */
export function pageOf(kind: string, id: string): string | undefined {
  const place = pages[kind];
  return place === undefined ? undefined : `${place}${id}`;
}
