import type { Case, CasePart } from '../cases/model.ts';
import { partsVisible } from '../cases/visibility.ts';
import type { Actor } from '../kernel/context.ts';
import type { ExhibitContent } from './answers.ts';
import type { ExhibitRef } from './model.ts';

/** The cases of a consultation as they stand, by the ids under which the consultation knows them. */
export type CasesKnown = ReadonlyMap<string, Case>;

/**
 * Whether the actor may see the referenced item at this moment: grants in force decide, and an item in a bundle shows no more of the case.
 */
export function mayKnow(
  cases: CasesKnown,
  { caseId, part }: Pick<ExhibitRef, 'caseId' | 'part'>,
  actor: Actor,
  now: string,
): boolean {
  const fraudCase = cases.get(caseId);
  return fraudCase !== undefined && partsVisible(fraudCase, actor, now).includes(part);
}

/** The parts of this case that are shown to the actor by these exhibits at this moment. */
export function partsShown(
  fraudCase: Case,
  cases: CasesKnown,
  exhibits: readonly ExhibitRef[],
  actor: Actor,
  now: string,
): readonly CasePart[] {
  const shown = exhibits.filter((ref) => cases.get(ref.caseId) === fraudCase && mayKnow(cases, ref, actor, now));
  return [...new Set(shown.map(({ part }) => part))];
}

/** What the referenced item of the case is, in the words of the case; absent for a part as a whole, and once the case no longer holds it. */
export function contentOf(fraudCase: Case | undefined, { part, item }: ExhibitRef): ExhibitContent | undefined {
  if (fraudCase === undefined || item === undefined) return undefined;
  return contents[part]?.(fraudCase, item);
}

const contents: { readonly [P in ExhibitRef['part']]?: (fraudCase: Case, item: string) => ExhibitContent | undefined } = {
  alerts: ({ alerts }, item) => {
    const alarm = alerts.find(({ alertId }) => alertId === item);
    return alarm && { title: alarm.reference, amountFen: alarm.lossFen, at: alarm.receivedAt };
  },
  persons: ({ persons }, item) => {
    const person = persons.find(({ itemId }) => itemId === item);
    return person && { title: person.name, role: person.role };
  },
  losses: ({ losses }, item) => {
    const loss = losses.find(({ itemId }) => itemId === item);
    return loss && { amountFen: loss.amountFen, at: loss.at };
  },
  evidence: ({ evidence }, item) => {
    const piece = evidence.find(({ itemId }) => itemId === item);
    return piece && { title: piece.title, category: piece.category, number: piece.number, at: piece.obtainedAt };
  },
};

/** Whether the case holds the referenced item. Parts that are not lists are named as a whole. */
export function exists(cases: CasesKnown, { caseId, part, item }: ExhibitRef): boolean {
  const fraudCase = cases.get(caseId);
  if (fraudCase === undefined) return false;
  return item === undefined || (itemsOf[part]?.(fraudCase).includes(item) ?? false);
}

const itemsOf: { readonly [P in ExhibitRef['part']]?: (fraudCase: Case) => readonly string[] } = {
  alerts: ({ alerts }) => alerts.map(({ alertId }) => alertId),
  persons: ({ persons }) => persons.map(({ itemId }) => itemId),
  losses: ({ losses }) => losses.map(({ itemId }) => itemId),
  evidence: ({ evidence }) => evidence.map(({ itemId }) => itemId),
};
