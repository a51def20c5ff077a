import { BankMessage } from '../shared/freezes/bank-answer/bank-message.ts';
import { StopOrderWorkflowInput, StopOrderWorkflowStep } from '../shared/freezes/order/deadlines-contract.ts';
import type { TaskContract } from './task-contract.ts';

/** The input of an execution; the order's id names it. */
export const input = StopOrderWorkflowInput;

/** The tasks of `stop-order.asl.json` by state. The execution's data never hold more than these inputs. */
export const tasks = {
  /** `functions/stop-order`: safe to repeat at any time, since it notes a thing due once. */
  Advance: { takes: StopOrderWorkflowInput, gives: StopOrderWorkflowStep, errors: ['OrderNotFound'] },
  /** The bank queue, read by `functions/bank-gateway`. The relay answers the token; the workflow does not look at the answer. */
  AskBank: { takes: BankMessage.required({ taskToken: true }), errors: [] },
} as const satisfies Readonly<Record<string, TaskContract>>;
