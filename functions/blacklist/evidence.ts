import { decideAccess } from '../../shared/access/decide-access.ts';
import type { Evidence } from '../../shared/blacklist/entry/entry-model.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import { Cases } from '../../shared/cases/streams.ts';
import { orderThing } from '../../shared/freezes/kinds.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { loadAll } from '../../shared/journal/load-all.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { type Refusal, refuse } from '../../shared/kernel/decision.ts';
import { SeenOrders } from '../lookups/seen-things.ts';

/**
 * Whether each order, case and thing of a case that is named as evidence is there, and the caller may know it: one read of the orders, one of
 * the cases.
 *
 * @returns EVIDENCE_UNKNOWN with the places of the others; undefined if there are none
 */
export async function unknownEvidence(
  journal: Journal,
  evidence: readonly Evidence[],
  actor: Actor,
  now: string,
): Promise<Refusal | undefined> {
  const [orders, cases] = await Promise.all([
    loadAll(
      journal,
      SeenOrders,
      idsOf(evidence, (one) => ('orderId' in one ? one.orderId : undefined)),
    ),
    loadAll(
      journal,
      Cases,
      idsOf(evidence, (one) => ('caseId' in one ? one.caseId : undefined)),
    ),
  ]);
  const known = new Set<string>();
  for (const { id, state } of orders)
    if (state !== undefined && decideAccess('order.read', actor, orderThing(state)).outcome === 'allowed') known.add(id);
  for (const { id, state } of cases) {
    if (state === undefined || decideAccess('case.read', actor, caseThing(state, now)).outcome !== 'allowed') continue;
    known.add(id);
    const parts = [state.persons, state.losses, state.evidence].flat();
    for (const { itemId } of parts) known.add(itemId);
  }
  const paths = evidence.flatMap((one, at) => (namedIn(one).every((id) => known.has(id)) ? [] : [`/evidence/${at}`]));
  return paths.length === 0 ? undefined : refuse('EVIDENCE_UNKNOWN', { paths });
}

function namedIn(one: Evidence): readonly string[] {
  if ('orderId' in one) return [one.orderId];
  if ('caseId' in one) return [one.caseId, ...(one.itemId === undefined ? [] : [one.itemId])];
  return [];
}

function idsOf(evidence: readonly Evidence[], idOf: (one: Evidence) => string | undefined): readonly string[] {
  return [...new Set(evidence.flatMap((one) => idOf(one) ?? []))];
}
