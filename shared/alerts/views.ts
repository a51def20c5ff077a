import type { AlertView } from './answers.ts';
import { type Alert, type NamedAlert, statusOf } from './model.ts';

/** The alert as the police see it. Of other alarms that are joined with it they see the id and the reference. */
export function alertView({ formerDistricts: _, duplicates = [], joinedTo, ...alert }: Alert): AlertView {
  return {
    ...alert,
    riskGrade: alert.grade,
    status: statusOf(alert),
    corrections: alert.corrections ?? 0,
    ...(joinedTo === undefined ? {} : { joinedTo: inShort(joinedTo) }),
    duplicates: duplicates.map(inShort),
  };
}

function inShort({ alertId, reference }: NamedAlert) {
  return { alertId, reference };
}
