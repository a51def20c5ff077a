import type { Agency } from '../agencies/model.ts';
import { type Actor, type District, districts } from '../kernel/context.ts';
import type { Thing } from '../kernel/thing.ts';

/**
 * Whose search finds an entry: that of a district's police, or of one agency beyond its district. So a search reads only entries of things
 * that the caller may know, however many others have the same name.
 */
export function scopeOfDistrict(district: District): string {
  return `d:${district}`;
}

export function scopeOfAgency(agency: string): string {
  return `a:${agency}`;
}

/** The scopes that a caller's search reads: police of the whole city read every district, police of a district theirs and what is their own. */
export function scopesOf({ agency, agencyKind, district }: Actor): readonly string[] {
  if (agencyKind !== 'police') return [scopeOfAgency(agency)];
  return district === undefined ? districts.map(scopeOfDistrict) : [scopeOfDistrict(district), scopeOfAgency(agency)];
}

/** The districts whose police find a thing: its own first, and those that may read it beside that. */
export function districtsOf({ district, alsoReadBy = [] }: Thing): readonly District[] {
  return district === undefined ? [] : [...new Set([district, ...alsoReadBy])];
}

/** The scope in which this caller finds the thing: one, so that no search shows it twice. */
export function scopeFor({ agency, agencyKind, district: own }: Actor, thing: Thing): string {
  const found = districtsOf(thing);
  const by = agencyKind !== 'police' ? undefined : found.find((district) => own === undefined || own === district);
  return by === undefined ? scopeOfAgency(agency) : scopeOfDistrict(by);
}

/** The agencies that look for things of other agencies at all. */
const searching: readonly string[] = ['police', 'procuratorate', 'court'];

/**
 * Whether an agency needs an entry of its own to find a thing of these districts: its people do not find it as police of one of them, or of
 * the city.
 *
 * @param registered the agency in the register; of one that is not there, nothing is known, so it gets its entry
 */
export function needsOwnEntry(registered: Pick<Agency, 'kind' | 'district'> | undefined, found: readonly District[]): boolean {
  if (registered === undefined) return true;
  if (!searching.includes(registered.kind)) return false;
  return registered.kind !== 'police' || (registered.district !== undefined && !found.includes(registered.district));
}
