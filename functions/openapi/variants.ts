import * as z from 'zod';

const JsonObject = z.record(z.string(), z.unknown());
type JsonObject = z.infer<typeof JsonObject>;
const ObjectSchema = z.looseObject({ properties: JsonObject, required: z.array(z.string()).default([]) });

const Described = z.object({ description: z.string() });

/** One of the forms of a schema, by the value of one member. */
export interface Variant {
  /** Its name in the document. */
  readonly name: string;
  readonly description: string;
  readonly values: readonly string[];
  /** Members that this form must have, and members that it never has. */
  readonly requires?: readonly string[];
  readonly without?: readonly string[];
}

/**
 * The schemas with one of them split into its forms: a union by the value of a member, so that a generated client has a type for each. The
 * service takes and gives the same.
 *
 * @throws Error if the schema is not an object of the document
 */
export function withVariants(schemas: JsonObject, of: string, member: string, variants: readonly Variant[]): JsonObject {
  const whole = ObjectSchema.safeParse(schemas[of]);
  if (!whole.success) throw new Error(`${of} is no object schema of the document`);
  const forms = variants.map(({ name, description, values, requires = [], without = [] }) => {
    const properties = Object.fromEntries(Object.entries(whole.data.properties).filter(([key]) => !without.includes(key)));
    const required = [...new Set([...whole.data.required, ...requires])].filter((key) => !without.includes(key));
    const told = { type: 'string', enum: [...values] };
    return [name, { ...whole.data, description, properties: { ...properties, [member]: told }, required }] as const;
  });
  const mapping = Object.fromEntries(variants.flatMap(({ name, values }) => values.map((value) => [value, refTo(name)])));
  const union = {
    description: [whole.data, whole.data.properties[member]].flatMap(describedAs).join('\n\n'),
    oneOf: variants.map(({ name }) => ({ $ref: refTo(name) })),
    discriminator: { propertyName: member, mapping },
  };
  return { ...schemas, [of]: union, ...Object.fromEntries(forms) };
}

function describedAs(schema: unknown): readonly string[] {
  const { data } = Described.safeParse(schema);
  return data === undefined ? [] : [data.description];
}

function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}
