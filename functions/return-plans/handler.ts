import type { PlanWorkflowStep } from '../../shared/returns/plan/plan-contract.ts';
import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { dataKeysIn } from '../platform/secrets.ts';
import { ReturnPlansEnv } from './env.ts';
import { createPlanTask } from './plan-task.ts';

const task = once(() => {
  const env = ReturnPlansEnv.parse(process.env);
  const dataKeys = dataKeysIn(env.DATA_KEY_SECRET_ARN);
  return createPlanTask({ ...createPlatform(env.TABLE_NAME), accountsKey: async () => (await dataKeys()).accounts });
});

/** The tasks `ComputeAccounts` and `GiveUp` of the workflow `return-plan`. */
export const handler = (input: unknown): Promise<PlanWorkflowStep> => task()(input);
