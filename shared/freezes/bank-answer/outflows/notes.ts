import type { BankNote } from '../../order/stop-order.ts';
import { withinUnreadRoom } from '../unread-room.ts';

/** An order shows so many notes of a bank; the audit has them all. */
const MAX_NOTES = 20;

/** The notes with this one, if it says anything; the older ones give way to it. */
export function withNote(notes: readonly BankNote[] | undefined, note: BankNote): BankNote[] | undefined {
  if (note.remark === undefined && note.unread === undefined) return notes === undefined ? undefined : [...notes];
  return withinUnreadRoom([...(notes ?? []), note].slice(-MAX_NOTES));
}

/** Whether the bank has made this remark before. */
export function isNoted(notes: readonly BankNote[] | undefined, remark: string): boolean {
  return notes?.some((note) => note.remark === remark) ?? false;
}
