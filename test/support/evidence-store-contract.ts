import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { type EvidenceStore, OPENING_HEADER, type StoreLink } from '../../functions/platform/evidence-store.ts';
import { makeId } from '../../shared/kernel/ids.ts';
import { MINUTE, plus } from '../../shared/kernel/time.ts';

/** A store that is held to the contract. */
export interface HeldStore {
  readonly store: EvidenceStore;
  /** ISO 8601, UTC: the moment by the store's clock. */
  readonly now: () => string;
  /** Deletes this version of a file for good, with all the right that functions have. @returns the status */
  readonly deleteVersion?: (fileId: string, versionId: string) => Promise<number>;
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const newFileId = (): string => makeId('fil', Date.now(), () => crypto.getRandomValues(new Uint8Array(10)));

/** A copy in which the last byte differs. */
function changed(bytes: Buffer): Buffer {
  const other = Buffer.from(bytes);
  other[other.length - 1] = (other.at(-1) ?? 0) ^ 1;
  return other;
}

async function put(
  { url, headers }: StoreLink<'PUT'>,
  bytes: Buffer,
  over: Readonly<Record<string, string>> = {},
): Promise<number> {
  const sent: Record<string, string> = { ...headers, ...over };
  // fetch sets the length itself
  delete sent['content-length'];
  const answer = await fetch(url, { method: 'PUT', headers: sent, body: new Uint8Array(bytes) });
  await answer.arrayBuffer();
  return answer.status;
}

/**
 * What Cordon relies on, of whichever store holds the files of evidence: run against the local store by `npm test`, and against S3 by
 * `CORDON_S3_BUCKET` (`docs/testing.md`).
 */
export function evidenceStoreContract(open: () => HeldStore): void {
  const content = bytesOf(`转账记录 ${randomUUID()}\n`.repeat(40));
  const announced = (bytes: Buffer = content) => ({
    ...{ fileId: newFileId(), sizeBytes: bytes.length, sha256: sha256(bytes), type: 'text/plain' },
  });
  const uploaded = async () => {
    const { store, now } = open();
    const file = announced();
    expect(await put(await store.uploadLink(file, now(), MINUTE), content)).toBe(200);
    const stored = await store.head(file.fileId, now());
    if (stored === undefined) throw new Error('the store does not have what it took');
    return { ...file, versionId: stored.versionId, stored };
  };
  const opening = async (fileId: string, versionId: string, over: object = {}) => {
    const { store, now } = open();
    const how = { fileId, versionId, contentType: 'text/plain', inline: false, savedAs: `${fileId}.txt`, ...over };
    return store.openLink(how, now(), MINUTE);
  };

  test('takes exactly what was announced, and says its size, its SHA-256 and its version', async () => {
    const { sizeBytes, sha256: hash, stored } = await uploaded();
    expect(stored).toEqual({ sizeBytes, sha256: hash, versionId: expect.stringMatching(/.+/) });
  });

  test('refuses a changed byte, and has nothing then', async () => {
    const { store, now } = open();
    const file = announced();
    expect(await put(await store.uploadLink(file, now(), MINUTE), changed(content))).toBe(400);
    expect(await store.head(file.fileId, now())).toBeUndefined();
  });

  test('refuses another length, another hash and another type than the link was made for', async () => {
    const { store, now } = open();
    const file = announced();
    const link = await store.uploadLink(file, now(), MINUTE);
    const longer = Buffer.concat([content, bytesOf('!')]);
    const otherHash = Buffer.from(sha256(longer), 'hex').toString('base64');
    expect(await put(link, longer)).toBe(403);
    expect(await put(link, longer, { 'x-amz-checksum-sha256': otherHash })).toBe(403);
    expect(await put(link, content, { 'content-type': 'text/html' })).toBe(403);
    expect(await store.head(file.fileId, now())).toBeUndefined();
  });

  test('refuses a header that the store would act on and the link does not know of', async () => {
    const { store, now } = open();
    const link = await store.uploadLink(announced(), now(), MINUTE);
    for (const more of [{ 'x-amz-meta-from': 'a' }, { 'x-amz-object-lock-legal-hold': 'OFF' }])
      expect(await put(link, content, more)).toBe(403);
  });

  test('gives the bytes that were hashed, whatever packing an uploader claims', async () => {
    const { store, now } = open();
    const file = announced();
    expect(await put(await store.uploadLink(file, now(), MINUTE), content, { 'content-encoding': 'deflate' })).toBe(200);
    const { versionId } = (await store.head(file.fileId, now())) ?? { versionId: '' };
    const { url, headers } = await opening(file.fileId, versionId);
    const answer = await fetch(url, { headers });
    expect(answer.headers.get('content-encoding')).toBe('identity');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
  });

  test('writes a file once: the same link again is refused, and the version stays', async () => {
    const { store, now } = open();
    const file = announced();
    const link = await store.uploadLink(file, now(), MINUTE);
    expect(await put(link, content)).toBe(200);
    const first = await store.head(file.fileId, now());
    expect(await put(link, content)).toBe(412);
    expect(await store.head(file.fileId, now())).toEqual(first);
  });

  test('refuses an upload whose link is over, and one for another file', async () => {
    const { store, now } = open();
    const file = announced();
    const late = await store.uploadLink(file, plus(now(), -2 * MINUTE), MINUTE);
    expect(await put(late, content)).toBe(403);
    const link = await store.uploadLink(file, now(), MINUTE);
    expect(await put({ ...link, url: link.url.replace(file.fileId, newFileId()) }, content)).toBe(403);
  });

  test('gives the bytes as they were handed in, as the type that was asked for', async () => {
    const { fileId, versionId } = await uploaded();
    const { url, headers } = await opening(fileId, versionId);
    const answer = await fetch(url, { headers });
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
    expect(answer.headers.get('content-type')).toBe('text/plain');
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${fileId}.txt"`);
    expect(answer.headers.get('content-encoding')).toBe('identity');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('gives a link only to a caller who has its secret, and only for its time', async () => {
    const { store, now } = open();
    const { fileId, versionId } = await uploaded();
    const { url, headers } = await opening(fileId, versionId);
    const { headers: others } = await opening(fileId, versionId);
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { headers: others })).status).toBe(403);
    expect(headers[OPENING_HEADER]).not.toBe(others[OPENING_HEADER]);
    expect(url).not.toContain(headers[OPENING_HEADER]);
    const how = { fileId, versionId, contentType: 'text/plain', inline: false, savedAs: 'a.txt' };
    const late = await store.openLink(how, plus(now(), -2 * MINUTE), MINUTE);
    expect((await fetch(late.url, { headers: late.headers })).status).toBe(403);
  });

  test('gives nothing else by such a link: no other file, no other version, no other name, no other method', async () => {
    const { fileId, versionId } = await uploaded();
    const other = await uploaded();
    const { url, headers } = await opening(fileId, versionId);
    for (const changedUrl of [
      url.replace(fileId, other.fileId),
      url.replace(versionId, other.versionId),
      url.replace('attachment', 'inline'),
      url.replace('text%2Fplain', 'text%2Fhtml'),
    ])
      expect((await fetch(changedUrl, { headers })).status).toBe(403);
    expect((await fetch(url, { method: 'PUT', headers, body: 'x' })).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(403);
  });

  test('gives a part, to a caller and to Cordon itself', async () => {
    const { store, now } = open();
    const { fileId, versionId } = await uploaded();
    const { url, headers } = await opening(fileId, versionId);
    const part = await fetch(url, { headers: { ...headers, range: 'bytes=6-11' } });
    expect([part.status, await part.text()]).toEqual([206, content.subarray(6, 12).toString('utf8')]);
    for (const [range, status, bytes] of [
      ['bytes=-4', 206, content.subarray(-4)],
      ['bytes=-1000000', 206, content],
      ['bytes=0-0', 206, content.subarray(0, 1)],
      [`bytes=${content.length - 1}-1000000`, 206, content.subarray(-1)],
      ['bytes=9-2', 200, content],
      ['lines=0-1', 200, content],
    ] as const) {
      const some = await fetch(url, { headers: { ...headers, range } });
      expect([range, some.status, Buffer.from(await some.arrayBuffer())]).toEqual([range, status, bytes]);
    }
    for (const range of [`bytes=${content.length}-`, 'bytes=-0'])
      expect((await fetch(url, { headers: { ...headers, range } })).status).toBe(416);
    expect(Buffer.from(await store.firstBytes({ fileId, versionId }, 8, now()))).toEqual(content.subarray(0, 8));
    const all = await store.firstBytes({ fileId, versionId }, 1_000_000, now());
    expect(all.length).toBe(content.length);
  });

  test('says that it has nothing of a file that never came', async () => {
    const { store, now } = open();
    expect(await store.head(newFileId(), now())).toBeUndefined();
  });

  test('deletes no version under its lock', async () => {
    const { deleteVersion } = open();
    const { fileId, versionId } = await uploaded();
    expect(await (deleteVersion?.(fileId, versionId) ?? 403)).toBe(403);
    expect((await open().store.head(fileId, open().now()))?.versionId).toBe(versionId);
  });
}
