import * as z from 'zod';
import type { AuditedKind, ToldKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import { ID_TAIL } from '../kernel/ids.ts';
import type { Thing } from '../kernel/thing.ts';
import type { OutletMonth } from './model.ts';

/** The members of a month of an outlet that decide who may see it. */
type SeenOutlet = Pick<OutletMonth, 'district' | 'owner'>;

/** An outlet is for the police of its district, for the agency that runs it, and for those who oversee all. */
export function outletThing({ district, owner }: SeenOutlet): Thing {
  return { ...(district === undefined ? {} : { district }), aimedAt: owner };
}

const members = () => z.object({ owner: z.string(), district: z.enum(districts).exactOptional() });

/** Its history is for the police: the agency that runs it reads the outlet. */
export const auditedOutlet: AuditedKind<SeenOutlet> = {
  stream: 'outlet',
  starts: 'outlet:',
  ids: `otl_${ID_TAIL}:[0-9]{4}-[0-9]{2}`,
  reader: { members, thing: ({ district }) => (district === undefined ? {} : { district }) },
};

export const toldOutlet: ToldKind<SeenOutlet> = {
  stream: 'outlet',
  members,
  about: ({ district }) => ({ district, agencies: [] }),
};
