import * as z from 'zod';
import { AgencyId, OrderId } from '../../kernel/ids.ts';

const Seconds = z.int().positive();

/** Input of the stop-order workflow. The order's id names the execution, so it starts once. */
export const StopOrderWorkflowInput = z.strictObject({
  orderId: OrderId,
  bankId: AgencyId,
  /** The message group of the bank queue: the alarm, so that a flood of one alarm delays no other. */
  group: z.string().min(1).max(128),
  /**
   * How long it waits for the bank's answer before each rung of the ladder, from the rung before, in seconds. An order with fewer rungs ends
   * its workflow at the last one; the waits behind it are not used.
   */
  waits: z.strictObject({ first: Seconds, second: Seconds, third: Seconds, fourth: Seconds }),
});
export type StopOrderWorkflowInput = z.infer<typeof StopOrderWorkflowInput>;

/** What the task `Advance` gets: the order, and the token of the task that then waits for the bank's answer; none at the last rung. */
export const AdvanceInput = z.strictObject({ orderId: OrderId, taskToken: z.string().min(1).optional() });
export type AdvanceInput = z.infer<typeof AdvanceInput>;
