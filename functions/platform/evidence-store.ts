import { randomBytes } from 'node:crypto';
import { Sha256 } from '@smithy/core/checksum';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod';
import { epoch, instant, SECOND } from '../../shared/kernel/time.ts';
import { EvidenceBucket, EvidenceBucketHost } from './env.ts';

/** An address that the store serves, with the headers that must go with it, until a moment (ISO 8601, UTC). */
export interface StoreLink<Method extends 'PUT' | 'GET'> {
  readonly method: Method;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly expiresAt: string;
}

/** What is uploaded: the store refuses any other length, content or type. */
export interface UploadOf {
  readonly fileId: string;
  readonly sizeBytes: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
  readonly type: string;
}

/** Which bytes come down, and as what. */
export interface DownloadOf {
  readonly fileId: string;
  readonly versionId: string;
  readonly contentType: string;
  /** Whether a browser shows it; otherwise it is saved. */
  readonly inline: boolean;
  /** The name under which the store has it saved: plain letters, and nothing of the file's own name, which often names a person. */
  readonly savedAs: string;
}

/** A file as the store has it. */
export interface StoredFile {
  readonly sizeBytes: number;
  /** SHA-256 in hex, as the store calculated it. */
  readonly sha256: string;
  readonly versionId: string;
}

/** The store of the bytes of evidence. Links are made here without any call; the bytes never pass through Cordon's functions. */
export interface EvidenceStore {
  /** A link that takes exactly these bytes, once: a second upload under it is refused. @param now ISO 8601, UTC @param lifeMs how long */
  uploadLink(of: UploadOf, now: string, lifeMs: number): Promise<StoreLink<'PUT'>>;
  /** A link to this version alone. It opens nothing without the secret among its headers, which is new each time. */
  openLink(of: DownloadOf, now: string, lifeMs: number): Promise<StoreLink<'GET'>>;
  /** What the store has of the file now; undefined if nothing. @throws Error if the store does not say */
  head(fileId: string, now: string): Promise<StoredFile | undefined>;
  /** The first bytes of a version, at most `count`. @throws Error if the store does not give them */
  firstBytes(file: { readonly fileId: string; readonly versionId: string }, count: number, now: string): Promise<Uint8Array>;
}

/** Where the store is, and the right to it. */
interface StorePlace {
  readonly bucket: string;
  /** The bucket's own host, for its region and partition. */
  readonly host: string;
  readonly region: string;
  /** The SDK's own variable for another S3 than the cloud's: then the bucket stands in the path. */
  readonly endpoint?: string | undefined;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** The variables of the bucket, those that Lambda gives each function, and the SDK's for another endpoint. */
const Around = z.object({
  EVIDENCE_BUCKET: EvidenceBucket,
  EVIDENCE_BUCKET_HOST: EvidenceBucketHost,
  AWS_REGION: z.string(),
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.string().optional(),
  AWS_ENDPOINT_URL_S3: z.url().optional(),
});

/** The place that a function's environment names. */
export function storePlaceIn(environment: NodeJS.ProcessEnv): StorePlace {
  const around = Around.parse(environment);
  return {
    bucket: around.EVIDENCE_BUCKET,
    host: around.EVIDENCE_BUCKET_HOST,
    region: around.AWS_REGION,
    endpoint: around.AWS_ENDPOINT_URL_S3,
    credentials: {
      accessKeyId: around.AWS_ACCESS_KEY_ID,
      secretAccessKey: around.AWS_SECRET_ACCESS_KEY,
      ...(around.AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: around.AWS_SESSION_TOKEN }),
    },
  };
}

/** The header that carries the secret of an opening. It is signed, so the address alone, from a log or a history, opens nothing. */
export const OPENING_HEADER = 'x-cordon-opening';
/** How long a link lives that Cordon uses itself. */
const OWN_LINK = 60 * SECOND;

type Asked = {
  readonly method: 'PUT' | 'GET' | 'HEAD';
  readonly fileId: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** The store in S3, by signed links alone: the SDK's client would be half of a bundle. */
export function createEvidenceStore(place: StorePlace): EvidenceStore {
  const signer = new SignatureV4({
    ...{ service: 's3', region: place.region, credentials: place.credentials, sha256: Sha256 },
    // S3 signs the path as it is
    uriEscapePath: false,
  });
  const base = new URL(place.endpoint === undefined ? `https://${place.host}` : `${place.endpoint}/${place.bucket}`);
  const presigned = async ({ method, fileId, query = {}, headers = {} }: Asked, now: string, lifeMs: number) => {
    const path = `${base.pathname === '/' ? '' : base.pathname}/files/${fileId}`;
    const signed = await signer.presign(
      {
        ...{ method, protocol: base.protocol, hostname: base.hostname, path, query: { ...query } },
        headers: { host: base.host, ...headers, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' },
      },
      // what the caller must send stays a header: a value in the address would be compared with nothing
      {
        ...{ signingDate: new Date(now), expiresIn: Math.floor(lifeMs / SECOND) },
        unhoistableHeaders: new Set(Object.keys(headers)),
      },
    );
    return { url: `${base.origin}${path}?${queryText(signed.query ?? {})}`, expiresAt: instant(epoch(now) + lifeMs) };
  };
  const asked = async (request: Asked, now: string): Promise<Response> => {
    const { url } = await presigned(request, now, OWN_LINK);
    return fetch(url, { method: request.method, ...(request.headers === undefined ? {} : { headers: request.headers }) });
  };
  return {
    uploadLink: async ({ fileId, sizeBytes, sha256, type }, now, lifeMs) => {
      const headers = {
        'content-type': type,
        'content-length': String(sizeBytes),
        'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
        'if-none-match': '*',
      };
      const { url, expiresAt } = await presigned({ method: 'PUT', fileId, headers }, now, lifeMs);
      return { method: 'PUT', url, headers, expiresAt };
    },
    openLink: async ({ fileId, versionId, contentType, inline, savedAs }, now, lifeMs) => {
      const headers = { [OPENING_HEADER]: randomBytes(32).toString('base64url') };
      const query = {
        ...{ versionId, 'response-content-type': contentType, 'response-cache-control': 'no-store' },
        'response-content-disposition': `${inline ? 'inline' : 'attachment'}; filename="${savedAs}"`,
        // otherwise the store repeats what an uploader said, and a browser unpacks other bytes than those that were hashed and scanned
        'response-content-encoding': 'identity',
      };
      const { url, expiresAt } = await presigned({ method: 'GET', fileId, query, headers }, now, lifeMs);
      return { method: 'GET', url, headers, expiresAt };
    },
    head: async (fileId, now) => {
      const answer = await asked({ method: 'HEAD', fileId, headers: { 'x-amz-checksum-mode': 'ENABLED' } }, now);
      if (answer.status === 404) return undefined;
      return storedIn(answer);
    },
    firstBytes: async ({ fileId, versionId }, count, now) => {
      const headers = { range: `bytes=0-${count - 1}` };
      const answer = await asked({ method: 'GET', fileId, query: { versionId }, headers }, now);
      if (!answer.ok) throw new Error(`the store answered ${answer.status} for the first bytes of a file`);
      return new Uint8Array(await answer.arrayBuffer());
    },
  };
}

function storedIn({ status, ok, headers }: Response): StoredFile {
  const [size, checksum, versionId] = ['content-length', 'x-amz-checksum-sha256', 'x-amz-version-id'].map((name) =>
    headers.get(name),
  );
  if (!ok || size == null || checksum == null || versionId == null)
    throw new Error(`the store answered ${status} for the head of a file, without all that Cordon needs`);
  return { sizeBytes: Number(size), sha256: Buffer.from(checksum, 'base64').toString('hex'), versionId };
}

/** A query as S3 signs it: RFC 3986, in any order. */
function queryText(query: Readonly<Record<string, string | readonly string[] | null>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${escaped(name)}=${escaped(String(value))}`)
    .join('&');
}

function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
