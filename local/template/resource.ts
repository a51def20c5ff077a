import * as z from 'zod';
import { CityError } from '../city-error.ts';
import { describeIssues } from './assembly.ts';
import { identityOf } from './identities.ts';
import type { StackResolver } from './resolver.ts';

/** A resource whose intrinsics are resolved. */
export interface ResolvedResource {
  readonly stack: StackResolver;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly properties: unknown;
}

/**
 * Resolves every resource of every stack, also those without a local counterpart: a reference into nothing is an error at any place.
 * @throws CityError naming a resource type that the city does not know, or a value that could not be resolved
 */
export function resolveResources(stacks: readonly StackResolver[]): ResolvedResource[] {
  return stacks.flatMap((stack) =>
    Object.entries(stack.stack.Resources).flatMap(([logicalId, source]) => {
      const where = `${stack.stack.name}.${logicalId}`;
      if (!stack.holds(source.Condition, where)) return [];
      const { name } = stack.identify(logicalId, where);
      return [{ stack, logicalId, type: source.Type, name, properties: stack.resolve(source.Properties, where) }];
    }),
  );
}

export function whereIs(resource: ResolvedResource): string {
  return `${resource.stack.stack.name}.${resource.logicalId}`;
}

/** The value of one of a resource's own attributes. */
export function attributeOf(resource: ResolvedResource, attribute: 'Ref' | 'Arn' | 'StreamArn'): string {
  const identity = identityOf(resource.type);
  const value = attribute === 'Ref' ? identity?.ref : identity?.attributes[attribute];
  if (!value) throw new CityError(`${whereIs(resource)}: ${resource.type} has no ${attribute}`);
  return value(resource.stack.identify(resource.logicalId, whereIs(resource)));
}

/**
 * The properties of a resource, checked: a property that the schema does not list is refused by name and not ignored, because it might
 * change the behaviour of the cloud.
 */
export function propertiesOf<T extends z.ZodType>(resource: ResolvedResource, schema: T): z.infer<T> {
  const parsed = schema.safeParse(resource.properties);
  if (!parsed.success) throw new CityError(`${whereIs(resource)} (${resource.type}): ${describeIssues(parsed.error)}`);
  return parsed.data;
}

/** A property that is allowed and has no meaning on this machine. */
export const meaninglessHere = z.unknown().optional();
