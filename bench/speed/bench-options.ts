import { flagsOf, UsageError } from '../../local/command-line.ts';

export const sectionNames = ['floor', 'latency', 'throughput', 'start', 'flood', 'board', 'growth', 'warnings'] as const;
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
  /** The clues of the day of warnings. */
  readonly warnings: number;
  readonly save: boolean;
  readonly check: boolean;
}

export const benchUsage = `How fast the local city is, as a whole and through its public API.

  npm run bench -- [options]

  --only NAME   runs this section only; may be given several times
                (${sectionNames.join(', ')}; growth runs only with --long, warnings only if it is named or with --long)
  --long        also what takes long: memory after 10,000 orders, lists of 1,000 and 100,000 entries
  --million     also lists of 1,000,000 entries, six minutes a list; goes with --long
  --list PATH   only this list grows, e.g. /v1/bank/orders; may be given several times; goes with --long
  --warnings N  the clues of the day of warnings (7000, a tenth of a day; 70000 is a whole one); goes with the section warnings
  --save        writes bench/results/<date>.json and .html
  --check       compares with the newest results in bench/results; ends with 1 if a count grew, or a ratio to the floor by
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
  const takesLong = (name: SectionName): boolean => name === 'growth' || name === 'warnings';
  const wanted = (name: SectionName): boolean => (only === undefined ? !takesLong(name) || long : only.includes(name));
  const sections = sectionNames.filter(wanted);
  if (flags.warnings !== undefined && !sections.includes('warnings'))
    throw new UsageError('--warnings goes with the section warnings');
  const warnings = Number(flags.warnings ?? A_TENTH);
  if (!Number.isInteger(warnings) || warnings < 1 || warnings > MOST_WARNINGS)
    throw new UsageError(`--warnings must be a whole number from 1 to ${MOST_WARNINGS}`);
  return {
    help: flags.help ?? false,
    sections,
    ...{ long, million, lists, warnings, save: flags.save ?? false, check: flags.check ?? false },
  };
}

/** Of the city's 70,000 warnings a day. */
const A_TENTH = 7_000;
const MOST_WARNINGS = 1_000_000;

const flagOptions = {
  only: { type: 'string', multiple: true },
  long: { type: 'boolean' },
  million: { type: 'boolean' },
  list: { type: 'string', multiple: true },
  warnings: { type: 'string' },
  save: { type: 'boolean' },
  check: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
