import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type ApiClient, type ClientCredentials, createApiClient } from '../client.ts';
import type { Clock } from '../clock.ts';
import { SIMULATED_KEY } from '../seed/register-banks.ts';
import { createBank, PushedOrder, type SimulatedBank } from './bank.ts';
import { type PushEndpoint, startPushEndpoint } from './endpoint.ts';
import { PushedQuestion } from './questions.ts';
import { type BankKey, cordonKeys, createBankKey, signedBy } from './signing.ts';
import { type Temper, tempers } from './temper.ts';

/** How often a bank without an endpoint looks for orders, in real milliseconds: a poll is a matter of the network. */
const POLL_INTERVAL = 400;

export interface BankSetup {
  readonly api: string;
  readonly tokenEndpoint: string;
  readonly clock: Clock;
  /** Every bank of the seed, with the client its system uses. */
  readonly banks: readonly BankSeed[];
}

interface BankSeed {
  readonly bankId: string;
  readonly name: string;
  readonly dutyPhone: string;
  readonly client: ClientCredentials;
}

interface Branch {
  readonly temper: Temper;
  readonly client: ApiClient;
  readonly key: BankKey;
  readonly bank: SimulatedBank;
}

const InboxPage = z.object({ items: z.array(PushedOrder), next: z.string().optional() });
const QuestionPage = z.object({ items: z.array(PushedQuestion), next: z.string().optional() });

/**
 * Starts the simulated banks. They use only the public API, as real ones do: register, take orders by push or by pull, sign their answers.
 * After a restart they look through their open orders first, so that no earlier push is forgotten.
 */
export async function startBanks(setup: BankSetup): Promise<{ stop(): Promise<void> }> {
  const branches = await openBranches(setup);
  const keys = await cordonKeys(setup.api);
  const targets = new Map(
    [...branches]
      .filter(([, { temper }]) => temper.channel === 'push')
      .map(([id, { temper, bank }]) => [id, { failures: temper.pushFailures ?? 0, take: bank.take, ask: bank.ask }]),
  );
  const endpoint = await startPushEndpoint(targets, (body, signature, bankId) =>
    signedBy(keys, body, signature, { audience: bankId, now: setup.clock.now() }),
  );
  const stopping = new AbortController();
  const opened = await Promise.all(
    setup.banks.map(async (seed) => {
      const branch = branches.get(seed.bankId);
      if (branch === undefined || !(await register(branch, seed, endpoint))) return [];
      await collect(branch).catch(() => undefined);
      return [branch];
    }),
  );
  const polls = opened
    .flat()
    .filter(({ temper }) => temper.channel === 'pull')
    .map((branch) => poll(branch, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      for (const { bank } of branches.values()) bank.stop();
      await Promise.all([endpoint.stop(), ...polls]);
    },
  };
}

/**
 * Registers a simulated bank.
 *
 * @returns false if another client has registered it with its own keys: then that client answers for it
 */
async function register({ client, key, temper }: Branch, seed: BankSeed, endpoint: PushEndpoint): Promise<boolean> {
  const { bankId, name, dutyPhone } = seed;
  const pushed = temper.channel === 'push' ? { endpoint: endpoint.urlOf(bankId) } : {};
  const answer = await client.request('PUT', `/v1/banks/${bankId}`, { name, dutyPhone, ...pushed, jwks: { keys: [key.jwk] } });
  if (answer.status === 401) return false;
  if (answer.status >= 300) throw new Error(`the simulated bank ${bankId} could not register (${answer.status})`);
  return true;
}

async function openBranches(setup: BankSetup): Promise<ReadonlyMap<string, Branch>> {
  const open = setup.banks.map(async ({ bankId, client: credentials }): Promise<[string, Branch][]> => {
    const temper = tempers[bankId];
    if (temper === undefined) return [];
    const client = createApiClient(setup.api, setup.tokenEndpoint, credentials);
    const key = await createBankKey(SIMULATED_KEY);
    return [[bankId, { temper, client, key, bank: createBank(bankId, temper, client, key, setup.clock) }]];
  });
  return new Map((await Promise.all(open)).flat());
}

/** Takes every open order and question in the bank's inbox, all pages. */
async function collect({ client, bank }: Branch): Promise<void> {
  for await (const body of pages(client, '/v1/bank/orders')) for (const order of InboxPage.parse(body).items) bank.take(order);
  for await (const body of pages(client, '/v1/bank/questions'))
    for (const question of QuestionPage.parse(body).items) bank.ask(question);
}

const Next = z.object({ next: z.string().optional() });

/** The pages of a list, as long as the city answers. */
async function* pages(client: ApiClient, path: string): AsyncGenerator<unknown> {
  let cursor: string | undefined;
  do {
    const query: string = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const answer = await client.request('GET', `${path}${query}`);
    if (answer.status !== 200) return;
    yield answer.body;
    cursor = Next.parse(answer.body).next;
  } while (cursor !== undefined);
}

async function poll(branch: Branch, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    // A city that is stopping or starting does not answer; the next poll finds what this one missed.
    await collect(branch).catch(() => undefined);
    await sleep(POLL_INTERVAL, undefined, { signal }).catch(() => undefined);
  }
}
