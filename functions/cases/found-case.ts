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
import { commandOn, type Present } from '../../shared/http/command-on.ts';
import type { Journal, StoredAnswer } from '../../shared/journal/journal.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { refuse } from '../../shared/kernel/decision.ts';
import { Stations } from '../../shared/regional/station/stations.ts';
import { type FoundCase, findCase } from '../lookups/cases.ts';
import { type CaseCall, caseNamed } from '../lookups/opened-case.ts';

/** The operations on a case that answer with more than the case. */
export const onCaseNamed = commandOn(caseNamed);

interface CaseAnswer<Status> extends Call {
  answer(status: Status, view: CaseView, version: number): StoredAnswer;
}

/** The answer with a case as its caller may see it. */
export function answered<Status>(status: Status) {
  return (request: CaseAnswer<Status>, after: Present<Case>): StoredAnswer =>
    request.answer(status, viewOf(request, after), after.version);
}

/** The operations on a case that answer with the case. */
export const onCase = commandOn<CaseCall & CaseAnswer<200>, Case, CaseFact>({ ...caseNamed, answer: answered(200) });

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
export function viewOf(request: Call, { state, version }: Present<Case>): CaseView {
  const { now, actor } = request.context();
  return caseView(state, { actor, now, version, asked: state.caseId });
}
