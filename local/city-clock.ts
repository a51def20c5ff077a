import { join } from 'node:path';
import * as z from 'zod';
import { type Clock, startClock } from './clock.ts';
import { readJson, writeJson } from './json-file.ts';

const Reading = z.object({ now: z.number() });
const SAVE_EVERY_MS = 1_000;

/** The city's clock, which goes on after a restart where it last stood, or at real time if that is later. */
export function openCityClock(dataDir: string, speed: number): { readonly clock: Clock; stop(): void } {
  const file = join(dataDir, 'clock.json');
  const clock = startClock(speed, nextReading(readJson(file, Reading), speed));
  const save = (): void => writeJson(file, { now: clock.now() });
  save();
  const timer = setInterval(save, SAVE_EVERY_MS);
  return {
    clock,
    stop: () => {
      clearInterval(timer);
      save();
    },
  };
}

/** A killed process may have shown up to a second more than it saved. */
function nextReading(last: z.infer<typeof Reading> | undefined, speed: number): number {
  return last ? last.now + SAVE_EVERY_MS * speed : 0;
}
