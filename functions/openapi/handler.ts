import { createApi } from '../../shared/http/create-api.ts';
import { createLog } from '../lib/log.ts';
import { createReadingTools } from '../lib/reading-tools.ts';
import { everyTable } from './every-table.ts';
import { openApiOperations } from './operations.ts';
import { openApiRoutes } from './routes.ts';

/** The description of the API, and what answers where no route fits: it knows every route table, and neither the journal nor anything of AWS. */
export const handler = createApi(openApiRoutes, openApiOperations, createReadingTools, createLog(), everyTable);
