import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** What the city keeps: its engines' files, its logs, its addresses with their secrets. */
const OWN_FILE = /\.(?:sqlite(?:-wal|-shm|-journal)?|log|json)$/;

/**
 * Keeps what is in the city's folder, people's data among it, from other users of the machine: what is made from here on, by this
 * process and those it starts, is for its owner alone, and so is what an earlier release left there. Other files in the folder stay as
 * they are.
 */
export function ownerOnly(directory: string): void {
  // a worker has its process's mask, which only the main thread may set
  if (isMainThread) process.umask(0o077);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  for (const folder of [directory, join(directory, 'logs')]) {
    if (!existsSync(folder)) continue;
    if (folder !== directory) chmodSync(folder, 0o700);
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isFile() && OWN_FILE.test(entry.name)) chmodSync(join(folder, entry.name), 0o600);
  }
}
