import type { TokenPlace } from '../../shared/http/create-openapi.ts';
import type { Place } from '../../shared/http/elsewhere.ts';
import { defined } from '../../shared/kernel/defined.ts';
import { bankDocument } from './bank-document.ts';
import { everyTable } from './every-table.ts';
import { openApiDocument } from './openapi-document.ts';

/** What stands in a packed document where the deployment's addresses belong. */
const someTokens: TokenPlace = { issuerUrl: 'https://issuer.invalid', tokenUrl: 'https://token.invalid' };

/** The descriptions of the API, and the place of each of its routes. */
export interface Documents {
  readonly whole: Readonly<Record<string, unknown>>;
  /** With `tokens` for the addresses. */
  readonly ofBanks: Readonly<Record<string, unknown>>;
  readonly tokens: TokenPlace;
  readonly places: readonly Place[];
}

/**
 * They are the same for all callers of a release. So the bundle has them ready made and packed, and neither the schemas nor the code that
 * makes them (`infra/bundling.ts`): they would be more than a function may have.
 */
export function documents(): Documents {
  return {
    whole: { ...openApiDocument() },
    ofBanks: { ...bankDocument(someTokens) },
    tokens: someTokens,
    places: everyTable.flatMap((table) =>
      Object.values(table).map(({ method, path, signed }) => defined({ method, path, signed })),
    ),
  };
}
