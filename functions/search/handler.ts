import { createApi } from '../../shared/http/create-api.ts';
import { createApiTools } from '../platform/api-tools.ts';
import { createLog } from '../platform/log.ts';
import { SearchEnv } from './env.ts';
import { searchOperations } from './operations.ts';
import { searchRoutes } from './routes.ts';

/** Searches, and what is known of an account. It reads things of many contexts and changes none of them. */
export const handler = createApi(searchRoutes, searchOperations, () => createApiTools(SearchEnv.parse(process.env)), createLog());
