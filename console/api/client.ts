import createClient from 'openapi-fetch';
import type { components, paths } from '../generated/api.ts';
import { accessToken, signOut } from '../session/session.ts';
import { language } from '../words/language.ts';
import { noteServerTime } from './server-clock.ts';

/** The shapes of the API, by their names there. */
export type Schemas = components['schemas'];

/** The API, from the page's own origin, as the person who is signed in. */
export const api = createClient<paths>({ baseUrl: location.origin });

/** When each request left, in milliseconds of this browser. */
const askedAt = new WeakMap<Request, number>();

/** What every request says: who asks, and in which language the answer should be. */
function introduced(request: Request): Request {
  askedAt.set(request, Date.now());
  const token = accessToken();
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  request.headers.set('accept-language', language());
  return request;
}

/** Every answer tells the server's time. A token that is not taken ends the session. A problem that says why is of the request: a bank that has keys did not sign it. */
function noticed(request: Request, response: Response): void {
  noteServerTime(response, askedAt.get(request) ?? Date.now());
  const saysWhy = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
  if (response.status === 401 && !saysWhy) void signOut('session-ended');
}

api.use({
  onRequest: ({ request }) => introduced(request),
  onResponse: ({ request, response }) => noticed(request, response),
});

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
  const asked = introduced(
    new Request(new URL(addressOf(call), location.origin), { method, headers: { ...headers }, signal, ...json }),
  );
  const response = await fetch(asked);
  noticed(asked, response);
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
