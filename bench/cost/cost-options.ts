import { flagsOf, UsageError } from '../../local/command-line.ts';

/** The options of `npm run cost`. */
export interface CostOptions {
  readonly help: boolean;
  /** The operations to run; absent: all. */
  readonly only?: readonly string[];
  /** How many times each operation runs. */
  readonly times: number;
  readonly json?: string;
  readonly save: boolean;
}

export function costUsage(names: readonly string[]): string {
  return `What the operations of a city would cost on AWS, counted by a local city of its own.

  npm run cost -- [options]

  --only NAME   runs this operation only; may be given several times
                (${names.join(', ')})
  --times N     runs each operation N times and gives the mean (3)
  --json FILE   writes the results to this file
  --save        writes them to bench/results/cost-<date>.json
  --help        this page
`;
}

const MOST_TIMES = 100;

/** @throws UsageError naming the flag that is unknown or has an impossible value */
export function parseCostOptions(args: readonly string[], names: readonly string[]): CostOptions {
  const flags = flagsOf(args, flagOptions);
  const unknown = flags.only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only must be one of: ${names.join(', ')}`);
  const times = Number(flags.times ?? 3);
  if (!Number.isInteger(times) || times < 1 || times > MOST_TIMES)
    throw new UsageError(`--times must be a whole number from 1 to ${MOST_TIMES}`);
  return {
    help: flags.help ?? false,
    times,
    save: flags.save ?? false,
    ...(flags.only !== undefined && { only: flags.only }),
    ...(flags.json !== undefined && { json: flags.json }),
  };
}

const flagOptions = {
  only: { type: 'string', multiple: true },
  times: { type: 'string' },
  json: { type: 'string' },
  save: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
