import type { Operations } from '../../shared/http/create-api.ts';
import type { ApiTools } from '../platform/api-tools.ts';
import type { bankLineRoutes } from './routes.ts';
import { tellWatchLines } from './tell-lines.ts';
import { tellStatementPage } from './tell-page.ts';

export const bankLineOperations: Operations<typeof bankLineRoutes, ApiTools> = { tellStatementPage, tellWatchLines };
