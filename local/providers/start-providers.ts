import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import * as z from 'zod';
import { type BankKey, cordonKeys, createBankKey, signedBy } from '../banks/signing.ts';
import { type ApiClient, type ClientCredentials, createApiClient, untilAnswered } from '../client.ts';
import type { Clock } from '../clock.ts';
import { SIMULATED_KEY } from '../seed/register-banks.ts';
import { type ProviderTemper, providerTempers, sayingOf } from './tempers.ts';

const MINUTE = 60_000;
/** How often a provider tells what became of its messages, in real milliseconds, and how many it tells at once. */
const TELL_INTERVAL = 100;
const AT_ONCE = 100;

export interface ProviderSetup {
  readonly api: string;
  readonly tokenEndpoint: string;
  readonly clock: Clock;
  /** Every client of the seed, by its agency. */
  readonly clients: readonly (ClientCredentials & { readonly agency: string })[];
  /** How they behave; as `tempers.ts` says without it. */
  readonly tempers?: Readonly<Record<string, ProviderTemper>>;
}

const Pushed = z.object({ messageId: z.string(), phone: z.string() });
const Registered = z.object({ jwks: z.object({ keys: z.array(z.looseObject({ kid: z.string().optional() })) }).optional() });

interface Provider {
  readonly id: string;
  readonly temper: ProviderTemper;
  readonly client: ApiClient;
  readonly key: BankKey;
  /** Messages that arrived, each carried once. */
  readonly taken: Set<string>;
  readonly toTell: { readonly messageId: string; readonly outcome: string; readonly at: string }[];
}

/**
 * Starts the simulated providers of messages and calls. They use only the public API, as real ones do: they take signed pushes, and say, signed,
 * what became of each.
 */
export async function startProviders(setup: ProviderSetup): Promise<{ stop(): Promise<void> }> {
  const keys = await cordonKeys(setup.api);
  const stopping = new AbortController();
  const providers = await openProviders(setup);
  const server = Fastify({ forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  let pushes = 0;
  server.post<{ Params: { provider: string }; Body: string }>('/providers/:provider/messages', async (request, reply) => {
    const provider = providers.find(({ id }) => id === request.params.provider);
    if (provider === undefined) return reply.code(404).send();
    const signature = request.headers['x-jws-signature'];
    const how = { audience: provider.id, now: setup.clock.now() };
    if (typeof signature !== 'string' || !(await signedBy(keys, request.body, signature, how))) return reply.code(401).send();
    const message = Pushed.safeParse(JSON.parse(request.body));
    if (!message.success) return reply.code(400).send();
    pushes += 1;
    const { refuses } = provider.temper;
    if (refuses > 0 && pushes % refuses === 0) return reply.code(503).send();
    carry(provider, message.data, setup.clock, stopping.signal);
    return reply.code(202).send();
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  await Promise.all(providers.map((provider) => register(setup, provider, `${address}/providers/${provider.id}/messages`)));
  const telling = providers.map((provider) => tellOn(provider, stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([server.close(), ...telling]);
    },
  };
}

async function openProviders({
  api,
  tokenEndpoint,
  clients,
  tempers = providerTempers,
}: ProviderSetup): Promise<readonly Provider[]> {
  const open = Object.entries(tempers).map(async ([id, temper]) => {
    const credentials = clients.find(({ agency }) => agency === id);
    if (credentials === undefined) throw new Error(`The seed has no client of ${id}`);
    const client = createApiClient(api, tokenEndpoint, credentials);
    return { id, temper, client, key: await createBankKey(SIMULATED_KEY), taken: new Set<string>(), toTell: [] };
  });
  return Promise.all(open);
}

/** Registers it as the city's administrator, since the key is a new one at each start. A provider with keys of its own stays as it is. */
async function register(setup: ProviderSetup, { id, temper, key }: Provider, endpoint: string): Promise<void> {
  const credentials = setup.clients.find(({ clientId }) => clientId === 'police-city');
  if (credentials === undefined) throw new Error('The seed has no client of the city');
  const city = createApiClient(setup.api, setup.tokenEndpoint, credentials);
  const path = `/v1/channels/${id}`;
  const before = await city.request('GET', path);
  const known = before.status === 200 ? (Registered.parse(before.body).jwks?.keys ?? []) : [];
  if (known.some(({ kid }) => kid !== SIMULATED_KEY)) return;
  const body = { name: temper.name, means: [temper.means], endpoint, jwks: { keys: [key.jwk] } };
  const answer = await city.request('PUT', path, body);
  if (answer.status >= 300) throw new Error(`the simulated provider ${id} could not be registered (${answer.status})`);
}

/** Carries a message once, and notes what became of it after the time that this takes. */
function carry(provider: Provider, { messageId, phone }: z.infer<typeof Pushed>, clock: Clock, signal: AbortSignal): void {
  const { taken, temper, toTell } = provider;
  if (taken.has(messageId)) return;
  taken.add(messageId);
  const outcome = sayingOf(temper, phone);
  if (outcome === 'silent') return;
  const tell = (): void => {
    const at = new Date(clock.now()).toISOString();
    for (let copy = 0; copy < temper.copies; copy += 1) toTell.push({ messageId, outcome, at });
  };
  sleep(clock.toReal(temper.after * MINUTE), undefined, { signal }).then(tell, () => undefined);
}

/** Tells what became of messages, many at once, until the city stops. */
async function tellOn(provider: Provider, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(TELL_INTERVAL, undefined, { signal }).catch(() => undefined);
    const outcomes = provider.toTell.splice(0, AT_ONCE);
    if (outcomes.length > 0) await tell(provider, JSON.stringify({ outcomes }), signal);
  }
}

async function tell({ client, key }: Provider, text: string, signal: AbortSignal): Promise<void> {
  const send = async () => client.request('POST', '/v1/channels/outcomes', text, { 'x-jws-signature': await key.sign(text) });
  await untilAnswered(send, signal);
}
