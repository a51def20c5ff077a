import { setTimeout as sleep } from 'node:timers/promises';

/** Waits before a next attempt. @param attempt how many have failed so far, from 1 */
export type Pause = (attempt: number) => Promise<void>;

const FIRST_MS = 10;
const LONGEST_MS = 640;

/** Waits twice as long after each attempt, and each time a random part of it, so that commands that met do not meet again. */
export const jitteredPause: Pause = async (attempt) => {
  await sleep(Math.random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt));
};
