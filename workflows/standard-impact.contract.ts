import { ImpactTask, ImpactWorkflowInput, ImpactWorkflowStep } from '../shared/standards/impact/impact-contract.ts';
import type { TaskContract } from './task-contract.ts';

/** What starts an execution, which is named by the run's id. */
export const input = ImpactWorkflowInput;

/** The tasks of `standard-impact.asl.json` by state; both are `functions/standard-impact`. */
export const tasks = {
  /** Safe to repeat at any time: a page is counted in one append, together with where the next one begins. */
  CountPages: { takes: ImpactTask, gives: ImpactWorkflowStep, errors: ['ImpactRunNotFound'] },
  GiveUp: { takes: ImpactTask, gives: ImpactWorkflowStep, errors: [] },
} as const satisfies Readonly<Record<string, TaskContract>>;
