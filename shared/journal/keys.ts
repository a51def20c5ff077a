import { createHash } from 'node:crypto';
import { beijingMonth } from '../kernel/beijing.ts';
import type { IndexEntry, IndexName } from './stream.ts';

const indexes = {
  inbox: { partitionKey: 'inboxPk', sortKey: 'inboxSk' },
  file: { partitionKey: 'filePk', sortKey: 'fileSk' },
  due: { partitionKey: 'duePk', sortKey: 'dueSk' },
  listing: { partitionKey: 'listingPk', sortKey: 'listingSk' },
  attention: { partitionKey: 'attentionPk', sortKey: 'attentionSk' },
} as const satisfies Readonly<Record<IndexName, { readonly partitionKey: string; readonly sortKey: string }>>;

/** The table as infra makes it and the journal uses it. All key attributes are strings; an index has its name in `IndexName`. */
export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds. Only the records of commands have it. */
  timeToLive: 'expiresAt',
  /** True on a task token that was kept by itself, without any fact. */
  alone: 'alone',
  /**
   * The attribute of every index besides keys: enough to show a list without reading the states. An entry is written again only if it or a
   * key changes, so it has no version.
   */
  projected: ['card'],
  indexes,
} as const;

/** The sort keys of a stream's items. */
export const STATE = 'state';
export const TASK = 'task';
export const EVENT_PREFIX = 'event#';
const SEQ_DIGITS = 12;

/** The sort key of the fact with this sequence number. */
export function eventKey(seq: number): string {
  return `${EVENT_PREFIX}${String(seq).padStart(SEQ_DIGITS, '0')}`;
}

/** The item that remembers a command. */
export function commandKey(commandId: string): { readonly pk: string; readonly sk: string } {
  return { pk: `command#${commandId}`, sk: 'command' };
}

/** The item by which a caller takes one of its seats to wait for a change: a bank, or a person by a hash. It belongs to no stream. */
export function waitingSeat(caller: string, seat: number): { readonly pk: string; readonly sk: string } {
  return { pk: `waiting#${caller}`, sk: `seat#${seat}` };
}

/** The number of keys that share a load which would otherwise meet in one. */
export const SHARDS = 16;

/** The shard (0..15) of an id: always the same one, all equally likely. */
export function shardOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt16BE(0) % SHARDS;
}

/** The upper bound of a sort-key range that takes in every key that begins with `text`. */
export function through(text: string): string {
  return `${text}~`;
}

/** The end of the 13 digits in which milliseconds are written: sort keys that count down to it put the newest first. */
const LAST_MILLISECOND = 9_999_999_999_999;

/** @param at ISO 8601, UTC @returns 13 digits that are lower the later it is */
export function newestFirst(at: string): string {
  return String(LAST_MILLISECOND - Date.parse(at)).padStart(13, '0');
}

/** File of an alert: every order that followed from it, tier by tier. */
export function fileKey(alertId: string): string {
  return `alert#${alertId}`;
}

export function fileOfAlert(alertId: string, tier: number, id: string): IndexEntry {
  return { pk: fileKey(alertId), sk: `${String(tier).padStart(2, '0')}#${id}` };
}

/** The facts of an alert, its requests and its orders, in the order of time: an index entry for each fact itself. */
export function factsOfAlert(alertId: string): string {
  return `facts-of-alert#${alertId}`;
}

/** The facts of a case itself, in the order of time. */
export function factsOfCase(caseId: string): string {
  return `facts-of-case#${caseId}`;
}

/** Where a fact stands among others of its file or log: by its time, then by stream and number. @param at ISO 8601, UTC */
export function factEntry(pk: string, at: string, stream: string, seq: number): IndexEntry {
  return { pk, sk: `${at}#${stream}#${String(seq).padStart(SEQ_DIGITS, '0')}` };
}

/** The lower bound of a sort-key range that begins behind this key. */
export function behind(sk: string): string {
  return `${sk} `;
}

function dueKey(shard: number): string {
  return `due#${shard}`;
}

/** The shards that the sweep reads. */
export const dueKeys: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => dueKey(shard));

/** @param at the next moment at which something is due, ISO 8601, UTC */
export function dueShard(id: string, at: string): IndexEntry {
  return { pk: dueKey(shardOf(id)), sk: at };
}

/** Listing of one kind of thing in one district and month. @param month `YYYY-MM`, in Beijing */
export function listingKey(kind: string, district: string, month: string): string {
  return `${kind}#${district}#${month}`;
}

/** @param at ISO 8601, UTC */
export function listing(kind: string, district: string, at: string, id: string): IndexEntry {
  return { pk: listingKey(kind, district, beijingMonth(at)), sk: `${at}#${id}` };
}

/** How many keys share the orders of one district and month, so that no partition takes more than it can. */
const BOARD_SHARDS = 4;

/** @param month `YYYY-MM`, in Beijing */
function boardKey(district: string, month: string, shard: number): string {
  return listingKey('order', district, `${month}#${shard}`);
}

/** The keys that together hold every order of a district and month. */
export function boardKeys(district: string, month: string): readonly string[] {
  return Array.from({ length: BOARD_SHARDS }, (_, shard) => boardKey(district, month, shard));
}

/** Where on a board the orders of an alert stand. Boards and listings by alarm have one order, so a page of one is a range of the other. */
export function boardPosition(alarmAt: string, alertId: string): string {
  return `${alarmAt}#${alertId}`;
}

/** Board of a district and month, in the index `listing`: its orders in the order of their alarms. @param alarmAt ISO 8601, UTC */
export function onBoard(district: string, alarmAt: string, alertId: string, orderId: string): IndexEntry {
  const pk = boardKey(district, beijingMonth(alarmAt), shardOf(alertId) % BOARD_SHARDS);
  return { pk, sk: `${boardPosition(alarmAt, alertId)}#${orderId}` };
}

/** The things of a kind in a district that need a person's eye, in the index `attention`. It has no entry of things that run well. */
export function attentionKey(kind: string, district: string): string {
  return `${kind}#${district}`;
}

/** So many random characters of an id tell things with one moment apart. */
const ID_TAIL = 10;

/** @param at by when a person must act, ISO 8601, UTC: the overdue come first. The key is short: it counts in the size of the thing's item */
export function inAttention(kind: string, district: string, at: string, id: string): IndexEntry {
  return { pk: attentionKey(kind, district), sk: `${at}#${id.slice(-ID_TAIL)}` };
}

/** The alarms that an agency took and that another district has now, in the index `attention`. */
export function raisedElsewhereKey(agency: string): string {
  return `alert-elsewhere#${agency}`;
}

/** @param receivedAt ISO 8601, UTC */
export function raisedElsewhere(agency: string, receivedAt: string, alertId: string): IndexEntry {
  return { pk: raisedElsewhereKey(agency), sk: `${receivedAt}#${alertId}` };
}

/** The shares with an agency, in the index `listing`. */
export function sharedWithKey(agency: string): string {
  return `case-share#${agency}`;
}

/** @param grantedAt ISO 8601, UTC */
export function caseShareEntry(agency: string, grantedAt: string, grantId: string): IndexEntry {
  return { pk: sharedWithKey(agency), sk: `${grantedAt}#${grantId}` };
}

/**
 * Supervision of the whole city, in the index `inbox`: the open things of a kind, by the moment when a person must act, the overdue first.
 */
export function supervisedKey(kind: string): string {
  return `supervised#${kind}`;
}

/** @param neededAt the moment from which a person must act, ISO 8601, UTC */
export function supervised(kind: string, neededAt: string, id: string): IndexEntry {
  return { pk: supervisedKey(kind), sk: `${neededAt}#${id}` };
}

/** The caseload of a district: the open things of a kind, in the same order, and the closed ones, by their end; in the index `listing`. */
export function caseloadKey(kind: string, district: string, part: 'open' | 'closed'): string {
  return `${kind}#${district}#${part}`;
}

/** @param at when a person must act, or when it was closed; ISO 8601, UTC */
export function inCaseload(kind: string, district: string, part: 'open' | 'closed', at: string, id: string): IndexEntry {
  return { pk: caseloadKey(kind, district, part), sk: `${at}#${id}` };
}

/** The measures on an agency, in the index `file`, by their time. */
export function aimedAtKey(kind: string, agency: string): string {
  return `${kind}-on#${agency}`;
}

/** @param at ISO 8601, UTC */
export function aimedAt(kind: string, agency: string, at: string, id: string): IndexEntry {
  return { pk: aimedAtKey(kind, agency), sk: `${at}#${id}` };
}

/** The consultations in which a case is discussed, in the index `file`. */
export function consultationsOfCase(caseId: string): string {
  return `consultations-of-case#${caseId}`;
}

/** @param convenedAt ISO 8601, UTC */
export function inFileOfCase(caseId: string, convenedAt: string, consultationId: string): IndexEntry {
  return { pk: consultationsOfCase(caseId), sk: `${convenedAt}#${consultationId}` };
}

/** The things of one kind that an agency takes part in, in the index `listing`: consultations, meetings. */
export function seatsKey(kind: string, agency: string): string {
  return `${kind}-seat#${agency}`;
}

/** The same, as far as they are not over, in the index `inbox`. */
export function openSeatsKey(kind: string, agency: string): string {
  return `open-${kind}-seat#${agency}`;
}

/** The things that have this reference for the phone: one, by the way references are made. */
export function referenceKey(reference: string): string {
  return `reference#${reference}`;
}

/** Where a reference leads, in a free index of the thing's own state. */
export function byReference(reference: string, id: string): IndexEntry {
  return { pk: referenceKey(reference), sk: id };
}

/**
 * The things of a kind that give one mark of a person or an account, as far as one district's police, or one agency, may know of them.
 *
 * @param scope as `scopeOf…` in `shared/finding/scope.ts` spells it
 * @param mark keyed hash of the mark: the mark itself is in no key
 */
export function findKey(kind: string, scope: string, mark: string): string {
  return `find#${kind}#${scope}#${mark}`;
}

/** The things of a kind in a district in the order of a size, in the index `file`. */
export function bySizeKey(kind: string, district: string): string {
  return `by-size#${kind}#${district}`;
}

/** @param size as it sorts @param at ISO 8601, UTC: of equal sizes the newest comes first */
export function bySize(kind: string, district: string, size: string, at: string, id: string): IndexEntry {
  return { pk: bySizeKey(kind, district), sk: `${size}#${newestFirst(at)}#${id}` };
}

/** The requests to see more of a case, in the index `listing`, the newest first. */
export function accessRequestsOfKey(caseId: string): string {
  return `access-request#${caseId}`;
}

/** @param askedAt ISO 8601, UTC */
export function accessRequestOf(caseId: string, askedAt: string, id: string): IndexEntry {
  return { pk: accessRequestsOfKey(caseId), sk: `${newestFirst(askedAt)}#${id}` };
}

/** Those of one agency, in the index `inbox`. */
export function accessRequestsByKey(caseId: string, agency: string): string {
  return `access-request#${caseId}#${agency}`;
}

/** @param askedAt ISO 8601, UTC */
export function accessRequestsBy(caseId: string, agency: string, askedAt: string, id: string): IndexEntry {
  return { pk: accessRequestsByKey(caseId, agency), sk: `${newestFirst(askedAt)}#${id}` };
}

/** Directory of a kind of thing that has few members, which rarely change, such as banks. */
export function directoryKey(kind: string): string {
  return `${kind}#all`;
}

/** Where a directory has it, in the index `listing`. */
export function directory(kind: string, id: string): IndexEntry {
  return { pk: directoryKey(kind), sk: id };
}

/** The figures of days that changed on a day, in the index `listing`. @param on the Beijing day of the change */
export function changedFiguresKey(on: string): string {
  return `stats-changed#${on}`;
}

/** The figures of a district's alarms of `day`, by when they changed last. Those of one month stand together. */
export function changedFigures(on: string, district: string, day: string): IndexEntry {
  return { pk: changedFiguresKey(on), sk: `${district}#${day}` };
}

/** The district and the day of an entry among the figures that changed. */
export function changedDay(sk: string): { readonly district: string; readonly day: string } {
  const [district = '', day = ''] = sk.split('#');
  return { district, day };
}
