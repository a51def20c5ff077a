import type { IncomingHttpHeaders } from 'node:http';
import type { CorsModel } from '../template/api.ts';

/** The headers which the API adds to an answer for a page from another origin; none if that origin is not allowed. */
export function corsHeaders(cors: CorsModel, { origin }: IncomingHttpHeaders): Record<string, string> {
  const any = cors.AllowOrigins.includes('*');
  if (!origin || !(any || cors.AllowOrigins.includes(origin))) return {};
  return {
    'access-control-allow-origin': any && !cors.AllowCredentials ? '*' : origin,
    ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
    ...(cors.ExposeHeaders.length > 0 && { 'access-control-expose-headers': cors.ExposeHeaders.join(',') }),
    ...(!any && { vary: 'Origin' }),
  };
}

/** The further headers that answer a preflight request. */
export function preflightHeaders(cors: CorsModel): Record<string, string> {
  return {
    ...(cors.AllowMethods.length > 0 && { 'access-control-allow-methods': cors.AllowMethods.join(',') }),
    ...(cors.AllowHeaders.length > 0 && { 'access-control-allow-headers': cors.AllowHeaders.join(',') }),
    ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
  };
}
