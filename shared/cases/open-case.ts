import type { Alert } from '../alerts/model.ts';
import type { Context } from '../kernel/context.ts';
import { type Created, create, refuse } from '../kernel/decision.ts';
import { referenceOf } from '../kernel/phone-reference.ts';
import type { CaseFact } from './case-facts.ts';
import type { CaseAlert, OpenCase } from './model.ts';
import { type NamedStation, stationRefusal } from './named-station.ts';
import type { CaseOfAlert, CaseOfAlertFact } from './pointers.ts';

/** The things that a new case names. */
export interface NamedByCase {
  /** The alarms, in the order named. */
  readonly alerts: readonly Alert[];
  /** The cases that these alarms belong to already. */
  readonly taken: readonly (CaseOfAlert | undefined)[];
  /** The station, if one is named and it is recorded. */
  readonly recorded: NamedStation | undefined;
}

/**
 * Opens a case (案件) and joins the alarms that belong to it from the start.
 *
 * @returns the facts of the case (`pointersOf` gives those for its alarms), or ALERT_IN_OTHER_CASE, STATION_UNKNOWN,
 *   STATION_OF_OTHER_DISTRICT
 */
export function openCase(
  input: OpenCase,
  { alerts, taken, recorded }: NamedByCase,
  { now, actor, newId }: Context,
): Created<CaseFact> {
  const elsewhere = taken.flatMap((pointer, i) => (pointer?.caseId === undefined ? [] : [`/alerts/${i}`]));
  if (elsewhere.length > 0) return refuse('ALERT_IN_OTHER_CASE', { paths: elsewhere });
  const { title, district, station, fraudType, summary } = input;
  const unfit = station === undefined ? undefined : stationRefusal(recorded, district, actor);
  if (unfit !== undefined) return unfit;
  const caseId = newId('cas');
  return create<CaseFact>(
    caseId,
    {
      type: 'case.opened',
      data: {
        ...{ at: now, caseId, reference: referenceOf('case', district, now, caseId), district, agency: actor.agency },
        ...{ title, fraudType, summary, ...(station === undefined ? {} : { station }) },
      },
    },
    ...alerts.map((alert): CaseFact => ({ type: 'case.alert-joined', data: { at: now, alert: caseAlert(alert) } })),
  );
}

/** The members of an alarm that a case keeps: nothing of its victim, whose data stay with the alarm. */
export function caseAlert({ alertId, reference, district, grade, receivedAt, fraudType, lossFen }: Alert): CaseAlert {
  return { alertId, reference, district, grade, receivedAt, fraudType, lossFen };
}

/**
 * The facts that these alarms belong to the case now, or no longer: one for each, for the same append.
 *
 * @param victims the keyed hashes under which the alarms of each alarm's victim are kept, by alarm
 */
export function pointersOf(
  caseId: string,
  facts: readonly CaseFact[],
  victims: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly CaseOfAlertFact[] {
  return facts.flatMap((fact): CaseOfAlertFact[] => {
    const { type, data } = fact;
    if (type === 'case.alert-joined') {
      const { alertId } = data.alert;
      const keys = victims.get(alertId) ?? [];
      const known = keys.length === 0 ? {} : { victims: [...keys] };
      return [{ type: 'case-of-alert.joined', data: { at: data.at, alertId, caseId, ...known } }];
    }
    if (type === 'case.alert-left') return [{ type: 'case-of-alert.left', data: { at: data.at, alertId: data.alertId, caseId } }];
    return [];
  });
}
