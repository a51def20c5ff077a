import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import { advance } from './deadlines.ts';
import { Warnings } from './streams.ts';
import type { Warning } from './warning-model.ts';

type SeenWarning = Pick<Warning, 'district' | 'community'>;

/** A warning is for the police of its district, and for the subdistrict or town whose people take care of the person. */
export function warningThing({ district, community }: SeenWarning): Thing {
  return { district, ...(community === undefined ? {} : { agencies: [community] }) };
}

const members = () => z.object({ district: z.enum(districts), community: z.string().optional() });

export const auditedWarning: AuditedKind<SeenWarning> = {
  stream: 'warning',
  starts: 'wrn_',
  reader: { members, thing: warningThing },
};

export const toldWarning: ToldKind<Warning> = {
  type: Warnings,
  about: ({ district, reference, community }) => ({
    ...{ district, reference },
    agencies: community === undefined ? [] : [community],
  }),
};

export const dueWarning: DueKind<Warning> = { type: Warnings, due: advance };
