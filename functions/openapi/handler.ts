import { documents } from '#documents';
import { createApi } from '../../shared/http/create-api.ts';
import { consoleMoved } from '../console/routes.ts';
import { createLog } from '../platform/log.ts';
import { createReadingTools } from '../platform/reading-tools.ts';
import { OpenApiEnv } from './env.ts';
import { type OpenApiTools, openApiOperations } from './operations.ts';
import { openApiRoutes } from './routes.ts';

function createTools(): OpenApiTools {
  const { ISSUER_URL: issuerUrl, TOKEN_URL: named } = OpenApiEnv.parse(process.env);
  const tokenUrl = named === '' ? `${issuerUrl.replace(/\/$/, '')}/token` : named;
  return { ...createReadingTools(), tokens: { issuerUrl, tokenUrl } };
}

/**
 * The descriptions of the API, and the answer to a request that fits no route. It has them ready made, and neither the route tables, the
 * journal nor the AWS SDK.
 */
export const handler = createApi(openApiRoutes, openApiOperations, createTools, createLog(), {
  places: () => documents().places,
  moved: consoleMoved,
});
