import type { AuditedKind } from '../journal/kind.ts';
import { AGENCY_ID } from '../kernel/ids.ts';
import { forTheCity } from '../kernel/thing.ts';

/** The searches of an agency and day: for the city's command, which watches what is looked for and by which agency. */
export const auditedSearches: AuditedKind = {
  stream: 'searches',
  starts: 'searches:',
  ids: `${AGENCY_ID}:20[0-9]{2}-[0-9]{2}-[0-9]{2}:[0-9]{1,2}`,
  reader: forTheCity,
};
