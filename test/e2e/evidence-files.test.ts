import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { eventually, openTestCity, type TestCity } from '../support/city.ts';

const police = 'police-haidian';
const prosecutors = 'procuratorate-haidian';

/** Fifty files; of 20 MB each with `CORDON_EVIDENCE_BYTES=20000000`, in the usual run of a hundredth of that. */
const FILES = 50;
const BYTES = Number(process.env['CORDON_EVIDENCE_BYTES'] ?? 200_000);
const PER_PIECE = 20;
/** So many at a time go up and down. */
const LANES = 4;
/** No answer of the API has more characters, lists of twenty files among them: it holds no bytes of a file. */
const LONGEST = 20_000;

const Link = z.looseObject({ url: z.string(), headers: z.record(z.string(), z.string()) });
const Body = z.record(z.string(), z.unknown());
const Announced = z.looseObject({ fileId: z.string(), upload: Link });
const Listed = z.looseObject({
  items: z.array(z.looseObject({ fileId: z.string(), state: z.string(), scan: z.string().optional() })),
});

let city: TestCity;
let longest = 0;

beforeAll(async () => {
  city = await openTestCity(1);
}, 180_000);
afterAll(async () => {
  await city.close();
}, 60_000);

async function ask(client: string, method: 'GET' | 'POST', path: string, input?: object) {
  const answer = await city.as(client).request(method, path, ...(input === undefined ? [] : [input]));
  longest = Math.max(longest, JSON.stringify(answer.body).length);
  return { status: answer.status, body: Body.parse(answer.body) };
}

/** The bytes of a file, the same at each call: a text that differs from file to file. */
const bytesOf = (n: number, size = BYTES): Buffer => Buffer.alloc(size, `第${n}页 转账记录\n`);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function put({ url, headers }: z.infer<typeof Link>, bytes: Buffer): Promise<number> {
  const { 'content-length': _, ...sent } = headers;
  return (await fetch(url, { method: 'PUT', headers: sent, body: new Uint8Array(bytes) })).status;
}

async function inLanes(all: readonly number[], work: (n: number) => Promise<void>): Promise<void> {
  const left = [...all];
  const lane = async (): Promise<void> => {
    for (let n = left.shift(); n !== undefined; n = left.shift()) await work(n);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

test('fifty files go up and down past the functions of the API; what is not allowed does not', async () => {
  const opened = await ask(police, 'POST', '/v1/cases', { title: 't', district: 'haidian', fraudType: 'f', summary: 's' });
  const caseId = String(opened.body['caseId']);
  const pieces: string[] = [];
  for (let at = 0; at < FILES; at += PER_PIECE) {
    const piece = { kind: 'evidence', category: 'electronic-data', title: `手机取证 ${at}`, obtainedAt: '2026-11-20T01:00:00Z' };
    pieces.push(String((await ask(police, 'POST', `/v1/cases/${caseId}/items`, piece)).body['itemId']));
  }
  const share = {
    agency: prosecutors,
    parts: ['evidence'],
    purpose: 'p',
    until: new Date(Date.now() + 86_400_000).toISOString(),
  };
  expect((await ask(police, 'POST', `/v1/cases/${caseId}/shares`, share)).status).toBe(201);
  const pieceOf = (n: number): string => `/v1/cases/${caseId}/items/${pieces[Math.floor(n / PER_PIECE)]}/files`;
  const fileIds = new Map<number, string>();

  await inLanes([...Array(FILES).keys()], async (n) => {
    const bytes = bytesOf(n);
    const file = { name: `转账记录 ${n}.txt`, sizeBytes: BYTES, sha256: sha256(bytes), type: 'text/plain' };
    const { fileId, upload } = Announced.parse((await ask(police, 'POST', pieceOf(n), file)).body);
    if (n === 0) {
      const other = Buffer.from(bytes);
      other[BYTES - 1] = 0x21;
      expect(await put(upload, other)).toBe(400);
    }
    expect(await put(upload, bytes)).toBe(200);
    fileIds.set(n, fileId);
  });
  for (const n of [0, PER_PIECE, 2 * PER_PIECE])
    await eventually(async () => {
      const { items } = Listed.parse((await ask(police, 'GET', pieceOf(n))).body);
      return items.every(({ state, scan }) => state === 'available' && scan === 'clean') || undefined;
    }, 120_000);

  const looksOfType = city.city.transferred.sent;
  await inLanes([...fileIds.keys()], async (n) => {
    const answer = await ask(prosecutors, 'POST', `/v1/evidence-files/${fileIds.get(n)}/open`, {});
    expect(answer.status).toBe(200);
    const { url, headers } = Link.parse(answer.body);
    if (n === 0) expect((await fetch(url)).status).toBe(403);
    const got = Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
    expect(sha256(got)).toBe(sha256(bytesOf(n)));
  });
  const stranger = await ask('procuratorate-miyun', 'POST', `/v1/evidence-files/${fileIds.get(0)}/open`, {});
  expect([stranger.status, stranger.body['url']]).toEqual([404, undefined]);

  const { received, sent } = city.city.transferred;
  expect(received).toBe((FILES + 1) * BYTES);
  expect(sent - looksOfType).toBe(FILES * BYTES);
  // to tell the type Cordon read the beginning of each file, and no more
  expect(looksOfType).toBeLessThan(FILES * 70_000);
  expect(longest).toBeLessThan(LONGEST);
}, 300_000);
