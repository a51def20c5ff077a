/**
 * The states of a regional measure: `noticed` after a rectification notice, `interviewed` after a joint interview, `warned` while the
 * warning hangs, `correction-accepted` when it may be taken down; `corrected` and `lifted` are ends.
 */
export const measureStatuses = ['noticed', 'interviewed', 'warned', 'correction-accepted', 'corrected', 'lifted'] as const;
export type MeasureStatus = (typeof measureStatuses)[number];
