import * as z from 'zod';
import type { AuditedKind, ToldKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import type { Alert } from './model.ts';
import { Alerts } from './streams.ts';

/** The members of an alert that decide who may see it: its district, and the agency that raised it. */
export function alertThing({ district, raisedBy }: Pick<Alert, 'district' | 'raisedBy'>): Thing {
  return { district, agencies: [raisedBy] };
}

export const auditedAlert: AuditedKind<Pick<Alert, 'district' | 'raisedBy'>> = {
  stream: 'alert',
  starts: 'alt_',
  timeline: 'shared',
  reader: { members: () => z.object({ district: z.enum(districts), raisedBy: z.string() }), thing: alertThing },
};

export const toldAlert: ToldKind<Alert> = {
  type: Alerts,
  about: ({ district, reference, raisedBy }) => ({ district, reference, agencies: [raisedBy] }),
};
