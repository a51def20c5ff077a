import { type Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import { acknowledge } from './acknowledge.ts';
import { bundle } from './bundling.ts';
import type { Stage } from './stages.ts';

export interface CordonFunctionProps<Environment extends z.ZodObject> {
  readonly stage: Stage;
  /** Path of the entry file from the repository's root; it exports `handler`. */
  readonly entry: string;
  readonly description: string;
  /** The schema by which the function reads its environment: a variable that is missing here does not compile. */
  readonly schema: Environment;
  readonly environment: Readonly<Record<keyof z.input<Environment>, string>> & z.input<Environment>;
  readonly timeout: Duration;
  /** Megabytes; the share of a processor grows with it. */
  readonly memorySize?: number;
  /** No stop and no caller waits for it. A tag says so: for the bill, and for a machine that runs all functions on few processors. */
  readonly background?: true;
  /** Puts what the function reads besides its code into the folder of its bundle. */
  readonly addFiles?: (directory: string) => void;
  /** The most instances; they are reserved and taken from all other functions. */
  readonly reservedConcurrentExecutions?: number;
}

/**
 * A function like all functions of Cordon: one bundle, its environment checked against its own schema, JSON logs that end with their
 * retention, traced, and a role that may only write its own log until it is given more.
 */
export class CordonFunction<Environment extends z.ZodObject = z.ZodObject> extends LambdaFunction {
  constructor(scope: Construct, id: string, props: CordonFunctionProps<Environment>) {
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: props.stage.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    super(scope, id, {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: props.stage.architecture,
      handler: 'index.handler',
      code: bundle(props.entry, props.addFiles),
      environment: props.environment,
      timeout: props.timeout,
      memorySize: props.memorySize ?? 512,
      ...(props.reservedConcurrentExecutions === undefined
        ? {}
        : { reservedConcurrentExecutions: props.reservedConcurrentExecutions }),
      role: createRole(scope, `${id}Role`, logGroup),
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      tracing: Tracing.ACTIVE,
    });
    if (props.background === true) Tags.of(this).add('urgency', 'background');
  }
}

/** Not the managed policy for execution: that one may write to every log group of the account. */
function createRole(scope: Construct, id: string, logGroup: LogGroup): Role {
  const role = new Role(scope, id, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  );
  acknowledge(role, {
    'AwsSolutions-IAM5[Resource::*]':
      'X-Ray takes trace segments for no resource in particular, and ListStreams, which only the two relays have, knows no resources; nothing else is given to all.',
  });
  return role;
}
