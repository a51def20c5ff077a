import { newestFirst, through } from '../journal/keys.ts';
import type { IndexEntry } from '../journal/stream.ts';
import { deskKey } from '../kernel/desk.ts';
import { plus } from '../kernel/time.ts';
import type { InboxEntry, NoticeClass } from './model.ts';

/** The entries on a desk, in the index `inbox`. @param desk as `deskKey` spells it */
export function deskInboxKey(desk: string): string {
  return `desk#${desk}`;
}

/** The open entries of a desk: they stand before those that are done. */
export const OPEN_ENTRIES = '0#';

/** Among the open entries those that can wait stand behind those that interrupt. */
const OPEN_DIGEST = `${OPEN_ENTRIES}d#`;

const DONE_ENTRIES = '1#';

/** A range of sort keys, both ends in it. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/** The open entries of a desk that are of this class: urgent ones begin with the digits of their time. */
export function openOfClass(wanted: NoticeClass): KeyRange {
  return wanted === 'digest'
    ? { from: OPEN_DIGEST, to: through(OPEN_DIGEST) }
    : { from: OPEN_ENTRIES, to: through(`${OPEN_ENTRIES}9`) };
}

/**
 * The entries of a desk that can wait and are open, and those of any class that are done, as far as they were made in this time: they stand
 * by it, the newest first.
 *
 * @param from ISO 8601, UTC @param to likewise, not in it
 */
export function madeBetween(from: string, to: string): readonly KeyRange[] {
  const later = plus(to, -1);
  return [OPEN_DIGEST, DONE_ENTRIES].map((part) => ({
    from: `${part}${newestFirst(later)}`,
    to: through(`${part}${newestFirst(from)}`),
  }));
}

/** Where an entry stands on its desk: open or done, by class, by its time. */
export function inboxOfDesk({ desk, doneAt, at, entryId, ...notice }: InboxEntry): IndexEntry {
  const part = doneAt !== undefined ? DONE_ENTRIES : notice.class === 'digest' ? OPEN_DIGEST : OPEN_ENTRIES;
  return { pk: deskInboxKey(deskKey(desk)), sk: `${part}${newestFirst(at)}#${entryId}` };
}

/** The webhooks of the agencies of a kind in a district, or of the whole city; in the index `listing`. */
export function webhooksKey(agencyKind: string, district: string | undefined): string {
  return `webhook#${agencyKind}#${district ?? 'city'}`;
}

export function webhookOf(agencyKind: string, district: string | undefined, agency: string): IndexEntry {
  return { pk: webhooksKey(agencyKind, district), sk: agency };
}
