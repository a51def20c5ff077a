import { PlanTask, PlanWorkflowInput, PlanWorkflowStep } from '../shared/returns/plan/plan-contract.ts';
import type { TaskContract } from './task-contract.ts';

/** The input of an execution; the run's id names it. */
export const input = PlanWorkflowInput;

/** The tasks of `return-plan.asl.json` by state; both are `functions/return-plans`. */
export const tasks = {
  /** Safe to repeat at any time: a page stands under what it says, and accounts are noted in one append. */
  ComputeAccounts: { takes: PlanTask, gives: PlanWorkflowStep, errors: ['PlanRunNotFound'] },
  GiveUp: { takes: PlanTask, gives: PlanWorkflowStep, errors: [] },
} as const satisfies Readonly<Record<string, TaskContract>>;
