import { ReadAlerts } from '../../shared/alerts/kind.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';

/**
 * What people call these alarms on the phone, by alarm. Only the alarm itself says it: one that was handed over keeps the reference of its
 * first district, and its later orders are of another.
 */
export async function referencesOf(journal: Journal, alertIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const loaded = await loadAll(journal, ReadAlerts, [...new Set(alertIds)]);
  return new Map(loaded.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state.reference]])));
}
