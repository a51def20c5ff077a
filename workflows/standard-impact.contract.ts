import { ImpactTask, ImpactWorkflowInput, ImpactWorkflowStep } from '../shared/standards/impact/impact-contract.ts';
import type { TaskContract } from './task-contract.ts';

/** The input of an execution; the run's id names it. */
export const input = ImpactWorkflowInput;

/** The tasks of `standard-impact.asl.json` by state; both are `functions/standard-impact`. */
export const tasks = {
  /** Safe to repeat at any time: a page is counted in one append, together with the beginning of the next one. */
  CountPages: { takes: ImpactTask, gives: ImpactWorkflowStep, errors: ['ImpactRunNotFound'] },
  GiveUp: { takes: ImpactTask, gives: ImpactWorkflowStep, errors: [] },
} as const satisfies Readonly<Record<string, TaskContract>>;
