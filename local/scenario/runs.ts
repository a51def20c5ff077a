import * as z from 'zod';
import { readJson, writeJson } from '../json-file.ts';

/** A run of a scenario on this data. `startedAt` is epoch milliseconds of the city's clock. */
export interface Run {
  readonly run: number;
  readonly startedAt: number;
  readonly finished: boolean;
}

const Kept = z.object({ run: z.int().positive(), startedAt: z.number().default(0), finished: z.boolean().default(true) });

interface RunsOptions {
  /** Where the last run is kept. */
  readonly file: string;
  /** How long after its start a run that was cut short can be gone on with, in milliseconds of the city's clock; 0 for never. */
  readonly goesOnFor: number;
}

/** The runs of a scenario on one data folder: each has numbers of its own, so it does not meet the records of earlier runs. */
export function openRuns({ file, goesOnFor }: RunsOptions) {
  return {
    /** The run to play now, and a line on its relation to the run before. @param now epoch milliseconds of the city's clock */
    begin(now: number): { readonly run: Run; readonly note?: string } {
      const last = readJson(file, Kept);
      if (last === undefined) return { run: keep({ run: 1, startedAt: now, finished: false }) };
      if (!last.finished && now - last.startedAt < goesOnFor)
        return { run: last, note: `Going on with run ${last.run}, which was cut short.` };
      const run = keep({ run: last.run + 1, startedAt: now, finished: false });
      const before = last.finished
        ? `${last.run === 1 ? 'Run 1 is' : `Runs 1 to ${last.run} are`} kept`
        : `Run ${last.run} was cut short, and what it recorded is kept`;
      return { run, note: `${before}; this is run ${run.run}.` };
    },
    /** It was played to its end. */
    finish(run: Run): void {
      keep({ ...run, finished: true });
    },
  };

  function keep(run: Run): Run {
    writeJson(file, run);
    return run;
  }
}
