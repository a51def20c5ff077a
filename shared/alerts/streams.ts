import { byReference, factsOfAlert, fileOfAlert, listing, raisedElsewhere } from '../journal/keys.ts';
import type { StreamType } from '../journal/stream.ts';
import { AlertFact } from './alert-facts.ts';
import { evolveAlert } from './evolve-alert.ts';
import { Alert, SourceReference, SourceReferenceFact } from './model.ts';

/**
 * Alerts by their id; found by their present district and month, newest first, in their own file, by their reference, and, in another
 * district than the police who took them, by these.
 */
export const Alerts: StreamType<Alert, AlertFact> = {
  name: 'alert',
  schemaVersion: 2,
  state: Alert,
  fact: AlertFact,
  evolve: evolveAlert,
  index: (alert) => ({
    entries: {
      listing: listing('alert', alert.district, alert.receivedAt, alert.alertId),
      file: fileOfAlert(alert.alertId, 0, alert.alertId),
      inbox: byReference(alert.reference, alert.alertId),
      ...(isElsewhere(alert) ? { attention: raisedElsewhere(alert.raisedBy, alert.receivedAt, alert.alertId) } : {}),
    },
    card: alertCard(alert),
  }),
  factsFile: ({ alertId }) => factsOfAlert(alertId),
};

/** Whether the alarm is now in another district than the police who took it. */
function isElsewhere({ district, raisedFrom, formerDistricts = [] }: Alert): boolean {
  const takenIn = raisedFrom ?? formerDistricts[0] ?? district;
  return takenIn !== district;
}

/** The places of sources' own numbers, by `sourceKey`. */
export const AlertSources: StreamType<SourceReference, SourceReferenceFact> = {
  name: 'alert-source',
  schemaVersion: 1,
  state: SourceReference,
  fact: SourceReferenceFact,
  evolve: (_before, fact) => fact.data,
  index: () => ({ entries: {}, card: {} }),
};

/** What lists show of an alert. Cards are copied into indexes, so they hold no names. */
function alertCard(alert: Alert): Readonly<Record<string, unknown>> {
  const { alertId, reference, source, receivedAt, slaDueAt, district, raisedBy, grade, fraudType, lossFen } = alert;
  const { status, formerDistricts, corrections, handedOver } = alert;
  return {
    ...{ alertId, reference, source, receivedAt, slaDueAt, district, raisedBy, grade, fraudType, lossFen },
    ...{ status, formerDistricts, corrections },
    ...(handedOver === undefined ? {} : { handedOver: { from: handedOver.from, to: handedOver.to, at: handedOver.at } }),
  };
}
