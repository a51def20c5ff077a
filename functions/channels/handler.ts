import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { ChannelsEnv } from './env.ts';
import { type ChannelTools, channelOperations } from './operations.ts';
import { channelRoutes } from './routes.ts';

function createTools(): ChannelTools {
  const env = ChannelsEnv.parse(process.env);
  return { ...createApiTools(env), allowLoopback: env.ALLOW_LOOPBACK_ENDPOINTS === 'true' };
}

/** The API of providers of messages and calls. */
export const handler = createApi(channelRoutes, channelOperations, createTools, createLog());
