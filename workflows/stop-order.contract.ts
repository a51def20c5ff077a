import { BankMessage } from '../shared/freezes/bank-answer/bank-message.ts';
import { StopOrderWorkflowInput, StopOrderWorkflowStep } from '../shared/freezes/order/deadlines-contract.ts';
import type { TaskContract } from './task-contract.ts';

/** What starts an execution, which is named by the order's id. */
export const input = StopOrderWorkflowInput;

/** The tasks of `stop-order.asl.json` by state. What stands in the execution's data is never more than what is given here. */
export const tasks = {
  /** `functions/stop-order`: safe to repeat at any time, since it notes a thing due once. */
  Advance: { takes: StopOrderWorkflowInput, gives: StopOrderWorkflowStep, errors: ['OrderNotFound'] },
  /** The bank queue, read by `functions/bank-gateway`. The token is answered by the relay; what it is answered with is not looked at. */
  AskBank: { takes: BankMessage.required({ taskToken: true }), errors: [] },
} as const satisfies Readonly<Record<string, TaskContract>>;
