import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { createAdvanceTask } from './advance-task.ts';
import { StopOrderEnv } from './env.ts';

const task = once(() => createAdvanceTask(createPlatform(StopOrderEnv.parse(process.env).TABLE_NAME)));

/** The task `Advance` of the workflow `stop-order`. */
export const handler = (input: unknown): Promise<void> => task()(input);
