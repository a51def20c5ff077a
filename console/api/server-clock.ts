import { createWatchers } from '../states/watchers.ts';

/** How far the clock of the server is ahead of this browser's, in milliseconds: between these. */
export interface Ahead {
  readonly least: number;
  readonly most: number;
}

/** An answer of the server, by the browser's clock; `saidAt` is what it says itself, to the second. */
interface Said {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly saidAt: number;
}

const SECOND_MS = 1_000;

/**
 * What an answer tells of the server's clock. The answer was made between the question and its arrival, in the second that it names; each
 * answer narrows what is known, so one that took long does no harm. If both cannot be true, a clock was set: what was known before is forgotten.
 */
export function narrowed(known: Ahead | undefined, { askedAt, answeredAt, saidAt }: Said): Ahead {
  const told = { least: saidAt - answeredAt, most: saidAt + SECOND_MS - askedAt };
  if (known === undefined) return told;
  const both = { least: Math.max(known.least, told.least), most: Math.min(known.most, told.most) };
  return both.least <= both.most ? both : told;
}

let ahead: Ahead | undefined;
const watchers = createWatchers();

/** Learns the server's clock from an answer. @param askedAt when the request left, in milliseconds of this browser */
export function noteServerTime(response: Response, askedAt: number): void {
  const saidAt = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(saidAt)) return;
  ahead = narrowed(ahead, { askedAt, answeredAt: Date.now(), saidAt });
  watchers.tell();
}

/** Calls back after each answer that told the time. @returns ends it */
export const watchServerClock = watchers.watch;

/**
 * A moment of this browser's clock on the server's, in milliseconds: never ahead of it, and less than a second behind. The browser's own clock
 * may be wrong.
 */
export const onServerClock = (browserMs: number): number => browserMs + (ahead?.least ?? 0);
