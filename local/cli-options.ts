import { flagsOf, UsageError } from './command-line.ts';

const scenarios = ['freeze', 'coordination', 'return', 'warning'] as const;
export type ScenarioName = (typeof scenarios)[number];

/** The options of the command line. */
export interface CliOptions {
  readonly help: boolean;
  /** How many scaled minutes pass in a real one; absent: what the scenario is made for, else 1. */
  readonly speed?: number;
  readonly port: number;
  readonly dataDir: string;
  readonly banks: boolean;
  /** The scenario to play, or none. */
  readonly scenario?: ScenarioName;
}

export const usage = `Cordon on this machine.

  npm start -- [options]

  --speed N        one minute lasts 60/N seconds, for functions, workflows and banks alike (0.1 to 600;
                   30 while the freeze scenario plays, 10 while warning does, 60 while another does, else 1)
  --no-banks       start no simulated banks
  --quiet          play no scenario
  --scenario NAME  the scenario to play: freeze (the money is stopped), coordination (agencies work together; months pass)
                   return (the money goes back; weeks pass) or warning (a morning of warnings, and what is learned)
  --port N         takes two ports: N for the API (8787) and N+1 for the identity server (8788); 0 is any two that are free
  --data DIR       where everything is kept (.cordon)
  --help           this page
`;

const SPEEDS = { least: 0.1, most: 600 };
const LAST_PORT = 65_534;

/** @throws UsageError naming the flag that is unknown or has an impossible value */
export function parseCli(args: readonly string[]): CliOptions {
  const flags = flagsOf(args, flagOptions);
  const speed = flags.speed === undefined ? undefined : readNumber('speed', flags.speed, SPEEDS.least, SPEEDS.most);
  const port = readNumber('port', flags.port ?? '8787', 0, LAST_PORT);
  if (!Number.isInteger(port)) throw new UsageError('--port must be a whole number');
  if (flags.quiet && flags.scenario !== undefined)
    throw new UsageError('--quiet plays no scenario, so it cannot go with --scenario');
  const scenario = scenarios.find((name) => name === (flags.scenario ?? scenarios[0]));
  if (!scenario) throw new UsageError(`--scenario must be one of: ${scenarios.join(', ')}`);
  return {
    help: flags.help ?? false,
    port,
    dataDir: flags.data ?? '.cordon',
    banks: !(flags['no-banks'] ?? false),
    ...(speed !== undefined && { speed }),
    ...(!flags.quiet && { scenario }),
  };
}

const flagOptions = {
  speed: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  scenario: { type: 'string' },
  'no-banks': { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function readNumber(flag: string, text: string, least: number, most: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new UsageError(`--${flag} must be a number from ${least} to ${most}`);
  return value;
}
