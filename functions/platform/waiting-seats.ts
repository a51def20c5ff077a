import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { waitingSeat } from '../../shared/journal/keys.ts';
import { MINUTE } from '../../shared/kernel/time.ts';

/** So many polls of one caller wait at a time: one, and one more in case the caller lost the answer to the first. */
export const SEATS = 2;

/** The place of a poll that waits. */
interface Seat {
  /** Gives it free before its time. */
  leave(): Promise<void>;
}

/** The seats of callers that wait. Each poll that waits takes up an instance of the function, so no caller may take up many. */
export interface WaitingSeats {
  /**
   * Takes a seat of the caller: a bank, or a person.
   *
   * @param ms so long in real time; then it is free again, even if the poll died
   * @returns undefined if all its seats are taken
   */
  take(caller: string, ms: number): Promise<Seat | undefined>;
}

interface SeatSettings {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Epoch milliseconds in real time, by no clock of the city. */
  readonly realNow: () => number;
}

/**
 * The seats as items of the table, beside the streams: not facts, and forgotten at once. A poll that waits to its end costs one write, one
 * that an order cuts short two.
 */
export function createWaitingSeats({ client, tableName, realNow }: SeatSettings): WaitingSeats {
  /** @returns whether the item was written; false if the condition does not hold */
  const put = async (Item: Readonly<Record<string, unknown>>, condition: string, values: Readonly<Record<string, number>>) => {
    const ExpressionAttributeNames = { '#until': 'until' };
    const place = { TableName: tableName, Item, ConditionExpression: condition, ExpressionAttributeNames };
    try {
      await client.send(new PutCommand({ ...place, ExpressionAttributeValues: values }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  const sit = async (seat: ReturnType<typeof waitingSeat>, ms: number): Promise<Seat | undefined> => {
    const now = realNow();
    const until = now + ms;
    // a seat taken for longer than the longest wait was taken by a wrong clock
    const free = 'attribute_not_exists(pk) OR #until <= :now OR #until > :latest';
    if (!(await put({ ...seat, until }, free, { ':now': now, ':latest': now + MINUTE }))) return undefined;
    return {
      leave: async () => {
        await put({ ...seat, until: now }, '#until = :until', { ':until': until });
      },
    };
  };
  return {
    take: async (caller, ms) => {
      for (let number = 1; number <= SEATS; number += 1) {
        const seat = await sit(waitingSeat(caller, number), ms);
        if (seat !== undefined) return seat;
      }
      return undefined;
    },
  };
}
