import type { AgencyKind } from '../kernel/context.ts';
import { type AccessRow, type Action, accessPolicy, type Relation } from './policy.ts';

/** The kinds of agency whose people can ever do this by this relation, and their roles that let them. By the policy, not beside it. */
export function whoMay(action: Action, relation: Relation): ReadonlyMap<AgencyKind, readonly string[]> {
  const rows: readonly AccessRow[] = accessPolicy[action].rows;
  return new Map(rows.flatMap((row) => (row.relation === relation ? [[row.agencyKind, row.roles] as const] : [])));
}
