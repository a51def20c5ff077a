import { nextStep } from '../../shared/freezes/order/deadlines.ts';
import { StopOrderWorkflowInput, StopOrderWorkflowStep } from '../../shared/freezes/order/deadlines-contract.ts';
import { advanceOrder } from '../lookups/advance-order.ts';
import type { Platform } from '../platform/platform.ts';

/** The workflow's order does not exist. The workflow knows the error by this name and does not try again. */
class OrderNotFound extends Error {
  override readonly name = 'OrderNotFound';
}

/**
 * The task `Advance`: notes what is due of the order and says what the workflow is to wait for next.
 *
 * @throws OrderNotFound · ZodError if the input is not the workflow's · Error to be retried if the journal is busy
 */
export function createAdvanceTask(platform: Platform): (input: unknown) => Promise<StopOrderWorkflowStep> {
  return async (input) => {
    const { orderId } = StopOrderWorkflowInput.parse(input);
    const advanced = await advanceOrder(platform, orderId);
    if (advanced === undefined) throw new OrderNotFound('the order of the workflow does not exist');
    return StopOrderWorkflowStep.parse(nextStep(advanced.order, platform.now()));
  };
}
