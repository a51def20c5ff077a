import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { createIntake } from '../../functions/evidence-intake/intake.ts';
import { noScanner, queuedScanner, type Scanner, simulatedScanner } from '../../functions/evidence-intake/scanner.ts';
import { auditedKinds } from '../../functions/lookups/kinds.ts';
import { OPENING_HEADER } from '../../functions/platform/evidence-store.ts';
import type { Actor } from '../../shared/kernel/context.ts';
import { HOUR, MINUTE, plus, SECOND } from '../../shared/kernel/time.ts';
import { actors } from '../support/access-actors.ts';
import { type Coordination, createCoordination } from '../support/coordination-kit.ts';
import { hour } from '../support/samples.ts';

const { haidian, chaoyang, prosecutor, judge, city, bankA } = actors;
const supervisor: Actor = { ...haidian, roles: ['supervisor'], subject: 'ma' };
const colleague: Actor = { ...prosecutor, subject: 'lin' };
const Announced = z.looseObject({
  fileId: z.string(),
  upload: z.looseObject({ url: z.string(), headers: z.record(z.string(), z.string()) }),
});
const Items = z.looseObject({ items: z.array(z.looseObject({})) });
const text = '聊天记录';
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const fileOf = (bytes: Buffer | string = text, over: object = {}) => ({
  ...{ name: '聊天记录.txt', sizeBytes: Buffer.byteLength(bytes), sha256: sha256(bytes), type: 'text/plain' },
  ...over,
});

let kit: Coordination;
let caseId: string;
let itemId: string;

/** The function behind the queue of arrivals, over the same journal, clock and store. */
const intake = (scanner: Scanner = simulatedScanner(kit.api.store)) =>
  createIntake({ ...kit.platform, store: kit.api.store, scanner });
const eventFor = (fileId: string) => ({ Records: [{ s3: { object: { key: `files/${fileId}` } } }] });
const told = (body: object, scanner?: Scanner) => intake(scanner)({ Records: [{ messageId: 'm', body: JSON.stringify(body) }] });

async function addPiece(over: object = {}): Promise<string> {
  const piece = { kind: 'evidence', category: 'electronic-data', title: '手机取证', obtainedAt: '2026-11-22T01:00:00Z', ...over };
  return z.string().parse((await kit.post(haidian, `/v1/cases/${caseId}/items`, piece)).body['itemId']);
}

const announce = (input: object = fileOf(), item: string = itemId, actor: Actor = haidian) =>
  kit.post(actor, `/v1/cases/${caseId}/items/${item}/files`, input);
const get = async (fileId: string, actor: Actor = haidian) => kit.api.call(actor, 'GET', `/v1/evidence-files/${fileId}`);
const open = (fileId: string, actor: Actor, body: object = {}) => kit.post(actor, `/v1/evidence-files/${fileId}/open`, body);
const items = async (actor: Actor, path: string) => Items.parse((await kit.api.call(actor, 'GET', path)).body).items;
const share = (parts: readonly string[], agency: string = prosecutor.agency, over: object = {}) =>
  kit.post(haidian, `/v1/cases/${caseId}/shares`, { agency, parts, purpose: 'opinion', until: hour(48), ...over });

/** A file that went up and was looked at. */
async function available(bytes: Buffer | string = text, over: object = {}, item: string = itemId): Promise<string> {
  const { fileId } = Announced.parse((await announce(fileOf(bytes, over), item)).body);
  kit.api.store.put(fileId, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  await told(eventFor(fileId));
  return fileId;
}

beforeEach(async () => {
  kit = createCoordination();
  caseId = await kit.opened(haidian);
  itemId = await addPiece();
});

describe('a file is announced', () => {
  test('with a link that fixes its size, its hash and its type, and lives an hour', async () => {
    const { status, body } = await announce();
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'announced', name: '聊天记录.txt', preview: true, family: 'text', caseId, itemId });
    const { upload } = Announced.parse(body);
    expect(upload).toMatchObject({ method: 'PUT', expiresAt: plus(kit.api.now, HOUR) });
    expect(upload.headers).toEqual({
      'content-length': String(Buffer.byteLength(text)),
      'content-type': 'text/plain',
      'if-none-match': '*',
      'x-amz-checksum-sha256': createHash('sha256').update(text).digest('base64'),
    });
    const signed = new URL(upload.url).searchParams.get('X-Amz-SignedHeaders')?.split(';');
    expect(signed).toEqual(['content-length', 'content-type', 'host', 'if-none-match', 'x-amz-checksum-sha256']);
  });

  test.each([
    ['too large', { sizeBytes: 2_000_000_001 }, 400, 'EVIDENCE_FILE_TOO_LARGE', '/sizeBytes'],
    ['of a forbidden type', { type: 'text/html' }, 400, 'EVIDENCE_FILE_TYPE_FORBIDDEN', '/type'],
    ['a drawing that could run a script', { type: 'image/svg+xml' }, 400, 'EVIDENCE_FILE_TYPE_FORBIDDEN', '/type'],
    ['empty', { sizeBytes: 0 }, 400, 'INPUT_INVALID', '/sizeBytes'],
    ['with half a hash', { sha256: 'abc' }, 400, 'INPUT_INVALID', '/sha256'],
    ['without a name', { name: 'C:\\Users\\' }, 400, 'INPUT_INVALID', '/name'],
  ])('%s: refused by its own code at its own path, and nothing changes', async (_, over, status, code, path) => {
    const answer = await announce(fileOf(text, over));
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
    expect(JSON.stringify(answer.body['errors'])).toContain(path);
    expect(await items(haidian, `/v1/cases/${caseId}/items/${itemId}/files`)).toEqual([]);
  });

  test('with another hash than the list of evidence has: refused; with that hash, in capitals: taken', async () => {
    const listed = await addPiece({ sha256: sha256(text) });
    const answer = await announce(fileOf('other'), listed);
    expect(answer.body).toMatchObject({ code: 'EVIDENCE_FILE_HASH_DIFFERS', errors: [{ path: '/sha256' }] });
    expect((await announce(fileOf(text, { sha256: sha256(text).toUpperCase() }), listed)).status).toBe(201);
  });

  test('the same content twice is one file, and a piece has room for twenty', async () => {
    const first = await announce();
    expect((await announce()).body).toMatchObject({ code: 'EVIDENCE_FILE_THERE', fileId: first.body['fileId'] });
    for (let n = 1; n < 20; n += 1) expect((await announce(fileOf(`text ${n}`))).status).toBe(201);
    expect((await announce(fileOf('one more'))).body).toMatchObject({ code: 'EVIDENCE_FILES_FULL', limit: 20 });
    await kit.post(haidian, `/v1/evidence-files/${first.body['fileId']}/withdraw`, { reason: 'wrong' });
    expect((await announce(fileOf('one more'))).status).toBe(201);
  });

  test('a retry under the same key is the same file', async () => {
    const headers = { 'idempotency-key': 'one-file' };
    const path = `/v1/cases/${caseId}/items/${itemId}/files`;
    const [first, again] = [
      await kit.api.call(haidian, 'POST', path, { body: fileOf(), headers }),
      await kit.api.call(haidian, 'POST', path, { body: fileOf(), headers }),
    ];
    expect(again.body).toEqual(first.body);
    expect(await items(haidian, path)).toHaveLength(1);
  });

  test('a retry gets a link only until the first one ends, and none after the file has come; no link is kept', async () => {
    const path = `/v1/cases/${caseId}/items/${itemId}/files`;
    const call = { body: fileOf(), headers: { 'idempotency-key': 'a-link' } };
    const retry = () => kit.api.call(haidian, 'POST', path, call);
    const { fileId, upload } = Announced.parse((await retry()).body);
    kit.api.now = plus(kit.api.now, 50 * MINUTE);
    const later = Announced.parse((await retry()).body);
    expect(later.upload['expiresAt']).toBe(upload['expiresAt']);
    expect(later.upload.url).not.toBe(upload.url);

    const renewal = { headers: { 'idempotency-key': 'another' } };
    const renew = () => kit.api.call(haidian, 'POST', `/v1/evidence-files/${fileId}/upload`, renewal);
    expect((await renew()).body).toHaveProperty('upload');
    expect((await renew()).body).toHaveProperty('upload');
    kit.api.store.put(fileId, Buffer.from(text));
    await told(eventFor(fileId));
    for (const again of [await retry(), await renew()]) {
      expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
      expect(again.body).toMatchObject({ fileId, state: 'announced' });
      expect(again.body).not.toHaveProperty('upload');
    }
    expect(JSON.stringify(kit.api.journal.written)).not.toContain('X-Amz-Signature=');
  });

  test('a retry has no link once the piece of evidence has left the case', async () => {
    const path = `/v1/cases/${caseId}/items/${itemId}/files`;
    const call = { body: fileOf(), headers: { 'idempotency-key': 'gone' } };
    expect((await kit.api.call(haidian, 'POST', path, call)).body).toHaveProperty('upload');
    expect((await kit.post(haidian, `/v1/cases/${caseId}/items/${itemId}/withdraw`, { reason: 'r' })).status).toBe(200);
    const late = await kit.api.call(haidian, 'POST', path, call);
    expect(late).toMatchObject({ status: 201, headers: { 'idempotency-replayed': 'true' } });
    expect(late.body).not.toHaveProperty('upload');
  });

  test('a retry of a file that never came has no link after the hour', async () => {
    const path = `/v1/cases/${caseId}/items/${itemId}/files`;
    const call = { body: fileOf(), headers: { 'idempotency-key': 'late' } };
    expect((await kit.api.call(haidian, 'POST', path, call)).body).toHaveProperty('upload');
    kit.api.now = plus(kit.api.now, HOUR);
    const late = await kit.api.call(haidian, 'POST', path, call);
    expect(late.status).toBe(201);
    expect(late.body).not.toHaveProperty('upload');
  });

  test('a person of the case, or nothing, has no files', async () => {
    const person = await kit.post(haidian, `/v1/cases/${caseId}/items`, { kind: 'person', role: 'suspect', name: '张某' });
    expect((await announce(fileOf(), String(person.body['itemId']))).status).toBe(404);
    expect((await announce(fileOf(), 'itm_01KANXE8G00000000000000000')).status).toBe(404);
  });
});

describe('what arrives', () => {
  test('is looked at once, whether the word of it comes once, twice or late', async () => {
    const fileId = await available();
    expect((await get(fileId)).body).toMatchObject({ state: 'available', scan: 'clean' });
    await told(eventFor(fileId));
    await told({ kind: 'recheck', fileId });
    const audit = await kit.api.call(haidian, 'GET', `/v1/audit/${fileId}`);
    expect(Items.parse(audit.body).items.map(({ type }) => type)).toEqual([
      'evidence-file.announced',
      'evidence-file.arrived',
      'evidence-file.released',
    ]);
    expect(audit.body).toMatchObject({ verified: true });
  });

  test.each([
    ['a program under the name of a text', Buffer.from('MZ\u0000\u0003\u0000', 'latin1'), {}, 'type-differs'],
    ['a picture announced as PDF', png, { type: 'application/pdf' }, 'type-differs'],
    ['the test file of virus scanners', Buffer.from(EICAR), {}, 'infected'],
  ])('%s is rejected, opened by no person, and its agency is told', async (_, bytes, over, reason) => {
    const fileId = await available(bytes, over);
    expect((await get(fileId)).body).toMatchObject({ state: 'rejected', rejected: { reason } });
    expect((await open(fileId, haidian)).body).toMatchObject({ code: 'EVIDENCE_FILE_STATE_FORBIDS', state: 'rejected' });
    await kit.settle();
    expect(await items(haidian, '/v1/inbox')).toMatchObject([{ what: 'evidence-file.rejected', reasons: [reason] }]);
  });

  test('other bytes under its name, which the store would not take, are rejected all the same', async () => {
    const { fileId } = Announced.parse((await announce()).body);
    kit.api.store.put(fileId, 'other bytes');
    await told(eventFor(fileId));
    expect((await get(fileId)).body).toMatchObject({ state: 'rejected', rejected: { reason: 'content-differs' } });
  });

  test.each([
    ['UTF-8', Buffer.from('转账，'.repeat(40_000))],
    ['GB 18030', Buffer.from([0xd7, 0xaa, 0xd5, 0xcb])],
    ['UTF-16 of Windows, cut in a character', Buffer.from(`\ufeff${'转账 a\r\n'.repeat(9_999)}`, 'utf16le')],
    ['UTF-16 of Macs', Buffer.from('\ufeff转账 a', 'utf16le').swap16()],
  ])('a text in %s is a text', async (_, bytes) => {
    expect((await get(await available(bytes))).body).toMatchObject({ state: 'available' });
  });

  test.each([
    // what scanners write: the directory stands behind the pictures
    ['a scan whose directory is at its end', '49492a00f0ff3f00', 'image/tiff'],
    ['the same of the other byte order', '4d4d002a003ffff0', 'image/tiff'],
    ['a recording with a large cover picture in front', '49443303000000107f7f', 'audio/mpeg'],
  ])('%s is told by its first bytes', async (_, head, type) => {
    const bytes = Buffer.concat([Buffer.from(head, 'hex'), Buffer.alloc(80_000, 1)]);
    expect((await get(await available(bytes, { type }))).body).toMatchObject({ state: 'available' });
  });

  test('a text of UTF-16 with control characters is none', async () => {
    const bytes = Buffer.from('\ufeffa\u0000b', 'utf16le');
    expect((await get(await available(bytes))).body).toMatchObject({ state: 'rejected', rejected: { reason: 'type-differs' } });
  });

  test('without a scanner the file says that it was not scanned', async () => {
    const { fileId } = Announced.parse((await announce()).body);
    kit.api.store.put(fileId, text);
    await told(eventFor(fileId), noScanner);
    expect((await get(fileId)).body).toMatchObject({ state: 'available', scan: 'not-scanned' });
  });

  test('a scanner behind a queue is asked, asked again if it is silent, and its answer comes twice or late', async () => {
    const asked: unknown[] = [];
    const queued: Scanner = {
      scan: async (file) => {
        asked.push(file);
        return undefined;
      },
    };
    const { fileId } = Announced.parse((await announce()).body);
    const versionId = kit.api.store.put(fileId, text);
    await told(eventFor(fileId), queued);
    await told(eventFor(fileId), queued);
    expect(asked).toEqual([{ fileId, versionId, sizeBytes: Buffer.byteLength(text) }]);
    expect((await open(fileId, haidian)).body).toMatchObject({ state: 'scanning' });
    for (let times = 2; times <= 3; times += 1) {
      await kit.swept(plus(kit.api.now, 31 * MINUTE));
      await told({ kind: 'recheck', fileId }, queued);
      expect(asked).toHaveLength(times);
    }
    await kit.swept(plus(kit.api.now, HOUR));
    await told({ kind: 'recheck', fileId }, queued);
    expect(asked).toHaveLength(3);
    await told({ kind: 'scan-result', fileId, versionId: 'another', outcome: 'clean' });
    expect((await get(fileId)).body).toMatchObject({ state: 'scanning' });
    await told({ kind: 'scan-result', fileId, versionId, outcome: 'clean' });
    await told({ kind: 'scan-result', fileId, versionId, outcome: 'clean' });
    expect((await get(fileId)).body).toMatchObject({ state: 'available', scan: 'clean' });
    await told({ kind: 'scan-result', fileId, versionId, outcome: 'infected' });
    expect((await get(fileId)).body).toMatchObject({ state: 'rejected', scan: 'infected' });
  });

  test('a message that is none of these comes again alone; the test of the store, and what is not Cordon’s, are passed over', async () => {
    const fileId = await available();
    const bodies = [
      '{"x":1}',
      'no json',
      '{"Event":"s3:TestEvent"}',
      JSON.stringify({ Records: [{ s3: { object: { key: 'other' } } }] }),
    ];
    const Records = [...bodies, JSON.stringify(eventFor(fileId))].map((body, n) => ({ messageId: String(n), body }));
    expect(await intake()({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }, { itemIdentifier: '1' }] });
    expect(queuedScanner).toBeTypeOf('function');
  });
});

describe('an upload that never comes', () => {
  test('lapses once Cordon has looked itself, its agency is told, and another link brings it back', async () => {
    const { fileId } = Announced.parse((await announce()).body);
    await told({ kind: 'recheck', fileId });
    expect((await get(fileId)).body).toMatchObject({ state: 'announced' });
    await kit.swept(plus(kit.api.now, HOUR + 10 * MINUTE));
    await told({ kind: 'recheck', fileId });
    await told({ kind: 'recheck', fileId });
    await kit.settle();
    expect((await get(fileId)).body).toMatchObject({ state: 'lapsed' });
    expect((await items(haidian, '/v1/inbox')).map(({ what }) => what)).toEqual(['evidence-file.lapsed']);
    const renewed = await kit.post(haidian, `/v1/evidence-files/${fileId}/upload`);
    expect(renewed.body).toMatchObject({ state: 'announced', upload: { expiresAt: plus(kit.api.now, HOUR) } });
  });

  test('whose event was lost is found when Cordon looks itself; one that came late is taken, too', async () => {
    const { fileId } = Announced.parse((await announce()).body);
    kit.api.store.put(fileId, text);
    await kit.swept(plus(kit.api.now, 2 * HOUR));
    await told({ kind: 'recheck', fileId });
    expect((await get(fileId)).body).toMatchObject({ state: 'available' });
    const late = Announced.parse((await announce(fileOf('late'))).body).fileId;
    await kit.swept(plus(kit.api.now, 2 * HOUR));
    await told({ kind: 'recheck', fileId: late });
    kit.api.store.put(late, 'late');
    await told(eventFor(late));
    expect((await get(late)).body).toMatchObject({ state: 'available' });
  });
});

describe('a file is attacked', () => {
  test('the police of the city cannot bring back, or withdraw, a file whose piece of evidence was withdrawn', async () => {
    const piece = await addPiece();
    const { fileId } = Announced.parse((await announce(fileOf('gone'), piece)).body);
    await kit.post(haidian, `/v1/cases/${caseId}/items/${piece}/withdraw`, { reason: 'r' });
    for (const actor of [haidian, city]) {
      const renewed = await kit.post(actor, `/v1/evidence-files/${fileId}/upload`);
      expect([renewed.status, renewed.text.includes('X-Amz-Signature')]).toEqual([404, false]);
      expect((await kit.post(actor, `/v1/evidence-files/${fileId}/withdraw`, { reason: 'r' })).status).toBe(404);
    }
  });

  test.each([
    ['nothing to read behind a path', 'a/\u3164'],
    ['half a character', 'a\ud800.txt'],
    ['a turned direction of writing', 'gpj.\u202Etxt'],
    ['a control character', 'a\u0007.txt'],
  ])('a name with %s is refused at its path', async (_, name) => {
    expect((await announce(fileOf(text, { name }))).body).toMatchObject({ code: 'INPUT_INVALID', errors: [{ path: '/name' }] });
  });

  test.each(['转账记录.pdf.bat', 'letter.HTML', 'a.vbs. . ', 'a．ps1', 'C:\\x\\run.js'])(
    'a text called %s is refused: saved, it would run',
    async (name) => {
      expect((await announce(fileOf(text, { name }))).body).toMatchObject({
        ...{ code: 'EVIDENCE_FILE_TYPE_FORBIDDEN', errors: [{ path: '/name' }] },
      });
    },
  );

  test.each(['exe', 'bat', '聊天记录', '2026.11.22', 'a.bat.txt', 'Nov. 22'])('a text called %s is taken', async (name) => {
    expect((await announce(fileOf(text, { name }))).status).toBe(201);
  });

  test('a name that breaks lines, or stands behind a long path, is one tidy line', async () => {
    const { body } = await announce(fileOf(text, { name: `${'C:\\files\\'.repeat(60)} a\r\nSet-Cookie: b\u200b.txt ` }));
    expect(body['name']).toBe('a Set-Cookie: b.txt');
  });

  test('a late upload that is rejected closes the notice that it never came', async () => {
    const unread = async () => {
      const { body } = await kit.api.call(haidian, 'GET', '/v1/inbox', { query: { open: 'true' } });
      return Items.parse(body).items.map(({ what }) => what);
    };
    const { fileId } = Announced.parse((await announce(fileOf('MZ\u0000'))).body);
    await kit.swept(plus(kit.api.now, 2 * HOUR));
    await told({ kind: 'recheck', fileId });
    await kit.settle();
    expect(await unread()).toEqual(['evidence-file.lapsed']);
    kit.api.store.put(fileId, 'MZ\u0000');
    await told(eventFor(fileId));
    await kit.settle();
    expect(await unread()).toEqual(['evidence-file.rejected']);
  });
});

describe('a file is opened', () => {
  test('by its own police: recorded with the person, then a link of a minute whose address does not name the file', async () => {
    const fileId = await available();
    const { status, body } = await open(fileId, haidian);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      as: 'original',
      contentType: 'text/plain',
      expiresAt: plus(kit.api.now, 60 * SECOND),
      sha256: sha256(text),
    });
    const url = new URL(String(body['url']));
    expect(url.searchParams.get('response-content-disposition')).toBe(`attachment; filename="${fileId}.txt"`);
    expect(url.searchParams.get('response-content-encoding')).toBe('identity');
    expect(body['name']).toBe('聊天记录.txt');
    expect(decodeURIComponent(decodeURIComponent(url.search))).not.toContain('聊天');
    expect(url.searchParams.get('versionId')).toBe('version-1');
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toContain(OPENING_HEADER);
    expect(await items(haidian, `/v1/evidence-files/${fileId}/openings`)).toMatchObject([
      { agency: haidian.agency, subject: haidian.subject, as: 'original' },
    ]);
  });

  test('each opening is another one, with another secret, also under the same key', async () => {
    const fileId = await available();
    const headers = { 'idempotency-key': 'same' };
    const opened = async () =>
      (await kit.api.call(haidian, 'POST', `/v1/evidence-files/${fileId}/open`, { body: {}, headers })).body;
    const [first, again] = [await opened(), await opened()];
    expect(again['headers']).not.toEqual(first['headers']);
    expect(await items(haidian, `/v1/evidence-files/${fileId}/openings`)).toHaveLength(2);
    expect(JSON.stringify(kit.api.journal.written)).not.toContain('X-Amz-Signature=');
  });

  test('as a preview only where a browser runs no script of it', async () => {
    const csv = await available('a,b\n', { type: 'text/csv' });
    expect((await open(csv, haidian, { as: 'preview' })).body).toMatchObject({ contentType: 'text/plain' });
    const zip = await available(Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64'), { type: 'application/zip' });
    expect((await open(zip, haidian, { as: 'preview' })).body).toMatchObject({ code: 'EVIDENCE_FILE_NO_PREVIEW' });
    const opened = await open(await available(png, { type: 'image/png' }), haidian, { as: 'preview' });
    expect(new URL(String(opened.body['url'])).searchParams.get('response-content-disposition')).toMatch(/^inline;/);
  });

  test('by an agency only with a share of the list of evidence: otherwise 404 and no link; its look stands at the case', async () => {
    const fileId = await available();
    await share(['summary']);
    for (const actor of [prosecutor, judge, chaoyang, bankA])
      for (const answer of [await open(fileId, actor), await get(fileId, actor), await announce(fileOf('x'), itemId, actor)]) {
        expect([answer.status, answer.body['code']]).toEqual([404, 'NOT_FOUND']);
        expect(answer.text).not.toContain('http');
      }
    await share(['evidence']);
    expect((await open(fileId, prosecutor)).status).toBe(200);
    expect((await items(haidian, `/v1/cases/${caseId}/reads`)).at(-1)).toMatchObject({
      ...{ agency: prosecutor.agency, subject: prosecutor.subject, what: 'file', as: 'original', fileId, itemId },
      ...{ parts: ['evidence'], ground: 'grant', grants: [{ purpose: 'opinion' }] },
    });
    expect((await open(fileId, city)).status).toBe(200);
  });

  test('not after the share ended, the piece was withdrawn, or the file was', async () => {
    const fileId = await available();
    const { body } = await share(['evidence']);
    expect((await open(fileId, prosecutor)).status).toBe(200);
    await kit.post(haidian, `/v1/cases/${caseId}/shares/${body['grantId']}/revoke`, { reason: 'r' });
    expect((await open(fileId, prosecutor)).status).toBe(404);
    const other = await addPiece();
    const gone = await available('gone', {}, other);
    await kit.post(haidian, `/v1/cases/${caseId}/items/${other}/withdraw`, { reason: 'r' });
    expect([(await open(gone, haidian)).status, (await get(gone, city)).status]).toEqual([404, 404]);
    await kit.post(haidian, `/v1/evidence-files/${fileId}/withdraw`, { reason: 'wrong page' });
    expect((await open(fileId, haidian)).body).toMatchObject({ code: 'EVIDENCE_FILE_STATE_FORBIDS', state: 'withdrawn' });
  });

  test('goes on under the case that took its case in', async () => {
    const fileId = await available();
    const headers = { 'if-none-match': String((await get(fileId)).headers['etag']) };
    const again = () => kit.api.call(haidian, 'GET', `/v1/evidence-files/${fileId}`, { headers });
    expect((await again()).status).toBe(304);
    const into = await kit.opened(haidian);
    await kit.post(haidian, `/v1/cases/${caseId}/merge`, { into, reason: 'r' });
    expect((await again()).body).toMatchObject({ caseId: into });
    const current = { 'if-match': String((await get(fileId)).headers['etag']), 'idempotency-key': 'k' };
    const path = `/v1/evidence-files/${fileId}/withdraw`;
    const stale = { ...current, 'if-match': '"1"' };
    expect((await kit.api.call(haidian, 'POST', path, { body: { reason: 'r' }, headers: stale })).status).toBe(412);
    expect((await open(fileId, haidian)).status).toBe(200);
    const withdrawn = await kit.api.call(haidian, 'POST', path, { body: { reason: 'r' }, headers: current });
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', caseId: into });
  });

  test('its history and its openings are audited by those who may see it, and by no outsider', async () => {
    const fileId = await available();
    await open(fileId, haidian);
    for (const stream of [fileId, `evidence-openings:${fileId}`]) {
      expect((await kit.api.call(haidian, 'GET', `/v1/audit/${stream}`)).body).toMatchObject({ verified: true });
      expect((await kit.api.call(judge, 'GET', `/v1/audit/${stream}`)).status).toBe(404);
    }
    expect(auditedKinds.map(({ stream }) => stream)).toContain('evidence-file');
  });
});

describe('in a consultation', () => {
  let consultationId: string;

  async function consulted(): Promise<void> {
    await share(['evidence']);
    const question = { topic: 'evidence', text: '资金是否查清' };
    const body = {
      kind: 'major-or-difficult',
      title: 't',
      caseIds: [caseId],
      parties: [prosecutor.agency, 'court-haidian'],
      questions: [question],
    };
    consultationId = z.string().parse((await kit.post(supervisor, '/v1/consultations', body)).body['consultationId']);
    await kit.post(prosecutor, `/v1/consultations/${consultationId}/accept`);
    await kit.post(supervisor, `/v1/consultations/${consultationId}/bundle`, {
      add: [{ caseId, part: 'evidence', item: itemId }],
    });
  }
  const seen = async (actor: Actor) => (await kit.api.call(actor, 'GET', `/v1/consultations/${consultationId}`)).body;
  const opine = (actor: Actor) =>
    kit.post(actor, `/v1/consultations/${consultationId}/opinions`, {
      question: 1,
      position: 'yes',
      text: 't',
      bundleVersion: 1,
    });

  test('its parties open what the bundle shows them; others, and other pieces, do not', async () => {
    const fileId = await available();
    await consulted();
    expect((await open(fileId, prosecutor, { consultationId })).status).toBe(200);
    const court: Actor = { ...judge, agency: 'court-haidian', district: 'haidian' };
    await kit.post(court, `/v1/consultations/${consultationId}/accept`);
    // a party to which the evidence is not shared
    expect((await open(fileId, court, { consultationId })).status).toBe(404);
    // shared with it, and no party
    await share(['evidence'], 'court-city');
    expect((await open(fileId, judge, { consultationId })).status).toBe(404);
    expect((await open(fileId, judge)).status).toBe(200);
    const outside = await available('outside', {}, await addPiece());
    expect((await open(outside, prosecutor, { consultationId })).status).toBe(404);
    expect((await items(haidian, `/v1/cases/${caseId}/reads`)).filter(({ as }) => as !== undefined)).toMatchObject([
      { agency: prosecutor.agency, consultationId, fileId },
      { agency: judge.agency },
    ]);
  });

  test('an opinion says what its author had opened, and a conclusion what a party had not', async () => {
    const fileId = await available();
    await consulted();
    expect(await seen(colleague)).not.toMatchObject({ bundle: { exhibits: [{ opened: true }] } });
    await open(fileId, colleague, { consultationId });
    await open(fileId, colleague, { consultationId });
    // the exhibit says it to the person who opened it, and not to others of the agency
    expect(await seen(colleague)).toMatchObject({ bundle: { exhibits: [{ opened: true }] } });
    expect(await seen(prosecutor)).not.toMatchObject({ bundle: { exhibits: [{ opened: true }] } });
    await opine(prosecutor);
    await opine(supervisor);
    expect(await seen(supervisor)).toMatchObject({ opinions: [{ opened: [] }, { opened: [] }] });
    await kit.post(colleague, `/v1/consultations/${consultationId}/opinions`, {
      question: 1,
      position: 'no',
      text: 'u',
      bundleVersion: 1,
    });
    expect(await seen(prosecutor)).toMatchObject({ opinions: [{}, { opened: [] }, { by: { subject: 'lin' }, opened: [1] }] });
    const findings = [{ question: 1, position: 'yes' }];
    const concluded = await kit.post(supervisor, `/v1/consultations/${consultationId}/conclude`, { minutes: 'm', findings });
    expect(concluded.status).toBe(200);
    expect(await seen(prosecutor)).toMatchObject({ conclusion: { unopened: [{ agency: haidian.agency, exhibits: [1] }] } });
  });

  test('a conclusion names no exhibit of which no file can be opened: never uploaded, rejected, withdrawn', async () => {
    const empty = Announced.parse((await announce()).body).fileId;
    await available('MZ\u0000');
    const wrong = await available('wrong');
    await kit.post(haidian, `/v1/evidence-files/${wrong}/withdraw`, { reason: 'r' });
    await consulted();
    await opine(prosecutor);
    await opine(supervisor);
    const findings = [{ question: 1, position: 'yes' }];
    expect((await open(empty, prosecutor, { consultationId })).body).toMatchObject({ code: 'EVIDENCE_FILE_STATE_FORBIDS' });
    await kit.post(supervisor, `/v1/consultations/${consultationId}/conclude`, { minutes: 'm', findings });
    expect(await seen(prosecutor)).toMatchObject({ conclusion: { unopened: [] } });
  });

  test('a conclusion names an exhibit of which the last file alone can be opened', async () => {
    await announce();
    await available('MZ\u0000');
    await available('readable');
    await consulted();
    await opine(prosecutor);
    await opine(supervisor);
    const findings = [{ question: 1, position: 'yes' }];
    await kit.post(supervisor, `/v1/consultations/${consultationId}/conclude`, { minutes: 'm', findings });
    expect(await seen(prosecutor)).toMatchObject({
      conclusion: {
        unopened: [
          { agency: haidian.agency, exhibits: [1] },
          { agency: prosecutor.agency, exhibits: [1] },
        ],
      },
    });
  });

  test('a party that does not see an exhibit learns neither that it has files nor who opened them', async () => {
    const fileId = await available();
    await consulted();
    const court: Actor = { ...judge, agency: 'court-haidian', district: 'haidian' };
    await kit.post(court, `/v1/consultations/${consultationId}/accept`);
    await open(fileId, supervisor, { consultationId });
    await opine(supervisor);
    await opine(prosecutor);
    await opine(court);
    await kit.post(supervisor, `/v1/consultations/${consultationId}/conclude`, {
      minutes: 'm',
      findings: [{ question: 1, position: 'yes' }],
    });
    const shown = await seen(court);
    expect(shown).toMatchObject({
      opinions: [{ opened: [] }, {}, {}],
      conclusion: { unopened: [] },
      cases: [{ withheld: expect.arrayContaining(['evidence']) }],
    });
    expect(await seen(prosecutor)).toMatchObject({
      opinions: [{ opened: [1] }, {}, {}],
      conclusion: {
        unopened: [
          { agency: prosecutor.agency, exhibits: [1] },
          { agency: 'court-haidian', exhibits: [1] },
        ],
      },
    });
    const audit = await kit.api.call(court, 'GET', `/v1/audit/${consultationId}`);
    expect(audit.text).not.toContain('"exhibits":[1]');
    expect((await items(court, `/v1/consultations/${consultationId}/opinions`)).map(({ opened }) => opened)).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe('a request to see more of a case', () => {
  const ask = (actor: Actor, body: object = { parts: ['evidence'], reason: '拟出具意见' }) =>
    kit.post(actor, `/v1/cases/${caseId}/access-requests`, body);
  const inbox = async (actor: Actor) => (await items(actor, '/v1/inbox')).map(({ what }) => what);

  test('is told to the agency that leads, granted by a share, and told to the agency that asked', async () => {
    const fileId = await available();
    await share(['summary']);
    expect((await kit.api.call(prosecutor, 'GET', `/v1/cases/${caseId}`)).body).toMatchObject({
      parts: ['summary'],
      withheld: expect.arrayContaining(['evidence', 'persons']),
    });
    const { status, body } = await ask(prosecutor);
    expect([status, body['state']]).toEqual([201, 'asked']);
    await kit.settle();
    expect(await inbox(haidian)).toContain('access-request.asked');
    const path = `/v1/access-requests/${body['accessRequestId']}`;
    const granted = await kit.post(haidian, `${path}/grant`, { until: hour(24), roles: ['prosecutor'] });
    expect(granted.body).toMatchObject({ state: 'granted', granted: { parts: ['evidence'], until: hour(24) } });
    await kit.settle();
    expect(await inbox(prosecutor)).toEqual(expect.arrayContaining(['access-request.granted', 'case.shared']));
    expect((await open(fileId, prosecutor)).status).toBe(200);
    expect((await kit.post(haidian, `${path}/decline`, { reason: 'r' })).body).toMatchObject({
      code: 'ACCESS_REQUEST_STATE_FORBIDS',
    });
    expect((await ask(prosecutor)).body).toMatchObject({ code: 'NOTHING_WITHHELD' });
  });

  test('is declined with a reason, withdrawn by its agency, or lapses; each is told', async () => {
    await share(['summary']);
    const asked = async () => String((await ask(prosecutor)).body['accessRequestId']);
    const first = await asked();
    expect((await kit.post(haidian, `/v1/access-requests/${first}/decline`, { reason: '侦查中' })).body).toMatchObject({
      declined: { reason: '侦查中' },
    });
    const second = await asked();
    expect((await kit.post(prosecutor, `/v1/access-requests/${second}/withdraw`)).body).toMatchObject({ state: 'withdrawn' });
    const third = await asked();
    await kit.swept(plus(kit.api.now, 14 * 24 * HOUR));
    expect((await kit.api.call(haidian, 'GET', `/v1/access-requests/${third}`)).body).toMatchObject({ state: 'lapsed' });
    expect(await inbox(prosecutor)).toEqual(expect.arrayContaining(['access-request.declined', 'access-request.lapsed']));
    expect(await items(haidian, `/v1/cases/${caseId}/access-requests`)).toHaveLength(3);
  });

  test('grants some of the parts, and none that was not asked for', async () => {
    await share(['summary']);
    const { body } = await ask(prosecutor, { parts: ['evidence', 'persons'], reason: 'r' });
    const path = `/v1/access-requests/${body['accessRequestId']}/grant`;
    expect((await kit.post(haidian, path, { until: hour(24), parts: ['losses'] })).body).toMatchObject({
      code: 'PARTS_NOT_ASKED',
      errors: [{ path: '/parts/0' }],
    });
    expect((await kit.post(haidian, path, { until: hour(24), parts: ['persons'] })).body).toMatchObject({
      granted: { parts: ['persons'] },
    });
    expect((await kit.api.call(prosecutor, 'GET', `/v1/cases/${caseId}`)).body).toMatchObject({ parts: ['summary', 'persons'] });
  });

  test('an outsider is told that there is no such case, and sees no request of others', async () => {
    await share(['summary']);
    const { body } = await ask(prosecutor);
    expect((await ask(judge)).status).toBe(404);
    expect((await ask(chaoyang)).status).toBe(404);
    expect((await kit.api.call(judge, 'GET', `/v1/cases/${caseId}/access-requests`)).status).toBe(404);
    expect((await kit.api.call(judge, 'GET', `/v1/access-requests/${body['accessRequestId']}`)).status).toBe(404);
    await share(['summary'], 'court-city');
    expect(await items(judge, `/v1/cases/${caseId}/access-requests`)).toEqual([]);
    expect(await items(prosecutor, `/v1/cases/${caseId}/access-requests`)).toHaveLength(1);
  });

  test('repeated, also at once, is one entry in the inbox of the agency that leads; another agency asks beside it', async () => {
    await share(['summary']);
    await share(['summary'], 'court-city');
    const answers = await Promise.all([ask(prosecutor), ask(colleague), ask(prosecutor, { parts: ['persons'], reason: 'r' })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const first = answers.find(({ status }) => status === 201)?.body['accessRequestId'];
    expect((await ask(prosecutor)).body).toMatchObject({ code: 'ACCESS_REQUEST_WAITS', accessRequestId: first });
    expect((await ask(judge)).status).toBe(201);
    await kit.settle();
    expect((await inbox(haidian)).filter((what) => what === 'access-request.asked')).toHaveLength(2);
    await kit.post(prosecutor, `/v1/access-requests/${first}/withdraw`);
    expect((await ask(prosecutor)).status).toBe(201);
  });

  test('is over at its moment, and not only once the sweep has noted it', async () => {
    await share(['summary'], prosecutor.agency, { until: hour(24 * 60) });
    const { body } = await ask(prosecutor);
    const path = `/v1/access-requests/${body['accessRequestId']}`;
    kit.api.now = z.string().parse(body['lapsesAt']);
    const late = [
      await kit.post(haidian, `${path}/grant`, { until: plus(kit.api.now, HOUR) }),
      await kit.post(haidian, `${path}/decline`, { reason: 'r' }),
      await kit.post(prosecutor, `${path}/withdraw`),
    ];
    for (const answer of late) expect(answer.body).toMatchObject({ code: 'ACCESS_REQUEST_STATE_FORBIDS', state: 'lapsed' });
    expect((await ask(prosecutor)).status).toBe(201);
  });

  test('of a party that sees no part of the case tells it the reference of the case nowhere', async () => {
    const convened = {
      ...{ kind: 'major-or-difficult', title: 't', caseIds: [caseId], parties: [prosecutor.agency] },
      questions: [{ topic: 'evidence', text: 'q' }],
    };
    const consultationId = String((await kit.post(supervisor, '/v1/consultations', convened)).body['consultationId']);
    await kit.post(prosecutor, `/v1/consultations/${consultationId}/accept`);
    const { body } = await ask(prosecutor, { parts: ['evidence'], reason: 'r', consultationId });
    await kit.post(haidian, `/v1/access-requests/${body['accessRequestId']}/decline`, { reason: 'r' });
    await kit.settle();
    const reference = String((await kit.api.call(haidian, 'GET', `/v1/cases/${caseId}`)).body['reference']);
    const answer = await kit.api.call(prosecutor, 'GET', '/v1/inbox');
    expect(answer.text).toContain('access-request.declined');
    expect(answer.text).not.toContain(reference);
  });

  test('is found by its agency under the id of either case after a merger, and tells nothing of the other to an outsider', async () => {
    await share(['summary']);
    const { body } = await ask(prosecutor);
    const into = await kit.opened(haidian);
    await kit.post(haidian, `/v1/cases/${caseId}/merge`, { into, reason: 'r' });
    const listed = (id: string, actor: Actor) => kit.api.call(actor, 'GET', `/v1/cases/${id}/access-requests`);
    expect((await listed(into, prosecutor)).status).toBe(404);
    await kit.post(haidian, `/v1/cases/${into}/shares`, {
      ...{ agency: prosecutor.agency, parts: ['summary'], purpose: 'opinion', until: hour(48) },
    });
    for (const id of [caseId, into])
      expect((await listed(id, prosecutor)).body).toMatchObject({ items: [{ accessRequestId: body['accessRequestId'] }] });
    expect((await listed(into, judge)).status).toBe(404);
  });

  test('is audited by the police that answer for its case now, after a merger into the case of another district', async () => {
    await share(['summary']);
    const id = String((await ask(prosecutor)).body['accessRequestId']);
    const audited = async (actor: Actor) => (await kit.api.call(actor, 'GET', `/v1/audit/${id}`)).status;
    expect([await audited(haidian), await audited(chaoyang), await audited(prosecutor)]).toEqual([200, 404, 404]);
    const into = await kit.opened(chaoyang, { district: 'chaoyang' });
    expect((await kit.post(city, `/v1/cases/${caseId}/merge`, { into, reason: 'r' })).status).toBe(200);
    expect((await kit.api.call(chaoyang, 'GET', `/v1/access-requests/${id}`)).status).toBe(200);
    expect([await audited(chaoyang), await audited(prosecutor)]).toEqual([200, 404]);
  });

  test('a party of a consultation may ask without any share; one that was only invited may not', async () => {
    const question = { topic: 'evidence', text: 'q' };
    const convened = {
      kind: 'major-or-difficult',
      title: 't',
      caseIds: [caseId],
      parties: [prosecutor.agency],
      questions: [question],
    };
    const consultationId = String((await kit.post(supervisor, '/v1/consultations', convened)).body['consultationId']);
    const body = { parts: ['evidence'], reason: 'r', consultationId };
    expect((await ask(prosecutor, body)).status).toBe(404);
    await kit.post(prosecutor, `/v1/consultations/${consultationId}/accept`);
    expect((await ask(prosecutor, body)).status).toBe(201);
  });
});
