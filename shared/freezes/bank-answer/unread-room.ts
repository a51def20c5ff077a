import type { Unread } from './outflows/model.ts';

/** An order shows so many bytes of unreadable input beside its notes, and as many beside its disputes; the record has all of it. */
const MAX_UNREAD_BYTES = 24 * 1024;

const elsewhere: Unread = {
  faults: [{ path: '', rule: 'is kept in the record alone: there is no room for more of what cannot be read' }],
};

/**
 * The things with their unreadable parts, as far as there is room, the latest first: whole, or else the faults alone, or else a word that
 * the record has them. So a bank that sends ever more of it does not fill an order.
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
