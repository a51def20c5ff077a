import * as z from 'zod';
import { type AuditedKind, readOnly, type ToldKind } from '../journal/kind.ts';
import type { Thing } from '../kernel/thing.ts';
import { Alert } from './model.ts';

/** The members of an alert that decide who may see it. */
export type SeenAlert = Pick<Alert, 'district' | 'raisedBy' | 'formerDistricts' | 'joinedTo' | 'duplicates'>;

/**
 * Who works on an alert and who reads it: the police of its district and the agency that raised it work on it. If alarms are joined, so do
 * the agencies that raised the others: the one alarm that stands for all is where they ask for stops. The police of its earlier districts,
 * and of those of the joined alarms, read it.
 */
export function alertThing({ district, raisedBy, formerDistricts = [], joinedTo, duplicates = [] }: SeenAlert): Thing {
  const joined = [...(joinedTo === undefined ? [] : [joinedTo]), ...duplicates];
  return {
    district,
    agencies: [raisedBy, ...joined.map((alert) => alert.raisedBy)],
    alsoReadBy: [...formerDistricts, ...joined.map((alert) => alert.district)],
  };
}

const { district, raisedBy, formerDistricts, joinedTo, duplicates } = Alert.shape;

export const auditedAlert: AuditedKind<SeenAlert> = {
  stream: 'alert',
  starts: 'alt_',
  timeline: 'shared',
  reader: { members: () => z.object({ district, raisedBy, formerDistricts, joinedTo, duplicates }), thing: alertThing },
};

/** Its present district is told: a notice that comes late goes to the police who have the alarm by then. */
export const toldAlert: ToldKind<Pick<Alert, 'district' | 'reference' | 'raisedBy'>> = {
  stream: 'alert',
  members: () => z.object({ district, reference: z.string(), raisedBy }),
  about: ({ reference, ...alert }) => ({ district: alert.district, reference, agencies: [alert.raisedBy] }),
};

/** Alarms for functions that change none: without what makes one of its facts. */
export const ReadAlerts = readOnly('alert', Alert);
