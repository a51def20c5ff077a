import { AsyncLocalStorage } from 'node:async_hooks';
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import Provider, { type AdapterPayload, type IssuedToken, interactionPolicy, type OidcContext } from 'oidc-provider';
import * as z from 'zod';
import type { SeedClient, SeedPerson } from '../seed/agencies.ts';
import { closeServer, listen } from './aws-json.ts';
import { loadKeys } from './identity-keys.ts';
import { loginPage, logoutPage, problemPage, signedOutPage } from './identity-pages.ts';
import { createAdapters } from './identity-store.ts';

export interface IdentityEngine {
  readonly issuer: string;
  readonly tokenEndpoint: string;
  /** A fresh access token of a seeded system, over the token endpoint. */
  issueToken(clientId: string): Promise<string>;
  stop(): Promise<void>;
}

interface IdentityOptions {
  /** Must stay the same over restarts, since it is part of the issuer's name; 0 takes any. */
  readonly port: number;
  readonly dataDir: string;
  readonly audience: string;
  readonly agencies: readonly SeedClient[];
  readonly people: readonly SeedPerson[];
}

/** The console: a public client on this machine, at any port. */
const CONSOLE_CLIENT = 'cordon-console';
const here = (path: string): string[] => [`http://localhost/${path}`, `http://127.0.0.1/${path}`];
const CONSOLE_REDIRECTS = ['', 'callback', 'console/signed-in'].flatMap(here);
/** Where it may come back to after a sign-out. */
const CONSOLE_LEFT = here('console');

/** OAuth wants a URI for a resource; the audience is what the token says. */
const RESOURCE = 'urn:cordon:api';
const SCOPE = 'api';

const TOKEN_SECONDS = 12 * 60 * 60;
const SIGN_IN_SECONDS = 60 * 60;
const MAX_FORM_BYTES = 4096;

/** Whether the request at hand proves its client by the `Authorization` header, rather than in its body. */
const usesBasic = new AsyncLocalStorage<boolean>();

/**
 * Starts an OpenID Connect issuer for this machine: client credentials for the seeded systems, authorization code with PKCE for the
 * seeded people. Access tokens are RS256 JWTs with the claims agency, agency_kind, district, roles, name
 * and subject_kind. Its clock is the real one.
 * @throws the system's error when the port is taken
 */
export async function startIdentity(options: IdentityOptions): Promise<IdentityEngine> {
  const server = createServer();
  const port = await listen(server, options.port);
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, await configuration(options));
  const serve = provider.callback();
  server.on('request', (request, response) => {
    const isBasic = request.headers.authorization?.toLowerCase().startsWith('basic ') ?? false;
    const work = request.url?.startsWith('/sign-in/')
      ? signIn(provider, options.people, request, response)
      : usesBasic.run(isBasic, () => serve(request, response));
    work.catch(() => sendPage(response, 400, problemPage('登录已失效，请重新开始 · This sign-in is no longer valid')));
  });
  const tokenEndpoint = `${issuer}/token`;
  return {
    issuer,
    tokenEndpoint,
    issueToken: (clientId) => requestToken(tokenEndpoint, options.agencies, clientId),
    stop: () => closeServer(server),
  };
}

async function configuration({ dataDir, audience, agencies, people }: IdentityOptions): Promise<object> {
  const keys = await loadKeys(join(dataDir, 'identity.json'));
  const holders = new Map<string, SeedClient | SeedPerson>();
  for (const agency of agencies) holders.set(agency.clientId, agency);
  for (const person of people) holders.set(person.username, person);
  return {
    adapter: createAdapters((clientId) => clientMetadata(agencies, clientId)),
    jwks: { keys: [keys.signing] },
    cookies: { keys: keys.cookies },
    clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
    pkce: { required: () => true },
    scopes: ['openid', SCOPE],
    // An ID token stands in the address of a sign-out, so it names the account and no more; the access token has the rest.
    claims: { openid: ['sub'] },
    responseTypes: ['code'],
    clientBasedCORS: () => true,
    findAccount: (_context: OidcContext, id: string) => {
      const person = holders.get(id);
      return person && { accountId: id, claims: () => ({ sub: id, ...claimsOf(person) }) };
    },
    extraTokenClaims: (_context: OidcContext, token: IssuedToken) => {
      const holder = holders.get(token.accountId ?? token.clientId ?? '');
      return holder ? claimsOf(holder) : {};
    },
    interactions: { policy: withoutConsent(), url: (_context: OidcContext, { uid }: { uid: string }) => `/sign-in/${uid}` },
    loadExistingGrant: grantEverything,
    renderError: (context: OidcContext, { error }: { error: string }) => {
      context.type = 'html';
      context.body = problemPage(error);
    },
    // The console renews a person's token while the page is open; the refresh token lives in its memory.
    issueRefreshToken: async (_context: OidcContext, client: { clientId: string }) => client.clientId === CONSOLE_CLIENT,
    ttl: {
      RefreshToken: TOKEN_SECONDS,
      AccessToken: TOKEN_SECONDS,
      ClientCredentials: TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: SIGN_IN_SECONDS,
      Interaction: SIGN_IN_SECONDS,
      Session: SIGN_IN_SECONDS,
      Grant: SIGN_IN_SECONDS,
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: askToSignOut,
        postLogoutSuccessSource: async (context: OidcContext) => {
          context.body = signedOutPage();
        },
      },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          audience,
          scope: SCOPE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_SECONDS,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  };
}

/**
 * A client's metadata. The library lets a client prove itself in one way only; callers may use either, so the metadata follow
 * the request at hand.
 */
function clientMetadata(agencies: readonly SeedClient[], clientId: string): AdapterPayload | undefined {
  if (clientId === CONSOLE_CLIENT) {
    return {
      client_id: clientId,
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: CONSOLE_REDIRECTS,
      post_logout_redirect_uris: CONSOLE_LEFT,
    };
  }
  const agency = agencies.find((candidate) => candidate.clientId === clientId);
  return (
    agency && {
      client_id: clientId,
      client_secret: agency.clientSecret,
      token_endpoint_auth_method: usesBasic.getStore() ? 'client_secret_basic' : 'client_secret_post',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    }
  );
}

function claimsOf({ agency, agencyKind, district, roles, name, subjectKind }: SeedClient | SeedPerson): Record<string, unknown> {
  const claims = { agency, agency_kind: agencyKind, roles, name, subject_kind: subjectKind };
  return district === undefined ? claims : { ...claims, district };
}

/** A client that is not a web site would make the library ask for consent each time, also where the page may ask the person nothing. */
function withoutConsent(): ReturnType<typeof interactionPolicy.base> {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

/** The console belongs to Cordon: the sign-in asks for no consent that it may act for the person. */
async function grantEverything(context: OidcContext & { oidc: { provider: Provider } }) {
  const { client, session, provider } = context.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
  grant.addOIDCScope(`openid ${SCOPE}`);
  grant.addResourceScope(RESOURCE, SCOPE);
  await grant.save();
  return grant;
}

/** A person whose own token comes with the request has said so in the console; any other link to this address has to ask. */
async function askToSignOut(context: OidcContext, form: string): Promise<void> {
  const { entities, session } = context.oidc;
  const asked = entities.IdTokenHint?.payload.sub;
  context.body = logoutPage(form, asked !== undefined && asked === session?.accountId);
}

async function signIn(
  provider: Provider,
  people: readonly SeedPerson[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  const action = `/sign-in/${uid}`;
  if (request.method !== 'POST') return sendPage(response, 200, loginPage(action, people, false));
  const form = await readForm(request);
  const person = people.find(({ username }) => username === form.get('username'));
  if (!person || !isSame(person.password, form.get('password') ?? ''))
    return sendPage(response, 401, loginPage(action, people, true));
  await provider.interactionFinished(request, response, { login: { accountId: person.username } });
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_FORM_BYTES) throw new Error('The form is too large');
  }
  return new URLSearchParams(text);
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  response.end(html);
}

async function requestToken(tokenEndpoint: string, agencies: readonly SeedClient[], clientId: string): Promise<string> {
  const agency = agencies.find((candidate) => candidate.clientId === clientId);
  if (!agency) throw new Error(`There is no client '${clientId}'`);
  const response = await fetch(tokenEndpoint, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: agency.clientSecret }),
  });
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token;
}
