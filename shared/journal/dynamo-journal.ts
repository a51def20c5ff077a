import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { write } from './dynamo-append.ts';
import { fromTheEnd, getItem, getStates, queryFacts, queryIndex, type Source } from './dynamo-read.ts';
import { latestToken, loadedOf, recollectionOf, taskAlone } from './items.ts';
import type { Append, Appended, Journal, Recollection } from './journal.ts';
import { commandKey, STATE } from './keys.ts';
import { jitteredPause, type Pause } from './pause.ts';
import { record } from './recording.ts';
import { streamKey } from './stream.ts';

/** Where the journal is kept. */
export interface DynamoJournalSettings {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Between attempts where the database is busy. */
  readonly pause?: Pause;
}

/** The journal in its DynamoDB table, whose shape is `tableShape`. Reads of streams are consistent; indexes follow within moments. */
export function createDynamoJournal({ client, tableName, pause = jitteredPause }: DynamoJournalSettings): Journal {
  const source: Source = { client, tableName };
  const recall = async (commandId: string, now: string): Promise<Recollection | undefined> => {
    const { pk, sk } = commandKey(commandId);
    return recollectionOf(await getItem(source, pk, sk), now);
  };
  return {
    recall,
    load: async (type, id) => loadedOf(type, id, await getItem(source, streamKey(type.name, id), STATE)),
    loadMany: async (type, ids) => {
      const items = await getStates(
        source,
        ids.map((id) => streamKey(type.name, id)),
        pause,
      );
      return ids.map((id) => loadedOf(type, id, items.get(streamKey(type.name, id))));
    },
    append: async (append) => {
      const recording = record(append);
      const written = await write(client, tableName, append, recording, pause);
      if (written === 'written') return { outcome: 'appended', versions: recording.versions };
      if (written !== 'command-known') return { outcome: 'conflict', stream: written.conflict };
      return remembered(append, await recall(append.command.id, append.command.now));
    },
    facts: (stream, page) => queryFacts(source, stream, page, pause),
    find: (query) => queryIndex(source, query),
    keepTaskToken: async (task) => {
      await client
        .send(
          new PutCommand({
            TableName: tableName,
            Item: { ...taskAlone(task) },
            ConditionExpression: 'attribute_not_exists(pk) OR issuedAt <= :issuedAt',
            ExpressionAttributeValues: { ':issuedAt': task.issuedAt },
          }),
        )
        .catch((error: unknown) => {
          if (!(error instanceof ConditionalCheckFailedException)) throw error;
        });
    },
    taskToken: (stream) => latestToken(fromTheEnd(source, stream)),
  };
}

function remembered({ command }: Append, known: Recollection | undefined): Appended {
  // Only a record past its time can be gone by now, and such a record is not an obstacle.
  if (known === undefined) throw new Error(`the record of a command ${command.name} vanished while it was read`);
  return known.inputHash === command.inputHash ? { outcome: 'replayed', answer: known.answer } : { outcome: 'key-reused' };
}
