import { flagsOf, UsageError } from '../../local/command-line.ts';

export const sectionNames = ['floor', 'latency', 'throughput', 'start', 'flood', 'board', 'growth'] as const;
export type SectionName = (typeof sectionNames)[number];

/** The options of `npm run bench`. */
export interface BenchOptions {
  readonly help: boolean;
  /** The sections to run, in the order of `sectionNames`. */
  readonly sections: readonly SectionName[];
  /** Also what takes many minutes: 10,000 orders, and lists of 100,000 entries. */
  readonly long: boolean;
  /** Lists of a million entries, too. */
  readonly million: boolean;
  /** The paths of the lists that grow, as the OpenAPI document has them; all without them. */
  readonly lists: readonly string[];
  readonly save: boolean;
  readonly check: boolean;
}

export const benchUsage = `How fast the local city is, as a whole and through its public API.

  npm run bench -- [options]

  --only NAME   runs this section only; may be given several times
                (${sectionNames.join(', ')}; growth runs only with --long)
  --long        also what takes long: memory after 10,000 orders, lists of 1,000 and 100,000 entries
  --million     also lists of 1,000,000 entries, six minutes a list; goes with --long
  --list PATH   only this list grows, e.g. /v1/bank/orders; may be given several times; goes with --long
  --save        writes bench/results/<date>.json and .html
  --check       compares with the newest results in bench/results; ends with 1 if a count of a flow grew, or a ratio to the floor by
                more than a quarter
  --help        this page
`;

/** @throws UsageError naming the flag that is unknown or cannot be */
export function parseBenchOptions(args: readonly string[]): BenchOptions {
  const flags = flagsOf(args, flagOptions);
  const { only, list: lists = [], long = false, million = false } = flags;
  const unknown = only?.find((name) => !sectionNames.some((known) => known === name));
  if (unknown !== undefined) throw new UsageError(`--only must be one of: ${sectionNames.join(', ')}`);
  if (only?.includes('growth') && !long) throw new UsageError('--only growth goes with --long');
  if (million && !long) throw new UsageError('--million goes with --long');
  if (lists.length > 0 && !long) throw new UsageError('--list goes with --long');
  if (lists.some((path) => !path.startsWith('/v1/')))
    throw new UsageError('--list must be a path of the API, such as /v1/bank/orders');
  const wanted = (name: SectionName): boolean => (only === undefined ? name !== 'growth' || long : only.includes(name));
  return {
    help: flags.help ?? false,
    sections: sectionNames.filter(wanted),
    ...{ long, million, lists, save: flags.save ?? false, check: flags.check ?? false },
  };
}

const flagOptions = {
  only: { type: 'string', multiple: true },
  long: { type: 'boolean' },
  million: { type: 'boolean' },
  list: { type: 'string', multiple: true },
  save: { type: 'boolean' },
  check: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
