import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { BankKey } from '../../local/banks/signing.ts';
import { type City, startCity } from '../../local/city.ts';
import { type ApiClient, createApiClient } from '../../local/client.ts';
import type { SeedClient } from '../../local/seed/agencies.ts';
import type { OpenCity } from '../../local/seed/open-city.ts';
import { recordStandards } from '../../local/seed/record-standards.ts';
import { registerAgencies } from '../../local/seed/register-agencies.ts';
import { registerBanks } from '../../local/seed/register-banks.ts';
import { synthesize } from '../../local/synthesize.ts';
import { createUndo } from '../../local/undo.ts';
import { createUsage, type Usage, type UsageLine } from '../../local/usage/usage.ts';
import { MINUTE } from '../../shared/kernel/time.ts';
import { type BankEndpoints, openBankEndpoints } from './bank-endpoints.ts';

const root = join(import.meta.dirname, '..', '..');
/** The city is quiet when no counter has moved for so long, in real time: ten polls of a stream. */
const QUIET_MS = 1_000;
const LOOK_MS = 50;
const LONGEST_WAIT_MS = 120_000;
/** A moment is met in real time, so that the timers set for it go off, and the sweep finds only what has none. */
const RUN_UP_MS = 3_000;

const Problem = z.looseObject({ code: z.string() });

/** The banks of the flows, with endpoints of their own. */
const banks = ['jinghua', 'yanjing', 'haihe'] as const;
export type BankId = (typeof banks)[number];

/** A city of its own that counts what the cloud would bill. */
export interface MeteredCity {
  readonly endpoints: BankEndpoints;
  /** What callers of the public API need, and simulators. */
  readonly open: Pick<City, 'api' | 'tokenEndpoint' | 'clients' | 'clock'>;
  /** The city's time; ISO 8601. */
  now(): string;
  /** Calls the public API as this client, signed where there is a key. @throws Error if it is refused */
  call(
    clientId: string,
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: object,
    key?: BankKey,
  ): Promise<Record<string, unknown>>;
  /** Waits until everything that follows from what was done has been done. */
  settle(): Promise<void>;
  /** Lets time pass until this moment, and everything happen that is due by then; if several things are due, from the first to the last. */
  passTo(first: string, last?: string): Promise<void>;
  /** Lets so many milliseconds pass at once, at least a minute, and the sweep note what is due by then. */
  pass(ms: number): Promise<void>;
  /** The functions that a schedule calls. */
  scheduled(): ReadonlySet<string>;
  /** Every counter, read when the city has settled and no scheduled function is at work. */
  readAtRest(): Promise<readonly UsageLine[]>;
  close(): Promise<void>;
}

/**
 * Starts a city on free ports with its data in a folder of its own, which goes with it.
 * @param signal aborted, every wait ends with an error
 * @param endpoint a DynamoDB server to use instead of the embedded one
 * @param systems those that the issuer knows, if not those of the seed
 */
export async function openMeteredCity(
  signal: AbortSignal,
  endpoint: string | undefined = process.env['DYNAMODB_ENDPOINT'],
  systems?: readonly SeedClient[],
): Promise<MeteredCity> {
  const undo = createUndo();
  try {
    const assembly = await synthesize(root, () => undefined);
    signal.throwIfAborted();
    const dataDir = await mkdtemp(join(tmpdir(), 'cordon-cost-'));
    const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
    // a second Ctrl-C ends the process without any other step
    process.once('exit', remove);
    undo.add(remove);
    const endpoints = await openBankEndpoints();
    undo.add(endpoints.close);
    const usage = createUsage();
    const seed = (opened: OpenCity): Promise<void> => fill(opened, signal);
    const options = { assembly, dataDir, port: 0, speed: 1, seed, usage, ...(systems !== undefined && { systems }) };
    const city = await startCity({ ...options, ...(endpoint !== undefined && { dynamoDbEndpoint: endpoint }) });
    undo.add(city.stop);
    signal.throwIfAborted();
    const metered = meter(city, usage, endpoints, signal, undo.run);
    for (const bankId of banks) {
      const bank = { name: bankId, endpoint: endpoints.urlOf(bankId), dutyPhone: '010-66000001' };
      await metered.call(bankId, 'PUT', `/v1/banks/${bankId}`, bank);
    }
    return metered;
  } catch (error) {
    await undo.run();
    throw error;
  }
}

async function fill(city: OpenCity, signal: AbortSignal): Promise<void> {
  for (const step of [registerAgencies, registerBanks, recordStandards]) {
    signal.throwIfAborted();
    await step(city);
  }
}

function meter(city: City, usage: Usage, endpoints: BankEndpoints, signal: AbortSignal, close: () => Promise<void>): MeteredCity {
  const as = clientsOf(city);
  const { settle, runsOfSchedules, scheduled } = watch(usage, signal);
  /** Lets time pass until the sweep, which comes each minute, has come. */
  const swept = async (skipMs = MINUTE): Promise<void> => {
    const run = runsOfSchedules(1);
    city.clock.skip(skipMs);
    await run;
  };
  return {
    endpoints,
    open: city,
    now: () => new Date(city.clock.now()).toISOString(),
    call: async (clientId, method, path, body, signs) => {
      const key = method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {};
      const text = signs === undefined ? body : JSON.stringify(body);
      const signature = signs === undefined ? {} : { 'x-jws-signature': await signs.sign(JSON.stringify(body)) };
      const answer = await as(clientId).request(method, path, text, { ...key, ...signature });
      if (answer.status >= 300) {
        const code = Problem.safeParse(answer.body).data?.code ?? '';
        throw new Error(`${clientId}: ${method} ${path} was answered with ${answer.status} ${code}`);
      }
      return z.record(z.string(), z.unknown()).parse(answer.body);
    },
    settle,
    passTo: async (first, last = first) => {
      await settle();
      const ahead = Date.parse(first) - RUN_UP_MS - city.clock.now();
      if (ahead > MINUTE) await swept(ahead);
      await sleep(Math.max(0, Date.parse(last) - city.clock.now()), undefined, { signal });
      await settle();
      await swept();
      await settle();
    },
    pass: swept,
    scheduled: () => new Set([...scheduled()].map(shortName)),
    readAtRest: async () => {
      await settle();
      await swept();
      await settle();
      return usage.reading().map((line) => ({ ...line, labels: line.labels.map(shortName) }));
    },
    close,
  };
}

/** The waits for what the counters show. */
function watch(usage: Usage, signal: AbortSignal) {
  const scheduled = (): ReadonlySet<string> => {
    const calls = usage.reading().filter(({ measure, labels }) => measure === 'lambda.requests' && labels[1] === 'schedule');
    return new Set(calls.map(({ labels: [name = ''] }) => name));
  };
  /** Pollers and the runs of schedules never rest, so they are no activity. */
  const isActivity = ({ measure, labels }: UsageLine, names: ReadonlySet<string>): boolean =>
    measure !== 'schedule.runs' && !labels.includes('empty-receive') && !names.has(labels[0] ?? '');
  const activity = (): number => {
    const names = scheduled();
    return total(usage.reading().filter((line) => isActivity(line, names)));
  };
  const runs = (): number =>
    total(usage.reading().filter(({ measure, labels }) => measure === 'lambda.requests' && labels[1] === 'schedule'));
  const until = async (is: () => boolean): Promise<void> => {
    const end = performance.now() + LONGEST_WAIT_MS;
    while (!is()) {
      if (performance.now() > end) throw new Error('The city does not come to rest within two minutes');
      await sleep(LOOK_MS, undefined, { signal });
    }
  };
  return {
    scheduled,
    settle: async (): Promise<void> => {
      let seen = activity();
      let since = performance.now();
      await until(() => {
        const now = activity();
        if (now !== seen) since = performance.now();
        seen = now;
        return performance.now() - since >= QUIET_MS;
      });
    },
    /** So many runs end, counted from now. */
    runsOfSchedules: (more: number): Promise<void> => {
      const before = runs();
      return until(() => runs() >= before + more);
    },
  };
}

/** The id in the source, of a name that the template makes of stack, id and hash: the hash is another after each change. */
export function shortName(name: string): string {
  return name.replace(/^(?:arn:.*:)?Cordon\w+-\w+-(.+)[0-9A-F]{8}$/, '$1');
}

function total(lines: readonly UsageLine[]): number {
  return lines.reduce((sum, { amount }) => sum + amount, 0);
}

function clientsOf(city: City): (clientId: string) => ApiClient {
  const known = new Map<string, ApiClient>();
  return (clientId) => {
    const credentials = city.clients.find((client) => client.clientId === clientId);
    if (credentials === undefined) throw new Error(`The seed has no client ${clientId}`);
    const client = known.get(clientId) ?? createApiClient(city.api, city.tokenEndpoint, credentials);
    known.set(clientId, client);
    return client;
  };
}
