import type { IndexEntry } from '../journal/stream.ts';
import { type Actor, type District, districts } from '../kernel/context.ts';

/** The open terms that concern a reader, in the index `inbox`: what ends first comes first, so what has run out stands on top. */
export function termsKey(reader: string): string {
  return `terms#${reader}`;
}

/** @param endsAt ISO 8601, UTC @param termId the same for every reader of the term, so that a reader on two lists finds it once */
export function termOf(reader: string, endsAt: string, termId: string): IndexEntry {
  return { pk: termsKey(reader), sk: `${endsAt}#${termId}` };
}

/** The readers that are all agencies of a kind in a district, or of the whole city. An agency's id has no such sign. */
export function allOf(kind: Actor['agencyKind'], place: District | 'city'): string {
  return `${kind}@${place}`;
}

/**
 * The kinds of agency that have terms by their place alone: stops, freezes, screenings, objections, listings and measures; answers to proposals
 * and to objections.
 */
const byDistrict: readonly Actor['agencyKind'][] = ['police', 'procuratorate'];

/**
 * Where the terms that concern an actor stand: under its agency, and under its district, or for an agency of the whole city under each and under
 * the city.
 */
export function readersOf({
  agency,
  agencyKind: kind,
  district,
}: Pick<Actor, 'agency' | 'agencyKind' | 'district'>): readonly string[] {
  if (!byDistrict.includes(kind)) return [agency];
  return [agency, ...(district === undefined ? ([...districts, 'city'] as const) : [district]).map((one) => allOf(kind, one))];
}
