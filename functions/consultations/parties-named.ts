import { whoMay } from '../../shared/access/who-may.ts';
import type { Named } from '../../shared/agencies/named.ts';

/** The parties that a body names: agencies that can take part. */
export function partiesNamed(action: 'consultation.read' | 'meeting.read', parties: readonly string[]): readonly Named[] {
  const kinds = whoMay(action, 'party');
  return parties.map((agency, place) => ({ agency, path: `/parties/${place}`, kinds }));
}
