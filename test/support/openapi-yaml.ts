import { bankDocument } from '../../functions/openapi/bank-document.ts';
import { openApiDocument } from '../../functions/openapi/openapi-document.ts';
import { toYaml } from './yaml.ts';

/** What `docs/openapi.yaml` has to say: the document that the service serves. */
export function openApiYaml(): string {
  return toYaml(JSON.parse(JSON.stringify(openApiDocument())));
}

/** Where tokens are to be had, as the document in the repository says it. */
export const exampleTokens = { issuerUrl: 'https://issuer.example.cn', tokenUrl: 'https://issuer.example.cn/token' };

/** What `docs/openapi-banks.yaml` has to say. */
export function bankOpenApiYaml(): string {
  return toYaml(JSON.parse(JSON.stringify(bankDocument(exampleTokens))));
}
