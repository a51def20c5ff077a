import * as z from 'zod';
import { SecretArn, Switch, TableName } from '../platform/env.ts';

/** What the function must be given; `infra/` does not compile without it. */
export const ChannelsEnv = z.object({ TABLE_NAME: TableName, DATA_KEY_SECRET_ARN: SecretArn, ALLOW_LOOPBACK_ENDPOINTS: Switch });
