import * as z from 'zod';
import { roles } from '../access/roles.ts';
import { type Actor, callerKinds, districts } from '../kernel/context.ts';
import { AgencyId } from '../kernel/ids.ts';
import { text } from '../kernel/people.ts';

const MAX_ROLES = 32;

/**
 * One role. Brackets, braces or quotes show that the list held a list, an object or quoted text: then the text cannot be taken apart
 * safely.
 */
const RoleName = z.string().regex(/^[^\s,[\]{}()<>"'`\p{C}]{1,64}$/u);

/**
 * The roles as API Gateway hands claims over: as text, a list as `[a b]`. A role whose name holds a space would read as two, and this
 * function cannot detect that: the issuer must not have such names (docs/deploy.md). Roles that Cordon does not know give nothing.
 */
const Roles = z
  .union([z.string().max(4_096), z.array(z.string())])
  .transform((value) => (typeof value === 'string' ? wordsOf(value) : value))
  .pipe(z.array(RoleName).max(MAX_ROLES))
  .transform((names) => roles.filter((role) => names.includes(role)));

function wordsOf(text: string): readonly string[] {
  const list = /^\[(.*)\]$/su.exec(text)?.[1] ?? text;
  return list === '' ? [] : list.split(/ |,/);
}

/** The claims that a token must have. `system` is Cordon itself and is never taken from a token. */
const Claims = z
  .object({
    sub: z.string().min(1).max(256),
    agency: AgencyId,
    agency_kind: z.enum(callerKinds),
    district: z.enum(districts).optional(),
    roles: Roles.default([]),
    subject_kind: z.enum(['person', 'system']).default('system').catch('system'),
  })
  .transform(
    ({ sub, agency, agency_kind, district, roles: known, subject_kind }): Actor => ({
      agency,
      agencyKind: agency_kind,
      roles: known,
      subject: sub,
      isPerson: subject_kind === 'person',
      ...(district === undefined ? {} : { district }),
    }),
  );

/** The caller, by the claims of the checked token; undefined if they do not say it. */
export function actorOf(claims: unknown): Actor | undefined {
  const parsed = Claims.safeParse(claims);
  return parsed.success ? parsed.data : undefined;
}

const Named = z.object({ name: text(128) });

/** The name of the person or system that calls, as the token gives it; its subject if the token gives no readable name. */
export function nameIn(claims: unknown, { subject }: Pick<Actor, 'subject'>): string {
  return Named.safeParse(claims).data?.name ?? subject;
}
