import type { AgencyKind } from '../kernel/context.ts';
import { type Action, accessPolicy } from './policy.ts';
import type { AccessRow, Relation } from './rows.ts';

/** The kinds of agency whose people can ever do this by this relation, with the roles that let them. Taken from the policy itself. */
export function whoMay(action: Action, relation: Relation): ReadonlyMap<AgencyKind, readonly string[]> {
  const rows: readonly AccessRow[] = accessPolicy[action].rows;
  const byKind = Map.groupBy(
    rows.filter((row) => row.relation === relation),
    ({ agencyKind }) => agencyKind,
  );
  return new Map([...byKind].map(([kind, of]) => [kind, of.flatMap((row) => row.roles)]));
}
