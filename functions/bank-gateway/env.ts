import * as z from 'zod';
import { SecretArn, Switch, TableName } from '../platform/env.ts';

/** Environment of the gateway that puts orders to banks and notices to agencies. */
export const BankGatewayEnv = z.object({
  TABLE_NAME: TableName,
  BANK_QUEUE_URL: z.string().min(1),
  SIGNING_KEY_SECRET_ARN: SecretArn,
  ALLOW_LOOPBACK_ENDPOINTS: Switch,
});

/** Environment of the consumer of the bank queue's dead letters. */
export const UndeliverableEnv = z.object({ TABLE_NAME: TableName });
