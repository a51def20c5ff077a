import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import type { ProtectiveMeasure } from './model.ts';
import { advance } from './protect.ts';
import { ProtectiveMeasures } from './streams.ts';

/** The members of a protective measure that decide who may see it. */
type SeenProtection = Pick<ProtectiveMeasure, 'district' | 'agency'>;

/** It is for the police of the person's district, and for the agency that ordered it. Its bank has its own message. */
export function protectionThing({ district, agency }: SeenProtection): Thing {
  return { district, agencies: [agency] };
}

const members = () => z.object({ district: z.enum(districts), agency: z.string() });

export const auditedProtection: AuditedKind<SeenProtection> = {
  stream: 'protective-measure',
  starts: 'prm_',
  reader: { members, thing: protectionThing },
};

export const toldProtection: ToldKind<SeenProtection & Pick<ProtectiveMeasure, 'bankId'>> = {
  stream: 'protective-measure',
  members: () => z.object({ ...members().shape, bankId: z.string() }),
  about: ({ district, agency, bankId }) => ({ district, agencies: [agency], bankId }),
};

export const dueProtection: DueKind<ProtectiveMeasure> = { type: ProtectiveMeasures, due: advance };
