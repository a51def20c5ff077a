import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import { lapseApproval } from './decide-approval.ts';
import type { Approval } from './model.ts';
import { Approvals } from './streams.ts';

/** The members of an approval that decide who may see it. */
type SeenApproval = Pick<Approval, 'district'> & { readonly askedBy: Pick<Approval['askedBy'], 'agency'> };

/** An approval is for the police of the district of what it is about, and for the agency that asked. */
export function approvalThing({ district, askedBy }: SeenApproval): Thing {
  return { district, agencies: [askedBy.agency] };
}

export const auditedApproval: AuditedKind<SeenApproval> = {
  stream: 'approval',
  starts: 'apr_',
  reader: {
    members: () => z.object({ district: z.enum(districts), askedBy: z.object({ agency: z.string() }) }),
    thing: approvalThing,
  },
};

export const toldApproval: ToldKind<SeenApproval & Pick<Approval, 'reference'>> = {
  stream: 'approval',
  members: () => z.object({ district: z.enum(districts), reference: z.string(), askedBy: z.object({ agency: z.string() }) }),
  about: ({ district, reference, askedBy }) => ({
    district,
    reference,
    agencies: [askedBy.agency],
  }),
};

export const dueApproval: DueKind<Approval> = { type: Approvals, due: lapseApproval };
