import createClient from 'openapi-fetch';
import type { components, paths } from '../generated/api.ts';
import { accessToken, whenSignedIn } from '../session/session.ts';
import { language } from '../words/language.ts';
import { noteServerTime } from './server-clock.ts';

/** The shapes of the API, by their names there. */
export type Schemas = components['schemas'];

/** The API, from the page's own origin, as the person who is signed in. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: asPerson });

/** What every request says: who asks, and in which language the answer should be. */
function introduced(request: Request): Request {
  const token = accessToken();
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  request.headers.set('accept-language', language());
  return request;
}

/**
 * Makes a request as the person who is signed in. One whose token is not taken has done nothing: once the person has signed in again, it is made
 * anew. Every answer tells the server's time.
 */
async function asPerson(request: Request): Promise<Response> {
  await whenSignedIn();
  const [token, anew, askedAt] = [accessToken(), request.clone(), Date.now()];
  const response = await fetch(introduced(request));
  noteServerTime(response, askedAt);
  return isTokenRefused(response) && (await whenSignedIn(token)) ? asPerson(anew) : response;
}

/** A problem that says why is of the request: a bank that has keys did not sign it. */
function isTokenRefused({ status, headers }: Response): boolean {
  return status === 401 && headers.get('content-type')?.startsWith('application/problem+json') !== true;
}

/** A request whose path is known only while the page runs. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** As the document has it: `/v1/orders/{orderId}`. */
  readonly path: string;
  /** The values of the parameters in the path. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** The address of a request, with the values of its parameters. */
export const addressOf = ({ path, params }: Pick<Call, 'path' | 'params'>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')));

/** Makes a request of the API as `api` does, for `answerOf`; what comes back is not looked at. */
export async function request(
  call: Call,
): Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }> {
  const { method, body, headers = {}, signal = null } = call;
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
  const response = await asPerson(
    new Request(new URL(addressOf(call), location.origin), { method, headers: { ...headers }, signal, ...json }),
  );
  const text = await response.text();
  const content: unknown = text === '' ? {} : contentIn(text);
  return response.ok ? { data: content, response } : { error: content, response };
}

/** A gateway on the way may answer with something else than JSON. */
function contentIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
