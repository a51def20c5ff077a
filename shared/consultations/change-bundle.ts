import type { Context } from '../kernel/context.ts';
import { accept, type Decision, refuse } from '../kernel/decision.ts';
import type { Consultation, Exhibit } from './consultation.ts';
import type { ConsultationFact } from './consultation-facts.ts';
import { type CasesKnown, exists, mayKnow } from './evidence-visible.ts';
import type { ChangeBundle, ExhibitRef } from './model.ts';
import { bundleAt, forbidden, full, notInBundle, signatoryOf } from './standing.ts';

/**
 * Makes the next version of the evidence bundle (证据材料). It names items of the consultation's cases, and only those that the caller may see
 * there. The agency that brought an item in may take it out, and so may the convener. Earlier versions stay as they were.
 *
 * @returns `consultation.bundle-changed` (no fact if all is there already), or CONSULTATION_STATE_FORBIDS, EVIDENCE_UNKNOWN,
 *   ACTION_NOT_ALLOWED, CONSULTATION_FULL
 */
export function changeBundle(
  consultation: Consultation,
  input: ChangeBundle,
  cases: CasesKnown,
  { actor, now }: Context,
): Decision<ConsultationFact> {
  const refusal = forbidden(consultation, 'changeBundle');
  if (refusal !== undefined) return refusal;
  const known = (ref: ExhibitRef) =>
    consultation.caseIds.includes(ref.caseId) && mayKnow(cases, ref, actor, now) && exists(cases, ref);
  const unknown = [
    ...input.add.flatMap((ref, i) => (known(ref) ? [] : [`/add/${i}`])),
    ...notInBundle(consultation, input.remove, '/remove'),
  ];
  if (unknown.length > 0) return refuse('EVIDENCE_UNKNOWN', { paths: unknown });
  const current = bundleAt(consultation, consultation.bundleVersion);
  const others = current.some(({ n, by }) => input.remove.includes(n) && by !== actor.agency);
  if (others && consultation.convener.agency !== actor.agency) return refuse('ACTION_NOT_ALLOWED');
  const stays = current.filter(({ n }) => !input.remove.includes(n));
  const added = input.add.filter((ref, i) => !isAmong(stays, ref) && !isAmong(input.add.slice(0, i), ref));
  if (added.length + input.remove.length === 0) return accept();
  const count = consultation.exhibits.length;
  const tooMany = full('exhibits', count + added.length);
  if (tooMany !== undefined) return tooMany;
  const version = consultation.bundleVersion + 1;
  const exhibits: readonly Exhibit[] = added.map((ref, i) => ({ n: count + i + 1, ...ref, by: actor.agency, since: version }));
  return accept({
    type: 'consultation.bundle-changed',
    data: { at: now, by: signatoryOf(actor), version, added: [...exhibits], removed: input.remove },
  });
}

function isAmong(refs: readonly ExhibitRef[], { caseId, part, item }: ExhibitRef): boolean {
  return refs.some((other) => other.caseId === caseId && other.part === part && other.item === item);
}
