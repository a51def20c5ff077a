import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';

/** The files of the city: of its engines, its logs, its addresses with their secrets. */
const OWN_FILE = /\.(?:sqlite(?:-wal|-shm|-journal)?|log|json)$/;

/**
 * Keeps the files of the city's folder, people's data among them, from other users of the machine: files made from now on, by this process
 * and those it starts, are for its owner alone, and so are those that an earlier release left there. Other files in the folder stay as they
 * are.
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
