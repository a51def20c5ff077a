import * as z from 'zod';
import { documents } from '#documents';
import type { Operations } from '../../shared/http/create-api.ts';
import type { TokenPlace } from '../../shared/http/create-openapi.ts';
import { tagOf } from '../../shared/http/entity-tags.ts';
import type { ReadingTools } from '../../shared/http/read-request.ts';
import { once } from '../platform/once.ts';
import type { openApiRoutes } from './routes.ts';

export interface OpenApiTools extends ReadingTools {
  /** Where tokens are to be had. */
  readonly tokens: TokenPlace;
}

/** Unpacked at the first request for it, and then kept. */
const made = once(documents);
/** It is the same for all callers of a release, and long: its tag is made once, too. */
const tag = once(() => tagOf(undefined, made().whole));

export const openApiOperations: Operations<typeof openApiRoutes, OpenApiTools> = {
  getOpenApi: async (request) => request.answer(200, { ...made().whole }, tag()),
  getBankOpenApi: async (request, { tokens }) => {
    const { ofBanks, tokens: standing } = made();
    return request.answer(200, at(tokens, standing, ofBanks));
  },
};

/** The document with the addresses of this deployment in place of those that it was made with. */
function at(tokens: TokenPlace, standing: TokenPlace, document: object): Readonly<Record<string, unknown>> {
  const told = JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    typeof value === 'string'
      ? value.replaceAll(standing.issuerUrl, tokens.issuerUrl).replaceAll(standing.tokenUrl, tokens.tokenUrl)
      : value,
  );
  return z.looseObject({}).parse(told);
}
