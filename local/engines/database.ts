import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** An engine's SQLite file. */
export interface Database {
  /** The statement for this text, prepared once. */
  prepare(sql: string): StatementSync;
  /** Runs `work` in one transaction: all of it is saved or nothing. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/**
 * Opens an engine's SQLite file, readable by its owner only. Committed data survive `kill -9` of the process; only a power cut may cost the
 * last commits, which is right for a machine to try things on.
 */
export function openDatabase(path: string, schema: string): Database {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: 5000 });
  chmodSync(path, 0o600);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;');
  database.exec(schema);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    prepare,
    transaction: (work) => {
      prepare('BEGIN IMMEDIATE').run();
      try {
        const result = work();
        prepare('COMMIT').run();
        return result;
      } catch (error) {
        prepare('ROLLBACK').run();
        throw error;
      }
    },
    close: () => database.close(),
  };
}
