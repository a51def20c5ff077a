import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod';
import type { AuthorizerModel } from '../template/api.ts';

/** The authorizer's verdict on a request's token. */
export type Verdict =
  | { readonly kind: 'valid'; readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] | null }
  | { readonly kind: 'unauthorized'; readonly challenge: string }
  | { readonly kind: 'forbidden' };

/** Checks tokens of one issuer as API Gateway's JWT authorizer does. Token times are real time: the issuer's clock is not scaled. */
export interface Authorizer {
  check(header: string | undefined, scopes: readonly string[]): Promise<Verdict>;
}

/** API Gateway's JWT authorizers take no other algorithms. */
const algorithms = ['RS256', 'RS384', 'RS512'];
const Discovery = z.object({ jwks_uri: z.url() });

export function createAuthorizer({ issuer, audience }: AuthorizerModel): Authorizer {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;
  const findKeys = async (): Promise<ReturnType<typeof createRemoteJWKSet>> => {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { jwks_uri } = Discovery.parse(await response.json());
    return createRemoteJWKSet(new URL(jwks_uri));
  };

  const verify = async (token: string): Promise<JWTPayload | undefined> => {
    keys ??= findKeys();
    keys.catch(() => {
      keys = undefined;
    });
    try {
      const { payload } = await jwtVerify(token, await keys, { issuer, algorithms, requiredClaims: ['exp'] });
      return isForUs(payload, audience) ? payload : undefined;
    } catch {
      return undefined;
    }
  };

  return {
    check: async (header, scopes) => {
      if (!header) return { kind: 'unauthorized', challenge: 'Bearer' };
      const payload = await verify(header.replace(/^Bearer /i, ''));
      if (!payload)
        return {
          kind: 'unauthorized',
          challenge: 'Bearer scope="" error="invalid_token" error_description="the token is not valid"',
        };
      const granted = scopesOf(payload);
      if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) return { kind: 'forbidden' };
      return { kind: 'valid', claims: stringify(payload), scopes: scopes.length > 0 ? scopes : null };
    },
  };
}

/** A token without an audience is judged by its `client_id`, as API Gateway does it. */
function isForUs(payload: JWTPayload, audience: readonly string[]): boolean {
  const named = payload.aud ?? payload['client_id'];
  const all = Array.isArray(named) ? named : [named];
  return all.some((one) => typeof one === 'string' && audience.includes(one));
}

function scopesOf(payload: JWTPayload): string[] {
  const scope = payload['scope'] ?? payload['scp'];
  if (Array.isArray(scope)) return scope.filter((one) => typeof one === 'string');
  return typeof scope === 'string' ? scope.split(' ') : [];
}

/** API Gateway hands every claim over as text: numbers and truth values as written, lists as `[a b]`, objects as `map[a:b]`. */
function stringify(payload: JWTPayload): Record<string, string> {
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, toText(value)]));
}

function toText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toText).join(' ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([name, entry]) => `${name}:${toText(entry)}`).join(' ')}]`;
  }
  return String(value);
}
