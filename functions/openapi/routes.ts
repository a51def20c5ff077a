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
  getBankOpenApi: {
    method: 'GET',
    path: '/v1/openapi-banks.json',
    summary: 'Read the document of what a bank calls and gets',
    tag: 'system',
    access: 'public',
    answers: { 200: z.record(z.string(), z.unknown()) },
    refusals: [],
  },
});
