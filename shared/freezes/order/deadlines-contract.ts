import * as z from 'zod';
import { AgencyId, OrderId } from '../../kernel/ids.ts';
import { UtcInstant } from '../../kernel/time.ts';

/** Input of the stop-order workflow. The order's id names the execution, so it starts once. */
export const StopOrderWorkflowInput = z.strictObject({ orderId: OrderId, bankId: AgencyId });
export type StopOrderWorkflowInput = z.infer<typeof StopOrderWorkflowInput>;

/** What the `Advance` task answers: what to wait for next. `waitSeconds` is at least 1. */
export const StopOrderWorkflowStep = z.strictObject({
  orderId: OrderId,
  bankId: AgencyId,
  next: z.enum(['ask-bank', 'watch-term', 'done']),
  /** The message group of the bank queue: this bank and this alarm, so that neither a slow bank nor a flood of one alarm delays others. */
  group: z.string().min(1).max(128),
  /** For `ask-bank`: what the message to the gateway is for. */
  purpose: z.enum(['order', 'reminder', 'rearm']),
  waitSeconds: z.int().positive(),
  /** The moment the wait ends, ISO 8601 UTC. */
  until: UtcInstant,
});
export type StopOrderWorkflowStep = z.infer<typeof StopOrderWorkflowStep>;
