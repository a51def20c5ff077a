import * as z from 'zod';
import { type Actor, districts } from '../kernel/context.ts';
import { AgencyId } from '../kernel/ids.ts';

/** API Gateway hands every claim over as text; a list arrives as `[a b]`. */
const List = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? value.replace(/^\[|\]$/g, '').split(/[\s,]+/) : value))
  .pipe(z.array(z.string().max(64)).max(32))
  .transform((values) => values.filter((value) => value !== ''));

/** What a token must say of its bearer. `system` is Cordon itself and is never taken from a token. */
const Claims = z
  .object({
    sub: z.string().min(1).max(256),
    agency: AgencyId,
    agency_kind: z.enum(['police', 'bank', 'procuratorate', 'court', 'regulator', 'town']),
    district: z.enum(districts).optional(),
    roles: List.default([]),
  })
  .transform(
    ({ sub, agency, agency_kind, district, roles }): Actor => ({
      agency,
      agencyKind: agency_kind,
      roles,
      subject: sub,
      ...(district === undefined ? {} : { district }),
    }),
  );

/** Who calls, by the claims of the checked token; undefined where they do not say it. */
export function actorOf(claims: unknown): Actor | undefined {
  const parsed = Claims.safeParse(claims);
  return parsed.success ? parsed.data : undefined;
}
