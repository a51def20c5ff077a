import * as z from 'zod';

/** The member that the release of tomorrow has in everything. */
const member = { ofTomorrow: { name: 'a member of tomorrow', more: [1, { two: null }] } };

type Schema = Readonly<Record<string, unknown>>;
const Members = z.record(z.string(), z.unknown());
const Parts = z.object({
  properties: z.record(z.string(), Members).optional(),
  additionalProperties: z.union([z.boolean(), Members]).optional(),
  items: Members.optional(),
  anyOf: z.array(Members).optional(),
  oneOf: z.array(Members).optional(),
  const: z.unknown().optional(),
});

/** The value with one more member wherever it is a thing with members of its own, not a record: what the schema does not know. */
export function grown(value: unknown, schema: z.ZodType): unknown {
  const known = described.get(schema) ?? Members.parse(z.toJSONSchema(schema, { unrepresentable: 'any' }));
  described.set(schema, known);
  return grownBy(value, known);
}

const described = new WeakMap<z.ZodType, Schema>();

function grownBy(value: unknown, schema: Schema): unknown {
  const { properties, additionalProperties, items, anyOf, oneOf } = Parts.parse(schema);
  const alternative = [...(anyOf ?? []), ...(oneOf ?? [])].find((one) => fits(value, one));
  if (alternative !== undefined) return grownBy(value, alternative);
  if (Array.isArray(value)) return items === undefined ? value : value.map((one) => grownBy(one, items));
  const members = Members.safeParse(value).data;
  if (members === undefined) return value;
  if (properties !== undefined) {
    const known = Object.entries(members).map(([name, one]) => [name, grownBy(one, properties[name] ?? {})]);
    return { ...Object.fromEntries(known), ...member };
  }
  if (typeof additionalProperties !== 'object') return value;
  return Object.fromEntries(Object.entries(members).map(([name, one]) => [name, grownBy(one, additionalProperties)]));
}

/** Whether this is the alternative that the value is of, by the names of its members and by its constants. */
function fits(value: unknown, schema: Schema): boolean {
  const { properties, items, anyOf, oneOf, ...rest } = Parts.parse(schema);
  if ('const' in schema) return schema['const'] === value;
  const alternatives = [...(anyOf ?? []), ...(oneOf ?? [])];
  if (alternatives.length > 0) return alternatives.some((one) => fits(value, one));
  if (Array.isArray(value)) return items !== undefined;
  const members = Members.safeParse(value).data;
  if (members === undefined) return properties === undefined && items === undefined;
  if (properties === undefined) return rest.additionalProperties !== undefined;
  return Object.entries(members).every(([name, one]) => {
    const known = properties[name];
    return known !== undefined && fits(one, known);
  });
}
