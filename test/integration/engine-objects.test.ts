import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEvidenceStore, type EvidenceStore } from '../../functions/platform/evidence-store.ts';
import { type ObjectsEngine, startObjects } from '../../local/engines/objects.ts';
import { DAY, instant, MINUTE } from '../../shared/kernel/time.ts';
import { evidenceStoreContract } from '../support/evidence-store-contract.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const region = 'us-east-1';
const bucket = {
  ...{ arn: 'arn:aws:s3:::evidence', name: 'evidence', lockedDays: 30, tells: ['arn:aws:sqs:queue'] },
  cors: [
    { origins: ['http://127.0.0.1:*'], methods: ['PUT', 'GET'], headers: ['content-type'], exposed: ['etag'], maxAgeSeconds: 60 },
  ],
};

let dataDir: string;
let engine: ObjectsEngine;
let store: EvidenceStore;
let ahead = 0;
const told: object[] = [];
const clock = { now: () => Date.now() + ahead };

async function start(): Promise<void> {
  const tell = async (_queue: string, event: object) => {
    told.push(event);
  };
  engine = await startObjects({ dataDir, clock, buckets: [bucket], tell });
  store = createEvidenceStore({ bucket: 'evidence', host: 'unused', region, endpoint: engine.endpoint, credentials });
}

/** A signed request as one with all rights could make it. */
async function signed(method: string, path: string, query: Record<string, string> = {}): Promise<Response> {
  const { hostname, host } = new URL(engine.endpoint);
  const signer = new SignatureV4({ service: 's3', region, credentials, sha256: Sha256, uriEscapePath: false });
  const request = await signer.presign(
    {
      ...{ method, protocol: 'http:', hostname, path: `/evidence/${path}`, query },
      headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
    },
    { signingDate: new Date(clock.now()), expiresIn: 60 },
  );
  const search = Object.entries(request.query ?? {}).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return fetch(`${engine.endpoint}${request.path}?${search.join('&')}`, { method });
}

const deleteVersion = async (fileId: string, versionId: string) =>
  (await signed('DELETE', `files/${fileId}`, { versionId })).status;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'engine-objects-'));
  await start();
});
afterAll(async () => {
  await engine.stop();
  rmSync(dataDir, { recursive: true });
});

describe('the local store of objects', () => {
  evidenceStoreContract(() => ({ store, now: () => instant(clock.now()), deleteVersion }));
});

async function uploadedText(fileId: string, text: string) {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const link = await store.uploadLink(
    { fileId, sizeBytes: bytes.length, sha256, type: 'text/plain' },
    instant(clock.now()),
    MINUTE,
  );
  const { 'content-length': _, ...headers } = link.headers;
  return { link, status: (await fetch(link.url, { method: 'PUT', headers, body: text })).status };
}

describe('besides', () => {
  const one = 'fil_01KANXE8G00000000000000001';
  const two = 'fil_01KANXE8G00000000000000002';

  test('a new object is told to the queues, with its name and its version', async () => {
    told.length = 0;
    expect((await uploadedText(one, 'first')).status).toBe(200);
    const { versionId } = (await store.head(one, instant(clock.now()))) ?? { versionId: '' };
    expect(told).toMatchObject([
      { Records: [{ s3: { bucket: { name: 'evidence' }, object: { key: `files/${one}`, versionId, size: 5 } } }] },
    ]);
  });

  test('everything survives a restart, and only the owner may read the files', async () => {
    const before = await store.head(one, instant(clock.now()));
    await engine.stop();
    await start();
    expect(await store.head(one, instant(clock.now()))).toEqual(before);
    for (const name of readdirSync(join(dataDir, 'objects')).filter((name) => name !== 'drafts'))
      expect(statSync(join(dataDir, 'objects', name)).mode & 0o077).toBe(0);
  });

  test('an upload that breaks off leaves nothing', async () => {
    const link = await store.uploadLink(
      { fileId: two, sizeBytes: 1000, sha256: 'a'.repeat(64), type: 'text/plain' },
      instant(clock.now()),
      MINUTE,
    );
    const { hostname, port, pathname, search } = new URL(link.url);
    const lines = Object.entries(link.headers).map(([name, value]) => `${name}: ${value}`);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          [`PUT ${pathname}${search} HTTP/1.1`, `host: ${hostname}:${port}`, ...lines, '', 'only a part'].join('\r\n'),
        );
        setTimeout(() => socket.destroy(), 50);
      });
      socket.on('close', () => resolve());
    });
    await expect.poll(() => readdirSync(join(dataDir, 'objects', 'drafts'))).toEqual([]);
    expect(await store.head(two, instant(clock.now()))).toBeUndefined();
  });

  test('after the lock a version can be deleted; a marker hides the object and keeps the version', async () => {
    const { versionId } = (await store.head(one, instant(clock.now()))) ?? { versionId: '' };
    expect((await signed('DELETE', `files/${one}`)).status).toBe(204);
    expect(await store.head(one, instant(clock.now()))).toBeUndefined();
    expect(await deleteVersion(one, versionId)).toBe(403);
    ahead = 31 * DAY;
    expect(await deleteVersion(one, versionId)).toBe(204);
    ahead = 0;
  });

  test('no bucket, no signature, a foreign key: each has the code of S3', async () => {
    const codeOf = async (url: string) => /<Code>(\w+)<\/Code>/.exec(await (await fetch(url)).text())?.[1];
    expect(await codeOf(`${engine.endpoint}/other/x`)).toBe('NoSuchBucket');
    expect(await codeOf(`${engine.endpoint}/evidence/files/x`)).toBe('AccessDenied');
    const stranger = createEvidenceStore({
      ...{ bucket: 'evidence', host: 'unused', region, endpoint: engine.endpoint },
      credentials: { accessKeyId: 'other', secretAccessKey: 'local' },
    });
    await expect(stranger.head(one, instant(clock.now()))).rejects.toThrow('403');
  });

  test('a page of an allowed origin may ask; no other', async () => {
    const ask = (origin: string) =>
      fetch(`${engine.endpoint}/evidence/files/x`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
      });
    const allowed = await ask('http://127.0.0.1:5173');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, 'http://127.0.0.1:5173']);
    expect((await ask('https://elsewhere.example')).status).toBe(403);
  });
});
