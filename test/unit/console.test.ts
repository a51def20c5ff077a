import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { answerConsole } from '../../functions/console/answer.ts';
import { consolePaths } from '../../functions/console/routes.ts';
import { openSite } from '../../functions/console/site.ts';
import { createTestApi } from '../support/api.ts';

const script = 'console.log("a page")';
const hash = createHash('sha256').update(script).digest('base64url').slice(0, 22);
const bundle = mkdtempSync(join(tmpdir(), 'cordon-console-'));
const folder = join(bundle, 'console');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(folder, 'index.html'), '<meta nonce="CORDON_NONCE"><script src="/console/assets/main-1a2b.js"></script>');
writeFileSync(join(folder, 'assets', 'main-1a2b.js'), script);
writeFileSync(join(folder, 'assets', 'main-1a2b.js.br'), brotliCompressSync(script));
writeFileSync(join(folder, 'assets', 'main-1a2b.js.gz'), gzipSync(script));
writeFileSync(join(folder, 'assets', 'type-3c4d.woff2'), 'glyphs');
writeFileSync(
  join(folder, 'files.json'),
  JSON.stringify({
    'assets/main-1a2b.js': { type: 'text/javascript; charset=utf-8', hash, encoded: true },
    'assets/type-3c4d.woff2': { type: 'font/woff2', hash: 'glyphs', encoded: false },
  }),
);
afterAll(() => rmSync(bundle, { recursive: true }));

const env = {
  ...{ ISSUER_URL: 'https://id.example/realms/city', TOKEN_URL: '' as const, CONSOLE_CLIENT_ID: 'cordon-console' },
  EVIDENCE_BUCKET_HOST: 'evidence.s3.example',
};
const site = openSite(bundle, env);
const ask = (rawPath: string, headers: Record<string, string> = {}, method = 'GET') =>
  answerConsole({ rawPath, headers, requestContext: { http: { method } } }, site, 'n0nce');
const bytes = ({ body, isBase64Encoded }: ReturnType<typeof ask>) => Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');

describe('the page', () => {
  test.each(['/console', '/console/alerts', '/console/alerts/alt_01KAN0A4C0R2T4V6X8Z0B2D4F6', '/console/signed-in'])(
    'stands at %s, under a strict policy and a nonce of its own',
    (path) => {
      const answer = ask(path);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('nonce="n0nce"');
      expect(answer.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache, no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      const rules = (answer.headers['content-security-policy'] ?? '').split('; ');
      expect(rules).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'nonce-n0nce'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self' https://id.example https://evidence.s3.example",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ]);
    },
  );

  test('may speak to the host of the tokens where that is another', () => {
    const elsewhere = openSite(bundle, { ...env, TOKEN_URL: 'https://tokens.example/token' });
    const event = { rawPath: '/console', headers: {}, requestContext: { http: { method: 'GET' } } };
    const policy = answerConsole(event, elsewhere, 'n0nce').headers['content-security-policy'];
    expect(policy).toContain("connect-src 'self' https://id.example https://tokens.example https://evidence.s3.example;");
  });

  test("may speak to another S3 than the cloud's where the city has one", () => {
    const here = openSite(bundle, { ...env, AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4321' });
    expect(here.others).toEqual(['https://id.example', 'http://127.0.0.1:4321']);
  });

  test('is where the address without a path leads', () => {
    expect(ask('/')).toMatchObject({ statusCode: 307, headers: { location: '/console' }, body: '' });
  });
});

describe('a built file', () => {
  test.each([
    ['br', 'gzip, deflate, br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'br;q=0, GZIP;q=0.5', gunzipSync],
  ])('comes as %s to a caller that takes "%s", for ever', (encoding, accepted, open) => {
    const answer = ask('/console/assets/main-1a2b.js', { 'accept-encoding': accepted });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': encoding,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(open(bytes(answer)).toString()).toBe(script);
  });

  test('comes as it is to a caller that takes no encoding; a file that is compressed already always does', () => {
    const plain = ask('/console/assets/main-1a2b.js');
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(bytes(plain).toString()).toBe(script);
    const font = ask('/console/assets/type-3c4d.woff2', { 'accept-encoding': 'br' });
    expect(font.headers).not.toHaveProperty('content-encoding');
    expect(bytes(font).toString()).toBe('glyphs');
  });

  test('comes without a body to a caller that has it, and to one that asks for its head', () => {
    const { headers } = ask('/console/assets/main-1a2b.js', { 'accept-encoding': 'br' });
    const tag = headers['etag'] ?? '';
    const again = ask('/console/assets/main-1a2b.js', { 'accept-encoding': 'br', 'if-none-match': `"other", W/${tag}` });
    expect(again).toMatchObject({ statusCode: 304, body: '', headers: { etag: tag } });
    expect(ask('/console/assets/main-1a2b.js', { 'accept-encoding': 'gzip', 'if-none-match': tag }).statusCode).toBe(200);
  });

  test.each([
    '/console/assets/main-1a2b.js',
    '/console/assets/type-3c4d.woff2',
    '/console/config.json',
    '/console/alerts',
    '/console/none.js',
    '/',
  ])('%s answers HEAD as GET, with the length of the body that it leaves out', (path) => {
    for (const coding of ['br', 'gzip', 'identity']) {
      const got = ask(path, { 'accept-encoding': coding });
      const length = bytes(got).length;
      const { headers, ...head } = ask(path, { 'accept-encoding': coding }, 'HEAD');
      expect(head).toEqual({ statusCode: got.statusCode, body: '', isBase64Encoded: false });
      expect(headers).toEqual({ ...got.headers, ...(length > 0 && { 'content-length': String(length) }) });
    }
    const tag = ask(path).headers['etag'] ?? '"none"';
    expect(ask(path, { 'if-none-match': tag }, 'HEAD').headers).not.toHaveProperty('content-length', '0');
  });
});

describe('the settings', () => {
  test('say where people sign in, and have a tag', () => {
    const answer = ask('/console/config.json');
    expect(JSON.parse(answer.body)).toEqual({
      issuer: 'https://id.example/realms/city',
      clientId: 'cordon-console',
      scope: 'openid api',
      idleSeconds: 3_600,
    });
    expect(answer.headers['cache-control']).toBe('no-cache');
    const again = ask('/console/config.json', { 'if-none-match': answer.headers['etag'] ?? '' });
    expect(again).toMatchObject({ statusCode: 304, body: '' });
  });
});

describe('what the console does not have', () => {
  test.each([
    '/console/assets/main-old0.js',
    '/console/assets/main-1a2b.js.br',
    '/console/files.json',
    '/console/index.html',
    '/console/../index.mjs',
    '/console/assets/../../index.mjs',
    '/console/..',
    '/console/..\\index.mjs',
    '/console/assets/\0',
    '/console/constructor.x',
    '/elsewhere',
  ])('%j is not found', (path) => {
    const answer = ask(path);
    expect(answer).toMatchObject({
      statusCode: 404,
      headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    });
    expect(answer.body).not.toContain(path);
  });
});

test('every address of the console is one of the routes', () => {
  expect(consolePaths).toEqual(['/', '/console', '/console/{file+}']);
});

test('the address with a slash at its end leads to the console', async () => {
  const answer = await createTestApi().call(undefined, 'GET', '/console/');
  expect(answer).toMatchObject({ status: 308, headers: { location: '/console' }, text: '' });
  expect((await createTestApi().call(undefined, 'GET', '/consoles/')).status).toBe(404);
});
