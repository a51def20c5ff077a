/** `npm run docs`: writes every page that is made from a table of the code. Tests fail where one has drifted. */
import { readFileSync, writeFileSync } from 'node:fs';
import { accessDoc } from './access-doc.ts';
import { lifecyclesDoc } from './lifecycles-doc.ts';
import { bankOpenApiYaml, openApiYaml } from './openapi-yaml.ts';
import { carriedOn, Shapes, shapesOf } from './persisted-shapes.ts';
import { reactionsDocument } from './reactions-document.ts';

const pages = {
  'access.md': accessDoc(),
  'lifecycles.md': await lifecyclesDoc(),
  'openapi.yaml': openApiYaml(),
  'openapi-banks.yaml': bankOpenApiYaml(),
  'reactions.md': reactionsDocument(),
};
for (const [name, text] of Object.entries(pages)) writeFileSync(new URL(`../../docs/${name}`, import.meta.url), text);

const shapes = new URL('persisted-shapes.json', import.meta.url);
const written = Shapes.parse(JSON.parse(readFileSync(shapes, 'utf8')));
writeFileSync(shapes, `${JSON.stringify(carriedOn(written, await shapesOf()), null, 2)}\n`);
