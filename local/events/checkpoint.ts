import * as z from 'zod';
import { type Database, openDatabase } from '../engines/database.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS checkpoints (
  trigger TEXT NOT NULL, stream TEXT NOT NULL, shard TEXT NOT NULL, sequence TEXT NOT NULL, PRIMARY KEY (trigger, stream, shard)
) WITHOUT ROWID;
`;
const Row = z.object({ sequence: z.string() });

/** How far a trigger has come in each shard of a stream. */
export interface Checkpoint {
  /** The sequence number of the last record that needs no more work, or undefined at the beginning of the shard. */
  after(shardId: string): string | undefined;
  /** Saved when this returns, so killing the process afterwards loses nothing. */
  advance(shardId: string, sequenceNumber: string): void;
}

/** The checkpoints of all triggers, in one file: a write to it takes a tenth of what a file of its own, moved into place, takes. */
export function openCheckpoints(file: string): Database {
  return openDatabase(file, SCHEMA);
}

/** The checkpoint of one trigger; one of another stream, such as that of a table made anew, is not its own. */
export function checkpointOf(database: Database, trigger: string, streamArn: string): Checkpoint {
  const read = database.prepare('SELECT sequence FROM checkpoints WHERE trigger = ? AND stream = ? AND shard = ?');
  const write = database.prepare('INSERT OR REPLACE INTO checkpoints (trigger, stream, shard, sequence) VALUES (?, ?, ?, ?)');
  return {
    after: (shardId) => Row.optional().parse(read.get(trigger, streamArn, shardId))?.sequence,
    advance: (shardId, sequenceNumber) => {
      write.run(trigger, streamArn, shardId, sequenceNumber);
    },
  };
}

/** Follows records that are finished out of order, so that the checkpoint never passes one that is not. */
export interface Progress {
  readonly unfinished: number;
  begin(sequenceNumber: string): void;
  /** @returns the sequence number up to which everything is finished, if that has grown */
  finish(sequenceNumber: string): string | undefined;
}

export function createProgress(): Progress {
  const order: string[] = [];
  const finished = new Set<string>();
  return {
    get unfinished() {
      return order.length;
    },
    begin: (sequenceNumber) => {
      order.push(sequenceNumber);
    },
    finish: (sequenceNumber) => {
      finished.add(sequenceNumber);
      let passed: string | undefined;
      for (let first = order[0]; first !== undefined && finished.has(first); first = order[0]) {
        finished.delete(first);
        order.shift();
        passed = first;
      }
      return passed;
    },
  };
}
