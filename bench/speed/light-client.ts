import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchToken } from '../../local/client.ts';
import type { Endpoints } from './city-process.ts';

/** A client of the public API that costs little: connections are kept, answers are text. */
export interface LightClient {
  /**
   * Sends JSON as this client of the seed, and again, with the same key, where the city says that it is busy or that it failed.
   * @returns the text @throws Error if it is refused
   */
  send(clientId: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<string>;
  /** How often the city was busy or failed so far. */
  turnedAway(): number;
  close(): void;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: number;
  readonly text: string;
}

const FAILED = 500;
const MOST_ATTEMPTS = 20;

export function openLightClient({ api, tokenEndpoint, clients }: Endpoints): LightClient {
  const agent = new Agent({ keepAlive: true });
  const tokens = new Map<string, Promise<string>>();
  let turnedAway = 0;

  async function tokenOf(clientId: string): Promise<string> {
    const credentials = clients.find((client) => client.clientId === clientId);
    if (credentials === undefined) throw new Error(`The seed has no client ${clientId}`);
    return (await fetchToken(tokenEndpoint, credentials)).access_token;
  }

  const once = (method: string, path: string, headers: Record<string, string | number>, payload: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const outgoing = request(`${api}${path}`, { agent, method, headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, retryAfter: Number(answer.headers['retry-after'] ?? 1), text });
        });
        answer.on('error', reject);
      });
      outgoing.on('error', (error) => {
        // the city had just closed the connection, which was idle: another takes the request, with the same key
        if (outgoing.reusedSocket && 'code' in error && error.code === 'ECONNRESET')
          resolve(once(method, path, headers, payload));
        else reject(error);
      });
      outgoing.end(payload);
    });

  return {
    send: async (clientId, method, path, body) => {
      const token = tokens.get(clientId) ?? tokenOf(clientId);
      tokens.set(clientId, token);
      const payload = body === undefined ? '' : JSON.stringify(body);
      const headers = {
        authorization: `Bearer ${await token}`,
        ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
        ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
      };
      let answer = await once(method, path, headers, payload);
      for (let attempt = 1; answer.status >= FAILED && attempt < MOST_ATTEMPTS; attempt += 1) {
        turnedAway += 1;
        await sleep(answer.retryAfter * 1_000);
        answer = await once(method, path, headers, payload);
      }
      if (answer.status >= 300) throw new Error(`${clientId}: ${method} ${path} was answered with ${answer.status}`);
      return answer.text;
    },
    turnedAway: () => turnedAway,
    close: () => agent.destroy(),
  };
}
