import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { carriedOn, membersOf, Shapes, shapesOf } from '../support/persisted-shapes.ts';

const written = Shapes.parse(JSON.parse(readFileSync(new URL('../support/persisted-shapes.json', import.meta.url), 'utf8')));

test('the page has the persisted shape of each state: npm run docs records it, unless schemaVersion must be raised first', async () => {
  expect(await shapesOf()).toEqual(written);
});

describe('a shape that changed under the same version', () => {
  const Part = z.strictObject({ n: z.int(), kind: z.enum(['a', 'b']), note: z.string().optional() });
  const State = z.strictObject({
    id: z.string(),
    parts: z.array(Part),
    counts: z.record(z.string(), z.int()),
    at: z.string().optional(),
  });
  const page = (schema: z.ZodType, schemaVersion = 1): Shapes => ({ a: { schemaVersion, members: membersOf(schema) } });
  const was = page(State);
  const parts = (shape: z.ZodRawShape) => State.extend({ parts: z.array(Part.extend(shape)) });

  test.each([
    ['has one more member that may be absent', State.extend({ more: z.string().optional() })],
    ['has one in an entry of a list', parts({ more: z.int().optional() })],
    ['has one that is a thing with members of its own', State.extend({ more: z.strictObject({ x: z.int() }).optional() })],
    ['is described in other words', State.extend({ id: z.string().describe('its id') })],
  ])('is recorded if it %s', (_, schema) => {
    expect(carriedOn(was, page(schema))).toEqual(page(schema));
  });

  test.each([
    ['has one more member that must be there', State.extend({ more: z.string() })],
    ['has a member of another type', State.extend({ id: z.int() })],
    ['lacks a member', State.omit({ at: true })],
    ['may lack a member that was always there', State.partial({ id: true })],
    ['must have a member that could be absent', State.required({ at: true })],
    ['has a value that the release before does not know', parts({ kind: z.enum(['a', 'b', 'c']) })],
    ['counts otherwise', State.extend({ counts: z.record(z.string(), z.string()) })],
    ['has an alternative', State.extend({ id: z.union([z.string(), z.int()]) })],
  ])('is not written over if it %s, until the version is raised', (_, schema) => {
    expect(carriedOn(was, page(schema))).toEqual(was);
    expect(carriedOn(was, page(schema, 2))).toEqual(page(schema, 2));
  });

  test('a new kind of stream is recorded, and one that is gone goes', () => {
    expect(carriedOn({ gone: { schemaVersion: 1, members: [] } }, was)).toEqual(was);
  });
});
