import { bankDocument } from '../../functions/openapi/bank-document.ts';
import { openApiDocument } from '../../functions/openapi/openapi-document.ts';
import { toYaml } from './yaml.ts';

/** The content of `docs/openapi.yaml`: the document that the service serves. */
export function openApiYaml(): string {
  return toYaml(JSON.parse(JSON.stringify(openApiDocument())));
}

/** Where callers get tokens, as the document in the repository says it. */
export const exampleTokens = { issuerUrl: 'https://issuer.example.cn', tokenUrl: 'https://issuer.example.cn/token' };

/** The content of `docs/openapi-banks.yaml`. */
export function bankOpenApiYaml(): string {
  return toYaml(JSON.parse(JSON.stringify(bankDocument(exampleTokens))));
}
