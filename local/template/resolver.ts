import { CityError } from '../city-error.ts';
import type { StackSource } from './assembly.ts';
import type { IdentityInput } from './identity.ts';
import { createIntrinsics, type Intrinsics, isIntrinsicName, noValue } from './intrinsics.ts';
import { createReferences, type Deployment } from './references.ts';

/** Resolves values of one stack; `where` names the place in every error. */
export interface StackResolver {
  readonly stack: StackSource;
  resolve(value: unknown, where: string): unknown;
  /** Whether a resource, output or rule under this condition exists. */
  holds(condition: string | undefined, where: string): boolean;
  identify(logicalId: string, where: string): IdentityInput;
}

/**
 * Resolvers of all stacks of an assembly, which see one another's exports.
 * An intrinsic, parameter, attribute or resource type that is not known is a CityError that names it and the logical id.
 */
export function createResolvers(stacks: readonly StackSource[], deployment: Deployment): StackResolver[] {
  const resolvers: StackResolver[] = [];
  const importValue = (name: string, where: string): unknown => {
    for (const resolver of resolvers) {
      for (const [id, output] of Object.entries(resolver.stack.Outputs)) {
        const at = `${resolver.stack.name}.Outputs.${id}`;
        if (output.Export && resolver.holds(output.Condition, at) && resolver.resolve(output.Export.Name, at) === name) {
          return resolver.resolve(output.Value, at);
        }
      }
    }
    throw new CityError(`${where}: no stack exports '${name}'`);
  };
  for (const stack of stacks) resolvers.push(createStackResolver(stack, deployment, importValue));
  return resolvers;
}

function createStackResolver(
  stack: StackSource,
  deployment: Deployment,
  importValue: (name: string, where: string) => unknown,
): StackResolver {
  const references = createReferences(stack, deployment, resolve);
  const condition = (name: string, where: string): boolean => {
    const value = stack.Conditions[name];
    if (value === undefined) throw new CityError(`${where}: ${stack.name} has no condition '${name}'`);
    return resolve(value, `${stack.name}.Conditions.${name}`) === true;
  };
  const intrinsics: Intrinsics = createIntrinsics({
    ...references,
    condition,
    importValue,
    mapping: (map, first, second) => stack.Mappings[map]?.[first]?.[second],
    resolve,
  });

  function resolve(value: unknown, where: string): unknown {
    if (typeof value === 'string') return refuseDynamicReference(value, where);
    if (Array.isArray(value)) return value.map((entry) => resolve(entry, where)).filter((entry) => entry !== noValue);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (only && entries.length === 1 && isIntrinsicName(only[0])) return intrinsics(only[0], only[1], where);
    return Object.fromEntries(
      entries.map(([key, entry]) => [key, resolve(entry, `${where}.${key}`)] as const).filter(([, entry]) => entry !== noValue),
    );
  }

  const { identify } = references;
  return { stack, resolve, identify, holds: (name, where) => name === undefined || condition(name, where) };
}

/** `{{resolve:secretsmanager:…}}` would put a secret into plain text; the functions fetch secrets at run time instead. */
function refuseDynamicReference(value: string, where: string): string {
  const found = /\{\{resolve:([a-z-]+):/.exec(value);
  if (found) throw new CityError(`${where}: the dynamic reference {{resolve:${found[1]}:…}} is not known to the local city`);
  return value;
}
