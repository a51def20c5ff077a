import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
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
  const { state, accessToken } = await browser.signIn('gao');
  expect(state).toBe('s1');
  expect(await claims(accessToken)).toMatchObject({
    sub: 'gao',
    agency: 'police-haidian',
    district: 'haidian',
    name: '高建国',
  });
  expect(spoken).not.toHaveBeenCalled();
});

describe('a sign-out', () => {
  const home = 'http://127.0.0.1:8787/console';
  const leave = (fields: Record<string, string>) => `${identity.issuer}/session/end?${new URLSearchParams(fields)}`;
  const isKnown = async (browser: ReturnType<typeof createBrowser>) => {
    const { url } = await browser.follow(`${identity.issuer}/auth?${signInQuery()}`, REDIRECT);
    return url.startsWith(`${REDIRECT}?code=`);
  };

  test('has an address that every client finds, and the token that goes there names only the account', async () => {
    const found: unknown = await (await fetch(`${identity.issuer}/.well-known/openid-configuration`)).json();
    expect(found).toMatchObject({ end_session_endpoint: `${identity.issuer}/session/end` });
    const { idToken } = await createBrowser().signIn('gao');
    const about = decodeJwt(idToken);
    expect(about.sub).toBe('gao');
    for (const name of ['name', 'agency', 'agency_kind', 'district', 'roles']) expect(about).not.toHaveProperty(name);
  });

  test('with the token of the person goes on by itself, back to the console, and ends the session', async () => {
    const browser = createBrowser();
    const { idToken } = await browser.signIn('gao');
    expect(await isKnown(browser)).toBe(true);
    const page = await browser.follow(leave({ id_token_hint: idToken, post_logout_redirect_uri: home }), home);
    expect(page.html).toContain('<script>');
    const back = await browser.submit(`${identity.issuer}/session/end/confirm`, { ...hidden(page.html), logout: 'yes' }, home);
    expect(back.url).toBe(home);
    expect(await isKnown(browser)).toBe(false);
  });

  test('by any link asks the person first, and leads to no other site', async () => {
    const browser = createBrowser();
    const { idToken } = await browser.signIn('gao');
    const other = await createBrowser().signIn('shen');
    for (const fields of [{ client_id: 'cordon-console' }, { id_token_hint: other.idToken }]) {
      const page = await browser.follow(leave({ ...fields, post_logout_redirect_uri: home }), home);
      expect(page.html).toContain('退出 Sign out');
      expect(page.html).not.toContain('<script>');
    }
    const away = await browser.follow(
      leave({ id_token_hint: idToken, post_logout_redirect_uri: 'http://evil.example/console' }),
      'http://evil.example',
    );
    expect(away.html).toContain('invalid_request');
    expect(await isKnown(browser)).toBe(true);
  });
});

const REDIRECT = 'http://localhost:5173/callback';
const verifier = randomBytes(32).toString('base64url');

function signInQuery(): URLSearchParams {
  return new URLSearchParams({
    client_id: 'cordon-console',
    response_type: 'code',
    scope: 'openid api',
    redirect_uri: REDIRECT,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: 's1',
  });
}

/** The hidden fields of a form. */
const hidden = (html: string): Record<string, string> =>
  Object.fromEntries([...html.matchAll(/name="(\w+)" value="(\w+)"/g)].map(([, name, value]) => [name, value]));

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
  const submit = (url: string, fields: Record<string, string>, until: string) =>
    follow(url, until, { method: 'POST', body: new URLSearchParams(fields) });

  async function signIn(username: string) {
    const form = await follow(`${identity.issuer}/auth?${signInQuery()}`, REDIRECT);
    expect(form.html).toContain('高建国');
    const refused = await submit(form.url, { username, password: 'wrong' }, REDIRECT);
    expect(refused.html).toContain('role="alert"');
    const back = new URL((await submit(form.url, { username, password: `${username}-local` }, REDIRECT)).url);
    const response = await fetch(identity.tokenEndpoint, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'cordon-console',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: REDIRECT,
        code_verifier: verifier,
      }),
    });
    const tokens = TokenAnswer.extend({ id_token: z.string() }).parse(await response.json());
    return { state: back.searchParams.get('state'), accessToken: tokens.access_token, idToken: tokens.id_token };
  }
  return { follow, submit, signIn };
}
