import { openApiDocument } from '../../functions/openapi/openapi-document.ts';
import { toYaml } from './yaml.ts';

/** What `docs/openapi.yaml` has to say: the document that the service serves. */
export function openApiYaml(): string {
  return toYaml(JSON.parse(JSON.stringify(openApiDocument())));
}
