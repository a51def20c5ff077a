import { createApi } from '../../shared/http/create-api.ts';
import { createLog } from '../platform/log.ts';
import { createPlatform } from '../platform/platform.ts';
import { signingKeyIn } from '../platform/secrets.ts';
import { SystemEnv } from './env.ts';
import { type SystemTools, systemOperations } from './operations.ts';
import { systemRoutes } from './routes.ts';

function createTools(): SystemTools {
  const env = SystemEnv.parse(process.env);
  return { ...createPlatform(env.TABLE_NAME), signingKey: signingKeyIn(env.SIGNING_KEY_SECRET_ARN) };
}

/** The API of the service itself. */
export const handler = createApi(systemRoutes, systemOperations, createTools, createLog());
