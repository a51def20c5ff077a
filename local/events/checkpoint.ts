import * as z from 'zod';
import { readJson, writeJson } from '../json-file.ts';

const Saved = z.object({ streamArn: z.string(), shards: z.record(z.string(), z.string()) });

/** How far a trigger has come in each shard of a stream. */
export interface Checkpoint {
  /** The sequence number of the last record that needs no more work, or undefined at the beginning of the shard. */
  after(shardId: string): string | undefined;
  /** It is saved soon afterwards, so after `kill -9` the last records may come twice, and none is lost. */
  advance(shardId: string, sequenceNumber: string): void;
  /** Saves at once what is not saved yet. */
  save(): void;
}

/** A checkpoint is written at most so often, in real time: a file for each batch took a tenth of the process's time. */
const SAVE_MS = 100;

/** The checkpoint kept in `file`; one of another stream, such as that of a table made anew, is forgotten. */
export function openCheckpoint(file: string, streamArn: string): Checkpoint {
  const saved = readJson(file, Saved);
  const shards = saved?.streamArn === streamArn ? saved.shards : {};
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    writeJson(file, { streamArn, shards });
  };
  return {
    after: (shardId) => shards[shardId],
    advance: (shardId, sequenceNumber) => {
      shards[shardId] = sequenceNumber;
      timer ??= setTimeout(save, SAVE_MS);
    },
    save,
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
