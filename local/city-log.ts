import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Writes a line, with the real time, to the city's own log. */
export type Log = (line: string) => void;

export function openLog(directory: string): Log {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'city.log');
  return (line) => appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
}
