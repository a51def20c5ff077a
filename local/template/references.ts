import { CityError } from '../city-error.ts';
import type { StackSource } from './assembly.ts';
import { identityOf } from './identities.ts';
import type { IdentityInput, ResourceIdentity } from './identity.ts';
import { noValue } from './intrinsics.ts';
import { place } from './place.ts';

/** The values that a deployment decides: the template leaves them open. */
export interface Deployment {
  readonly parameters: Readonly<Record<string, string>>;
  /** `http://host:port` of the queue engine, which queue URLs start with. */
  readonly queueEndpoint: string;
}

/** The targets of `Ref` and `Fn::GetAtt` of one stack. `where` names the place in every error. */
interface References {
  ref(name: string, where: string): unknown;
  getAtt(logicalId: string, attribute: string, where: string): unknown;
  identify(logicalId: string, where: string): IdentityInput;
}

export function createReferences(
  stack: StackSource,
  deployment: Deployment,
  resolve: (value: unknown, where: string) => unknown,
): References {
  const pseudo = pseudoParameters(stack);
  const identify = (logicalId: string, where: string): IdentityInput => {
    const { identity, properties } = find(stack, logicalId, where);
    const given = identity.nameProperty === undefined ? undefined : properties[identity.nameProperty];
    const chosen = given === undefined ? undefined : resolve(given, `${where}.${logicalId}.${identity.nameProperty}`);
    const made = makeName(stack.name, logicalId, identity.maxNameLength ?? 255, properties['FifoQueue'] === true);
    const name = typeof chosen === 'string' ? chosen : made;
    return { stack: stack.name, logicalId, queueEndpoint: deployment.queueEndpoint, name };
  };
  return {
    identify,
    ref: (name, where) => {
      const value = pseudo.get(name) ?? parameterOf(stack, deployment, name, where);
      return value ?? find(stack, name, where).identity.ref(identify(name, where));
    },
    getAtt: (logicalId, attribute, where) => {
      const { identity, type } = find(stack, logicalId, where);
      const value = identity.attributes[attribute];
      if (!value) throw new CityError(`${where}: Fn::GetAtt ${logicalId}.${attribute} is not known for ${type}`);
      return value(identify(logicalId, where));
    },
  };
}

function pseudoParameters({ name }: StackSource): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ['AWS::Region', place.region],
    ['AWS::Partition', place.partition],
    ['AWS::AccountId', place.account],
    ['AWS::URLSuffix', place.urlSuffix],
    ['AWS::StackName', name],
    ['AWS::StackId', `arn:${place.partition}:cloudformation:${place.region}:${place.account}:stack/${name}/local`],
    ['AWS::NotificationARNs', []],
    ['AWS::NoValue', noValue],
  ]);
}

interface Found {
  readonly identity: ResourceIdentity;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

function find(stack: StackSource, logicalId: string, where: string): Found {
  const resource = stack.Resources[logicalId];
  if (!resource) throw new CityError(`${where}: refers to '${logicalId}', which ${stack.name} does not have`);
  const identity = identityOf(resource.Type);
  if (!identity)
    throw new CityError(`${stack.name}.${logicalId}: the local city does not know the resource type ${resource.Type}`);
  return { identity, type: resource.Type, properties: resource.Properties };
}

/** The value of a parameter, or undefined if the stack declares none of that name. */
function parameterOf(stack: StackSource, deployment: Deployment, name: string, where: string): unknown {
  const declared = stack.Parameters[name];
  if (!declared) return undefined;
  const value = deployment.parameters[name] ?? declared.Default;
  if (value === undefined) {
    throw new CityError(`${where}: the parameter ${name} of ${stack.name} has neither a default nor a local value`);
  }
  return declared.Type === 'CommaDelimitedList' && typeof value === 'string' ? value.split(',') : value;
}

/** A physical name that stays the same over restarts; the end of a long logical id is kept, as it holds CDK's hash. */
function makeName(stack: string, logicalId: string, max: number, fifo: boolean): string {
  const name = `${stack}-${logicalId}`;
  const cut = name.length <= max ? name : `${stack}-${logicalId.slice(-(max - stack.length - 1))}`;
  return fifo ? `${cut}.fifo` : cut;
}
