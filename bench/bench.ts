/** `npm run bench`: how fast the local city is, as a whole and through its public API. */
import { cpus } from 'node:os';
import { describe } from '../local/city-error.ts';
import { UsageError } from '../local/command-line.ts';
import { listenForStop } from '../local/stop-signals.ts';
import { createUndo, type Undo } from '../local/undo.ts';
import { type BenchOptions, benchUsage, parseBenchOptions, type SectionName } from './speed/bench-options.ts';
import { broken, worse } from './speed/check.ts';
import { type Figure, type Floor, FloorName, figureOf, type Measured, rounded } from './speed/figures.ts';
import { pageOf } from './speed/page.ts';
import { newest, type Results, save } from './speed/results.ts';
import { openRun, type Section } from './speed/run.ts';
import { board } from './speed/sections/board.ts';
import { flood } from './speed/sections/flood.ts';
import { floor } from './speed/sections/floor.ts';
import { growth } from './speed/sections/growth.ts';
import { latency } from './speed/sections/latency.ts';
import { start } from './speed/sections/start.ts';
import { throughput } from './speed/sections/throughput.ts';
import { warnings } from './speed/sections/warnings.ts';
import { textOf } from './speed/table.ts';

const sections: Readonly<Record<SectionName, Section>> = { latency, throughput, start, floor, flood, board, growth, warnings };
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const tell = (text: string): void => void process.stderr.write(`${text}\n`);

process.exitCode = await main(process.argv.slice(2));
process.exit();

/** @returns the exit code: 0, 1 for a fault here a broken promise or a figure that became worse, 2 for a fault in the command line, 130 after a wish to stop */
async function main(args: readonly string[]): Promise<number> {
  const { signal } = listenForStop();
  const undo = createUndo();
  try {
    const options = parseBenchOptions(args);
    if (options.help) {
      say(benchUsage);
      return 0;
    }
    return await Promise.race([run(options, undo, signal), aborted(signal)]);
  } catch (error) {
    if (signal.aborted) return 130;
    tell(describe(error));
    return error instanceof UsageError ? 2 : 1;
  } finally {
    await undo.run();
  }
}

async function run(options: BenchOptions, undo: Undo, signal: AbortSignal): Promise<number> {
  const before = options.check ? newest() : undefined;
  const figures = await measureAll(options, undo, signal);
  const results: Results = { date: new Date().toISOString().slice(0, 10), machine: machine(), figures: [...figures] };
  if (options.save) for (const file of save(results, pageOf)) say(`written: ${file}`);
  const faults = broken(figures);
  for (const line of faults) tell(`a fault: ${line}`);
  const isWhole = faults.length === 0;
  if (before === undefined) return isWhole ? 0 : 1;
  const grown = worse(before.figures, figures);
  for (const line of grown) tell(`worse than on ${before.date}: ${line}`);
  if (grown.length === 0) say(`no worse than on ${before.date}`);
  return isWhole && grown.length === 0 ? 0 : 1;
}

/** The floor comes first, since the others are compared with it. Each section is printed when it is done. */
async function measureAll(options: BenchOptions, undo: Undo, signal: AbortSignal): Promise<readonly Figure[]> {
  const shared = openRun(options, undo, signal);
  const figures: Figure[] = [];
  let base: Floor = {};
  for (const section of options.sections) {
    tell(`${section} …`);
    const measured = await sections[section](shared);
    if (section === 'floor') base = floorOf(measured);
    const own = measured.map((figure) => figureOf(section, figure, base));
    say(textOf(own));
    figures.push(...own);
  }
  return figures;
}

function floorOf(measured: readonly Measured[]): Floor {
  return Object.fromEntries(
    measured.filter(({ name }) => FloorName.safeParse(name).success).map(({ name, value }) => [name, value]),
  );
}

function machine(): string {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() || 'processor'}, Node ${process.versions.node}, ${rounded(process.availableMemory() / 2 ** 30)} GB free`;
}

function aborted(signal: AbortSignal): Promise<number> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
