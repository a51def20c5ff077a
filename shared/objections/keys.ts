import { newestFirst } from '../journal/keys.ts';
import type { IndexEntry } from '../journal/stream.ts';

/** The objections at the accounts of a bank, and those that it raised, in the index `file`, the newest first. */
export function objectionsAtKey(bankId: string): string {
  return `objections-at#${bankId}`;
}

/** @param raisedAt ISO 8601, UTC */
export function objectionAt(bankId: string, raisedAt: string, id: string): IndexEntry {
  return { pk: objectionsAtKey(bankId), sk: `${newestFirst(raisedAt)}#${id}` };
}

/** The objections that a police agency raised for people, in the index `attention`, the newest first. */
export function objectionsRaisedKey(agency: string): string {
  return `objections-raised#${agency}`;
}

/** @param raisedAt ISO 8601, UTC */
export function objectionRaised(agency: string, raisedAt: string, id: string): IndexEntry {
  return { pk: objectionsRaisedKey(agency), sk: `${newestFirst(raisedAt)}#${id}` };
}

/** The objections to the orders of an alarm, in the index `file`, in the order of time. */
export function objectionsOfAlarmKey(alertId: string): string {
  return `objections-of-alert#${alertId}`;
}

/** @param raisedAt ISO 8601, UTC */
export function objectionOfAlarm(alertId: string, raisedAt: string, id: string): IndexEntry {
  return { pk: objectionsOfAlarmKey(alertId), sk: `${raisedAt}#${id}` };
}
