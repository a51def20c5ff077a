/** `npm run cost`: what the operations of a city would cost on AWS, counted by a local city of its own. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe } from '../local/city-error.ts';
import { UsageError } from '../local/command-line.ts';
import { listenForStop } from '../local/stop-signals.ts';
import { coordination } from './cost/case-operations.ts';
import { type CostOptions, costUsage, parseCostOptions } from './cost/cost-options.ts';
import { assumptions, monthlyBills, monthRow } from './cost/loads.ts';
import { measure, measureStanding, type Use } from './cost/measure.ts';
import { openMeteredCity } from './cost/metered-city.ts';
import { freezePath, reading } from './cost/operations.ts';
import { type Prices, readPrices } from './cost/prices.ts';
import { driversOf, type Measured, measured, rowOf, tableOf } from './cost/report.ts';
import { writeResults } from './cost/results.ts';
import { warnings } from './cost/warning-operations.ts';

const operations = [...freezePath, ...reading, ...coordination, ...warnings];
const names = operations.map(({ name }) => name);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

process.exitCode = await main(process.argv.slice(2));
process.exit();

/** @returns the exit code: 0, 1 for a fault here, 2 for a fault in the command line, 130 after a wish to stop */
async function main(args: readonly string[]): Promise<number> {
  const { signal } = listenForStop();
  try {
    const options = parseCostOptions(args, names);
    if (options.help) say(costUsage(names));
    else await run(options, signal);
    return 0;
  } catch (error) {
    if (signal.aborted) {
      process.stderr.write('Stopped\n');
      return 130;
    }
    process.stderr.write(`${describe(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

/** What a run of the program finds out. */
interface Found {
  readonly operations: readonly Measured[];
  /** The use of one run of what is scheduled each minute. */
  readonly standing: Use;
}

async function run({ only = names, times, json, save }: CostOptions, signal: AbortSignal): Promise<void> {
  if (json !== undefined && !existsSync(dirname(resolve(json)))) throw new UsageError(`--json: there is no folder for ${json}`);
  const prices = readPrices();
  const { operations: found, standing } = await measureAll(only, times, prices, signal);
  const months = monthlyBills(found, standing, prices);
  say(`Counts of one run, the mean of ${times}; US dollars of a thousand, ${prices.region}, list prices of ${prices.date}`);
  say(tableOf(found.map((one) => [one.name, rowOf(one)])));
  say('');
  for (const one of found) say(`${one.name}: ${one.what}`);
  for (const { name, differ } of found) if (differ) say(`${name}: its runs differ, so something went on beside one of them`);
  for (const { name, summary } of found)
    if (summary.cancelled > 0) say(`${name}: ${summary.cancelled.toFixed(1)} transactions a run were cancelled by a condition`);
  say('\nWhat costs most, US dollars of a thousand');
  for (const one of found) say(driversOf(one));
  if (months.length > 0) {
    say('\nUS dollars a month');
    say(tableOf(months.map((month) => [month.name, monthRow(month)])));
    for (const line of assumptions()) say(line);
  }
  say(`\nLeft out: ${prices.leftOut.join('; ')}.`);
  const date = new Date().toISOString().slice(0, 10);
  const files = [json, save ? join(import.meta.dirname, 'results', `cost-${date}.json`) : undefined];
  const results = { date, times, prices: { region: prices.region, date: prices.date }, operations: found, standing, months };
  for (const file of files) if (file !== undefined) writeResults(file, results);
}

async function measureAll(only: readonly string[], times: number, prices: Prices, signal: AbortSignal): Promise<Found> {
  const chosen = operations.filter(({ name }) => only.includes(name));
  const city = await openMeteredCity(signal);
  try {
    let run = 1;
    const standing = await measureStanding(city);
    const found: Measured[] = [];
    for (const operation of chosen) {
      process.stderr.write(`${operation.name} …\n`);
      // once without counting, so that every function is loaded and its code is warm
      await (await operation.prepare(city, run++))();
      found.push(measured(operation, await measure(city, operation, times, run, standing), prices));
      run += times;
    }
    return { operations: found, standing };
  } finally {
    await city.close();
  }
}
