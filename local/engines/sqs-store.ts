import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type Database, openDatabase } from './database.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS queues (name TEXT PRIMARY KEY, attributes TEXT NOT NULL, created_at INTEGER NOT NULL, modified_at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS messages (
  id TEXT PRIMARY KEY,
  queue TEXT NOT NULL REFERENCES queues(name),
  body TEXT NOT NULL,
  attributes TEXT NOT NULL,
  group_id TEXT,
  sent_at INTEGER NOT NULL,
  visible_at INTEGER NOT NULL,
  receive_count INTEGER NOT NULL DEFAULT 0,
  first_received_at INTEGER,
  receipt TEXT,
  put_off INTEGER NOT NULL DEFAULT 0,
  source_queue TEXT
);
CREATE INDEX IF NOT EXISTS messages_by_visibility ON messages (queue, visible_at);
CREATE INDEX IF NOT EXISTS messages_by_receipt ON messages (receipt);
`;

/**
 * A fair queue: each message waits for those of its own group that a consumer has or that stand before it. So a group with a long line or a
 * slow consumer does not hold up the others.
 */
const NEXT_VISIBLE = `
SELECT m.* FROM messages m
LEFT JOIN (SELECT group_id, COUNT(*) AS busy FROM messages WHERE queue = :queue AND visible_at > :now AND receipt IS NOT NULL GROUP BY group_id) f
  ON f.group_id = m.group_id
WHERE m.queue = :queue AND m.visible_at <= :now
ORDER BY COALESCE(f.busy, 0) + ROW_NUMBER() OVER (PARTITION BY COALESCE(m.group_id, m.id) ORDER BY m.sent_at, m.rowid), m.sent_at, m.rowid
LIMIT :limit`;

const MessageRow = z.object({
  id: z.string(),
  body: z.string(),
  attributes: z.string(),
  group_id: z.string().nullable(),
  sent_at: z.number(),
  receive_count: z.number(),
  first_received_at: z.number().nullable(),
  source_queue: z.string().nullable(),
});
const QueueRow = z.object({
  attributes: z.string(),
  created_at: z.number(),
  modified_at: z.number(),
});
const Attributes = z.record(z.string(), z.string());
const RedrivePolicy = z.object({
  deadLetterTargetArn: z.string(),
  maxReceiveCount: z.coerce.number().int().positive(),
});
const Counts = z.object({
  visible: z.number(),
  in_flight: z.number(),
  delayed: z.number(),
});

export type QueueAttributes = z.infer<typeof Attributes>;

export interface QueueState {
  readonly attributes: QueueAttributes;
  /** Scaled epoch milliseconds. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface ReceivedMessage {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  readonly attributes: string;
  readonly groupId: string | undefined;
  readonly sentAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number;
  readonly sourceQueue: string | undefined;
}

export interface Received {
  readonly messages: readonly ReceivedMessage[];
  /** The dead-letter queues that got messages on this occasion. */
  readonly redrivenTo: readonly string[];
}

export interface NewMessage {
  readonly body: string;
  /** The message attributes as JSON. */
  readonly attributes: string;
  readonly groupId: string | undefined;
  readonly delaySeconds: number;
}

export type QueueStore = ReturnType<typeof openQueueStore>;

const DEFAULTS = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
};

/** The queues and messages in one SQLite file. Every time is scaled epoch milliseconds given by `now`. */
export function openQueueStore(file: string, now: () => number) {
  const database = openDatabase(file, SCHEMA);
  // The consumers of the last process are gone, so their messages are visible again; a message that a consumer put off on purpose stays put
  // off.
  database
    .prepare('UPDATE messages SET visible_at = :now WHERE receipt IS NOT NULL AND put_off = 0 AND visible_at > :now')
    .run({ now: now() });
  const known = new Map<string, QueueState>();
  const queue = (name: string): QueueState | undefined => {
    const state = known.get(name) ?? readQueue(database, name);
    if (state) known.set(name, state);
    return state;
  };
  return {
    saveQueue: (name: string, attributes: QueueAttributes) => {
      saveQueue(database, now(), name, attributes);
      known.delete(name);
    },
    queue,
    queueNames: () =>
      z.array(z.object({ name: z.string() })).parse(database.prepare('SELECT name FROM queues ORDER BY name').all()),
    send: (queue: string, message: NewMessage) => insertMessage(database, now(), queue, message),
    receive: (name: string, limit: number, visibilityMs: number) =>
      database.transaction(() => receive(database, now(), name, limit, visibilityMs, queue)),
    delete: (queue: string, receipt: string) => {
      database.prepare('DELETE FROM messages WHERE queue = ? AND receipt = ?').run(queue, receipt);
    },
    /** @returns whether the message was in flight under that receipt. */
    changeVisibility: (queue: string, receipt: string, visibilityMs: number) =>
      database
        .prepare('UPDATE messages SET visible_at = ?, put_off = 1 WHERE queue = ? AND receipt = ? AND visible_at > ?')
        .run(now() + visibilityMs, queue, receipt, now()).changes === 1,
    purge: (queue: string) => {
      database.prepare('DELETE FROM messages WHERE queue = ?').run(queue);
    },
    counts: (queue: string) => countMessages(database, now(), queue),
    /** When the next message that is hidden now becomes visible, if there is one. */
    nextVisibleAt: (queue: string) =>
      z
        .object({ at: z.number().nullable() })
        .parse(database.prepare('SELECT MIN(visible_at) AS at FROM messages WHERE queue = ?').get(queue)).at ?? undefined,
    close: () => database.close(),
  };
}

function saveQueue(database: Database, now: number, name: string, attributes: QueueAttributes): void {
  database
    .prepare(
      `INSERT INTO queues (name, attributes, created_at, modified_at) VALUES (:name, :attributes, :now, :now)
       ON CONFLICT (name) DO UPDATE SET attributes = :attributes, modified_at = :now`,
    )
    .run({
      name,
      attributes: JSON.stringify({ ...DEFAULTS, ...attributes }),
      now,
    });
}

function readQueue(database: Database, name: string): QueueState | undefined {
  const row = database.prepare('SELECT * FROM queues WHERE name = ?').get(name);
  if (row === undefined) return undefined;
  const { attributes, created_at, modified_at } = QueueRow.parse(row);
  return {
    attributes: Attributes.parse(JSON.parse(attributes)),
    createdAt: created_at,
    modifiedAt: modified_at,
  };
}

function insertMessage(database: Database, now: number, queue: string, message: NewMessage): string {
  const id = crypto.randomUUID();
  database
    .prepare('INSERT INTO messages (id, queue, body, attributes, group_id, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?, ?)')
    .run(id, queue, message.body, message.attributes, message.groupId ?? null, now, now + message.delaySeconds * 1000);
  return id;
}

function receive(
  database: Database,
  now: number,
  queue: string,
  limit: number,
  visibilityMs: number,
  stateOf: (name: string) => QueueState | undefined,
): Received {
  const attributes = stateOf(queue)?.attributes ?? {};
  dropExpired(database, now, queue, attributes);
  const messages: ReceivedMessage[] = [];
  const redrivenTo = new Set<string>();
  for (;;) {
    const rows = z.array(MessageRow).parse(database.prepare(NEXT_VISIBLE).all({ queue, now, limit: limit - messages.length }));
    let spent = 0;
    for (const row of rows) {
      const target = redrive(database, now, queue, row, attributes, stateOf);
      if (target === undefined) {
        messages.push(handOut(database, now, row, visibilityMs));
      } else {
        redrivenTo.add(target);
        spent += 1;
      }
    }
    if (spent === 0) return { messages, redrivenTo: [...redrivenTo] };
  }
}

function dropExpired(database: Database, now: number, queue: string, attributes: QueueAttributes): void {
  const retentionMs = Number(attributes['MessageRetentionPeriod'] ?? DEFAULTS.MessageRetentionPeriod) * 1000;
  database.prepare('DELETE FROM messages WHERE queue = ? AND sent_at < ?').run(queue, now - retentionMs);
}

/** Moves a message that was received often enough to the dead-letter queue. @returns that queue's name, or undefined if it stays. */
function redrive(
  database: Database,
  now: number,
  queue: string,
  row: z.infer<typeof MessageRow>,
  attributes: QueueAttributes,
  stateOf: (name: string) => QueueState | undefined,
): string | undefined {
  if (!attributes['RedrivePolicy']) return undefined;
  const policy = RedrivePolicy.parse(JSON.parse(attributes['RedrivePolicy']));
  const target = policy.deadLetterTargetArn.split(':').at(-1) ?? '';
  if (row.receive_count < policy.maxReceiveCount || !stateOf(target)) return undefined;
  database
    .prepare(
      `UPDATE messages SET queue = ?, source_queue = ?, receipt = NULL, put_off = 0, visible_at = ?, receive_count = 0, first_received_at = NULL
       WHERE id = ?`,
    )
    .run(target, queue, now, row.id);
  return target;
}

function handOut(database: Database, now: number, row: z.infer<typeof MessageRow>, visibilityMs: number): ReceivedMessage {
  const receipt = createHash('sha256').update(`${row.id}/${crypto.randomUUID()}`).digest('base64url');
  const firstReceivedAt = row.first_received_at ?? now;
  database
    .prepare(
      'UPDATE messages SET receipt = ?, put_off = 0, visible_at = ?, receive_count = receive_count + 1, first_received_at = ? WHERE id = ?',
    )
    .run(receipt, now + visibilityMs, firstReceivedAt, row.id);
  return {
    id: row.id,
    receipt,
    body: row.body,
    attributes: row.attributes,
    groupId: row.group_id ?? undefined,
    sentAt: row.sent_at,
    receiveCount: row.receive_count + 1,
    firstReceivedAt,
    sourceQueue: row.source_queue ?? undefined,
  };
}

function countMessages(database: Database, now: number, queue: string): z.infer<typeof Counts> {
  return Counts.parse(
    database
      .prepare(
        `SELECT COUNT(*) FILTER (WHERE visible_at <= :now) AS visible,
                COUNT(*) FILTER (WHERE visible_at > :now AND receipt IS NOT NULL) AS in_flight,
                COUNT(*) FILTER (WHERE visible_at > :now AND receipt IS NULL) AS delayed
         FROM messages WHERE queue = :queue`,
      )
      .get({ queue, now }),
  );
}
