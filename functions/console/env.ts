import * as z from 'zod';
import { EvidenceBucketHost } from '../platform/env.ts';

/** Where people sign in: the issuer, and the public client that stands there for the console. */
export const ConsoleEnv = z.object({
  ISSUER_URL: z.url(),
  /** Empty where it is under the issuer. */
  TOKEN_URL: z.union([z.url(), z.literal('')]),
  CONSOLE_CLIENT_ID: z.string().min(1),
  /** Where files of evidence go to and come from, past Cordon: the page must be allowed to speak to it. */
  EVIDENCE_BUCKET_HOST: EvidenceBucketHost,
});

/** What surrounds the function: that, and the SDK's own variable for another S3 than the cloud's. */
export const ConsoleAround = ConsoleEnv.extend({ AWS_ENDPOINT_URL_S3: z.url().optional() });

/** A built file: its media type, the hash of its content, and whether it is there in each of the `encodings`, too. */
const ConsoleFile = z.strictObject({ type: z.string(), hash: z.string(), encoded: z.boolean() });
export type ConsoleFile = z.infer<typeof ConsoleFile>;

/** The built files of the console beside the bundle, by their names as addresses have them. The build writes this list. */
export const ConsoleFiles = z.record(z.string(), ConsoleFile);
export type ConsoleFiles = z.infer<typeof ConsoleFiles>;

/** Where they lie, seen from the bundle. */
export const FILES_FOLDER = 'console';
export const FILES_LIST = 'files.json';
/** The one page; all addresses of the console show it. */
export const PAGE = 'index.html';
/** Stands in the page for the nonce of each answer. */
export const NONCE_MARK = 'CORDON_NONCE';

/** The encodings in which the build keeps each text, the best first, with the endings of their names. */
export const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;
