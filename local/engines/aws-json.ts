import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readText, writeAtomically } from './files.ts';

/** An error as an AWS service answers it: the SDK makes an exception of that name from it. */
export class AwsError extends Error {
  readonly status: number;
  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** One service operation: parses its input, does the work, gives the JSON of the answer. */
export type Operation = (input: unknown) => Promise<unknown> | unknown;

export interface AwsJsonServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Longer than any pool of the SDK keeps an idle socket, so that it never sends into one that is being closed. */
const KEEP_ALIVE_MS = 15 * 60 * 1000;

/**
 * Serves operations in the SDK's JSON protocol (`X-Amz-Target: Prefix.Operation`) on the loopback interface only.
 * @param portFile remembers the port, so that a URL handed out before a restart stays right if the port is still free.
 */
export async function serveAwsJson(operations: Readonly<Record<string, Operation>>, portFile: string): Promise<AwsJsonServer> {
  const server = createServer((request, response) => {
    answer(operations, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 1000;
  server.requestTimeout = 0;
  const port = await listenOnRememberedPort(server, portFile);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => closeServer(server),
  };
}

/** Closes a server and the connections that clients still keep open. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Listens on a loopback port (0: any free one) and gives the port; rejects with the system's error, `EADDRINUSE` among them. */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Listens on the port of the last run, if it is still free. */
export async function listenOnRememberedPort(server: Server, portFile: string): Promise<number> {
  const remembered = Number(readText(portFile) ?? 0);
  const port = await listen(server, Number.isInteger(remembered) ? remembered : 0).catch(() => listen(server, 0));
  writeAtomically(portFile, String(port));
  return port;
}

async function answer(
  operations: Readonly<Record<string, Operation>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const contentType = request.headers['content-type'] ?? 'application/x-amz-json-1.0';
  try {
    const result = await callOperation(operations, request);
    send(response, 200, contentType, result ?? {});
  } catch (error) {
    if (error instanceof AwsError) {
      send(response, error.status, contentType, {
        __type: error.name,
        message: error.message,
      });
    } else {
      const name = error instanceof Error ? error.name : 'Error';
      send(response, 500, contentType, {
        __type: 'InternalFailure',
        message: `The local engine failed (${name})`,
      });
    }
  }
}

async function callOperation(operations: Readonly<Record<string, Operation>>, request: IncomingMessage): Promise<unknown> {
  const name =
    String(request.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? '';
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  const body = await readBody(request);
  if (!operation) throw new AwsError('UnknownOperationException', `The local engine does not know the operation '${name}'`);
  return await operation(parseJson(body));
}

function parseJson(body: string): unknown {
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new AwsError('SerializationException', 'The body is not JSON');
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_BODY_BYTES) throw new AwsError('SerializationException', 'The body is too large', 413);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, contentType: string, body: unknown): void {
  response.writeHead(status, {
    'content-type': contentType,
    'x-amzn-requestid': crypto.randomUUID(),
  });
  response.end(JSON.stringify(body));
}
