import * as z from 'zod';
import { Agency } from '../../shared/agencies/model.ts';
import { Bank } from '../../shared/banks/model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { readOnly } from '../../shared/journal/kind.ts';
import { loadAll } from '../../shared/journal/load-all.ts';

/** Names by id. Those that are not registered are not there. */
type Names = ReadonlyMap<string, string>;

const named = {
  bank: readOnly('bank', z.object(Bank.pick({ name: true }).shape)),
  agency: readOnly('agency', z.object(Agency.pick({ name: true }).shape)),
} as const;

/** The names of these banks, or of these agencies, as they are registered now: every caller may know them. One read, however many. */
export async function registeredNames(journal: Journal, kind: keyof typeof named, ids: readonly string[]): Promise<Names> {
  const loaded = await loadAll(journal, named[kind], [...new Set(ids)]);
  return new Map(loaded.flatMap(({ id, state }) => (state === undefined ? [] : [[id, state.name] as const])));
}
