import { type CancellationReason, ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  PutCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { epochSeconds } from './items.ts';
import type { Append } from './journal.ts';
import { STATE, tableShape } from './keys.ts';
import type { Item } from './packed-item.ts';
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
 * Writes a recording in one transaction, or a single item by itself, which costs half as much. If another transaction is under way on one of its items, it tries again a few times: then that one
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
  const parts = partsOf(tableName, command.now, recording);
  const [first, ...others] = parts;
  const alone = others.length === 0 ? first?.item.Put : undefined;
  const busy: Written = { conflict: changes[0]?.stream ?? command.name };
  if (first !== undefined && alone !== undefined) return (await writeAlone(client, alone, first, pause)) ?? busy;
  const request = new TransactWriteCommand({ TransactItems: parts.map(({ item }) => item) });
  for (let attempt = 1; ; attempt += 1) {
    const reasons = await client.send(request).then(() => undefined, cancellation);
    if (reasons === undefined) return 'written';
    const verdict = judge(reasons, parts);
    if (verdict !== undefined) return verdict;
    if (attempt === MAX_ATTEMPTS) return busy;
    await pause(attempt);
  }
}

/** An error of a put that meets a transaction under way on its item. */
const MET_TRANSACTION = 'TransactionConflictException';

/** A single item, under its condition; undefined if transactions on it go on. @throws the SDK's error for anything else */
async function writeAlone(
  client: DynamoDBDocumentClient,
  put: NonNullable<TransactItem['Put']>,
  { refused }: Part,
  pause: Pause,
): Promise<Written | undefined> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    try {
      await client.send(new PutCommand(put));
      return 'written';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return refused();
      if (!(error instanceof Error) || error.name !== MET_TRANSACTION) throw error;
      await pause(attempt);
    }
  }
  return undefined;
}

/** An item of the transaction, and what it means if the database refuses its condition. */
interface Part {
  readonly item: TransactItem;
  readonly refused: () => Written;
}

function partsOf(TableName: string, now: string, { command, streams, requires }: Recording): readonly Part[] {
  const { partitionKey: pk, timeToLive } = tableShape;
  const absent = { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': pk } };
  const beyond = (stream: string) => (): never => {
    throw new Error(`${stream} has facts beyond its version`);
  };
  const put = (Item: Item, condition: object, refused: Part['refused']): Part => ({
    item: { Put: { TableName, Item: { ...Item }, ...condition } },
    refused,
  });
  const unlessKept = {
    ConditionExpression: 'attribute_not_exists(#pk) OR #expiresAt <= :now',
    ExpressionAttributeNames: { '#pk': pk, '#expiresAt': timeToLive },
    ExpressionAttributeValues: { ':now': epochSeconds(now) },
  };
  return [
    ...(command === undefined ? [] : [put(command, unlessKept, () => 'command-known')]),
    ...streams.flatMap(({ stream, expectedVersion, state, facts }) => [
      put(state, versionGuard(expectedVersion, absent), () => ({ conflict: stream })),
      ...facts.map((fact) => put(fact, absent, beyond(stream))),
    ]),
    ...requires.map(({ stream, version }) => ({
      item: { ConditionCheck: { TableName, Key: { pk: stream, sk: STATE }, ...versionGuard(version, absent) } },
      refused: () => ({ conflict: stream }),
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
function judge(reasons: readonly CancellationReason[], parts: readonly Part[]): Written | undefined {
  const refused = parts.find((_, place) => reasons[place]?.Code === REFUSED);
  if (refused !== undefined) return refused.refused();
  if (reasons.some(({ Code }) => Code !== undefined && PASSING.includes(Code))) return undefined;
  throw new Error(`a transaction was cancelled: ${reasons.map(({ Code }) => Code ?? 'None').join(', ')}`);
}
