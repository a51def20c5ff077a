import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../functions/system/openapi-document.ts';
import { allRoutes, createTestApi } from '../support/api.ts';
import { openApiYaml } from '../support/openapi-yaml.ts';

describe('the description of the API', () => {
  const document = openApiDocument();

  test('has every route of the tables and nothing else', () => {
    const described = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(
      Object.values(allRoutes)
        .map(({ method, path }) => `${method} ${path}`)
        .toSorted(),
    );
  });

  test('is what docs/openapi.yaml says', () => {
    expect(readFileSync(new URL('../../docs/openapi.yaml', import.meta.url), 'utf8')).toBe(openApiYaml());
  });

  test('is what the service serves, to anybody', async () => {
    const served = await createTestApi().call(undefined, 'GET', '/v1/openapi.json');
    expect(served).toMatchObject({ status: 200, body: { openapi: '3.1.0', info: { title: 'Cordon' } } });
    expect(served.body).toEqual(JSON.parse(JSON.stringify(document)));
  });

  test('has examples that the schemas take', () => {
    const withExamples = Object.values(allRoutes).filter(({ example }) => example !== undefined);
    for (const { body, example } of withExamples) expect(body?.safeParse(example).error).toBeUndefined();
    expect(withExamples.length).toBeGreaterThan(8);
  });
});
