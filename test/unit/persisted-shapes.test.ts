import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { carriedOn, Shapes, shapesOf } from '../support/persisted-shapes.ts';

const written = Shapes.parse(JSON.parse(readFileSync(new URL('../support/persisted-shapes.json', import.meta.url), 'utf8')));

test('a change of the persisted shape of a state raises its schemaVersion, and npm run docs records it', async () => {
  expect(await shapesOf()).toEqual(written);
});

test('a shape that changed under the same version is not written over', () => {
  const was = { a: { schemaVersion: 1, shape: 'x' }, gone: { schemaVersion: 1, shape: 'g' } };
  expect(carriedOn(was, { a: { schemaVersion: 1, shape: 'y' } })).toEqual({ a: was.a });
  const raised = { a: { schemaVersion: 2, shape: 'y' }, new: { schemaVersion: 1, shape: 'n' } };
  expect(carriedOn(was, raised)).toEqual(raised);
});
