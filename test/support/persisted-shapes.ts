import * as z from 'zod';
import { canonicalJson, hashOf } from '../../shared/kernel/canonical.ts';
import { streamKinds } from './stream-kinds.ts';

/**
 * The version of a state's persisted shape, and its members, a line each: `pending?.reason: string`. A `?` stands behind
 * one that may be absent, `[]` for the entries of a list, `{}` for those of a record, `|n` for an alternative.
 */
const Shape = z.strictObject({ schemaVersion: z.number(), members: z.array(z.string()) });
export const Shapes = z.record(z.string(), Shape);
type Shape = z.infer<typeof Shape>;
export type Shapes = z.infer<typeof Shapes>;

/** The shapes as the code has them, by the name of the stream. */
export async function shapesOf(): Promise<Shapes> {
  const kinds = await streamKinds();
  return Object.fromEntries(kinds.map(({ name, schemaVersion, state }) => [name, { schemaVersion, members: membersOf(state) }]));
}

/** The members of a schema, in the order of the alphabet. */
export function membersOf(schema: z.ZodType): string[] {
  return linesOf(Schema.parse(z.toJSONSchema(schema, { unrepresentable: 'any' })), '').toSorted();
}

/**
 * The content of the page: a shape is replaced by one of a later version, or by one that only has more members which may be absent. Releases
 * beside each other read both forms then; any other change needs a version.
 */
export function carriedOn(written: Shapes, now: Shapes): Shapes {
  const kept = Object.entries(now).map(([name, shape]) => {
    const before = written[name];
    const replaces = before === undefined || shape.schemaVersion > before.schemaVersion || onlyAdds(before, shape);
    return [name, replaces ? shape : before] as const;
  });
  return Object.fromEntries(kept);
}

function onlyAdds(before: Shape, now: Shape): boolean {
  const known = new Set(before.members);
  const present = new Set(now.members);
  return (
    now.schemaVersion === before.schemaVersion &&
    before.members.every((line) => present.has(line)) &&
    now.members.every((line) => known.has(line) || optionalParts(line).some((part) => !before.members.some(startsWith(part))))
  );
}

/** `a?.b.c?: …` has the parts `a?` and `a?.b.c?`: the line is there only if these are. */
function optionalParts(line: string): readonly string[] {
  const path = line.slice(0, line.indexOf(': '));
  return [...path.matchAll(/\?/g)].map(({ index }) => path.slice(0, index + 1));
}

function startsWith(part: string): (line: string) => boolean {
  const required = part.slice(0, -1);
  return (line) => line.startsWith(part) || line.startsWith(`${required}: `) || line.startsWith(`${required}.`);
}

type Schema = Readonly<Record<string, unknown>>;
const Schema = z.record(z.string(), z.unknown());
const Parts = z.object({
  properties: z.record(z.string(), Schema).default({}),
  required: z.array(z.string()).default([]),
  additionalProperties: z.union([z.boolean(), Schema]).optional(),
  items: Schema.optional(),
  prefixItems: z.array(Schema).default([]),
  anyOf: z.array(Schema).default([]),
  oneOf: z.array(Schema).default([]),
  allOf: z.array(Schema).default([]),
});

function linesOf(schema: Schema, path: string): readonly string[] {
  const { properties, required, additionalProperties, items, prefixItems, anyOf, oneOf, allOf } = Parts.parse(schema);
  const within = [
    ...Object.entries(properties).flatMap(([name, member]) =>
      linesOf(member, `${path === '' ? '' : `${path}.`}${name}${required.includes(name) ? '' : '?'}`),
    ),
    ...(typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
      ? linesOf(additionalProperties, `${path}{}`)
      : []),
    ...(items === undefined ? [] : linesOf(items, `${path}[]`)),
    ...prefixItems.flatMap((item, at) => linesOf(item, `${path}[${at}]`)),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((alternative, at) => linesOf(alternative, `${path}|${at}`)),
  ];
  return [`${path}: ${constraintsOf(schema)}`, ...within];
}

/** Longer ones, such as the pattern of a moment, are told apart by a hash. */
const READABLE = 60;
const forReaders = ['$schema', 'description', 'title', 'examples', 'example', 'id', 'deprecated'];

function constraintsOf(schema: Schema): string {
  const own = Object.entries(schema).filter(([key]) => !(key in Parts.shape) && !forReaders.includes(key));
  const { type = 'any', enum: values, ...rest } = Object.fromEntries(own);
  const all = [
    String(type),
    ...(Array.isArray(values) ? [values.map(String).toSorted().join(' ')] : []),
    ...(Object.keys(rest).length === 0 ? [] : [canonicalJson(rest)]),
  ].join(' ');
  return all.length > READABLE && values === undefined ? `${String(type)} ${hashOf(rest).slice(0, 12)}` : all;
}
