import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createDynamoJournal } from '../../shared/journal/dynamo-journal.ts';
import type { Journal } from '../../shared/journal/journal.ts';
import { type Actor, type Context, systemActor } from '../../shared/kernel/context.ts';
import type { IdPrefix } from '../../shared/kernel/ids.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { createLog, type Log } from './log.ts';
import { createReadingTools } from './reading-tools.ts';

/** The base of every function. Made once a container; tests make their own with a fake journal and a fixed clock. */
export interface Platform {
  readonly journal: Journal;
  readonly policy: Policy;
  /** ISO 8601, UTC. */
  readonly now: () => string;
  readonly newId: (prefix: IdPrefix) => string;
  readonly log: Log;
}

/** The platform over the table of this name. */
export function createPlatform(tableName: string): Platform {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } });
  return {
    ...createReadingTools(),
    journal: createDynamoJournal({ client, tableName }),
    log: createLog(),
  };
}

/** What a decider may know, at this moment, of this actor (Cordon itself unless told otherwise). */
export function contextOf(platform: Platform, actor: Actor = systemActor): Context {
  return { now: platform.now(), actor, policy: platform.policy, newId: platform.newId };
}
