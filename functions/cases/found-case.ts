import { decideAccess } from '../../shared/access/decide-access.ts';
import { alertThing } from '../../shared/alerts/kind.ts';
import type { Alert } from '../../shared/alerts/model.ts';
import type { CaseView } from '../../shared/cases/answers.ts';
import type { CaseFact } from '../../shared/cases/case-facts.ts';
import { caseThing } from '../../shared/cases/kinds.ts';
import type { Case } from '../../shared/cases/model.ts';
import type { NamedStation } from '../../shared/cases/named-station.ts';
import { caseView } from '../../shared/cases/views.ts';
import type { Call, Rejection } from '../../shared/http/api-request.ts';
import { staleness } from '../../shared/http/carry-out.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import type { Loaded } from '../../shared/journal/stream.ts';
import type { Actor, Context } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { Stations } from '../../shared/regional/station/stations.ts';
import { type FoundCase, findCase } from '../lookups/cases.ts';

export type CaseCall = Call & { readonly params: { readonly caseId: string } };

/** A case that the caller may do this with, and the moment of that decision. */
export interface OpenedCase extends FoundCase {
  readonly kind: 'case';
  readonly context: Context;
}

/** The case, if it exists, the caller may do this with it now, and it is at the version the caller knows. */
export async function caseOf(request: CaseCall, journal: Journal): Promise<OpenedCase | Rejection> {
  const found = await findCase(journal, request.params.caseId);
  if (found === undefined) return refuse('NOT_FOUND');
  const context = request.context();
  const access = request.allowed(caseThing(found.fraudCase, context.now));
  if (access.kind === 'refusal') return access;
  return staleness(request, found.loaded.version) ?? { kind: 'case', ...found, context };
}

/** Another case that the body names, if the caller may do the same with it. @param path where in the body */
export async function otherCase(
  request: CaseCall,
  journal: Journal,
  caseId: string,
  path: string,
): Promise<FoundCase | Rejection> {
  const found = await findCase(journal, caseId);
  const allowed = found !== undefined && request.allowed(caseThing(found.fraudCase, request.context().now)).kind === 'allowed';
  return allowed ? found : refuse('CASE_ITEM_UNKNOWN', { paths: [path] });
}

/** The named station, if the body names one and it is recorded. Cordon never deletes a station, and a station keeps its district. */
export async function stationNamed(journal: Journal, stationId: string | null | undefined): Promise<NamedStation | undefined> {
  return typeof stationId === 'string' ? (await journal.load(Stations, stationId)).state : undefined;
}

/** Whether the caller may see the alarm: only then may they put it into a case. */
export function mayRead(alert: Alert, actor: Actor): boolean {
  return decideAccess('alert.read', actor, alertThing(alert)).outcome === 'allowed';
}

/** The case as it is after a command, as its caller may see it. */
export function viewOf(request: Call, { state, version }: Loaded<Case, CaseFact>, { now, actor }: Context): CaseView {
  if (state === undefined) throw new Error(`${request.operation} left no case`);
  return caseView(state, { actor, now, version, asked: state.caseId });
}
