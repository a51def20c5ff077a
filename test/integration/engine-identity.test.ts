import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { type IdentityEngine, startIdentity } from '../../local/engines/identity.ts';
import { seedClients, seedPeople } from '../../local/seed/agencies.ts';

let dataDir: string;
let identity: IdentityEngine;
const spoken = vi.fn();

async function start(port = 0): Promise<void> {
  identity = await startIdentity({ port, dataDir, audience: 'cordon', agencies: seedClients, people: seedPeople });
}

async function claims(token: string) {
  const keys = createRemoteJWKSet(new URL(`${identity.issuer}/jwks`));
  return (await jwtVerify(token, keys, { issuer: identity.issuer, audience: 'cordon' })).payload;
}

beforeEach(async () => {
  for (const method of ['log', 'info', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation(spoken);
  spoken.mockClear();
  dataDir = mkdtempSync(join(tmpdir(), 'engine-identity-'));
  await start();
});

afterEach(async () => {
  await identity.stop();
  rmSync(dataDir, { recursive: true });
  vi.restoreAllMocks();
});

const TokenAnswer = z.object({ access_token: z.string(), token_type: z.string(), expires_in: z.number() });
const credentials = { grant_type: 'client_credentials' };
const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;

test('the same client may prove itself by header or in the body', async () => {
  const byHeader = await fetch(identity.tokenEndpoint, {
    method: 'POST',
    headers: { authorization: basic('police-haidian', 'police-haidian-local-secret') },
    body: new URLSearchParams(credentials),
  });
  const byBody = await fetch(identity.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({ ...credentials, client_id: 'police-haidian', client_secret: 'police-haidian-local-secret' }),
  });
  for (const response of [byHeader, byBody]) {
    expect(response.status).toBe(200);
    const { access_token, token_type, expires_in } = TokenAnswer.parse(await response.json());
    expect({ token_type, expires_in }).toEqual({ token_type: 'Bearer', expires_in: 43_200 });
    expect(decodeProtectedHeader(access_token).alg).toBe('RS256');
    expect(await claims(access_token)).toMatchObject({
      sub: 'police-haidian',
      agency: 'police-haidian',
      agency_kind: 'police',
      district: 'haidian',
      roles: ['officer', 'duty-officer', 'supervisor', 'approver'],
      subject_kind: 'system',
    });
  }
  expect(spoken).not.toHaveBeenCalled();
});

test('a wrong secret and an unknown client get no token', async () => {
  for (const [id, secret] of [
    ['police-haidian', 'wrong'],
    ['nobody', 'x'],
  ] as const) {
    const response = await fetch(identity.tokenEndpoint, {
      method: 'POST',
      headers: { authorization: basic(id, secret) },
      body: new URLSearchParams(credentials),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  }
  expect(spoken).not.toHaveBeenCalled();
});

test('a city-wide agency has no district', async () => {
  expect(await claims(await identity.issueToken('police-city'))).not.toHaveProperty('district');
  expect(await claims(await identity.issueToken('jinghua'))).toMatchObject({
    agency: 'jinghua',
    agency_kind: 'bank',
    roles: ['bank-system'],
  });
});

test('a token outlives a restart', async () => {
  const token = await identity.issueToken('police-haidian');
  const port = Number(new URL(identity.issuer).port);
  await identity.stop();
  await start(port);
  expect(await claims(token)).toMatchObject({ agency: 'police-haidian' });
});

test('a port that is taken is an error', async () => {
  const port = Number(new URL(identity.issuer).port);
  await expect(startIdentity({ port, dataDir, audience: 'cordon', agencies: [], people: [] })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});

test('a person signs in with a browser and gets a token of the same kind', async () => {
  const browser = createBrowser();
  const verifier = randomBytes(32).toString('base64url');
  const redirect = 'http://localhost:5173/callback';
  const query = new URLSearchParams({
    client_id: 'cordon-console',
    response_type: 'code',
    scope: 'openid api',
    redirect_uri: redirect,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 's1',
  });
  const form = await browser.follow(`${identity.issuer}/auth?${query}`, redirect);
  expect(form.html).toContain('高建国');

  const refused = await browser.submit(form.url, { username: 'gao', password: 'wrong' }, redirect);
  expect(refused.html).toContain('role="alert"');

  const back = await browser.submit(form.url, { username: 'gao', password: 'gao-local' }, redirect);
  const code = new URL(back.url).searchParams.get('code') ?? '';
  expect(new URL(back.url).searchParams.get('state')).toBe('s1');
  const response = await fetch(identity.tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'cordon-console',
      code,
      redirect_uri: redirect,
      code_verifier: verifier,
    }),
  });
  const { access_token } = TokenAnswer.parse(await response.json());
  expect(await claims(access_token)).toMatchObject({ sub: 'gao', agency: 'police-haidian', district: 'haidian', name: '高建国' });
  expect(spoken).not.toHaveBeenCalled();
});

/** Enough of a browser: cookies and redirects, up to the first page of another site. */
function createBrowser() {
  const cookies = new Map<string, string>();
  async function follow(url: string, until: string, init: RequestInit = {}): Promise<{ url: string; html: string }> {
    if (url.startsWith(until)) return { url, html: '' };
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    return location ? follow(new URL(location, url).href, until) : { url, html: await response.text() };
  }
  return {
    follow,
    submit: (url: string, fields: Record<string, string>, until: string) =>
      follow(url, until, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
