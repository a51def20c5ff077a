import { newestFirst } from '../journal/keys.ts';
import type { IndexEntry } from '../journal/stream.ts';

/** The entries on a desk, in the index `inbox`. @param desk as `deskKey` spells it */
export function deskInboxKey(desk: string): string {
  return `desk#${desk}`;
}

/** The open entries of a desk: they stand before those that are done. */
export const OPEN_ENTRIES = '0#';

/** @param at ISO 8601, UTC */
export function inboxOfDesk(desk: string, open: boolean, at: string, id: string): IndexEntry {
  return { pk: deskInboxKey(desk), sk: `${open ? OPEN_ENTRIES : '1#'}${newestFirst(at)}#${id}` };
}

/** The webhooks of the agencies of a kind in a district, or of the whole city; in the index `listing`. */
export function webhooksKey(agencyKind: string, district: string | undefined): string {
  return `webhook#${agencyKind}#${district ?? 'city'}`;
}

export function webhookOf(agencyKind: string, district: string | undefined, agency: string): IndexEntry {
  return { pk: webhooksKey(agencyKind, district), sk: agency };
}
