import { createApi } from '../../shared/http/create-api.ts';
import { createLog } from '../platform/log.ts';
import { createReadingTools } from '../platform/reading-tools.ts';
import { labelOperations } from './operations.ts';
import { labelRoutes } from './routes.ts';

/** The words for every enumeration. It needs neither the journal nor the AWS SDK. */
export const handler = createApi(labelRoutes, labelOperations, createReadingTools, createLog());
