import * as z from 'zod';
import { defineRoutes } from '../../shared/http/define-routes.ts';

export const openApiRoutes = defineRoutes({
  getOpenApi: {
    method: 'GET',
    path: '/v1/openapi.json',
    summary: 'Read this document',
    tag: 'system',
    access: 'public',
    answers: { 200: z.record(z.string(), z.unknown()) },
    refusals: [],
  },
});
