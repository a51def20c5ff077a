import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { type ConsoleAround, ConsoleFiles, FILES_FOLDER, FILES_LIST, PAGE } from './env.ts';

/** What the console is made of, in this deployment. */
export interface Site {
  /** The page, with a mark in place of its nonce. */
  readonly page: string;
  readonly files: ConsoleFiles;
  /** The settings that the page reads first. */
  readonly settings: string;
  /** Other origins to which the page may speak: those of the issuer, and of the store of evidence. */
  readonly others: readonly string[];
  /** The bytes of a file that is in the list. @param ending of its encoding; empty: as it is */
  read(name: string, ending: string): Buffer;
}

/** What a page asks the issuer for: an identity, and a token for the API. */
const SCOPE = 'openid api';

/** A duty officer may watch a board without touching it; a page that is left alone for an hour belongs to no person any more. */
const IDLE_SECONDS = 3_600;

/**
 * Opens the built files beside the bundle. Each is read at its first request and kept.
 *
 * @throws Error if the build left no files there
 */
export function openSite(directory: string, env: z.infer<typeof ConsoleAround>): Site {
  const { ISSUER_URL: issuer, TOKEN_URL: tokenUrl, CONSOLE_CLIENT_ID: clientId } = env;
  const folder = join(directory, FILES_FOLDER);
  const kept = new Map<string, Buffer>();
  const read = (name: string, ending: string): Buffer => {
    const file = `${name}${ending}`;
    const bytes = kept.get(file) ?? readFileSync(join(folder, file));
    kept.set(file, bytes);
    return bytes;
  };
  const store = env.AWS_ENDPOINT_URL_S3 ?? `https://${env.EVIDENCE_BUCKET_HOST}`;
  const places = tokenUrl === '' ? [issuer, store] : [issuer, tokenUrl, store];
  return {
    page: read(PAGE, '').toString('utf8'),
    files: ConsoleFiles.parse(JSON.parse(readFileSync(join(folder, FILES_LIST), 'utf8'))),
    settings: JSON.stringify({ issuer, clientId, scope: SCOPE, idleSeconds: IDLE_SECONDS }),
    others: [...new Set(places.map((place) => new URL(place).origin))],
    read,
  };
}
