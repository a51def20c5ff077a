import { createHash } from 'node:crypto';
import { beijingDay } from '../policy/policy.ts';
import type { IndexEntry, IndexName } from './stream.ts';

const indexes = {
  inbox: { partitionKey: 'inboxPk', sortKey: 'inboxSk' },
  file: { partitionKey: 'filePk', sortKey: 'fileSk' },
  due: { partitionKey: 'duePk', sortKey: 'dueSk' },
  listing: { partitionKey: 'listingPk', sortKey: 'listingSk' },
} as const satisfies Readonly<Record<IndexName, { readonly partitionKey: string; readonly sortKey: string }>>;

/** The table as infra makes it and the journal uses it. All key attributes are strings; an index is called as in `IndexName`. */
export const tableShape = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds. Only the records of commands have it. */
  timeToLive: 'expiresAt',
  /** What every index carries besides keys: enough to show a list without reading the states. */
  projected: ['card', 'version'],
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

/** The sort key behind that of every fact. */
export const LAST_EVENT = eventKey(10 ** SEQ_DIGITS - 1);

/** The item that remembers a command. */
export function commandKey(commandId: string): { readonly pk: string; readonly sk: string } {
  return { pk: `command#${commandId}`, sk: 'command' };
}

/** Over how many keys load is spread that would otherwise meet in one. */
export const SHARDS = 16;

/** The shard (0..15) of an id: always the same one, all equally likely. */
export function shardOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt16BE(0) % SHARDS;
}

/** The upper bound of a sort-key range that takes in everything that begins with `text`. */
export function through(text: string): string {
  return `${text}~`;
}

/** Inbox of a bank: the orders that wait for it, the most urgent first. */
export function inboxKey(bankId: string): string {
  return `bank#${bankId}`;
}

/** @param dueAt ISO 8601, UTC */
export function inboxOfBank(bankId: string, dueAt: string, id: string): IndexEntry {
  return { pk: inboxKey(bankId), sk: `${dueAt}#${id}` };
}

/** File of an alert: every order that followed from it, tier by tier. */
export function fileKey(alertId: string): string {
  return `alert#${alertId}`;
}

export function fileOfAlert(alertId: string, tier: number, id: string): IndexEntry {
  return { pk: fileKey(alertId), sk: `${String(tier).padStart(2, '0')}#${id}` };
}

function dueKey(shard: number): string {
  return `due#${shard}`;
}

/** The shards that the sweep goes through. */
export const dueKeys: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => dueKey(shard));

/** @param at the next moment at which something is due, ISO 8601, UTC */
export function dueShard(id: string, at: string): IndexEntry {
  return { pk: dueKey(shardOf(id)), sk: `${at}#${id}` };
}

/** Listing of one kind of thing in one district and month. @param month `YYYY-MM`, in Beijing */
export function listingKey(kind: string, district: string, month: string): string {
  return `${kind}#${district}#${month}`;
}

/** @param at ISO 8601, UTC */
export function listing(kind: string, district: string, at: string, id: string): IndexEntry {
  return { pk: listingKey(kind, district, beijingDay(at).slice(0, 7)), sk: `${at}#${id}` };
}

/** Over how many keys the orders of one district and month are spread, so that no partition takes more than it can. */
const BOARD_SHARDS = 4;

/** @param month `YYYY-MM`, in Beijing */
function boardKey(district: string, month: string, shard: number): string {
  return listingKey('order', district, `${month}#${shard}`);
}

/** The keys that together hold every order of a district and month. */
export function boardKeys(district: string, month: string): readonly string[] {
  return Array.from({ length: BOARD_SHARDS }, (_, shard) => boardKey(district, month, shard));
}

/** Where on a board the orders of an alert stand. Boards and listings by alarm have one order, so a page of the one is a range of the other. */
export function boardPosition(alarmAt: string, alertId: string): string {
  return `${alarmAt}#${alertId}`;
}

/** Board of a district and month, in the index `listing`: its orders in the order of their alarms. @param alarmAt ISO 8601, UTC */
export function onBoard(district: string, alarmAt: string, alertId: string, orderId: string): IndexEntry {
  const pk = boardKey(district, beijingDay(alarmAt).slice(0, 7), shardOf(alertId) % BOARD_SHARDS);
  return { pk, sk: `${boardPosition(alarmAt, alertId)}#${orderId}` };
}

/** Directory of a kind of thing of which there are few and that rarely change, such as banks. */
export function directoryKey(kind: string): string {
  return `${kind}#all`;
}

/** Where a directory has it, in the index `listing`. */
export function directory(kind: string, id: string): IndexEntry {
  return { pk: directoryKey(kind), sk: id };
}
