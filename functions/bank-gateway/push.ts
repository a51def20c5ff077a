import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { endpointFault } from '../../shared/banks/endpoint.ts';
import { publicLookup, type Resolve } from './public-lookup.ts';

/** How long the receiver has to take a push in. Well below the function's own timeout. */
const PUSH_TIMEOUT_MS = 8_000;
/** How long its answer may go on once it has said whether it took the push in. */
const ANSWER_TIMEOUT_MS = 2_000;
/** How much of its answer is read before the connection is cut; its content means nothing to Cordon. */
const MAX_ANSWER_BYTES = 64 * 1024;
/** How many interim answers (1xx) are accepted before the connection is closed. */
const MAX_HINTS = 8;
const SWITCHING_PROTOCOLS = 101;

export interface Push {
  readonly endpoint: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Whether the receiver took the push in. Any 2xx is yes; redirects are not followed. `dripped` if it said so and then did not end its
 * answer in time: the push counts as delivered, and the endpoint as failing, because it holds up the messages behind.
 */
export type PushOutcome =
  | { readonly delivered: true; readonly dripped?: true }
  | { readonly delivered: false; readonly reason: 'timeout' | 'network' }
  | { readonly delivered: false; readonly reason: 'status'; readonly status: number };

export type SendPush = (push: Push) => Promise<PushOutcome>;

export interface PushOptions {
  /** Whether `http://127.0.0.1` and its like are allowed: only with simulated banks on the same machine. */
  readonly allowLoopback: boolean;
  readonly timeoutMs?: number;
  readonly answerTimeoutMs?: number;
  readonly resolve?: Resolve;
}

/**
 * The way to the endpoint of a bank or an agency: HTTPS to public addresses, one attempt, no redirects. It never throws for an act of the
 * receiver.
 */
export function createPush({
  allowLoopback,
  timeoutMs = PUSH_TIMEOUT_MS,
  answerTimeoutMs = ANSWER_TIMEOUT_MS,
  resolve,
}: PushOptions): SendPush {
  return (push) => {
    if (endpointFault(push.endpoint, { allowLoopback }) !== undefined)
      return Promise.resolve({ delivered: false, reason: 'network' });
    const url = new URL(push.endpoint);
    // valid only because loopback is allowed here: its address is not public
    const atHome = endpointFault(push.endpoint, { allowLoopback: false }) !== undefined;
    const options = {
      method: 'POST',
      headers: { ...push.headers, 'content-length': String(push.body.byteLength) },
      // a connection of its own: one kept from the last push may have died while the function slept
      agent: false,
      ...(!atHome && { lookup: publicLookup(resolve) }),
    };
    const send: (url: URL, options: object) => ClientRequest = url.protocol === 'http:' ? plainRequest : tlsRequest;
    const request = send(url, options);
    const outcome = outcomeWithin(request, timeoutMs, answerTimeoutMs);
    request.end(push.body);
    return outcome;
  };
}

/**
 * The outcome of the request. It settles once, within the time, for any act or silence of the receiver, and leaves nothing of the
 * connection behind: a push that hung would hold up the whole batch.
 */
function outcomeWithin(request: ClientRequest, timeoutMs: number, answerTimeoutMs: number): Promise<PushOutcome> {
  return new Promise((answer) => {
    // the bank's first word stands, even if its answer goes on
    let said: PushOutcome | undefined;
    let hints = 0;
    const finish = (outcome: PushOutcome): void => {
      clearTimeout(timer);
      answer(said ?? outcome);
      request.destroy();
    };
    let timer = setTimeout(() => finish({ delivered: false, reason: 'timeout' }), timeoutMs);
    const broken = (): void => finish({ delivered: false, reason: 'network' });
    request.on('error', broken);
    request.on('close', broken);
    request.on('information', ({ statusCode }) => {
      hints += 1;
      if (statusCode === SWITCHING_PROTOCOLS) finish(outcomeOf(statusCode));
      else if (hints > MAX_HINTS) broken();
    });
    // the request asked for no other protocol
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      finish(outcomeOf(SWITCHING_PROTOCOLS));
    });
    request.on('response', (response) => {
      const outcome = outcomeOf(response.statusCode ?? 0);
      said = outcome;
      clearTimeout(timer);
      timer = setTimeout(() => {
        said = outcome.delivered ? { delivered: true, dripped: true } : outcome;
        finish(outcome);
      }, answerTimeoutMs);
      discard(response, () => finish(outcome));
    });
  });
}

/** Whether the endpoint did all that its circuit breaker asks for. */
export function isHealthy(outcome: PushOutcome): boolean {
  return outcome.delivered && outcome.dripped !== true;
}

function outcomeOf(status: number): PushOutcome {
  return status >= 200 && status < 300 ? { delivered: true } : { delivered: false, reason: 'status', status };
}

/** Reads the rest of the answer, within bounds, so that the other side can finish it. The status is known already. */
function discard(response: IncomingMessage, done: () => void): void {
  let read = 0;
  response.on('data', (chunk: Buffer) => {
    read += chunk.length;
    if (read > MAX_ANSWER_BYTES) response.destroy();
  });
  response.on('error', done);
  response.on('close', done);
}
