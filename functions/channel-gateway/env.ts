import * as z from 'zod';
import { SecretArn, Switch, TableName } from '../platform/env.ts';

/** Environment of the gateway that gives messages and calls to providers. */
export const ChannelGatewayEnv = z.object({
  TABLE_NAME: TableName,
  CHANNEL_QUEUE_URL: z.string().min(1),
  SIGNING_KEY_SECRET_ARN: SecretArn,
  ALLOW_LOOPBACK_ENDPOINTS: Switch,
});
