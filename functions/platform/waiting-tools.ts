import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type ApiTools, createApiTools } from './api-tools.ts';
import type { WaitingTools } from './long-poll.ts';
import { createWaitingSeats } from './waiting-seats.ts';

/** The tools of operations whose callers may wait, over the table and the secret that the function's environment names. */
export function createWaitingTools(env: {
  readonly TABLE_NAME: string;
  readonly DATA_KEY_SECRET_ARN: string;
}): ApiTools & WaitingTools {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const seats = createWaitingSeats({ client, tableName: env.TABLE_NAME, realNow });
  return { ...createApiTools(env), sleep, realNow, seats };
}

/** The local city scales `Date`; timers, and so waits, run on in real time. */
function realNow(): number {
  return Math.round(performance.timeOrigin + performance.now());
}
