import type { Action } from '../../shared/access/policy.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import type { Case } from '../../shared/cases/model.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { findOn, type Reach } from '../../shared/http/command-on.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Context } from '../../shared/kernel/context.ts';
import { mayStartClock } from '../../shared/procedure-clocks/case-clocks.ts';
import { type FoundCase, findCase } from './cases.ts';

export type CaseCall = Call & { readonly params: { readonly caseId: string } };

/** The case that a path names, or the one that it was merged into. */
export const caseNamed: Reach<CaseCall, Case, CaseFact> = {
  load: async ({ params }, journal) => (await findCase(journal, params.caseId))?.loaded,
  thing: (fraudCase, request) => caseThing(fraudCase, request.context().now),
  closed: closedOnCase,
};

/**
 * What the deciders refuse a reader who is shown only a part of the case. An agency that was shown more once may have started terms; where
 * those are read, it is told that it may change them.
 */
export function closedOnCase(fraudCase: Case, { actor, context }: Call): readonly Action[] {
  return mayStartClock(fraudCase, actor, context().now) ? [] : ['case.clock'];
}

/** A case that the caller may do this with, and the moment of that decision. */
export interface OpenedCase extends FoundCase {
  readonly kind: 'case';
  readonly context: Context;
}

/** The case, if it exists, the caller may do this with it now, and it is at the version the caller knows. */
export async function caseOf(request: CaseCall, journal: Journal): Promise<OpenedCase | Rejection> {
  const found = await findOn(caseNamed, request, journal);
  if (found.kind === 'refusal') return found;
  return { kind: 'case', loaded: found.loaded, fraudCase: found.state, context: request.context() };
}
