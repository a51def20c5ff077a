import { once } from '../platform/once.ts';
import { createPlatform } from '../platform/platform.ts';
import { dataKeysIn } from '../platform/secrets.ts';
import { FindingEnv } from './env.ts';
import { createFinding } from './finding.ts';

const finding = once(() => {
  const env = FindingEnv.parse(process.env);
  const dataKeys = dataKeysIn(env.DATA_KEY_SECRET_ARN);
  return createFinding({
    ...createPlatform(env.TABLE_NAME),
    findsKey: async () => (await dataKeys()).finds,
    accountsKey: async () => (await dataKeys()).accounts,
  });
});

/** Consumer of the queue of what is to be found again. */
export const handler = (event: unknown): ReturnType<ReturnType<typeof createFinding>> => finding()(event);
