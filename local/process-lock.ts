import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';
import { readJson } from './json-file.ts';

const Owner = z.object({ pid: z.number().int().positive(), startedAt: z.string() });

export type LockAttempt = { readonly held: true; release(): void } | { readonly held: false; readonly pid: number };

/** Takes the lock in `file`, unless a process that still runs has it. It takes over the lock of a process that has ended. */
export function tryLock(file: string): LockAttempt {
  mkdirSync(dirname(file), { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) ?? '' }), {
        flag: 'wx',
        mode: 0o600,
      });
      return { held: true, release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const owner = readJson(file, Owner);
    if (owner && isAlive(owner)) return { held: false, pid: owner.pid };
    rmSync(file, { force: true });
  }
}

function isAlive({ pid, startedAt }: z.infer<typeof Owner>): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  if (isZombie(pid)) return false;
  // The system gives a process id to another process after a while; the start time tells the two apart, if the system has it.
  const started = startOf(pid);
  return started === undefined || startedAt === '' || started === startedAt;
}

/** Whether a process has ended and only waits for its parent to take note: after a kill, that may last. */
function isZombie(pid: number): boolean {
  return fieldsOf(pid)?.[0] === 'Z';
}

/** When a process began, in the system's own terms; undefined if there is no `/proc`. */
function startOf(pid: number): string | undefined {
  return fieldsOf(pid)?.[19];
}

/** The system's data of a process, from its state on; undefined if there is no `/proc`. */
function fieldsOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
