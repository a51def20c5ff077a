import { Agencies } from '../../shared/agencies/streams.ts';
import type { LeadTarget } from '../../shared/campaigns/model.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';

/**
 * Which of these targets may have a lead: the police of each district, and the agencies that are registered as partners and not closed. A bank
 * or a town gets no lead, whatever it is named as.
 *
 * @returns a question about one of them
 */
export async function targetsFit(journal: Journal, targets: readonly LeadTarget[]): Promise<(target: LeadTarget) => boolean> {
  const ids = new Set(targets.flatMap((target) => (target.kind === 'partner' ? [target.agency] : [])));
  const loaded = await loadAll(journal, Agencies, [...ids]);
  const fit = new Set(loaded.flatMap(({ id, state }) => (state?.kind === 'partner' && !state.closed ? [id] : [])));
  return (target) => target.kind === 'district' || fit.has(target.agency);
}
