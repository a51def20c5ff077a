import * as z from 'zod';
import { readJson, writeJson } from '../json-file.ts';

const Saved = z.object({ streamArn: z.string(), shards: z.record(z.string(), z.string()) });

/** How far a trigger has come in each shard of a stream. */
export interface Checkpoint {
  /** The sequence number of the last record that needs no more work, or undefined at the beginning of the shard. */
  after(shardId: string): string | undefined;
  /** Saved when this returns, so killing the process afterwards loses nothing. */
  advance(shardId: string, sequenceNumber: string): void;
}

/** The checkpoint kept in `file`; one of another stream, such as that of a table made anew, is forgotten. */
export function openCheckpoint(file: string, streamArn: string): Checkpoint {
  const saved = readJson(file, Saved);
  const shards = saved?.streamArn === streamArn ? saved.shards : {};
  return {
    after: (shardId) => shards[shardId],
    advance: (shardId, sequenceNumber) => {
      shards[shardId] = sequenceNumber;
      writeJson(file, { streamArn, shards });
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
