import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type ApiAnswer, type ApiClient, type ClientCredentials, createApiClient, untilAnswered } from '../client.ts';
import type { Clock } from '../clock.ts';
import type { Screen } from './screen.ts';

const DAY = 86_400_000;
/** Real milliseconds between two looks, and the most that a consequence may take. */
const LOOK_INTERVAL = 300;
const LONGEST_WAIT = 60_000;
/** The same of a notice: on a busy machine it waits behind what a flood of facts brings with it. */
const LONGEST_WAIT_FOR_NOTICE = 300_000;

export interface StageSetup {
  readonly api: string;
  readonly tokenEndpoint: string;
  /** Known by the agency's id; the head of a police agency by that and `-head`. */
  readonly clients: readonly ClientCredentials[];
  readonly clock: Clock;
  readonly screen: Screen;
  readonly signal: AbortSignal;
  /** Tells this run's numbers from those of the runs before. */
  readonly run: number;
}

const INBOX = '/v1/inbox?open=true';
const Problem = z.object({ code: z.string(), title: z.string() });
type Problem = z.infer<typeof Problem>;
const Entry = z.object({ what: z.string(), subject: z.object({ id: z.string(), reference: z.string().optional() }) });
type Entry = z.infer<typeof Entry>;
const Inbox = z.object({ items: z.array(Entry) });

/** The tools of a scenario: agencies that call the public API, a clock that can be put forward, a screen. */
export interface Stage {
  readonly run: number;
  /** The city's time, or a moment so many days from it; ISO 8601. */
  now(days?: number): string;
  say(text: string): void;
  /** The day in Beijing, in a heading. */
  scene(title: string): void;
  get<T>(agency: string, path: string, answer: z.ZodType<T>): Promise<T>;
  post<T>(agency: string, path: string, body: unknown, answer: z.ZodType<T>): Promise<T>;
  /** A call that must be refused. */
  refused(agency: string, method: 'GET' | 'POST', path: string, body?: unknown): Promise<Problem>;
  /** Reads until the awaited result is there. */
  until<T, U>(agency: string, path: string, answer: z.ZodType<T>, is: (value: T) => U | undefined): Promise<U>;
  /** Lets days pass at once. */
  passDays(days: number): void;
  /** Waits until a desk of the agency has the entry on this event of this thing. */
  told(agency: string, what: string, id: string): Promise<void>;
  /** The newest entries on the agency's desks: what happened, and to which thing. */
  inbox(agency: string): Promise<readonly string[]>;
}

export function openStage({ api, tokenEndpoint, clients, clock, screen, signal, run }: StageSetup): Stage {
  const known = new Map<string, ApiClient>();
  const as = (agency: string): ApiClient => {
    const credentials = clients.find(({ clientId }) => clientId === agency);
    if (credentials === undefined) throw new Error(`The seed has no client of ${agency}`);
    const client = known.get(agency) ?? createApiClient(api, tokenEndpoint, credentials);
    known.set(agency, client);
    return client;
  };
  const call = async <T>(agency: string, method: string, path: string, answer: z.ZodType<T>, body?: unknown): Promise<T> => {
    const key = keyOf(method);
    const given = await untilAnswered(() => as(agency).request(method, path, body, key), signal);
    if (given === undefined) throw new Error(`${agency}: ${method} ${path} was not answered`);
    if (given.status >= 300) throw new Error(`${agency}: ${method} ${path} was answered with ${given.status} ${codeOf(given)}`);
    return answer.parse(given.body);
  };
  const now = (days = 0): string => new Date(clock.now() + days * DAY).toISOString();
  const get: Stage['get'] = (agency, path, answer) => call(agency, 'GET', path, answer);
  const until = async <T, U>(
    agency: string,
    path: string,
    answer: z.ZodType<T>,
    is: (value: T) => U | undefined,
    longest = LONGEST_WAIT,
  ): Promise<U> => {
    const deadline = performance.now() + longest;
    for (;;) {
      const found = is(await get(agency, path, answer));
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error(`${path} did not become what it should`);
      await sleep(LOOK_INTERVAL, undefined, { signal });
    }
  };
  return {
    run,
    now,
    say: (text) => screen.say(`  ${text}`),
    scene: (title) => screen.say(`\n${beijingDay(now())}  ${title}`),
    get,
    post: (agency, path, body, answer) => call(agency, 'POST', path, answer, body),
    refused: async (agency, method, path, body) => {
      const given = await as(agency).request(method, path, body, keyOf(method));
      if (given.status < 400) throw new Error(`${agency}: ${method} ${path} should have been refused`);
      return Problem.parse(given.body);
    },
    until,
    told: async (agency, what, id) => {
      const kind = what.slice(0, what.indexOf('.'));
      const isIt = (entry: Entry): boolean => entry.what === what && entry.subject.id === id;
      const path = `${INBOX}&kind=${kind}&limit=100`;
      await until(agency, path, Inbox, ({ items }) => items.find(isIt), LONGEST_WAIT_FOR_NOTICE);
    },
    passDays: (days) => clock.skip(days * DAY),
    inbox: async (agency) => {
      const { items } = await get(agency, `${INBOX}&limit=10`, Inbox);
      return items.map(({ what, subject }) => (subject.reference === undefined ? what : `${what} ${subject.reference}`));
    },
  };
}

/** Each command of the scenario is one of its own; the key makes a lost answer harmless. */
function keyOf(method: string): Readonly<Record<string, string>> {
  return method === 'GET' ? {} : { 'idempotency-key': crypto.randomUUID() };
}

function codeOf({ body }: ApiAnswer): string {
  return Problem.safeParse(body).data?.code ?? '';
}

/** `2026-11-22`, in Beijing. */
export function beijingDay(at: string): string {
  return new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);
}
