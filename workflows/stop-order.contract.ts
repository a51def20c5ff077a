import { BankMessage } from '../shared/freezes/bank-answer/bank-message.ts';
import { AdvanceInput, StopOrderWorkflowInput } from '../shared/freezes/order/deadlines-contract.ts';
import type { TaskContract } from './task-contract.ts';

/** The input of an execution; the order's id names it. */
export const input = StopOrderWorkflowInput;

/** The tasks of `stop-order.asl.json` by state. The execution's data never hold more than these inputs. */
export const tasks = {
  /** The bank queue, read by `functions/bank-gateway`. The relay answers the token; the workflow does not look at the answer. */
  AskBank: { takes: BankMessage.required({ taskToken: true }), errors: [] },
  /** `functions/stop-order`: safe to repeat at any time, since it notes a thing due once. The relay answers the token. */
  FirstRung: { takes: AdvanceInput.required({ taskToken: true }), errors: ['OrderNotFound'] },
  SecondRung: { takes: AdvanceInput.required({ taskToken: true }), errors: ['OrderNotFound'] },
  ThirdRung: { takes: AdvanceInput.required({ taskToken: true }), errors: ['OrderNotFound'] },
  LastRung: { takes: AdvanceInput, errors: ['OrderNotFound'] },
} as const satisfies Readonly<Record<string, TaskContract>>;
