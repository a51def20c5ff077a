import type { ImpactWorkflowStep } from '../../shared/standards/impact/impact-contract.ts';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { StandardImpactEnv } from './env.ts';
import { createImpactTask } from './impact-task.ts';

const task = once(() => createImpactTask(createPlatform(StandardImpactEnv.parse(process.env).TABLE_NAME)));

/** The tasks `CountPages` and `GiveUp` of the workflow `standard-impact`. */
export const handler = (input: unknown): Promise<ImpactWorkflowStep> => task()(input);
