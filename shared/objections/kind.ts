import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import type { District } from '../kernel/context.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import { advance } from './deadlines.ts';
import type { Objection } from './model.ts';
import { Objections } from './streams.ts';

/** The members of an objection that decide who may see its record. */
interface Recorded {
  readonly order?: { readonly agency: string; readonly district: District } | undefined;
  readonly reviewer?: { readonly agency: string } | undefined;
  readonly supervision?: { readonly of: District | 'city' } | undefined;
}

const Ordered = z.object({ agency: z.string(), district: z.enum(districts) });

/**
 * Of the record: for the police who answer for the order, of its district, and of the city; the agency named to review it; the procuratorate
 * once it is asked. One without an order is for the city alone.
 */
function recordThing({ order, reviewer, supervision }: Recorded): Thing {
  return {
    ...(order === undefined ? {} : { district: order.district }),
    agencies: [order, reviewer].flatMap((one) => one?.agency ?? []),
    ...(reviewer === undefined ? {} : { deputy: reviewer.agency }),
    ...(supervision === undefined ? {} : { supervisedIn: supervision.of }),
  };
}

/** The same for the objection itself, which also the offices that raised it, and the bank of the account, see in part. */
export function objectionThing(
  objection: Recorded & {
    readonly bankId?: string | undefined;
    readonly submissions: readonly { readonly raisedBy: { readonly agency: string } }[];
  },
): Thing {
  const { bankId } = objection;
  return { ...recordThing(objection), parties: raisersOf(objection), ...(bankId === undefined ? {} : { addressedTo: bankId }) };
}

/** The agencies that raised it, each once. */
export function raisersOf({
  submissions,
}: {
  readonly submissions: readonly { readonly raisedBy: { readonly agency: string } }[];
}): readonly string[] {
  return [...new Set(submissions.map(({ raisedBy }) => raisedBy.agency))];
}

export const auditedObjection: AuditedKind<Recorded> = {
  stream: 'objection',
  starts: 'obj_',
  timeline: 'objections',
  reader: {
    members: () =>
      z.object({
        order: Ordered.optional(),
        reviewer: z.object({ agency: z.string() }).optional(),
        supervision: z.object({ of: z.enum([...districts, 'city']) }).optional(),
      }),
    thing: recordThing,
  },
};

/** A submission, as far as it says which office raised the objection. */
const Raised = z.object({ raisedBy: z.object({ agency: z.string() }) });

/**
 * The order is settled by the first fact, and no office joins once there is something that all of them are told. An entry shows its district to
 * all who read it, and an office that raised the objection may not know that: so its entries have none.
 */
export const toldObjection: ToldKind<
  Pick<Recorded, 'order'> & { readonly reference: string; readonly submissions: readonly z.infer<typeof Raised>[] }
> = {
  stream: 'objection',
  members: () => z.object({ reference: z.string(), order: Ordered.optional(), submissions: z.array(Raised) }),
  about: ({ reference, order, submissions }) => ({
    reference,
    agencies: order === undefined ? [] : [order.agency],
    parties: raisersOf({ submissions }),
    reviewedIn: order?.district ?? 'city',
  }),
};

export const dueObjection: DueKind<Objection> = { type: Objections, due: advance };
