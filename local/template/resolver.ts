import { CityError } from '../city-error.ts';
import type { ResourceSource, StackSource } from './assembly.ts';
import { identityOf } from './identities.ts';
import type { IdentityInput } from './identity.ts';
import { createIntrinsics, type Intrinsics, isIntrinsicName, noValue } from './intrinsics.ts';
import { place } from './place.ts';

/** What a deployment decides: the template leaves it open. */
export interface Deployment {
  readonly parameters: Readonly<Record<string, string>>;
  /** `http://host:port` of the queue engine, which queue URLs start with. */
  readonly queueEndpoint: string;
}

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
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::Region': place.region,
    'AWS::Partition': place.partition,
    'AWS::AccountId': place.account,
    'AWS::URLSuffix': place.urlSuffix,
    'AWS::StackName': stack.name,
    'AWS::StackId': `arn:${place.partition}:cloudformation:${place.region}:${place.account}:stack/${stack.name}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': noValue,
  };

  const resource = (logicalId: string, where: string): ResourceSource => {
    const found = stack.Resources[logicalId];
    if (!found) throw new CityError(`${where}: refers to '${logicalId}', which ${stack.name} does not have`);
    return found;
  };
  const identify = (logicalId: string, where: string): IdentityInput => {
    const { Type, Properties } = resource(logicalId, where);
    const identity = identityOf(Type);
    if (!identity) throw new CityError(`${stack.name}.${logicalId}: the local city does not know the resource type ${Type}`);
    const given = identity.nameProperty === undefined ? undefined : Properties[identity.nameProperty];
    const chosen = given === undefined ? undefined : resolve(given, `${where}.${logicalId}.${identity.nameProperty}`);
    const made = makeName(stack.name, logicalId, identity.maxNameLength ?? 255, Properties['FifoQueue'] === true);
    return {
      stack: stack.name,
      logicalId,
      queueEndpoint: deployment.queueEndpoint,
      name: typeof chosen === 'string' ? chosen : made,
    };
  };
  const identityFor = (logicalId: string, where: string) => {
    const type = resource(logicalId, where).Type;
    const identity = identityOf(type);
    if (!identity) throw new CityError(`${stack.name}.${logicalId}: the local city does not know the resource type ${type}`);
    return { identity, type };
  };

  const parameter = (name: string, where: string): unknown => {
    const declared = stack.Parameters[name];
    if (!declared) return undefined;
    const value = deployment.parameters[name] ?? declared.Default;
    if (value === undefined)
      throw new CityError(`${where}: the parameter ${name} of ${stack.name} has neither a default nor a local value`);
    return declared.Type === 'CommaDelimitedList' && typeof value === 'string' ? value.split(',') : value;
  };

  const ref = (name: string, where: string): unknown => {
    if (name in pseudo) return pseudo[name];
    const value = parameter(name, where);
    if (value !== undefined) return value;
    return identityFor(name, where).identity.ref(identify(name, where));
  };
  const getAtt = (logicalId: string, attribute: string, where: string): unknown => {
    const { identity, type } = identityFor(logicalId, where);
    const value = identity.attributes[attribute];
    if (!value) throw new CityError(`${where}: Fn::GetAtt ${logicalId}.${attribute} is not known for ${type}`);
    return value(identify(logicalId, where));
  };
  const condition = (name: string, where: string): boolean => {
    const value = stack.Conditions[name];
    if (value === undefined) throw new CityError(`${where}: ${stack.name} has no condition '${name}'`);
    return resolve(value, `${stack.name}.Conditions.${name}`) === true;
  };

  const intrinsics: Intrinsics = createIntrinsics({
    ref,
    getAtt,
    condition,
    importValue,
    mapping: (map, first, second) => stack.Mappings[map]?.[first]?.[second],
    resolve: (value, where) => resolve(value, where),
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

  return { stack, resolve, identify, holds: (name, where) => name === undefined || condition(name, where) };
}

/** `{{resolve:secretsmanager:…}}` would put a secret into plain text; the functions fetch secrets at run time instead. */
function refuseDynamicReference(value: string, where: string): string {
  const found = /\{\{resolve:([a-z-]+):/.exec(value);
  if (found) throw new CityError(`${where}: the dynamic reference {{resolve:${found[1]}:…}} is not known to the local city`);
  return value;
}

/** A physical name that stays the same over restarts; the end of a long logical id is kept, as it holds CDK's hash. */
function makeName(stack: string, logicalId: string, max: number, fifo: boolean): string {
  const name = `${stack}-${logicalId}`;
  const cut = name.length <= max ? name : `${stack}-${logicalId.slice(-(max - stack.length - 1))}`;
  return fifo ? `${cut}.fifo` : cut;
}
