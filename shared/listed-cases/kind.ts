import * as z from 'zod';
import type { AuditedKind, DueKind, ToldKind } from '../journal/kind.ts';
import { districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';
import { advance } from './deadlines.ts';
import type { ListedCase } from './model.ts';
import { ListedCases } from './streams.ts';

/** The members of a listing that decide who may see it. */
type SeenListing = Pick<ListedCase, 'district' | 'units' | 'agencies'> & {
  readonly proposal?: { readonly by: string } | undefined;
};

/**
 * A listed case belongs to its district, to the units that work it or asked for it, and to those of a listing it was merged with; the
 * responsible units are its parties.
 */
export function listedCaseThing({ district, units, proposal, agencies = [] }: SeenListing): Thing {
  const known = [...agencies, ...(proposal === undefined ? [] : [proposal.by])];
  if (units === undefined) return { district, agencies: known };
  const responsible = [units.bureau, units.district, units.cyber];
  return { district, agencies: [...responsible, ...known], parties: responsible };
}

/** The supervision of a listed case (挂牌督办) belongs to no part of the case, so shares do not show it. */
export const auditedListing: AuditedKind<SeenListing> = {
  stream: 'listed-case',
  starts: 'lst_',
  timeline: 'kept',
  reader: {
    members: () =>
      z.object({
        district: z.enum(districts),
        units: z.object({ bureau: z.string(), district: z.string(), cyber: z.string() }).exactOptional(),
        proposal: z.object({ by: z.string() }).exactOptional(),
        agencies: z.array(z.string()).exactOptional(),
      }),
    thing: listedCaseThing,
  },
};

export const toldListing: ToldKind<ListedCase> = {
  type: ListedCases,
  about: ({ district, reference, units, listing, proposal }) => {
    const agencies = units === undefined ? [] : [units.bureau, units.district, units.cyber];
    const parties = [listing?.supervisor ?? proposal?.by].flatMap((agency) => agency ?? []);
    const asked = proposal?.by;
    const isAmong = asked !== undefined && [...agencies, ...parties].includes(asked);
    return { district, reference, agencies, parties, askedBy: isAmong ? undefined : asked };
  },
};

export const dueListing: DueKind<ListedCase> = { type: ListedCases, due: advance };
