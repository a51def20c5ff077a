import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { BankInboxEnv } from './env.ts';
import { bankInboxOperations, type InboxTools } from './operations.ts';
import { bankInboxRoutes } from './routes.ts';
import { createWaitingSeats } from './waiting-seats.ts';

function createTools(): InboxTools {
  const env = BankInboxEnv.parse(process.env);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const seats = createWaitingSeats({ client, tableName: env.TABLE_NAME, realNow });
  return { ...createApiTools(env), sleep, realNow, seats };
}

/** The local city scales `Date`; timers, and so waits, run on in real time. */
function realNow(): number {
  return Math.round(performance.timeOrigin + performance.now());
}

/** The pulls of banks. A caller may wait here, so it stands apart from the function that takes their answers. */
export const handler = createApi(bankInboxRoutes, bankInboxOperations, createTools, createLog());
