import { newestFirst } from '../journal/keys.ts';
import type { IndexEntry } from '../journal/stream.ts';
import type { District } from '../kernel/context.ts';

/** Entries of the city's own agencies, and those of national lists, are of no district. */
export type ListedIn = District | 'city';

/** The entries of a kind of mark in a state, as police of one district listed them, in the index `listing`, the newest first. */
export function entriesKey(kind: string, status: string, listedIn: ListedIn): string {
  return `blacklist#${listedIn}#${kind}#${status}`;
}

/** @param listedAt ISO 8601, UTC */
export function amongEntries(kind: string, status: string, listedIn: ListedIn, listedAt: string, id: string): IndexEntry {
  return { pk: entriesKey(kind, status, listedIn), sk: `${newestFirst(listedAt)}#${id}` };
}

/** The entries of a national list that are listed, by the newest version that has them, in the index `file`. */
export function entriesOfListKey(listId: string): string {
  return `blacklist-list#${listId}`;
}

const VERSION_DIGITS = 9;

/** Versions as they sort. */
export function versionPlace(version: number): string {
  return String(version).padStart(VERSION_DIGITS, '0');
}

export function inList(listId: string, version: number, id: string): IndexEntry {
  return { pk: entriesOfListKey(listId), sk: `${versionPlace(version)}#${id}` };
}

/** The collisions of a district in a state, in the index `listing`, the newest first. */
export function collisionsKey(district: string, status: string): string {
  return `collision#${district}#${status}`;
}

/** @param foundAt ISO 8601, UTC */
export function amongCollisions(district: string, status: string, foundAt: string, id: string): IndexEntry {
  return { pk: collisionsKey(district, status), sk: `${newestFirst(foundAt)}#${id}` };
}
