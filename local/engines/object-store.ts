import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { openDatabase } from './database.ts';

/** A bucket as the template describes it, as far as the store acts on it. */
export interface BucketModel {
  readonly arn: string;
  readonly name: string;
  /** So many days no version can be deleted; absent: no lock. */
  readonly lockedDays?: number;
  /** The queues that are told of each new object, by ARN. */
  readonly tells: readonly string[];
  readonly cors: readonly CorsRule[];
}

/** Which pages of other origins may do what. */
export interface CorsRule {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAgeSeconds?: number | undefined;
}

const Version = z.object({
  bucket: z.string(),
  name: z.string(),
  version: z.string(),
  file: z.string(),
  size: z.number(),
  sha256: z.string(),
  type: z.string(),
  at: z.number(),
  locked_until: z.number().nullable(),
  marker: z.number(),
});

/** A version of an object: its bytes lie in `file`. `marker`: no bytes, the object counts as deleted. */
export type ObjectVersion = z.infer<typeof Version>;

const schema = `
CREATE TABLE IF NOT EXISTS versions (
  bucket TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL PRIMARY KEY, file TEXT NOT NULL, size INTEGER NOT NULL,
  sha256 TEXT NOT NULL, type TEXT NOT NULL, at INTEGER NOT NULL, locked_until INTEGER, marker INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS by_name ON versions (bucket, name);
CREATE TABLE IF NOT EXISTS untold (version TEXT NOT NULL PRIMARY KEY);
`;

/** Bytes that came in whole and are not an object yet. */
export interface Received {
  readonly file: string;
  readonly size: number;
  /** In base64, as the header has it. */
  readonly sha256: string;
}

/** Objects as files of a folder, with what is known of them in SQLite beside: so they survive a restart, half uploads aside. */
export interface ObjectStore {
  /** Takes the bytes of a body to a file of their own. @throws if the body breaks off */
  receive(body: Readable): Promise<Received>;
  /** Forgets received bytes that become no object. */
  forget(received: Received): void;
  /**
   * Makes received bytes the newest version of an object, in one step.
   *
   * @param once only if there is no such object
   * @returns undefined if there is
   */
  put(
    bucket: BucketModel,
    name: string,
    received: Received,
    how: { type: string; now: number; once: boolean },
  ): ObjectVersion | undefined;
  /** The newest version, or that one. A marker of deletion is a version too. */
  find(bucket: string, name: string, version?: string): ObjectVersion | undefined;
  read(version: ObjectVersion, from: number, to: number): Readable;
  /** Removes a version for good, or without one puts a marker on top. @returns whether a lock forbids it */
  remove(bucket: string, name: string, version: string | undefined, now: number): 'removed' | 'locked';
  /** The versions of which the queues were not told yet. */
  untold(): readonly ObjectVersion[];
  told(version: string): void;
  close(): void;
}

const DAY_MS = 24 * 3600 * 1000;

export function openObjectStore(dataDir: string): ObjectStore {
  const folder = join(dataDir, 'objects');
  const drafts = join(folder, 'drafts');
  // what an earlier run had half received is of no use
  rmSync(drafts, { recursive: true, force: true });
  for (const path of [folder, drafts]) mkdirSync(path, { recursive: true, mode: 0o700 });
  const database = openDatabase(join(dataDir, 'objects.sqlite'), schema);
  const find = (bucket: string, name: string, version?: string): ObjectVersion | undefined => {
    const row =
      version === undefined
        ? database.prepare('SELECT * FROM versions WHERE bucket = ? AND name = ? ORDER BY rowid DESC LIMIT 1').get(bucket, name)
        : database.prepare('SELECT * FROM versions WHERE bucket = ? AND name = ? AND version = ?').get(bucket, name, version);
    return row === undefined ? undefined : Version.parse(row);
  };
  const insert = (one: ObjectVersion): void => {
    database
      .prepare(
        `INSERT INTO versions (bucket, name, version, file, size, sha256, type, at, locked_until, marker)
         VALUES (:bucket, :name, :version, :file, :size, :sha256, :type, :at, :locked_until, :marker)`,
      )
      .run(one);
  };
  return {
    receive: async (body) => {
      const file = randomUUID();
      const hash = createHash('sha256');
      let size = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          size += chunk.length;
          hash.update(chunk);
          done(null, chunk);
        },
      });
      const draft = join(drafts, file);
      try {
        await pipeline(body, count, createWriteStream(draft, { mode: 0o600 }));
      } catch (error) {
        rmSync(draft, { force: true });
        throw error;
      }
      return { file, size, sha256: hash.digest('base64') };
    },
    forget: ({ file }) => rmSync(join(drafts, file), { force: true }),
    put: (bucket, name, { file, size, sha256 }, { type, now, once }) =>
      database.transaction(() => {
        const before = find(bucket.name, name);
        if (once && before !== undefined && before.marker === 0) return undefined;
        const locked_until = bucket.lockedDays === undefined ? null : now + bucket.lockedDays * DAY_MS;
        const version = randomUUID().replaceAll('-', '');
        const made = { bucket: bucket.name, name, version, file, size, sha256, type, at: now, locked_until, marker: 0 };
        renameSync(join(drafts, file), join(folder, file));
        insert(made);
        if (bucket.tells.length > 0) database.prepare('INSERT INTO untold (version) VALUES (?)').run(version);
        return made;
      }),
    find,
    read: ({ file }, from, to) => createReadStream(join(folder, file), { start: from, end: to }),
    remove: (bucket, name, version, now) => {
      if (version === undefined) {
        const made = randomUUID().replaceAll('-', '');
        insert({ bucket, name, version: made, file: '', size: 0, sha256: '', type: '', at: now, locked_until: null, marker: 1 });
        return 'removed';
      }
      const found = find(bucket, name, version);
      if (found === undefined) return 'removed';
      if (found.locked_until !== null && now < found.locked_until) return 'locked';
      database.prepare('DELETE FROM versions WHERE version = ?').run(version);
      if (found.file !== '') rmSync(join(folder, found.file), { force: true });
      return 'removed';
    },
    untold: () =>
      database
        .prepare('SELECT versions.* FROM versions JOIN untold USING (version) ORDER BY versions.rowid')
        .all()
        .map((row) => Version.parse(row)),
    told: (version) => {
      database.prepare('DELETE FROM untold WHERE version = ?').run(version);
    },
    close: () => database.close(),
  };
}
