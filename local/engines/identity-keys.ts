import { randomBytes } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import * as z from 'zod';
import { readText, writeAtomically } from './files.ts';

const Jwk = z.custom<JWK>((value) => typeof value === 'object' && value !== null && 'kty' in value);
const Keys = z.strictObject({ signing: Jwk, cookies: z.array(z.string()).min(1) });

/**
 * The issuer's private keys, made once and kept in a file only its owner may read, so that tokens outlive a restart.
 * RS256, because API Gateway's JWT authorizer accepts RSA signatures alone.
 */
export async function loadKeys(file: string): Promise<z.infer<typeof Keys>> {
  const text = readText(file);
  if (text !== undefined) return Keys.parse(JSON.parse(text));
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const signing = { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), use: 'sig', alg: 'RS256' };
  const keys = { signing, cookies: [randomBytes(32).toString('base64url')] };
  writeAtomically(file, JSON.stringify(keys));
  return keys;
}
