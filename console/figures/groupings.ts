import type { Schemas } from '../api/client.ts';
import { useLabels } from '../words/labels.ts';

/** By what figures are told apart. */
export type Grouping = NonNullable<Schemas['FreezeStats']['groupBy']>;

/** Those who see figures of their own alone have one row, in the table of banks. */
const OWN: readonly Grouping[] = ['bank'];

/** The groupings that the API has words for, the finest first; for a reader of own figures, the one that has them. */
export function useGroupings(me: Schemas['Me'] | undefined): readonly Grouping[] {
  const labels = useLabels();
  const known = labels?.['grouping'];
  const ways = me?.may.find(({ action }) => action === 'stats.read')?.ways;
  if (known === undefined || me === undefined) return [];
  if (ways?.every(({ fields }) => fields === 'own-figures')) return OWN;
  const isGrouping = (value: string): value is Grouping => Object.hasOwn(known, value);
  return Object.keys(known).toReversed().filter(isGrouping);
}
