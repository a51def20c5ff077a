import * as z from 'zod';
import { type Database, openDatabase } from './database.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS definitions (hash TEXT PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS machines (arn TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, hash TEXT NOT NULL, created_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS executions (
  arn TEXT PRIMARY KEY,
  machine_arn TEXT NOT NULL,
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  status TEXT NOT NULL,
  input TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  stopped_at INTEGER,
  output TEXT,
  error TEXT,
  cause TEXT,
  state TEXT NOT NULL,
  state_input TEXT NOT NULL,
  entered_at INTEGER NOT NULL,
  attempts TEXT NOT NULL,
  retry_at INTEGER,
  wait_until INTEGER,
  token TEXT
);
CREATE INDEX IF NOT EXISTS executions_by_machine ON executions (machine_arn, status);
CREATE TABLE IF NOT EXISTS tokens (
  token TEXT PRIMARY KEY,
  execution TEXT NOT NULL,
  status TEXT NOT NULL,
  sent INTEGER NOT NULL,
  deadline INTEGER,
  heartbeat_ms INTEGER,
  heartbeat_deadline INTEGER,
  answer TEXT
);
CREATE TABLE IF NOT EXISTS history (
  execution TEXT NOT NULL, id INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL, details TEXT NOT NULL,
  PRIMARY KEY (execution, id)
) WITHOUT ROWID;
`;

export const ExecutionStatus = z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);

const Machine = z.object({
  arn: z.string(),
  name: z.string(),
  type: z.enum(['STANDARD', 'EXPRESS']),
  hash: z.string(),
  created_at: z.number(),
});

const Execution = z.object({
  rowid: z.number(),
  arn: z.string(),
  machine_arn: z.string(),
  name: z.string(),
  hash: z.string(),
  status: ExecutionStatus,
  input: z.string(),
  started_at: z.number(),
  stopped_at: z.number().nullable(),
  output: z.string().nullable(),
  error: z.string().nullable(),
  cause: z.string().nullable(),
  state: z.string(),
  state_input: z.string(),
  entered_at: z.number(),
  attempts: z.string(),
  retry_at: z.number().nullable(),
  wait_until: z.number().nullable(),
  token: z.string().nullable(),
});

const Token = z.object({
  token: z.string(),
  execution: z.string(),
  status: z.enum(['open', 'answered', 'closed']),
  sent: z.number(),
  deadline: z.number().nullable(),
  heartbeat_ms: z.number().nullable(),
  heartbeat_deadline: z.number().nullable(),
  answer: z.string().nullable(),
});

const HistoryEvent = z.object({ id: z.number(), at: z.number(), type: z.string(), details: z.string() });

export type MachineRow = z.infer<typeof Machine>;
export type ExecutionRow = z.infer<typeof Execution>;
export type TokenRow = z.infer<typeof Token>;
export type HistoryRow = z.infer<typeof HistoryEvent>;

/** One event of an execution's history: its type and the details in the shape and under the name that the SDK's model gives them. */
export interface NewEvent {
  readonly type: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export type ExecutionChange = Partial<Omit<ExecutionRow, 'arn' | 'rowid'>>;
export type ExecutionStore = ReturnType<typeof openExecutionStore>;

/** Machines, executions, their tokens and histories in one SQLite file. Every time is scaled epoch milliseconds given by `now`. */
export function openExecutionStore(file: string, now: () => number) {
  const db = openDatabase(file, SCHEMA);
  const oneExecution = db.prepare('SELECT rowid, * FROM executions WHERE arn = ?');
  const oneToken = db.prepare('SELECT * FROM tokens WHERE token = ?');
  return {
    transaction: db.transaction,

    saveMachine: (machine: Omit<MachineRow, 'created_at'>, text: string) => saveMachine(db, now(), machine, text),
    machine: (arn: string) => Machine.optional().parse(db.prepare('SELECT * FROM machines WHERE arn = ?').get(arn)),
    machines: () => z.array(Machine).parse(db.prepare('SELECT * FROM machines ORDER BY name').all()),
    definition: (hash: string) =>
      z.object({ text: z.string() }).parse(db.prepare('SELECT text FROM definitions WHERE hash = ?').get(hash)).text,

    insertExecution: (execution: Omit<ExecutionRow, 'rowid'>) => insert(db, 'executions', execution),
    execution: (arn: string) => Execution.optional().parse(oneExecution.get(arn)),
    updateExecution: (arn: string, change: ExecutionChange) => update(db, 'executions', 'arn', arn, change),
    running: () =>
      z.array(Execution).parse(db.prepare("SELECT rowid, * FROM executions WHERE status = 'RUNNING' ORDER BY rowid").all()),
    /** Executions of a machine, the newest first, older than the one at `before`. */
    listExecutions: (machineArn: string, status: string | undefined, before: number, limit: number) =>
      z.array(Execution).parse(
        db
          .prepare(
            `SELECT rowid, * FROM executions WHERE machine_arn = :machineArn AND (:status IS NULL OR status = :status) AND rowid < :before
               ORDER BY rowid DESC LIMIT :limit`,
          )
          .all({ machineArn, status: status ?? null, before, limit }),
      ),

    insertToken: (token: TokenRow) => insert(db, 'tokens', token),
    token: (token: string) => Token.optional().parse(oneToken.get(token)),
    updateToken: (token: string, change: Partial<Omit<TokenRow, 'token'>>) => update(db, 'tokens', 'token', token, change),
    closeTokens: (execution: string) => {
      db.prepare("UPDATE tokens SET status = 'closed', answer = NULL WHERE execution = ? AND status <> 'closed'").run(execution);
    },

    /** @returns the id of the last event. */
    addEvents: (execution: string, events: readonly NewEvent[]) => addEvents(db, now(), execution, events),
    history: (execution: string) =>
      z
        .array(HistoryEvent)
        .parse(db.prepare('SELECT id, at, type, details FROM history WHERE execution = ? ORDER BY id').all(execution)),
    close: () => db.close(),
  };
}

function saveMachine(db: Database, now: number, machine: Omit<MachineRow, 'created_at'>, text: string): void {
  db.prepare('INSERT OR IGNORE INTO definitions (hash, text) VALUES (?, ?)').run(machine.hash, text);
  db.prepare(
    `INSERT INTO machines (arn, name, type, hash, created_at) VALUES (:arn, :name, :type, :hash, :now)
     ON CONFLICT (arn) DO UPDATE SET name = :name, type = :type, hash = :hash`,
  ).run({ ...machine, now });
}

/** Column names come from the row types above, never from outside. */
function insert(db: Database, table: string, row: Readonly<Record<string, string | number | null>>): void {
  const columns = Object.keys(row);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`;
  db.prepare(sql).run(row);
}

function update(
  db: Database,
  table: string,
  key: string,
  id: string,
  change: Readonly<Record<string, string | number | null | undefined>>,
): void {
  const changed = Object.entries(change).filter((entry): entry is [string, string | number | null] => entry[1] !== undefined);
  const assignments = changed.map(([column]) => `${column} = ?`).join(', ');
  db.prepare(`UPDATE ${table} SET ${assignments} WHERE ${key} = ?`).run(...changed.map(([, value]) => value), id);
}

function addEvents(db: Database, now: number, execution: string, events: readonly NewEvent[]): number {
  const { last } = z
    .object({ last: z.number() })
    .parse(db.prepare('SELECT COALESCE(MAX(id), 0) AS last FROM history WHERE execution = ?').get(execution));
  const statement = db.prepare('INSERT INTO history (execution, id, at, type, details) VALUES (?, ?, ?, ?, ?)');
  events.forEach(({ type, details }, index) => {
    statement.run(execution, last + index + 1, now, type, JSON.stringify(details ?? {}));
  });
  return last + events.length;
}
