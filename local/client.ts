import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';

/** A client of the city: what `.cordon/endpoints.json` says of it. */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

export interface ApiClient {
  /** Sends JSON to the public API as this client. Text goes out as it is, so that it can be signed. */
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
}

const TokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });

/** A token is renewed this long before it ends, in real milliseconds. */
const RENEW_AHEAD = 60_000;
/** The city answers within seconds; a call that takes longer than this has got lost. */
const CALL_TIMEOUT = 30_000;
/** How often a call is tried again while the city is busy or starting, and the pause before it, in real milliseconds. */
const TRIES = 6;
const PAUSE = 250;

/**
 * A token of the client, by the client-credentials flow.
 *
 * @throws Error if the issuer refuses, or does not answer
 */
export async function fetchToken(tokenEndpoint: string, { clientId, clientSecret }: ClientCredentials) {
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
    signal: AbortSignal.timeout(CALL_TIMEOUT),
  });
  if (!response.ok) throw new Error(`the issuer refused a token for ${clientId} (${response.status})`);
  return TokenAnswer.parse(await response.json());
}

/** A client of the public API with the client-credentials flow, as any agency's system would write it. */
export function createApiClient(api: string, tokenEndpoint: string, credentials: ClientCredentials): ApiClient {
  let token: Promise<{ value: string; until: number }> | undefined;

  async function renewed() {
    const answer = await fetchToken(tokenEndpoint, credentials);
    return { value: answer.access_token, until: Date.now() + answer.expires_in * 1_000 - RENEW_AHEAD };
  }

  async function currentToken(): Promise<string> {
    const known = await token?.catch(() => undefined);
    if (known !== undefined && known.until > Date.now()) return known.value;
    token = renewed();
    return (await token).value;
  }

  return {
    request: async (method, path, body, headers = {}) => {
      const response = await fetch(new URL(path, api), {
        method,
        headers: {
          authorization: `Bearer ${await currentToken()}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(CALL_TIMEOUT),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text), headers: response.headers };
    },
  };
}

/** Sends a call again while the city is busy or starting. @returns its answer; undefined if it gave none, or the work stopped */
export async function untilAnswered(send: () => Promise<ApiAnswer>, signal: AbortSignal): Promise<ApiAnswer | undefined> {
  for (let attempt = 0; attempt < TRIES && !signal.aborted; attempt += 1) {
    const answer = await send().catch(() => undefined);
    if (answer !== undefined && answer.status < 500 && answer.status !== 429) return answer;
    await sleep(PAUSE * 2 ** attempt, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
