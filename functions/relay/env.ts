import * as z from 'zod';
import { SecretArn, TableName } from '../platform/env.ts';

/** Environment of the relay of the freeze path, which follows the table's stream. */
export const RelayEnv = z.object({
  TABLE_NAME: TableName,
  STOP_ORDER_WORKFLOW_ARN: z.string().min(1),
  STANDARD_IMPACT_WORKFLOW_ARN: z.string().min(1),
  RETURN_PLAN_WORKFLOW_ARN: z.string().min(1),
  BANK_QUEUE_URL: z.string().min(1),
  DATA_KEY_SECRET_ARN: SecretArn,
});

/** Environment of the relay of coordination, which follows the same stream. */
export const CoordinationEnv = RelayEnv.pick({ TABLE_NAME: true, BANK_QUEUE_URL: true }).extend({
  FIND_QUEUE_URL: z.string().min(1),
  EVIDENCE_QUEUE_URL: z.string().min(1),
  CHANNEL_QUEUE_URL: z.string().min(1),
});
