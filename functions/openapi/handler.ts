import { createApi } from '../../shared/http/create-api.ts';
import { createLog } from '../lib/log.ts';
import { createReadingTools } from '../lib/reading-tools.ts';
import { openApiOperations } from './operations.ts';
import { openApiRoutes } from './routes.ts';

/** The description of the API: it knows every route table, and neither the journal nor anything of AWS. */
export const handler = createApi(openApiRoutes, openApiOperations, createReadingTools, createLog());
