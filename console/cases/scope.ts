import type { Schemas } from '../api/client.ts';
import { useOfMe } from '../states/me.ts';

/** Which lists of cases the API gives this person, and where they may look. */
export interface Scope {
  /** The person's agency. */
  readonly agency: string;
  /** Its district; absent for an agency of the whole city. */
  readonly district: string | undefined;
  /** The list of a district or the city: the person's own office. */
  readonly isOwn: boolean;
  /** The whole city, where they may choose a district. */
  readonly isCity: boolean;
  /** What they may do on some thing. */
  readonly may: ReadonlySet<string>;
}

const LIST = 'case.list';
const BY_SHARE = 'granted';

/** What `GET /v1/me` says of the ways to a list of cases. */
export function scopeOf({ agency, may }: Pick<Schemas['Me'], 'agency' | 'may'>): Scope {
  const ways = may.find(({ action }) => action === LIST)?.ways ?? [];
  const isOwn = ways.some(({ relation }) => relation !== BY_SHARE);
  return {
    ...{ agency: agency.id, district: agency.district },
    isOwn,
    isCity: isOwn && agency.district === undefined,
    may: new Set(may.map(({ action }) => action)),
  };
}

/** The same for the person who is signed in; undefined until it is known. */
export function useScope(): Scope | undefined {
  return useOfMe(scopeOf);
}
