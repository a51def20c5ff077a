import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../clock.ts';
import { place } from '../template/place.ts';
import { closeServer, listenOnRememberedPort } from './aws-json.ts';
import { corsHeaders, preflightHeaders } from './object-cors.ts';
import { type SignatureFault, signatureFault } from './object-signature.ts';
import { type BucketModel, type ObjectStore, type ObjectVersion, openObjectStore } from './object-store.ts';

/** The keys that the local runtime gives each function. */
const keys = { accessKeyId: 'local', secretAccessKey: 'local' };

export interface ObjectsEngine {
  readonly endpoint: string;
  /** How many bytes of objects came in and went out since the start. */
  readonly transferred: { readonly received: number; readonly sent: number };
  stop(): Promise<void>;
}

interface ObjectsOptions {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly buckets: readonly BucketModel[];
  /** Tells a queue, by its ARN, of a new object. */
  readonly tell: (queueArn: string, event: object) => Promise<void>;
}

/** A refusal in S3's words. */
class StoreError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number) {
    super(code);
    this.code = code;
    this.status = status;
  }
}

const statusOfFault: Readonly<Record<SignatureFault, number>> = {
  AccessDenied: 403,
  AuthorizationQueryParametersError: 400,
  InvalidAccessKeyId: 403,
  RequestExpired: 403,
  SignatureDoesNotMatch: 403,
};

/** A request for an object, allowed by its signature. */
interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly bucket: BucketModel;
  readonly name: string;
  readonly query: URLSearchParams;
}

/** How often the queues are told of what they were not told at once, in real time. */
const TELL_AGAIN_MS = 5_000;

/**
 * The store of objects over files, as far as Cordon uses S3: signed links, uploads whose length, SHA-256 and type are signed, objects
 * written once, versions, locks, parts of an object, events. What it does not know it refuses. `test/support/evidence-store-contract.ts`
 * says what Cordon relies on, of this store and of S3.
 */
export async function startObjects(options: ObjectsOptions): Promise<ObjectsEngine> {
  const { dataDir, clock, buckets } = options;
  const store = openObjectStore(dataDir);
  const transferred = { received: 0, sent: 0 };
  const tell = (made: readonly ObjectVersion[]) => tellQueues(store, options, made);
  const tellUntold = () => void tell(store.untold()).catch(() => undefined);
  const work = { store, clock, transferred, tell };
  const server = createServer((request, response) => {
    answer(work, buckets, request, response).catch((error: unknown) => refuse(response, error));
  });
  // an upload may take long
  server.requestTimeout = 0;
  const port = await listenOnRememberedPort(server, join(dataDir, 'objects.port'));
  const timer = setInterval(tellUntold, TELL_AGAIN_MS);
  tellUntold();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    transferred,
    stop: async () => {
      clearInterval(timer);
      await closeServer(server);
      store.close();
    },
  };
}

interface Work {
  readonly store: ObjectStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly transferred: { received: number; sent: number };
  readonly tell: (made: readonly ObjectVersion[]) => Promise<void>;
}

async function answer(
  work: Work,
  buckets: readonly BucketModel[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://store');
  const [, bucketName = '', ...rest] = pathname.split('/');
  const bucket = buckets.find(({ name }) => name === bucketName);
  if (bucket === undefined) throw new StoreError('NoSuchBucket', 404);
  const origin = request.headers.origin;
  if (request.method === 'OPTIONS') {
    const allowed = preflightHeaders(bucket.cors, request.headers);
    response.writeHead(allowed === undefined ? 403 : 200, allowed ?? {}).end();
    return;
  }
  if (origin !== undefined)
    for (const [name, value] of Object.entries(corsHeaders(bucket.cors, origin))) response.setHeader(name, value);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
  );
  const fault = signatureFault({ method: request.method ?? '', path: pathname, query, headers }, keys, work.clock.now());
  if (fault !== undefined) throw new StoreError(fault, statusOfFault[fault]);
  const asked = { request, response, bucket, name: decodeURIComponent(rest.join('/')), query };
  if (request.method === 'PUT') return putObject(work, asked);
  if (request.method === 'GET' || request.method === 'HEAD') return getObject(work, asked);
  if (request.method === 'DELETE') return deleteObject(work, asked);
  throw new StoreError('MethodNotAllowed', 405);
}

async function putObject({ store, clock, transferred, tell }: Work, { request, response, bucket, name }: Asked): Promise<void> {
  const { 'content-length': length, 'content-type': type, 'if-none-match': only } = request.headers;
  const checksum = request.headers['x-amz-checksum-sha256'];
  if (length === undefined) throw new StoreError('MissingContentLength', 411);
  const received = await store.receive(request).catch(() => {
    throw new StoreError('IncompleteBody', 400);
  });
  transferred.received += received.size;
  const fault =
    received.size !== Number(length)
      ? new StoreError('IncompleteBody', 400)
      : typeof checksum === 'string' && checksum !== received.sha256
        ? new StoreError('BadDigest', 400)
        : bucket.lockedDays !== undefined && checksum === undefined
          ? new StoreError('InvalidRequest', 400)
          : undefined;
  const made = fault
    ? undefined
    : store.put(bucket, name, received, { type: type ?? 'binary/octet-stream', now: clock.now(), once: only === '*' });
  if (made === undefined) {
    store.forget(received);
    throw fault ?? new StoreError('PreconditionFailed', 412);
  }
  // what could not be told now is told later
  await tell([made]).catch(() => undefined);
  response
    .writeHead(200, { 'x-amz-version-id': made.version, 'x-amz-checksum-sha256': made.sha256, etag: `"${made.version}"` })
    .end();
}

async function getObject({ store, transferred }: Work, { request, response, bucket, name, query }: Asked): Promise<void> {
  const found = store.find(bucket.name, name, query.get('versionId') ?? undefined);
  if (found === undefined || found.marker === 1) throw new StoreError('NoSuchKey', 404);
  const range = rangeOf(request.headers.range, found.size);
  if (range === 'unsatisfiable') throw new StoreError('InvalidRange', 416);
  const [from, to] = range ?? [0, found.size - 1];
  response.writeHead(range === undefined ? 200 : 206, {
    ...headersOf(found, query, request.headers['x-amz-checksum-mode'] === 'ENABLED'),
    'content-length': to - from + 1,
    ...(range === undefined ? {} : { 'content-range': `bytes ${from}-${to}/${found.size}` }),
  });
  if (request.method === 'HEAD' || found.size === 0) {
    response.end();
    return;
  }
  const counted = new PassThrough();
  counted.on('data', (chunk: Buffer) => {
    transferred.sent += chunk.length;
  });
  await pipeline(store.read(found, from, to), counted, response).catch(() => response.destroy());
}

function headersOf(found: ObjectVersion, query: URLSearchParams, withChecksum: boolean): Record<string, string> {
  const over = (name: string): Record<string, string> => {
    const value = query.get(`response-${name}`);
    return value === null ? {} : { [name]: value };
  };
  return {
    'content-type': found.type,
    ...over('content-type'),
    ...over('content-disposition'),
    ...over('content-encoding'),
    ...over('cache-control'),
    'accept-ranges': 'bytes',
    etag: `"${found.version}"`,
    'x-amz-version-id': found.version,
    ...(withChecksum ? { 'x-amz-checksum-sha256': found.sha256 } : {}),
  };
}

/**
 * The bytes that a range means, from and to, or as many from the end; undefined without one, or where it is none: the store then gives all. Of
 * several ranges S3 gives none.
 */
function rangeOf(range: string | undefined, size: number): readonly [number, number] | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') return Number(to) === 0 || size === 0 ? 'unsatisfiable' : [Math.max(0, size - Number(to)), size - 1];
  if (to !== '' && Number(to) < Number(from)) return undefined;
  return Number(from) >= size ? 'unsatisfiable' : [Number(from), Math.min(to === '' ? size - 1 : Number(to), size - 1)];
}

async function deleteObject({ store, clock }: Work, { response, bucket, name, query }: Asked): Promise<void> {
  const done = store.remove(bucket.name, name, query.get('versionId') ?? undefined, clock.now());
  if (done === 'locked') throw new StoreError('AccessDenied', 403);
  response.writeHead(204).end();
}

/** Tells the queues of new objects, also of those of an earlier run that they were not told of: an event may come twice, as S3's do. */
async function tellQueues(store: ObjectStore, { buckets, tell }: ObjectsOptions, all: readonly ObjectVersion[]): Promise<void> {
  for (const made of all) {
    const bucket = buckets.find(({ name }) => name === made.bucket);
    for (const queue of bucket?.tells ?? []) await tell(queue, eventOf(made));
    store.told(made.version);
  }
}

function eventOf({ bucket, name, version, size, at }: ObjectVersion): object {
  const object = { key: encodeURIComponent(name).replaceAll('%2F', '/'), size, versionId: version, sequencer: at.toString(16) };
  return {
    Records: [
      {
        ...{ eventVersion: '2.1', eventSource: 'aws:s3', awsRegion: place.region, eventTime: new Date(at).toISOString() },
        ...{ eventName: 'ObjectCreated:Put', s3: { s3SchemaVersion: '1.0', bucket: { name: bucket }, object } },
      },
    ],
  };
}

/** Ends a request with an error in S3's form. A body that was not read is not waited for. */
function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { code, status } = error instanceof StoreError ? error : new StoreError('InternalError', 500);
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
  response.writeHead(status, {
    'content-type': 'application/xml',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  response.end(body);
}
