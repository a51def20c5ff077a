type Labels = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * The enumeration of the API that has words for these values: the one with just these, otherwise the smallest that has them all.
 *
 * @returns undefined if no enumeration has them
 */
export function enumerationOf(labels: Labels, values: readonly string[]): string | undefined {
  const having = Object.entries(labels).filter(([, words]) => values.every((value) => value in words));
  const bySize = having.toSorted(([, a], [, b]) => Object.keys(a).length - Object.keys(b).length);
  return bySize[0]?.[0];
}
