import type { Unread } from './outflows/model.ts';

/** So many bytes of what could not be read an order shows beside its notes, and as many beside its disputes; the record has all of it. */
const MAX_UNREAD_BYTES = 24 * 1024;

const elsewhere: Unread = {
  faults: [{ path: '', rule: 'is kept in the record alone: there is no room for more of what cannot be read' }],
};

/**
 * The things with what of them could not be read, as far as there is room, the latest first: whole, else its faults, else a word that it
 * stands in the record. So a bank that sends ever more of it fills no order.
 */
export function withinUnreadRoom<T extends { readonly unread?: Unread | undefined }>(things: readonly T[]): T[] {
  let room = MAX_UNREAD_BYTES;
  const fits = (unread: Unread): boolean => {
    const bytes = Buffer.byteLength(JSON.stringify(unread));
    if (bytes > room) return false;
    room -= bytes;
    return true;
  };
  return things
    .toReversed()
    .map((thing): T => {
      const { unread } = thing;
      if (unread === undefined || fits(unread)) return thing;
      const faults: Unread = { faults: unread.faults };
      return { ...thing, unread: fits(faults) ? faults : elsewhere };
    })
    .toReversed();
}
