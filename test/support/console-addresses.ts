/**
 * The addresses of the console, from the table of `docs/console.md`: an address that leads to one of its pages is told by that page's.
 *
 * @param text of the document
 */
export function addressesIn(text: string) {
  const rows = text.split('\n').filter((line) => line.startsWith('| `/console'));
  const addresses = rows.flatMap((row) => {
    const [, cell = ''] = row.split('|');
    const named = [...cell.matchAll(/`([^`]+)`/g)].map(([, address = '']) => address);
    const [first = ''] = named;
    return named.map((address) => address.replace('…', first));
  });
  const known = addresses
    .map((address) => address.replace(/^\/console/, ''))
    .map((address) => ({ address, matches: new RegExp(`^${address.replaceAll(/\{\w+\}/g, '[^/]+')}$`) }))
    .toSorted((a, b) => a.address.split('{').length - b.address.split('{').length);
  return {
    all: known.map(({ address }) => address),
    /** The address in the document of the page that this one leads to. */
    of: (link: string): string | undefined => known.find(({ matches }) => matches.test(link.split('?')[0] ?? ''))?.address,
  };
}
