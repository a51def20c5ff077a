import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel counts in: a hundredth of a second on every Linux that Node runs on. */
const TICK_MS = 10;
const PAGE_BYTES = 4096;

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  /** Processor time that it has taken, of all its threads and of its children that have ended. */
  readonly cpuMs: number;
  readonly residentBytes: number;
}

/** What a process and all below it have taken. */
export interface TreeUse {
  readonly cpuMs: number;
  readonly residentBytes: number;
}

/** @throws Error on a machine without `/proc` */
export function treeUse(root: number): TreeUse {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(name) ?? []);
  const tree = below(all, root);
  return {
    cpuMs: tree.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    residentBytes: tree.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
  };
}

function below(all: readonly ProcessStat[], root: number): readonly ProcessStat[] {
  const children = all.filter(({ parent }) => parent === root);
  return [...all.filter(({ pid }) => pid === root), ...children.flatMap(({ pid }) => below(all, pid))];
}

function readStat(pid: string): ProcessStat | undefined {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // it has ended meanwhile
    return undefined;
  }
}

/** One line of `/proc/<pid>/stat`. The name of the program, in brackets, may have blanks and brackets of its own. */
export function parseStat(line: string): ProcessStat {
  const end = line.lastIndexOf(')');
  const rest = line.slice(end + 2).split(' ');
  // after the name: state, parent, … and user, system, children's user, children's system time as the 12th to 15th, pages as the 22nd
  const at = (index: number): number => Number(rest[index] ?? 0);
  return {
    pid: Number.parseInt(line, 10),
    parent: at(1),
    cpuMs: (at(11) + at(12) + at(13) + at(14)) * TICK_MS,
    residentBytes: at(21) * PAGE_BYTES,
  };
}
