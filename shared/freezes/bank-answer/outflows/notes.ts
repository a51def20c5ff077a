import type { BankNote } from '../../order/stop-order.ts';

/** So many notes of a bank an order shows; the audit has them all. */
const MAX_NOTES = 20;
/** So many bytes of what could not be read an order shows as it came. */
const MAX_GIVEN_BYTES = 24 * 1024;

/** The notes with this one, if it says anything; the older ones give way to it. */
export function withNote(notes: readonly BankNote[] | undefined, note: BankNote): BankNote[] | undefined {
  if (note.remark === undefined && note.unread === undefined) return notes === undefined ? undefined : [...notes];
  let room = MAX_GIVEN_BYTES;
  return [...(notes ?? []), note]
    .slice(-MAX_NOTES)
    .toReversed()
    .map((one): BankNote => {
      room -= Buffer.byteLength(one.unread?.asGiven ?? '');
      return room >= 0 || one.unread === undefined ? one : { ...one, unread: { faults: one.unread.faults } };
    })
    .toReversed();
}

/** Whether the bank has made this remark before. */
export function isNoted(notes: readonly BankNote[] | undefined, remark: string): boolean {
  return notes?.some((note) => note.remark === remark) ?? false;
}
