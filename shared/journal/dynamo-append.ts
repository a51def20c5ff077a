import { type CancellationReason, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { epochSeconds, type Item } from './items.ts';
import type { Append } from './journal.ts';
import { STATE, tableShape } from './keys.ts';
import type { Pause } from './pause.ts';
import type { Recording } from './recording.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** The database's answer to a recording. */
export type Written =
  | 'written'
  | 'command-known'
  /** This stream is not at the version expected, or too busy for now. */
  | { readonly conflict: string };

const MAX_ATTEMPTS = 5;
const REFUSED = 'ConditionalCheckFailed';
/** Reasons that pass: another transaction on the same item, or too much at once. */
const PASSING: readonly string[] = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/**
 * Writes a recording in one transaction. If another transaction is under way on one of its items, it tries again a few times: then that one
 * is over, and the conditions tell which came first.
 *
 * @throws the SDK's error for anything that is neither a condition nor passing
 */
export async function write(
  client: DynamoDBDocumentClient,
  tableName: string,
  { command, changes }: Append,
  recording: Recording,
  pause: Pause,
): Promise<Written> {
  const request = new TransactWriteCommand({ TransactItems: transactItems(tableName, command.now, recording) });
  for (let attempt = 1; ; attempt += 1) {
    const reasons = await client.send(request).then(() => undefined, cancellation);
    if (reasons === undefined) return 'written';
    const verdict = judge(reasons, recording);
    if (verdict !== undefined) return verdict;
    if (attempt === MAX_ATTEMPTS) return { conflict: changes[0]?.stream ?? command.name };
    await pause(attempt);
  }
}

function transactItems(TableName: string, now: string, { command, streams, requires }: Recording): TransactItem[] {
  const { partitionKey: pk, timeToLive } = tableShape;
  const absent = { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': pk } };
  // The command comes first, the streams after it in order, then the required versions: `judge` reads the reasons by their places.
  return [
    {
      Put: {
        TableName,
        Item: { ...command },
        ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAt <= :now',
        ExpressionAttributeNames: { '#pk': pk, '#expiresAt': timeToLive },
        ExpressionAttributeValues: { ':now': epochSeconds(now) },
      },
    },
    ...streams.flatMap((stream) => [
      { Put: { TableName, Item: { ...stream.state }, ...versionGuard(stream.expectedVersion, absent) } },
      ...stream.facts.map((fact: Item) => ({ Put: { TableName, Item: { ...fact }, ...absent } })),
    ]),
    ...requires.map(({ stream, version }) => ({
      ConditionCheck: { TableName, Key: { pk: stream, sk: STATE }, ...versionGuard(version, absent) },
    })),
  ];
}

function versionGuard<Absent>(expectedVersion: number, absent: Absent) {
  if (expectedVersion === 0) return absent;
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': expectedVersion },
  };
}

function cancellation(error: unknown): readonly CancellationReason[] {
  if (error instanceof TransactionCanceledException && error.CancellationReasons) return error.CancellationReasons;
  throw error;
}

/** The meaning of the reasons; undefined if another attempt is worth it. */
function judge(reasons: readonly CancellationReason[], { streams, requires }: Recording): Written | undefined {
  const refused = (place: number): boolean => reasons[place]?.Code === REFUSED;
  if (refused(0)) return 'command-known';
  let place = 1;
  for (const { stream, facts } of streams) {
    if (refused(place)) return { conflict: stream };
    const taken = facts.findIndex((_, at) => refused(place + 1 + at));
    if (taken !== -1) throw new Error(`${stream} has facts beyond its version`);
    place += 1 + facts.length;
  }
  const changed = requires.find((_, at) => refused(place + at));
  if (changed !== undefined) return { conflict: changed.stream };
  if (reasons.some(({ Code }) => Code !== undefined && PASSING.includes(Code))) return undefined;
  throw new Error(`a transaction was cancelled: ${reasons.map(({ Code }) => Code ?? 'None').join(', ')}`);
}
