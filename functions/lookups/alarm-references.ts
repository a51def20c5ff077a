import { alertThing, ReadAlerts, type SeenAlert } from '../../shared/alerts/kind.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import { readWithAlert } from '../../shared/freezes/kinds.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { Thing } from '../../shared/kernel/thing.ts';

/**
 * What people call these alarms on the phone, by alarm. Only the alarm itself says it: one that was handed over keeps the reference of its
 * first district, and its later orders are of another.
 */
export async function referencesOf(journal: Journal, alertIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await alarmsOf(journal, alertIds))].map(([id, { reference }]) => [id, reference]));
}

/** The alarms of these ids, by id: what decides who reads them and their things, and what people call them on the phone. */
export async function alarmsOf(journal: Journal, alertIds: readonly string[]): Promise<ReadonlyMap<string, Alert>> {
  const loaded = await loadAll(journal, ReadAlerts, [...new Set(alertIds)]);
  return new Map(loaded.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state] as const])));
}

/** A thing of an alarm as the readers of the alarm see it, if it is known. */
export function withAlarm(thing: Thing, alarm: SeenAlert | undefined): Thing {
  return alarm === undefined ? thing : readWithAlert(thing, alertThing(alarm));
}
