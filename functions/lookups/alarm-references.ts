import { ReadAlerts } from '../../shared/alerts/kind.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { chunks } from '../../shared/kernel/chunks.ts';

/** As many alarms as are read at once. */
const MAX_READ = 100;

/**
 * What people call these alarms on the phone, by alarm. Only the alarm itself says it: one that was handed over keeps the reference of its
 * first district, and its later orders are of another.
 */
export async function referencesOf(journal: Journal, alertIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const loaded = await Promise.all(chunks([...new Set(alertIds)], MAX_READ).map((some) => journal.loadMany(ReadAlerts, some)));
  return new Map(loaded.flat().flatMap(({ id, state }) => (state === undefined ? [] : [[id, state.reference]])));
}
