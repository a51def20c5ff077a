import { listing } from '../journal/keys.ts';
import type { IndexEntry } from '../journal/stream.ts';
import type { Warning, WarningGrade, WarningLevel } from './warning-model.ts';
import { warningGrades } from './warning-model.ts';

/** Where people of a level work: the city, a district's sub-bureau, a station of it or none in particular, a subdistrict or town. */
export interface Area {
  readonly level: WarningLevel;
  readonly district?: string | undefined;
  readonly station?: string | undefined;
  readonly community?: string | undefined;
}

/** The warnings that wait for a contact by people of an area, in the index `inbox`. */
export function toDoKey({ level, district = '', station, community = '' }: Area): string {
  switch (level) {
    case 'city':
      return 'warnings-to-do#city';
    case 'sub-bureau':
      return `warnings-to-do#sub-bureau#${district}`;
    case 'station':
      return `warnings-to-do#station#${district}#${station ?? '-'}`;
    case 'community':
      return `warnings-to-do#community#${community}`;
  }
}

/** The beginning of the sort keys of a grade: the gravest first. */
function rankOf(grade: WarningGrade): string {
  return String(warningGrades.indexOf(grade) + 1);
}

/** The rank of the gravest and of the lightest grade. */
export const [firstRank, lastRank] = [rankOf('urgent'), rankOf('low')];

/** The rank of the next lighter grade; behind `lastRank` there is none. */
export function rankBehind(rank: string): string {
  return String(Number(rank) + 1);
}

/** The order in which warnings of an area are worked on: the gravest first, of a grade the one that waits longest. */
export function toDo({ warningId, grade, district, station, community, rung }: Warning): IndexEntry {
  const pk = toDoKey({ level: rung.level, district, station, community });
  return { pk, sk: `${rankOf(grade)}#${rung.notBefore ?? rung.begunAt}#${warningId.slice(-10)}` };
}

/** What the sort key of `toDo` says: the rank of the grade, and since when it waits, or from when. */
export function placeOf(sk: string): { readonly rank: string; readonly since: string } {
  const [rank = '', since = ''] = sk.split('#');
  return { rank, since };
}

/** The warnings that a person holds, in the index `inbox`, by the end of the lease. */
export function heldKey(agency: string, subject: string): string {
  return `warnings-held#${agency}#${subject}`;
}

export function held(agency: string, subject: string, until: string, id: string): IndexEntry {
  return { pk: heldKey(agency, subject), sk: `${until}#${id}` };
}

/** Among those of its district and month, by when it was received, in the index `listing`. */
export function received({ warningId, district, receivedAt }: Warning): IndexEntry {
  return listing('warning', district, receivedAt, warningId);
}
