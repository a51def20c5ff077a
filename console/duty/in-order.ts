import type { Act } from '../acts/act.ts';

type Body = NonNullable<Act['body']>;

/** A body whose members are asked for in another order: those named first. What the body is stays the same. */
export function inOrder(body: Body, first: readonly string[]): Body {
  const properties = body.schema.properties ?? {};
  const named = first.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]] as const]));
  return { ...body, schema: { ...body.schema, properties: { ...Object.fromEntries(named), ...properties } } };
}
