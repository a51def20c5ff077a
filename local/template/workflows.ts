import * as z from 'zod';
import { CityError, describe } from '../city-error.ts';
import { attributeOf, meaninglessHere, propertiesOf, type ResolvedResource, whereIs } from './resource.ts';

const StateMachineProperties = z.strictObject({
  StateMachineName: z.string().optional(),
  StateMachineType: z.enum(['STANDARD', 'EXPRESS']).default('STANDARD'),
  DefinitionString: z.string(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
  RoleArn: meaninglessHere,
  LoggingConfiguration: meaninglessHere,
  TracingConfiguration: meaninglessHere,
  EncryptionConfiguration: meaninglessHere,
  Tags: meaninglessHere,
});

export interface StateMachineModel {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly definition: unknown;
}

/** A state machine with its `${…}` placeholders filled in, as CloudFormation does it: in the text, before it is parsed. */
export function readStateMachine(resource: ResolvedResource): StateMachineModel {
  const { DefinitionString, DefinitionSubstitutions, StateMachineType } = propertiesOf(resource, StateMachineProperties);
  const text = DefinitionString.replace(/\$\{([A-Za-z0-9_]+)\}/g, (_whole, name: string) => {
    const value = DefinitionSubstitutions[name];
    if (value === undefined)
      throw new CityError(`${whereIs(resource)}: the definition uses \${${name}}, which is not substituted`);
    return value;
  });
  try {
    return { arn: attributeOf(resource, 'Arn'), name: resource.name, type: StateMachineType, definition: JSON.parse(text) };
  } catch (error) {
    throw new CityError(`${whereIs(resource)}: its definition is not JSON: ${describe(error)}`);
  }
}
