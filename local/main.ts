/** `npm start`: the city in a terminal. */
import { join, resolve } from 'node:path';
import { startBanks } from './banks/start-banks.ts';
import { type City, startCity } from './city.ts';
import { describe } from './city-error.ts';
import { openLog } from './city-log.ts';
import { type CliOptions, parseCli, type ScenarioName, usage } from './cli-options.ts';
import { UsageError } from './command-line.ts';
import { ownerOnly } from './owner-only.ts';
import { startProviders } from './providers/start-providers.ts';
import { playCoordinationScenario } from './scenario/coordination.ts';
import { playFreezeScenario } from './scenario/play.ts';
import { playReturnScenario } from './scenario/return.ts';
import { createScreen } from './scenario/screen.ts';
import { playWarningScenario } from './scenario/warning.ts';
import { seedBanks } from './seed/agencies.ts';
import { seedCity } from './seed/seed-city.ts';
import { listenForStop } from './stop-signals.ts';
import { synthesize } from './synthesize.ts';
import { welcome, whoMayCall } from './welcome.ts';

const root = join(import.meta.dirname, '..');
/** At 60 the sweep, which comes each minute, comes each second. */
const SCENARIO_SPEEDS: Readonly<Record<ScenarioName, number>> = { freeze: 30, coordination: 60, return: 60, warning: 10 };
const say = (text: string): void => void process.stdout.write(`${text}\n`);

process.exitCode = await main(process.argv.slice(2));
process.exit();

/** @returns the exit code: 0 after a wish to stop, 1 for a fault here, 2 for a fault in the command line */
async function main(args: readonly string[]): Promise<number> {
  let options: CliOptions;
  try {
    options = parseCli(args);
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
  if (options.help) {
    say(usage);
    return 0;
  }
  const { signal } = listenForStop();
  try {
    await run(options, signal);
    return 0;
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    keep(error, options.dataDir);
    return 1;
  }
}

async function run(options: CliOptions, signal: AbortSignal): Promise<void> {
  const dataDir = resolve(options.dataDir);
  ownerOnly(dataDir);
  const assembly = await synthesize(root, openLog(join(dataDir, 'logs')));
  if (signal.aborted) return;
  const endpoint = process.env['DYNAMODB_ENDPOINT'];
  const city = await startCity({
    assembly,
    dataDir,
    port: options.port,
    seed: (open) => seedCity(open, endpoint === undefined ? join(dataDir, 'seed.sha256') : undefined),
    speed: options.speed ?? (options.scenario === undefined ? 1 : SCENARIO_SPEEDS[options.scenario]),
    ...(endpoint !== undefined && { dynamoDbEndpoint: endpoint }),
  });
  try {
    if (signal.aborted) return;
    say(welcome(city));
    const banks = options.banks ? await startBanks(bankSetup(city)) : undefined;
    const providers = options.banks ? await startProviders(city) : undefined;
    try {
      if (options.scenario !== undefined && !signal.aborted) await play(options.scenario, city, signal);
      say(`\n${whoMayCall(city)}\nCtrl-C stops the city.`);
      await aborted(signal);
    } finally {
      await Promise.all([banks?.stop(), providers?.stop()]);
    }
  } finally {
    if (signal.aborted) say('\nClosing …');
    await city.stop();
  }
}

/** Every simulated bank is one of the seed's, with the client that the seed gave it. */
function bankSetup({ api, tokenEndpoint, clock, clients }: City) {
  const banks = seedBanks.flatMap((bank) => {
    const client = clients.find(({ agency }) => agency === bank.bankId);
    return client ? [{ ...bank, client }] : [];
  });
  return { api, tokenEndpoint, clock, banks };
}

/** Plays the scenario; the city stays open after a good or a bad end. */
async function play(scenario: ScenarioName, city: City, signal: AbortSignal): Promise<void> {
  const police = city.clients.find(({ agencyKind, district }) => agencyKind === 'police' && district === 'haidian');
  if (!police) throw new Error('The seed has no police of Haidian to play the scenario with');
  try {
    const screen = createScreen(process.stdout);
    if (scenario === 'freeze') await playFreezeScenario({ ...city, police, screen, signal });
    else if (scenario === 'warning') await playWarningScenario({ ...city, screen, signal });
    else if (scenario === 'return') await playReturnScenario({ ...city, screen, signal });
    else await playCoordinationScenario({ ...city, screen, signal });
  } catch (error) {
    if (signal.aborted) return;
    say(`The scenario ended early: ${describe(error)}`);
    city.log(`The scenario ended early: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener('abort', () => done(), { once: true });
  });
}

/** The log has the source of an error; the screen has its message. */
function keep(error: unknown, dataDir: string): void {
  try {
    openLog(join(resolve(dataDir), 'logs'))(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } catch {
    // The folder itself may be the fault; then that message is out already.
  }
}
